//! Text from files on a terminal: what would steer the terminal, or show text in another order than
//! it stands, is made visible instead.

use std::fmt::Write as _;

/// The text on one line: line breaks become a blank, other characters that steer a terminal their
/// code, `\u{1b}`.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut after_break = false;
    for character in text.chars() {
        match character {
            '\n' | '\r' => {
                if !after_break && !line.is_empty() {
                    line.push(' ');
                }
                after_break = true;
                continue;
            }
            '\t' => line.push(' '),
            unsafe_one if steers(unsafe_one) => {
                // Writing to a string cannot fail.
                let _ = write!(line, "\\u{{{:x}}}", u32::from(unsafe_one));
            }
            plain => line.push(plain),
        }
        after_break = false;
    }
    line.truncate(line.trim_end().len());
    line
}

/// The most characters of a message that people read; a text that it quotes may be of any length.
const LONGEST_MESSAGE: usize = 400;

/// A message on one line, without its middle where that is long: what was found stands at the start, the reason
/// at the end.
pub(crate) fn message(text: &str) -> String {
    let line = one_line(text);
    let count = line.chars().count();
    if count <= LONGEST_MESSAGE {
        return line;
    }
    let half = LONGEST_MESSAGE / 2;
    let mut short: String = line.chars().take(half).collect();
    short.push_str(" […] ");
    short.extend(line.chars().skip(count - half));
    short
}

/// The text with every character that steers a terminal replaced by a visible one of as many bytes,
/// so that offsets into it stay true. Tabs and line ends (`\n`, `\r\n`) stay; a carriage return alone, which ends a
/// line too, becomes the line end that a terminal knows.
pub(crate) fn same_length(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let crlf = character == '\r' && characters.peek() == Some(&'\n');
        let stays = crlf || matches!(character, '\n' | '\t') || !steers(character);
        shown.push(match character.len_utf8() {
            _ if stays => character,
            _ if character == '\r' => '\n',
            1 => '?',
            2 => '·',
            _ => char::REPLACEMENT_CHARACTER,
        });
    }
    shown
}

/// A JSON document in which such characters, which can stand in its strings only, are escaped.
pub(crate) fn escaped_json(document: &str) -> String {
    let mut escaped = String::with_capacity(document.len());
    for character in document.chars() {
        if character != '\n' && steers(character) {
            // All of them are in the Basic Multilingual Plane. Writing to a string cannot fail.
            let _ = write!(escaped, "\\u{:04x}", u32::from(character));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// Control characters, line separators, and what Unicode has for changing the direction of text or
/// for standing there unseen (the characters of "Trojan Source", CVE-2021-42574).
fn steers(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{061C}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_message_keeps_its_start_and_its_reason() {
        assert_eq!(message("`5 m`\nis not read."), "`5 m` is not read.");
        let long = message(&format!("`{}` is not read, because it is long.", "é".repeat(9_000)));
        assert!(long.starts_with("`ééé") && long.ends_with("is not read, because it is long."));
        assert!(long.contains("é […] é") && long.chars().count() < 450, "{long}");
    }

    #[test]
    fn a_message_is_one_line_whatever_stands_in_it() {
        assert_eq!(one_line("two\r\n\r\nlines\tand\n"), "two lines and");
        assert_eq!(one_line("\u{1b}[31mred\u{7}"), "\\u{1b}[31mred\\u{7}");
        assert_eq!(one_line("a\u{202E}b\u{2066}c\u{9b}"), "a\\u{202e}b\\u{2066}c\\u{9b}");
        assert_eq!(one_line("Zahlungsgüte ☃ 🚒"), "Zahlungsgüte ☃ 🚒");
        assert_eq!(one_line("\n\n"), "");
    }

    #[test]
    fn source_text_keeps_its_offsets() {
        let text = "a\u{1b}[2J\u{9b}\u{202E}é\tb\r\nc\rd\u{0085}\u{2028}\u{0C}\n";
        let shown = same_length(text);
        assert_eq!(shown.len(), text.len());
        assert_eq!(shown, "a?[2J·\u{FFFD}é\tb\r\nc\nd·\u{FFFD}?\n");
        let offsets = |text: &str| text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!(offsets(&shown), offsets(text));
    }
}
