//! Small pieces of messages.

/// "`a`", "`a` and `b`", "`a`, `b` and `c`".
pub(crate) fn and(words: &[impl AsRef<str>]) -> String {
    join(words, "and")
}

fn join(words: &[impl AsRef<str>], last_word: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [all @ .., last] => format!("{} {last_word} {last}", all.join(", ")),
    }
}

/// The first few of many names: "`a`, `b`, `c` and 4 more".
pub(crate) fn some(words: &[impl AsRef<str>]) -> String {
    const SHOWN: usize = 6;
    match words.get(..SHOWN) {
        Some(first) if words.len() > SHOWN + 1 => {
            let first: Vec<String> =
                first.iter().map(|word| format!("`{}`", word.as_ref())).collect();
            format!("{} and {} more", first.join(", "), words.len() - SHOWN)
        }
        _ => and(words),
    }
}

/// "a" or "an" before a word.
pub(crate) fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// "1 tier", "2 tiers".
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("{number} {noun}") } else { format!("{number} {noun}s") }
}
