//! `2`

use super::{LiteralError, all_digits};

/// Reads a whole number without a sign.
///
/// # Errors
/// When there is anything but digits, or the number is larger than 18,446,744,073,709,551,615.
pub fn parse(text: &str) -> Result<u64, LiteralError> {
    if all_digits(text) {
        return text
            .parse()
            .map_err(|_| LiteralError::new(format!("the largest number is {}", u64::MAX)));
    }
    if text.strip_prefix('-').is_some_and(all_digits) {
        return Err(LiteralError::new("a number cannot be negative"));
    }
    let plain: String = text.chars().filter(|c| !matches!(c, '_')).collect();
    if all_digits(&plain) {
        return Err(LiteralError::with("digits are written without `_`", plain));
    }
    if let Some((whole, fraction)) = text.split_once('.')
        && all_digits(whole)
        && all_digits(fraction)
    {
        let reason = "a whole number is wanted, without a fraction";
        return match fraction.bytes().all(|byte| byte == b'0') {
            true => Err(LiteralError::with(reason, whole)),
            false => Err(LiteralError::new(reason)),
        };
    }
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let reason = "a whole number has nothing but digits";
    // `3x`, `3times`
    match all_digits(digits) {
        true => Err(LiteralError::with(reason, digits)),
        false => Err(LiteralError::new(reason)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_a_number() {
        assert_eq!(parse("0"), Ok(0));
        assert_eq!(parse("007"), Ok(7));
        assert_eq!(parse("18446744073709551615"), Ok(u64::MAX));
    }

    #[test]
    fn anything_else_is_none() {
        for (text, reason, instead) in [
            ("18446744073709551616", "the largest number is 18446744073709551615", None),
            ("-5", "a number cannot be negative", None),
            ("1_000", "digits are written without `_`", Some("1000")),
            ("2.0", "a whole number is wanted, without a fraction", Some("2")),
            ("2.5", "a whole number is wanted, without a fraction", None),
            ("5M", "a whole number has nothing but digits", Some("5")),
            ("3times", "a whole number has nothing but digits", Some("3")),
            ("", "a whole number has nothing but digits", None),
            ("+5", "a whole number has nothing but digits", None),
            ("٣", "a whole number has nothing but digits", None),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!(
                (error.reason.as_str(), error.instead.as_deref()),
                (reason, instead),
                "{text}"
            );
        }
    }
}
