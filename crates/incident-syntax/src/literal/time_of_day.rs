//! `09:00`

use jiff::civil::Time;

use super::{LiteralError, all_digits};

/// Reads a time of day from `00:00` to `23:59`.
///
/// # Errors
/// When hours or minutes do not have two digits, do not exist, or there is something else in it.
pub fn parse(text: &str) -> Result<Time, LiteralError> {
    if let Some((hours, minutes)) = text.split_once(':') {
        return on_the_clock(hours, minutes);
    }
    let reason = "a time is hours and minutes, such as `09:00`";
    let error = |hours: &str, minutes: &str| match spelled(hours, minutes) {
        Some(instead) => LiteralError::with(reason, instead),
        None => LiteralError::new(reason),
    };
    let lower = text.to_ascii_lowercase();
    if let Some(hours) = lower.strip_suffix("am").or_else(|| lower.strip_suffix("pm")) {
        return Err(twelve_hours(hours, lower.ends_with("pm")));
    }
    if let Some((hours, minutes)) = text.split_once(['.', 'h']) {
        return Err(error(hours, if minutes.is_empty() { "00" } else { minutes }));
    }
    match text.len() {
        1 | 2 => Err(error(text, "00")),
        4 => {
            let (hours, minutes) = text.split_at_checked(2).unwrap_or((text, ""));
            Err(error(hours, minutes))
        }
        _ => Err(LiteralError::new(reason)),
    }
}

fn on_the_clock(hours: &str, minutes: &str) -> Result<Time, LiteralError> {
    if let Some((minutes, _)) = minutes.split_once(':') {
        let reason = "a time has no seconds";
        return Err(match spelled(hours, minutes) {
            Some(instead) => LiteralError::with(reason, instead),
            None => LiteralError::new(reason),
        });
    }
    let lower = minutes.to_ascii_lowercase();
    if let Some(minutes) = lower.strip_suffix("am").or_else(|| lower.strip_suffix("pm")) {
        return Err(twelve_hours(&format!("{hours}:{minutes}"), lower.ends_with("pm")));
    }
    let shape = "a time is hours and minutes, such as `09:00`";
    if !all_digits(hours) || !all_digits(minutes) {
        return Err(LiteralError::new(shape));
    }
    if hours == "24" && minutes == "00" {
        return Err(LiteralError::with("midnight is `00:00`", "00:00"));
    }
    let exists = |digits: &str, limit: i8| digits.parse().ok().filter(|value| *value < limit);
    let Some(hour) = exists(hours, 24) else {
        return Err(LiteralError::new("hours go from `00` to `23`"));
    };
    let Some(minute) = exists(minutes, 60) else {
        return Err(LiteralError::new("minutes go from `00` to `59`"));
    };
    if hours.len() != 2 {
        return Err(LiteralError::with("hours have two digits", format!("{hour:02}:{minute:02}")));
    }
    if minutes.len() != 2 {
        // `9:3` may be three or thirty minutes past.
        return Err(LiteralError::new("minutes have two digits"));
    }
    Time::new(hour, minute, 0, 0).map_err(|_| LiteralError::new(shape))
}

/// `5pm`, `5:30pm` without their last two letters.
fn twelve_hours(text: &str, afternoon: bool) -> LiteralError {
    let reason = "times go from `00:00` to `23:59`";
    let (hours, minutes) = text.split_once(':').unwrap_or((text, "00"));
    let hour = hours.parse::<u8>().ok().filter(|hour| all_digits(hours) && (1..=12).contains(hour));
    let instead = hour.and_then(|hour| {
        let hour = hour % 12 + if afternoon { 12 } else { 0 };
        spelled(&hour.to_string(), minutes)
    });
    LiteralError { reason: reason.into(), instead }
}

/// The time of hours in one or two digits and minutes in two, if there is such a time.
fn spelled(hours: &str, minutes: &str) -> Option<String> {
    let well_formed = all_digits(hours) && all_digits(minutes) && minutes.len() == 2;
    let hour: u8 = hours.parse().ok().filter(|hour| well_formed && *hour < 24)?;
    let minute: u8 = minutes.parse().ok().filter(|minute| *minute < 60)?;
    Some(format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_minute_of_a_day_has_a_time() {
        for (text, hour, minute) in [("00:00", 0, 0), ("09:05", 9, 5), ("23:59", 23, 59)] {
            assert_eq!(parse(text), Ok(Time::constant(hour, minute, 0, 0)), "{text}");
        }
    }

    #[test]
    fn anything_else_is_none() {
        let shape = "a time is hours and minutes, such as `09:00`";
        let half_day = "times go from `00:00` to `23:59`";
        for (text, reason, instead) in [
            ("9:00", "hours have two digits", Some("09:00")),
            ("009:00", "hours have two digits", Some("09:00")),
            ("09:0", "minutes have two digits", None),
            ("24:00", "midnight is `00:00`", Some("00:00")),
            ("25:00", "hours go from `00` to `23`", None),
            ("09:60", "minutes go from `00` to `59`", None),
            ("999:00", "hours go from `00` to `23`", None),
            ("09:00:00", "a time has no seconds", Some("09:00")),
            ("9am", half_day, Some("09:00")),
            ("12am", half_day, Some("00:00")),
            ("12pm", half_day, Some("12:00")),
            ("5:30pm", half_day, Some("17:30")),
            ("13pm", half_day, None),
            ("9", shape, Some("09:00")),
            ("0900", shape, Some("09:00")),
            ("9.30", shape, Some("09:30")),
            ("9h", shape, Some("09:00")),
            ("9999", shape, None),
            ("5m", shape, None),
            ("", shape, None),
            ("09:xx", shape, None),
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
