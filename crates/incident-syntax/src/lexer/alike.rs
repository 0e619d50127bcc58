//! Letters and digits of other scripts that look like, or stand for, those that words are made of.

/// Cyrillic and Greek letters, each with the Latin one that it looks like.
const ALIKE: &[(char, char)] = &[
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('к', 'k'),
    ('м', 'm'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѕ', 's'),
    ('һ', 'h'),
    ('ԁ', 'd'),
    ('ԛ', 'q'),
    ('ԝ', 'w'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('Ѕ', 'S'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('α', 'a'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('ν', 'v'),
    ('ο', 'o'),
    ('ρ', 'p'),
    ('υ', 'u'),
];

/// Where the digits of other scripts begin: Arabic, Persian, Devanagari, full-width.
const ZEROS: [char; 4] = ['\u{660}', '\u{6F0}', '\u{966}', '\u{FF10}'];

/// How far a full-width character is from the plain one.
const FULL_WIDTH: u32 = 0xFEE0;

/// The digit that a digit of another script is.
fn digit(character: char) -> Option<char> {
    let place = |zero: char| u32::from(character).checked_sub(u32::from(zero));
    let value = ZEROS.iter().filter_map(|zero| place(*zero)).find(|value| *value < 10)?;
    char::from_digit(value, 10)
}

/// Whether a character is a digit of another script.
pub(super) fn is_digit(character: char) -> bool {
    !character.is_ascii() && digit(character).is_some()
}

/// The character that a word has where somebody sees, or means, it.
fn plain(character: char) -> Option<char> {
    if character.is_ascii() {
        return Some(character);
    }
    let full_width = || {
        let letter = char::from_u32(u32::from(character).checked_sub(FULL_WIDTH)?)?;
        letter.is_ascii_alphabetic().then_some(letter)
    };
    let alike = || ALIKE.iter().find(|(foreign, _)| *foreign == character).map(|(_, one)| *one);
    digit(character).or_else(full_width).or_else(alike)
}

/// A word with the plain characters for all others, and the first of those; `None` where one of them looks like none,
/// or where nothing but letters of another script is there, which is a word of another language.
pub(super) fn in_plain(word: &str) -> Option<(String, char)> {
    let first = word.chars().find(|character| !character.is_ascii())?;
    let is_mixed = word.chars().any(|it| it.is_ascii_alphanumeric() || is_digit(it));
    let plain: Option<String> = word.chars().map(plain).collect();
    plain.filter(|_| is_mixed).map(|plain| (plain, first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_word_is_that_word() {
        let plain = |word: &str| in_plain(word).map(|(plain, first)| format!("{plain} {first}"));
        assert_eq!(plain("оncall").as_deref(), Some("oncall о"));
        assert_eq!(plain("Р1").as_deref(), Some("P1 Р"));
        assert_eq!(plain("٧d").as_deref(), Some("7d ٧"));
        assert_eq!(plain("７ｄ").as_deref(), Some("7d ７"));
    }

    #[test]
    fn other_words_are_none() {
        for word in ["oncall", "naïve", "сосна", "сова", "Zürich"] {
            assert_eq!(in_plain(word), None, "{word}");
        }
    }
}
