//! `5%`, `0.5%`

use super::{LiteralError, all_digits};

/// Reads a percentage, in hundredths of a percent: 0 to 10,000.
///
/// # Errors
/// When the sign is missing, there are more than two decimals, or it is negative or above 100%.
pub fn parse(text: &str) -> Result<u32, LiteralError> {
    let Some(number) = text.strip_suffix('%') else {
        let number = text.strip_suffix("percent").or_else(|| text.strip_suffix("pct"));
        let number = number.unwrap_or(text);
        let reason = "a percentage ends in `%`";
        return Err(match hundredths(number) {
            // `0.05` is 5% to one and 0.05% to another.
            Some(1..100) if number == text => LiteralError::new(
                "a percentage ends in `%`: five in a hundred are `5%`, five in ten thousand `0.05%`",
            ),
            Some(_) => LiteralError::with(reason, format!("{number}%")),
            None => LiteralError::new(reason),
        });
    };
    if number.starts_with('-') {
        return Err(LiteralError::new("a percentage cannot be negative"));
    }
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    if !all_digits(whole) || !all_digits(fraction) {
        return Err(LiteralError::new("a percentage is a number and `%`, such as `5%` or `0.5%`"));
    }
    if fraction.trim_end_matches('0').len() > 2 {
        return Err(LiteralError::new("a percentage has at most two decimals"));
    }
    match hundredths(number) {
        Some(value) if value <= 10_000 => Ok(value),
        _ => Err(LiteralError::new("a percentage is at most `100%`")),
    }
}

/// The value of digits with at most two decimals; `None` when it is something else or very large.
fn hundredths(number: &str) -> Option<u32> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let decimals = fraction.trim_end_matches('0');
    if !all_digits(whole) || !all_digits(fraction) || decimals.len() > 2 {
        return None;
    }
    let decimals: u32 = format!("{decimals:0<2}").parse().ok()?;
    whole.parse::<u32>().ok()?.checked_mul(100)?.checked_add(decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hundredths_of_a_percent_are_counted() {
        for (text, value) in
            [("5%", 500), ("0.5%", 50), ("0.05%", 5), ("100%", 10_000), ("0%", 0), ("2.500%", 250)]
        {
            assert_eq!(parse(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn anything_else_is_none() {
        for (text, reason, instead) in [
            ("5", "a percentage ends in `%`", Some("5%")),
            (
                "0.05",
                "a percentage ends in `%`: five in a hundred are `5%`, five in ten thousand `0.05%`",
                None,
            ),
            ("1.5", "a percentage ends in `%`", Some("1.5%")),
            ("5pct", "a percentage ends in `%`", Some("5%")),
            ("5m", "a percentage ends in `%`", None),
            ("-5%", "a percentage cannot be negative", None),
            ("101%", "a percentage is at most `100%`", None),
            ("100.01%", "a percentage is at most `100%`", None),
            ("99999999999%", "a percentage is at most `100%`", None),
            ("0.125%", "a percentage has at most two decimals", None),
            ("5.%", "a percentage is a number and `%`, such as `5%` or `0.5%`", None),
            ("1.2.3%", "a percentage is a number and `%`, such as `5%` or `0.5%`", None),
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
