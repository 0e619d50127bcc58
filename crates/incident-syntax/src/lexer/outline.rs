//! A rough look at lines, for finding where something without an end should have ended.

/// How many bytes of `text` stand before the first line, other than the one it begins in, that looks
/// like an entry or a closing brace. The line break before that line is not counted.
pub(super) fn first_entry_below(text: &str) -> usize {
    before_line(text, looks_like_entry)
}

/// How many bytes of `text` stand before the first line that is not blank and is indented by at most
/// `indent` characters. The line break before that line is not counted.
pub(super) fn first_line_no_deeper(text: &str, indent: usize) -> usize {
    before_line(text, |line| !line.trim().is_empty() && indent_of(line) <= indent)
}

/// How many blanks and tabs a line begins with.
pub(super) fn indent_of(line: &str) -> usize {
    line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

fn before_line(text: &str, wanted: impl Fn(&str) -> bool) -> usize {
    let mut end = 0_usize;
    // Between CR and LF is a blank line, which nobody looks for.
    for (number, line) in text.split(['\n', '\r']).enumerate() {
        if number > 0 && wanted(line) {
            let before = text.get(..end.saturating_sub(1)).unwrap_or(text);
            return before.strip_suffix('\r').unwrap_or(before).len();
        }
        end += line.len() + 1;
    }
    text.len()
}

/// `NAME =`, `NAME … {` or `}`.
pub(super) fn looks_like_entry(line: &str) -> bool {
    let line = line.trim();
    if line.starts_with('}') {
        return true;
    }
    let name = line.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(byte));
    let Some(rest) = line.get(name.count()..) else { return false };
    if rest.len() == line.len() || line.starts_with(|first: char| first.is_ascii_digit()) {
        return false;
    }
    rest.trim_start().starts_with('=') || rest.ends_with('{')
}

/// `NAME =` and nothing else.
pub(super) fn is_key_and_equals(line: &str) -> bool {
    const BLANKS: [char; 2] = [' ', '\t'];
    let key = line.trim_matches(BLANKS).strip_suffix('=').map(|key| key.trim_end_matches(BLANKS));
    key.is_some_and(|key| {
        let is_word = |word: &str| !word.is_empty() && word.bytes().all(is_word_byte);
        !key.starts_with(|first: char| first.is_ascii_digit()) && key.split('-').all(is_word)
    })
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_told_from_prose() {
        for entry in ["  timeout = 5m", "service A {", "}", "  }  ", "a={", "tier oncall {\r"] {
            assert!(looks_like_entry(entry), "{entry}");
        }
        for prose in ["", "Call the bank.", "- check = no", "5 = five", "see {", "{"] {
            assert_eq!(looks_like_entry(prose), prose == "see {", "{prose}");
        }
    }

    #[test]
    fn a_key_is_told_from_what_a_text_may_end_with() {
        for key in ["  runbook =", "a-b=", "\t_a = "] {
            assert!(is_key_and_equals(key), "{key}");
        }
        for other in ["", "=", "a", "a = b =", "token = dGV4dA==", "5 =", "a- =", "} ="] {
            assert!(!is_key_and_equals(other), "{other}");
        }
    }

    #[test]
    fn the_line_break_before_the_line_is_left_out() {
        assert_eq!(first_entry_below("x = 1\nprose\ny = 2\n"), "x = 1\nprose".len());
        assert_eq!(first_entry_below("text\r\n}\r\n"), "text".len());
        assert_eq!(first_entry_below("text\r}\r"), "text".len());
        assert_eq!(first_entry_below("text"), 4);
        assert_eq!(first_line_no_deeper("\n    deep\n\n  flat", 2), "\n    deep\n".len());
    }
}
