use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// Bytes that a part may have: with what stands before and after it the whole stays far below the 255
/// that file systems take.
const LONGEST: usize = 150;

/// What Windows does not take for the name of a folder, whatever its case.
const DEVICES: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8",
    "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// A name of the language as the name of a folder, on every system.
pub(crate) fn folder_name(name: &str) -> String {
    let mut folder = file_name_part(name);
    if DEVICES.iter().any(|device| device.eq_ignore_ascii_case(name)) {
        // No other folder has it at its end.
        folder.push('~');
    }
    folder
}

/// Any text as a part of a file name, on every system: letters, digits, `-`, `_`, `.` and inner blanks
/// as they are, everything else as the percent-encoded bytes of its UTF-8. Different texts give
/// different parts; one that would be too long is cut and told apart by the start of its SHA-256.
///
/// Names of the language (`payments-critical`) come out as they are; it is there for strings, such as
/// an app's name, which may hold `/`, `..` or anything else.
pub(crate) fn file_name_part(text: &str) -> String {
    let mut part = String::new();
    let last = text.chars().count().saturating_sub(1);
    for (place, letter) in text.chars().enumerate() {
        let inner_blank = letter == ' ' && place != 0 && place != last;
        if letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.') || inner_blank {
            part.push(letter);
        } else {
            let mut bytes = [0; 4];
            for byte in letter.encode_utf8(&mut bytes).bytes() {
                // Writing to a string cannot fail.
                let _ = write!(part, "%{byte:02X}");
            }
        }
    }
    if part.len() <= LONGEST {
        return part;
    }
    // A part that is not cut has no tilde, so the two kinds never meet.
    part.truncate(part.floor_char_boundary(LONGEST - 17));
    part.push('~');
    for byte in Sha256::digest(text.as_bytes()).iter().take(8) {
        let _ = write!(part, "{byte:02x}");
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_as_they_are() {
        for name in ["payments-critical", "payment_service", "Payment Service", "Zahlungsgüte"] {
            assert_eq!(file_name_part(name), name);
        }
    }

    #[test]
    fn nothing_leaves_the_folder_or_offends_a_file_system() {
        assert_eq!(file_name_part("../../etc/passwd"), "..%2F..%2Fetc%2Fpasswd");
        assert_eq!(file_name_part("a\\b:c*?\"<>|\n\0%"), "a%5Cb%3Ac%2A%3F%22%3C%3E%7C%0A%00%25");
        assert_eq!(file_name_part(" edge "), "%20edge%20");
    }

    #[test]
    fn folders_are_not_called_like_devices() {
        assert_eq!(folder_name("PaymentServiceOps"), "PaymentServiceOps");
        assert_eq!(folder_name("Aux"), "Aux~");
        assert_eq!(folder_name("com1"), "com1~");
        assert_eq!(folder_name("Console"), "Console");
    }

    #[test]
    fn long_texts_are_cut_and_told_apart() {
        let (one, two) = ("é".repeat(300), format!("{}!", "é".repeat(300)));
        let (one, two) = (file_name_part(&one), file_name_part(&two));
        assert!(one.len() <= LONGEST && two.len() <= LONGEST);
        assert_ne!(one, two);
    }
}
