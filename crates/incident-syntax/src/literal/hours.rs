//! `09:00-18:00`, `22:00-06:00`

use jiff::civil::Time;

use super::{LiteralError, time_of_day};

/// A daily window of local time, from `start` up to but not including `end`; `end` before `start` means
/// the next day. The two are never equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Hours {
    /// When it begins.
    pub start: Time,
    /// When it ends.
    pub end: Time,
}

/// Reads a daily window.
///
/// # Errors
/// When an end is missing or no time, or both are the same.
pub fn parse(text: &str) -> Result<Hours, LiteralError> {
    let shape = "hours are two times and `-`, such as `09:00-18:00`";
    if let Some((start, end)) = text.split_once("..") {
        let instead = format!("{start}-{end}");
        return Err(match parse(&instead) {
            Ok(_) => LiteralError::with(shape, instead),
            Err(_) => LiteralError::new(shape),
        });
    }
    let Some((start, end)) = text.split_once('-').filter(|(start, _)| !start.is_empty()) else {
        return Err(LiteralError::new(shape));
    };
    if (start, end) == ("00:00", "24:00") {
        return Err(LiteralError::new("all day is the default: leave the line out"));
    }
    match (time_of_day::parse(start), time_of_day::parse(end)) {
        (Ok(start), Ok(end)) if start == end => {
            Err(LiteralError::new("they end when they begin; for the whole day leave the line out"))
        }
        (Ok(start), Ok(end)) => Ok(Hours { start, end }),
        (read_start, read_end) => {
            let mended = |written: &str, read: &Result<Time, LiteralError>| match read {
                Ok(_) => Some(written.to_owned()),
                Err(error) => error.instead.clone(),
            };
            // `9-5` means the afternoon: offering it as a night would be taken at its word.
            let meant = |hours: Hours| text.contains(':') || hours.start < hours.end;
            let instead = mended(start, &read_start)
                .zip(mended(end, &read_end))
                .map(|(start, end)| format!("{start}-{end}"))
                .filter(|instead| parse(instead).is_ok_and(meant));
            let reason = read_start.err().or(read_end.err()).map(|error| error.reason);
            Err(LiteralError { reason: reason.unwrap_or_else(|| shape.to_owned()), instead })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_to_five_is_not_taken_for_a_night() {
        assert_eq!(parse("9-17").unwrap_err().instead.as_deref(), Some("09:00-17:00"));
        assert_eq!(parse("9-5").unwrap_err().instead, None);
        assert_eq!(parse("22:00-6:00").unwrap_err().instead.as_deref(), Some("22:00-06:00"));
    }

    #[test]
    fn a_window_may_cross_midnight() {
        let time = |hour| Time::constant(hour, 0, 0, 0);
        assert_eq!(parse("09:00-18:00"), Ok(Hours { start: time(9), end: time(18) }));
        assert_eq!(parse("22:00-06:00"), Ok(Hours { start: time(22), end: time(6) }));
        assert_eq!(parse("18:00-00:00"), Ok(Hours { start: time(18), end: time(0) }));
    }

    #[test]
    fn anything_else_is_none() {
        let shape = "hours are two times and `-`, such as `09:00-18:00`";
        let empty = "they end when they begin; for the whole day leave the line out";
        for (text, reason, instead) in [
            ("09:00-09:00", empty, None),
            ("09:00", shape, None),
            ("09:00..18:00", shape, Some("09:00-18:00")),
            ("9:00-18:00", "hours have two digits", Some("09:00-18:00")),
            ("9:00-17:0", "hours have two digits", None),
            ("18:00-24:00", "midnight is `00:00`", Some("18:00-00:00")),
            ("00:00-24:00", "all day is the default: leave the line out", None),
            ("9-17", "a time is hours and minutes, such as `09:00`", Some("09:00-17:00")),
            ("9am-5pm", "times go from `00:00` to `23:59`", Some("09:00-17:00")),
            ("-5m", shape, None),
            ("09:00-", "a time is hours and minutes, such as `09:00`", None),
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
