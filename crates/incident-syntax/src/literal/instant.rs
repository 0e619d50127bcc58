//! `2026-12-20T09:00`

use jiff::civil::DateTime;

use super::{LiteralError, date, time_of_day};

const SHAPE: &str = "an instant is a date, `T` and a time, such as `2026-12-20T09:00`";

/// Reads an instant of local time.
///
/// # Errors
/// When date or time are wrong or missing, or a zone is written: the rotation's zone holds.
pub fn parse(text: &str) -> Result<DateTime, LiteralError> {
    let Some((day, time)) = text.split_once('T') else {
        let lower = text.replacen('t', "T", 1);
        return Err(match lower != text && parse(&lower).is_ok() {
            true => LiteralError::with(SHAPE, lower),
            false => LiteralError::new(SHAPE),
        });
    };
    if let Some(local) = without_zone(time) {
        let instead = format!("{day}T{local}");
        let instead = match parse(&instead) {
            Ok(_) => Some(instead),
            Err(error) => error.instead,
        };
        let reason = "instants are local to the rotation's time zone: no `Z` and no offset";
        return Err(LiteralError { reason: reason.into(), instead });
    }
    match (date::parse(day), time_of_day::parse(time)) {
        (Ok(date), Ok(time)) => Ok(date.to_datetime(time)),
        (Err(error), read) => {
            let instead = error.instead.filter(|_| read.is_ok());
            let instead = instead.map(|date| format!("{date}T{time}"));
            Err(LiteralError { reason: error.reason, instead })
        }
        (Ok(_), Err(error)) => {
            let instead = error.instead.map(|time| format!("{day}T{time}"));
            Err(LiteralError { reason: error.reason, instead })
        }
    }
}

/// The time before `Z` or an offset such as `+01:00`; `None` where there is none.
fn without_zone(time: &str) -> Option<&str> {
    if let Some(local) = time.strip_suffix(['Z', 'z']) {
        return Some(local);
    }
    time.split_once(['+', '-']).map(|(local, _)| local).filter(|local| local.contains(':'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn instants_are_minutes_of_local_time() {
        assert_eq!(parse("2026-12-20T09:00"), Ok(date(2026, 12, 20).at(9, 0, 0, 0)));
        assert_eq!(parse("2026-12-20T23:59"), Ok(date(2026, 12, 20).at(23, 59, 0, 0)));
    }

    #[test]
    fn anything_else_is_none() {
        let zone = "instants are local to the rotation's time zone: no `Z` and no offset";
        for (text, reason, instead) in [
            ("2026-12-20", SHAPE, None),
            ("2026-12-20t09:00", SHAPE, Some("2026-12-20T09:00")),
            ("2026-12-20T09:00Z", zone, Some("2026-12-20T09:00")),
            ("2026-12-20T09:00:00Z", zone, Some("2026-12-20T09:00")),
            ("2026-12-20T09:00+01:00", zone, Some("2026-12-20T09:00")),
            ("2026-12-20T09:00-05:00", zone, Some("2026-12-20T09:00")),
            ("2026-12-20T9:00", "hours have two digits", Some("2026-12-20T09:00")),
            ("2026-12-20T09:00:00", "a time has no seconds", Some("2026-12-20T09:00")),
            ("2026-02-30T09:00", "February 2026 has 28 days", None),
            (
                "2026-1-5T09:00",
                "a date is year, month and day, such as `2026-12-20`",
                Some("2026-01-05T09:00"),
            ),
            ("5m", SHAPE, None),
            ("2026-12-20T", "a time is hours and minutes, such as `09:00`", None),
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
