//! From a file's bytes to text.

use std::fmt;

/// Why bytes are no text of this language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NotText {
    /// The line of the byte at which that shows, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
    /// What the bytes look like instead.
    pub reason: NotTextReason,
}

/// What bytes that are no UTF-8 look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotTextReason {
    /// UTF-16, as some editors and shells on Windows save.
    Utf16,
    /// UTF-32.
    Utf32,
    /// A program, an archive, a picture: it holds NUL bytes.
    Binary,
    /// Text in an older encoding, or a damaged file.
    NotUtf8,
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, reason } = self;
        match reason {
            NotTextReason::Utf16 => write!(f, "the file is UTF-16; save it as UTF-8"),
            NotTextReason::Utf32 => write!(f, "the file is UTF-32; save it as UTF-8"),
            NotTextReason::Binary => {
                write!(
                    f,
                    "the file is no text: there is a NUL byte in line {line}, column {column}"
                )
            }
            NotTextReason::NotUtf8 => {
                write!(f, "the file is not UTF-8 in line {line}, column {column}; save it as UTF-8")
            }
        }
    }
}

impl std::error::Error for NotText {}

/// The bytes as text; a UTF-8 byte order mark stays in it.
///
/// # Errors
/// When the bytes are no UTF-8 or hold a NUL, and what they look like.
pub fn decode(bytes: &[u8]) -> Result<&str, NotText> {
    let not = |offset, reason| {
        let (line, column) = place(bytes, offset);
        Err(NotText { line, column, reason })
    };
    // The mark of UTF-32 in little endian begins with the one of UTF-16.
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return not(0, NotTextReason::Utf32);
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return not(0, NotTextReason::Utf16);
    }
    // To ask whether there is one is quicker than to ask where.
    if bytes.contains(&0) {
        let nul = bytes.iter().position(|byte| *byte == 0).unwrap_or_default();
        return not(nul, guess_from_nuls(bytes));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => not(error.valid_up_to(), NotTextReason::NotUtf8),
    }
}

/// Line and column of a byte, from 1. Bytes before it that are no text count as a character each.
fn place(bytes: &[u8], offset: usize) -> (usize, usize) {
    let before = bytes.get(..offset).unwrap_or(bytes);
    let mut lines = before.split(|byte| *byte == b'\n');
    let last = lines.next_back().unwrap_or_default();
    let last = String::from_utf8_lossy(last);
    (lines.count() + 1, last.trim_start_matches('\u{FEFF}').chars().count() + 1)
}

/// ASCII in UTF-16 has a NUL in every second byte, in UTF-32 three in every four. 512 bytes are enough to see.
fn guess_from_nuls(bytes: &[u8]) -> NotTextReason {
    let mut nuls = [0_usize; 4];
    let mut groups = 0;
    for group in bytes.chunks_exact(4).take(128) {
        groups += 1;
        for (count, byte) in nuls.iter_mut().zip(group) {
            *count += usize::from(*byte == 0);
        }
    }
    let mostly = nuls.map(|count| groups > 0 && count * 4 >= groups * 3);
    let rarely = nuls.map(|count| count * 4 <= groups);
    match (mostly, rarely) {
        ([true, true, true, _], [_, _, _, true]) | ([_, true, true, true], [true, _, _, _]) => {
            NotTextReason::Utf32
        }
        ([true, _, true, _], [_, true, _, true]) | ([_, true, _, true], [true, _, true, _]) => {
            NotTextReason::Utf16
        }
        _ => NotTextReason::Binary,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(bytes: &[u8]) -> (usize, usize, NotTextReason) {
        let error = decode(bytes).unwrap_err();
        (error.line, error.column, error.reason)
    }

    #[test]
    fn utf8_is_text_with_and_without_a_mark() {
        assert_eq!(decode(b""), Ok(""));
        assert_eq!(decode("é = \"☃\"".as_bytes()), Ok("é = \"☃\""));
        assert_eq!(decode(b"\xEF\xBB\xBFa = 1"), Ok("\u{FEFF}a = 1"));
    }

    #[test]
    fn other_encodings_are_told_by_their_mark() {
        assert_eq!(reason(b"\xFF\xFEa\0"), (1, 1, NotTextReason::Utf16));
        assert_eq!(reason(b"\xFE\xFF\0a"), (1, 1, NotTextReason::Utf16));
        assert_eq!(reason(b"\xFF\xFE\0\0a\0\0\0"), (1, 1, NotTextReason::Utf32));
        assert_eq!(reason(b"\0\0\xFE\xFF\0\0\0a"), (1, 1, NotTextReason::Utf32));
    }

    #[test]
    fn other_encodings_are_told_by_their_nuls() {
        let text = "service Payment { }\n";
        let wide = |pad_before: usize, pad_after: usize| {
            let mut bytes = Vec::new();
            for byte in text.bytes() {
                bytes.extend(std::iter::repeat_n(0, pad_before));
                bytes.push(byte);
                bytes.extend(std::iter::repeat_n(0, pad_after));
            }
            bytes
        };
        assert_eq!(reason(&wide(0, 1)), (1, 2, NotTextReason::Utf16));
        assert_eq!(reason(&wide(1, 0)), (1, 1, NotTextReason::Utf16));
        assert_eq!(reason(&wide(0, 3)), (1, 2, NotTextReason::Utf32));
        assert_eq!(reason(&wide(3, 0)), (1, 1, NotTextReason::Utf32));
    }

    #[test]
    fn binary_and_old_encodings_name_the_byte() {
        assert_eq!(reason(b"\x7FELF\x02\x01\x01\0\0\0more"), (1, 8, NotTextReason::Binary));
        assert_eq!(reason(b"a = 1 // caf\xE9\n"), (1, 13, NotTextReason::NotUtf8));
        assert_eq!(reason(b"a = 1\0"), (1, 6, NotTextReason::Binary));
        assert_eq!(reason("a\r\n☃é\u{0}".as_bytes()), (2, 3, NotTextReason::Binary));
        assert_eq!(reason(b"\xEF\xBB\xBFa\xE9"), (1, 2, NotTextReason::NotUtf8));
        assert_eq!(reason(b"a\n\xE9"), (2, 1, NotTextReason::NotUtf8));
        let error = decode(b"caf\xE9").unwrap_err();
        assert_eq!(
            error.to_string(),
            "the file is not UTF-8 in line 1, column 4; save it as UTF-8"
        );
    }
}
