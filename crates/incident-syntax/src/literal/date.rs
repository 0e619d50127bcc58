//! `2026-12-20`

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::{LiteralError, all_digits};

const SHAPE: &str = "a date is year, month and day, such as `2026-12-20`";

/// Years in which every local time of every zone, and the turn or the day behind it, is a moment that can be computed
/// with and that a provider can be told.
const YEARS: RangeInclusive<i16> = 1970..=9998;

/// Reads a date.
///
/// # Errors
/// When it is written otherwise or there is no such day.
pub fn parse(text: &str) -> Result<Date, LiteralError> {
    if let Some((date, _)) = text.split_once(['T', 't']) {
        let reason = "a date without a time of day is wanted";
        return Err(match parse(date) {
            Ok(_) => LiteralError::with(reason, date),
            Err(_) => LiteralError::new(reason),
        });
    }
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(otherwise(text));
    };
    if ![year, month, day].into_iter().all(all_digits) {
        return Err(LiteralError::new(SHAPE));
    }
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return Err(otherwise(text));
    }
    let numbers = year.parse().ok().zip(month.parse().ok()).zip(day.parse().ok());
    let Some(((year, month), day)) = numbers else { return Err(LiteralError::new(SHAPE)) };
    existing(year, month, day)
}

fn existing(year: i16, month: i8, day: i8) -> Result<Date, LiteralError> {
    if !YEARS.contains(&year) {
        let (first, last) = (YEARS.start(), YEARS.end());
        return Err(LiteralError::new(format!("years go from `{first}` to `{last}`")));
    }
    let Ok(first) = Date::new(year, month, 1) else {
        return Err(LiteralError::new("months go from `01` to `12`"));
    };
    Date::new(year, month, day).map_err(|_| {
        let days = first.days_in_month();
        LiteralError::new(format!("{} has {days} days", first.strftime("%B %Y")))
    })
}

/// Dates as they are written elsewhere, and what they are here where only one day can be meant.
fn otherwise(text: &str) -> LiteralError {
    let mut parts = text.split(['-', '/', '.']);
    let numbers: Option<[&str; 3]> = match (parts.next(), parts.next(), parts.next(), parts.next())
    {
        (Some(first), Some(second), Some(third), None) => Some([first, second, third]),
        (Some(run), None, None, None) if run.len() == 8 => run
            .split_at_checked(4)
            .and_then(|(year, rest)| rest.split_at_checked(2).map(|(m, d)| [year, m, d])),
        _ => None,
    };
    let numbers = numbers.filter(|numbers| numbers.iter().all(|number| all_digits(number)));
    let instead = numbers.and_then(|[first, second, third]| {
        let number = |digits: &str| digits.parse::<i16>().ok();
        let (year, month, day) = if first.len() == 4 {
            (number(first)?, number(second)?, number(third)?)
        } else if third.len() == 4 {
            let (first, second) = (number(first)?, number(second)?);
            match (first > 12, second > 12) {
                (true, false) => (number(third)?, second, first),
                (false, true) => (number(third)?, first, second),
                _ if first == second => (number(third)?, first, second),
                // Where dots part them, the day comes first.
                _ if text.contains('.') => (number(third)?, second, first),
                // `04/05` is a day in April or in May.
                _ => return None,
            }
        } else {
            return None;
        };
        let date = existing(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
        Some(date.to_string())
    });
    LiteralError { reason: SHAPE.to_owned(), instead }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_year_month_day() {
        assert_eq!(parse("2026-12-20"), Ok(Date::constant(2026, 12, 20)));
        assert_eq!(parse("2028-02-29"), Ok(Date::constant(2028, 2, 29)));
    }

    #[test]
    fn anything_else_is_none() {
        for (text, reason, instead) in [
            ("2026-1-5", SHAPE, Some("2026-01-05")),
            ("2026/12/20", SHAPE, Some("2026-12-20")),
            ("20261220", SHAPE, Some("2026-12-20")),
            ("20.12.2026", SHAPE, Some("2026-12-20")),
            ("12/20/2026", SHAPE, Some("2026-12-20")),
            ("04/05/2026", SHAPE, None),
            ("20/12/26", SHAPE, None),
            ("2026-12", SHAPE, None),
            ("2026-13-01", "months go from `01` to `12`", None),
            ("2026-00-01", "months go from `01` to `12`", None),
            ("0026-12-20", "years go from `1970` to `9998`", None),
            ("9999-12-31", "years go from `1970` to `9998`", None),
            ("2026-02-29", "February 2026 has 28 days", None),
            ("2026-11-31", "November 2026 has 30 days", None),
            ("2026-12-20T09:00", "a date without a time of day is wanted", Some("2026-12-20")),
            ("5m", SHAPE, None),
            ("2026-xx-01", SHAPE, None),
            ("-2026-12-20", SHAPE, None),
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
