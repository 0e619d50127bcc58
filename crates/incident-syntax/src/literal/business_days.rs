//! `3bd`

use super::{LiteralError, all_digits};

/// Reads a number of business days, at least one.
///
/// # Errors
/// When it is zero, negative or has another unit.
pub fn parse(text: &str) -> Result<u32, LiteralError> {
    if let Some(digits) = text.strip_suffix("bd").filter(|digits| all_digits(digits)) {
        return match digits.parse() {
            Ok(0) => Err(LiteralError::new("at least one business day is needed")),
            Ok(days) if days <= CENTURY => Ok(days),
            _ => Err(LiteralError::new("it is longer than a century")),
        };
    }
    let digits = text.trim_end_matches(|c: char| c.is_alphabetic());
    let instead = all_digits(digits).then(|| format!("{digits}bd"));
    match text.get(digits.len()..).filter(|_| instead.is_some()).unwrap_or("?") {
        "" => Err(LiteralError { reason: "business days end in `bd`".into(), instead }),
        "d" => Err(LiteralError {
            reason: "`d` counts every day, business days are `bd`".into(),
            instead,
        }),
        letters if letters.to_lowercase().starts_with('b') => Err(LiteralError {
            reason: format!("`{letters}` is not a unit: business days are `bd`"),
            instead,
        }),
        _ => Err(LiteralError::new("business days are a number and `bd`, such as `3bd`")),
    }
}

/// Business days of 100 years, without holidays.
const CENTURY: u32 = 26_089;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn business_days_are_counted() {
        assert_eq!(parse("1bd"), Ok(1));
        assert_eq!(parse("10bd"), Ok(10));
    }

    #[test]
    fn anything_else_is_none() {
        for (text, reason, instead) in [
            ("0bd", "at least one business day is needed", None),
            ("99999bd", "it is longer than a century", None),
            ("99999999999bd", "it is longer than a century", None),
            ("3", "business days end in `bd`", Some("3bd")),
            ("3d", "`d` counts every day, business days are `bd`", Some("3bd")),
            ("3BD", "`BD` is not a unit: business days are `bd`", Some("3bd")),
            ("3h", "business days are a number and `bd`, such as `3bd`", None),
            ("-3bd", "business days are a number and `bd`, such as `3bd`", None),
            ("bd", "business days are a number and `bd`, such as `3bd`", None),
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
