//! The escapes of strings: `\"`, `\\`, `\n`, `\t`, `\u{…}`.

/// What a backslash and the characters behind it are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Escape {
    /// How many bytes belong to it.
    pub(crate) length: usize,
    /// The character it stands for; `None` when it is no escape.
    pub(crate) value: Option<char>,
}

/// Reads the escape that `text`, which starts with a backslash, starts with.
pub(crate) fn read(text: &str) -> Escape {
    let mut characters = text.chars();
    characters.next();
    let Some(letter) = characters.next() else { return Escape { length: text.len(), value: None } };
    let simple = |value| Escape { length: 1 + letter.len_utf8(), value };
    match letter {
        '"' | '\\' => simple(Some(letter)),
        'n' => simple(Some('\n')),
        't' => simple(Some('\t')),
        'u' => unicode(text),
        // The backslash alone: the line break ends the line that it stands on.
        '\n' | '\r' => Escape { length: 1, value: None },
        _ => simple(None),
    }
}

/// `\u{…}` with one to six hexadecimal digits that are a character's number.
fn unicode(text: &str) -> Escape {
    const PREFIX: &str = "\\u{";
    let Some(rest) = text.strip_prefix(PREFIX) else { return Escape { length: 2, value: None } };
    let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
    let closed = rest.as_bytes().get(digits) == Some(&b'}');
    let number = rest.get(..digits).filter(|digits| closed && (1..=6).contains(&digits.len()));
    let value =
        number.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
    Escape { length: PREFIX.len() + digits + usize::from(closed), value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_escape_stands_for_one_character() {
        for (text, length, value) in [
            (r#"\"x"#, 2, Some('"')),
            (r"\\", 2, Some('\\')),
            (r"\n", 2, Some('\n')),
            (r"\tx", 2, Some('\t')),
            (r"\u{e9}", 6, Some('é')),
            (r"\u{1F600}!", 9, Some('😀')),
        ] {
            assert_eq!(read(text), Escape { length, value }, "{text}");
        }
    }

    #[test]
    fn anything_else_is_none_and_is_shown_whole() {
        for (text, length) in [
            (r"\q", 2),
            (r"\é", 3),
            (r"\", 1),
            (r"\u", 2),
            (r"\u41", 2),
            (r"\u{}", 4),
            (r"\u{110000}", 10),
            (r"\u{d800}x", 8),
            (r"\u{0000041}", 11),
            (r"\u{41", 5),
            ("\\\r\n", 1),
        ] {
            assert_eq!(read(text), Escape { length, value: None }, "{text}");
        }
    }
}
