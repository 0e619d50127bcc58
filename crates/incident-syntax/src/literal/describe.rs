//! What a run that starts with a digit is, for messages about wrong types.

use super::{
    all_digits, business_days, date, duration, hours, instant, percent, span, time_of_day,
};

/// The sort of a well-formed run, with its article; `None` for one that is none.
pub fn describe(text: &str) -> Option<&'static str> {
    if all_digits(text) {
        Some("an integer")
    } else if duration::parse(text).is_ok() {
        Some("a duration")
    } else if business_days::parse(text).is_ok() {
        Some("business days")
    } else if percent::parse(text).is_ok() {
        Some("a percentage")
    } else if time_of_day::parse(text).is_ok() {
        Some("a time of day")
    } else if hours::parse(text).is_ok() {
        Some("hours")
    } else if date::parse(text).is_ok() {
        Some("a date")
    } else if instant::parse(text).is_ok() {
        Some("an instant")
    } else if span::parse(text).is_ok() {
        Some("a span")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sort_has_its_words() {
        for (text, sort) in [
            ("5", Some("an integer")),
            ("1h30m", Some("a duration")),
            ("3bd", Some("business days")),
            ("0.5%", Some("a percentage")),
            ("09:00", Some("a time of day")),
            ("09:00-18:00", Some("hours")),
            ("2026-12-20", Some("a date")),
            ("2026-12-20T09:00", Some("an instant")),
            ("2026-12-20..2026-12-24", Some("a span")),
            ("5M", None),
            ("9:00", None),
            ("-5m", None),
            ("3ds-gateway", None),
        ] {
            assert_eq!(describe(text), sort, "{text}");
        }
    }
}
