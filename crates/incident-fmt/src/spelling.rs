//! The one spelling of tokens that can be written in several ways.
//!
//! - A duration has no leading zeros and no part that is nothing: `05m` is `5m`, `1h0m` is `1h`. Its
//!   units stay: `60m` and `1h`, `24h` and `1d` are not the same in documents.
//! - A string on one line has plain quotes, unless that takes more escapes: `"""text"""` is `"text"`.
//! - A character that has an escape of its own is written by it (`\u{a}` is `\n`, a tab is `\t`);
//!   one that ASCII can print needs none (`\u{41}` is `A`); any other escape has capital digits and no
//!   leading zeros. Whether `é` or `\u{E9}` is written stays whoever's choice it was: some characters
//!   are escaped so that they are seen.

use std::borrow::Cow;

use incident_syntax::TokenKind;
use incident_syntax::literal::duration;

use crate::document::Scalar;

const LONG_QUOTE: &str = "\"\"\"";

/// A value as it should be written.
pub(crate) fn value(kind: TokenKind, text: &str) -> Scalar<'_> {
    match kind {
        TokenKind::Number => Scalar::Word(number(text)),
        kind => label(kind, text),
    }
}

/// A label as it should be written. No label is a duration, and what looks like one stays: `1h0m 5m` are
/// two labels, `1h 5m` is a duration in parts.
pub(crate) fn label(kind: TokenKind, text: &str) -> Scalar<'_> {
    match kind {
        TokenKind::String | TokenKind::Channel if text.contains('\n') => Scalar::Long(text),
        TokenKind::String => Scalar::Word(string(text)),
        TokenKind::Channel => Scalar::Word(channel(text)),
        _ => Scalar::Word(text.into()),
    }
}

fn number(text: &str) -> Cow<'_, str> {
    let is_duration = text.bytes().all(|byte| byte.is_ascii_digit() || b"wdhms".contains(&byte));
    let mut behind_digit = false;
    let mut part_begins_with_zero = false;
    for byte in text.bytes() {
        part_begins_with_zero |= byte == b'0' && !behind_digit;
        behind_digit = byte.is_ascii_digit();
    }
    if is_duration
        && part_begins_with_zero
        && let Ok(duration) = duration::parse(text)
    {
        return duration.to_string().into();
    }
    text.into()
}

/// A string on one line, with its quotes.
fn string(text: &str) -> Cow<'_, str> {
    let long = text.strip_prefix(LONG_QUOTE).and_then(|text| text.strip_suffix(LONG_QUOTE));
    if let Some(content) = long.filter(|_| text.len() >= 2 * LONG_QUOTE.len()) {
        return match content.contains(['"', '\r']) {
            true => escapes(text, Form::Long),
            false => format!("\"{}\"", escapes(content, Form::Short)).into(),
        };
    }
    escapes(text, Form::Short)
}

/// A channel's target keeps the quotes it has.
fn channel(text: &str) -> Cow<'_, str> {
    let long = text.split_once(':').is_some_and(|(_, target)| target.starts_with(LONG_QUOTE));
    escapes(text, if long { Form::Long } else { Form::Short })
}

/// Sorts of strings, which differ in what stands for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Short,
    Long,
}

/// A string, or part of it, with its escapes in their one spelling. They must all be escapes.
pub(crate) fn escapes(text: &str, form: Form) -> Cow<'_, str> {
    let short = form == Form::Short;
    let may_differ = text.contains('\\') || short && text.contains('\t');
    if !may_differ {
        return text.into();
    }
    let mut spelled = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\t' if short => spelled.push_str("\\t"),
            '\\' => {
                let rest = characters.as_str();
                match unicode(rest) {
                    Some((value, length)) => {
                        push_spelled(&mut spelled, value, form);
                        characters = rest.get(length..).unwrap_or_default().chars();
                    }
                    None => {
                        spelled.push('\\');
                        spelled.extend(characters.next());
                    }
                }
            }
            plain => spelled.push(plain),
        }
    }
    if spelled == text { text.into() } else { spelled.into() }
}

/// The value of the `u{…}` that a text begins with, and how many bytes that is.
fn unicode(text: &str) -> Option<(char, usize)> {
    let (digits, _) = text.strip_prefix("u{")?.split_once('}')?;
    let value = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)?;
    Some((value, "u{}".len() + digits.len()))
}

fn push_spelled(spelled: &mut String, value: char, form: Form) {
    match value {
        '"' => spelled.push_str("\\\""),
        '\\' => spelled.push_str("\\\\"),
        '\n' => spelled.push_str("\\n"),
        '\t' => spelled.push_str("\\t"),
        // A blank that would become part of the indentation.
        ' ' if form == Form::Long => spelled.push_str("\\u{20}"),
        ' '..='~' => spelled.push(value),
        other => spelled.push_str(&format!("\\u{{{:X}}}", u32::from(other))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_lose_zeros_and_keep_units() {
        for (written, spelled) in [
            ("05m", "5m"),
            ("1h0m", "1h"),
            ("0h30m", "30m"),
            ("1h05m", "1h5m"),
            ("60m", "60m"),
            ("24h", "24h"),
            ("7d", "7d"),
            ("100s", "100s"),
        ] {
            assert_eq!(number(written), spelled);
        }
    }

    #[test]
    fn other_numbers_stay() {
        for text in ["0", "007", "0m", "09:00", "0.50%", "03bd", "2026-01-05", "0d5", "30m01h"] {
            assert_eq!(number(text), text);
        }
    }

    #[test]
    fn a_string_on_one_line_has_plain_quotes() {
        for (written, spelled) in [
            (r#""""text""""#, r#""text""#),
            (r#""""""""#, r#""""#),
            (r#""""a "b" c""""#, r#""""a "b" c""""#),
            (r#""""a \"b""""#, r#""""a \"b""""#),
            ("\"\"\"a\tb\"\"\"", r#""a\tb""#),
            (r#""text""#, r#""text""#),
            (r#""""#, r#""""#),
        ] {
            assert_eq!(string(written), spelled);
        }
    }

    #[test]
    fn an_escape_has_one_spelling() {
        for (written, spelled) in [
            (r#""\u{41}\u{000e9}\u{1f525}""#, r#""A\u{E9}\u{1F525}""#),
            (r#""\u{22}\u{5C}\u{A}\u{9}\u{20}""#, r#""\"\\\n\t ""#),
            (r#""\\u{41}""#, r#""\\u{41}""#),
            (r#""é \"x\"""#, r#""é \"x\"""#),
            ("\"a\tb\"", r#""a\tb""#),
        ] {
            assert_eq!(string(written), spelled);
        }
        assert_eq!(escapes("\\u{20}\tx", Form::Long), "\\u{20}\tx");
        assert_eq!(channel(r#"webhook:"https://x/\u{41}""#), r#"webhook:"https://x/A""#);
    }
}
