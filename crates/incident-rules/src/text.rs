//! Small pieces of texts and of messages.

use std::ops::Range;

use incident_base::TextSize;
pub(crate) use incident_base::slice;
use incident_ir::Severity;

/// Longer lines are not looked at: not the whole of a long line for each of its findings.
pub(crate) const LONGEST_LINE: usize = 400;

/// Where the line around an offset stands, without its end, if no more than so many bytes of it stand on either side.
pub(crate) fn short_line(text: &str, offset: TextSize) -> Option<Range<usize>> {
    let (before, behind) = text.split_at_checked(offset.into())?;
    let ends = |byte: u8| matches!(byte, b'\n' | b'\r');
    let whole = |part: &str| (part.len() < LONGEST_LINE).then_some(part.len());
    let back = before.bytes().rev().take(LONGEST_LINE).position(ends).or_else(|| whole(before))?;
    let on = behind.bytes().take(LONGEST_LINE).position(ends).or_else(|| whole(behind))?;
    Some(before.len() - back..before.len() + on)
}

/// What to do about a line that was meant as a comment.
pub(crate) const MEANT_AS_COMMENT: &str = "A comment starts with `//`: write it before this line.";

/// Whether a word begins a reminder, which people write into comments.
pub(crate) fn begins_reminder(word: &str) -> bool {
    const REMINDERS: [&str; 5] = ["TODO", "FIXME", "XXX", "HACK", "NOTE"];
    REMINDERS.contains(&word)
}

/// "`a`", "`a` and `b`", "`a`, `b` and `c`".
pub(crate) fn and(words: &[impl AsRef<str>]) -> String {
    join(words, "and")
}

/// "`a`", "`a` or `b`", "`a`, `b` or `c`".
pub(crate) fn or(words: &[impl AsRef<str>]) -> String {
    join(words, "or")
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
    some_of(words, words.len())
}

/// The same for the first few of `count` names.
pub(crate) fn some_of(words: &[impl AsRef<str>], count: usize) -> String {
    const SHOWN: usize = 6;
    match words.get(..SHOWN) {
        Some(first) if count > SHOWN + 1 => {
            let first: Vec<String> =
                first.iter().map(|word| format!("`{}`", word.as_ref())).collect();
            format!("{} and {} more", first.join(", "), count - SHOWN)
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
    if number == 1 { format!("{number} {noun}") } else { format!("{number} {}", plural(noun)) }
}

/// "tiers", "escalation policies".
pub(crate) fn plural(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{noun}s"),
    }
}

/// An example of a block on one line, its body left out where that stands on several.
pub(crate) fn one_line(example: &str) -> String {
    match example.split_once('\n') {
        Some((header, _)) => format!("{header} … }}"),
        None => example.to_owned(),
    }
}

/// A sentence as it reads behind a colon: its first letter small, without its full stop.
pub(crate) fn as_clause(sentence: &str) -> String {
    let mut letters = sentence.trim_end_matches('.').chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// A severity as it is written: `severity P1 "Complete outage"`; without the text where it is missing,
/// which has been reported.
pub(crate) fn severity_name(severity: &Severity) -> String {
    let level = severity.level.name();
    match severity.description.as_str() {
        "" => format!("severity {level}"),
        description => format!("severity {level} \"{description}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_and_sentences_become_clauses() {
        assert_eq!(count(1, "tier"), "1 tier");
        assert_eq!(count(2, "escalation policy"), "2 escalation policies");
        assert_eq!(plural("day"), "days");
        assert_eq!(one_line("group Core {\n  component \"A\"\n}"), "group Core { … }");
        assert_eq!(as_clause("Who covers; anybody."), "who covers; anybody");
        assert_eq!(some(&["a"; 9]), "`a`, `a`, `a`, `a`, `a`, `a` and 3 more");
        assert_eq!(some(&["a", "b", "c"]), "`a`, `b` and `c`");
    }
}
