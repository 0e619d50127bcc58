//! Turns and active hours in words.

use incident_ir::{Rotation, Weekday};

use super::{enumeration, in_full};

/// How a rotation's turns follow each other: `7 days each, hand-off on Monday at 09:00,
/// America/New_York time`.
pub(crate) fn turns(rotation: &Rotation) -> String {
    let length = rotation.rotation_period.value;
    let starts = rotation.starts.value;
    let time = starts.strftime("%H:%M");
    let seconds = length.as_secs();
    let when = if seconds.is_multiple_of(7 * 86_400) {
        format!(", hand-off on {} at {time}", starts.strftime("%A"))
    } else if seconds.is_multiple_of(86_400) {
        format!(", hand-off at {time}")
    } else {
        // At another hour every time.
        String::new()
    };
    format!("{} each{when}, {} time", in_full(length), rotation.time_zone.value)
}

/// When a rotation is active: `active Monday to Friday, 09:00 to 18:00`; `None` for around the clock.
pub(crate) fn active(rotation: &Rotation) -> Option<String> {
    let hours = rotation.active_hours.as_ref().map(|hours| {
        format!("{} to {}", hours.start.strftime("%H:%M"), hours.end.strftime("%H:%M"))
    });
    let days = days(&rotation.active_days);
    match (days, hours) {
        (None, None) => None,
        (Some(when), None) | (None, Some(when)) => Some(format!("active {when}")),
        (Some(days), Some(hours)) => Some(format!("active {days}, {hours}")),
    }
}

/// `Monday to Friday` for three or more in a row, `Saturday and Sunday` else.
fn days(days: &[Weekday]) -> Option<String> {
    let (first, last) = (days.first()?, days.last()?);
    let names: Vec<&str> = days.iter().map(|day| day.full_name()).collect();
    let in_a_row = days
        .windows(2)
        .all(|pair| matches!(pair, [one, next] if one.iso_number() + 1 == next.iso_number()));
    Some(if in_a_row && days.len() > 2 {
        format!("{} to {}", first.full_name(), last.full_name())
    } else {
        enumeration(&names)
    })
}

#[cfg(test)]
mod tests {
    use incident_ir::Hours;
    use jiff::civil::{date, time};

    use super::*;
    use crate::testing::{at, duration, rotation, set};

    #[test]
    fn turns_of_weeks_change_on_a_day_and_turns_of_days_at_an_hour() {
        let base = Rotation {
            starts: set(date(2026, 1, 6).at(8, 30, 0, 0)),
            time_zone: set("Europe/Paris".into()),
            ..rotation("r", &["ann@x.com"])
        };
        for (period, words) in [
            ("7d", "7 days each, hand-off on Tuesday at 08:30, Europe/Paris time"),
            ("2w", "2 weeks each, hand-off on Tuesday at 08:30, Europe/Paris time"),
            ("1d", "1 day each, hand-off at 08:30, Europe/Paris time"),
            ("24h", "24 hours each, hand-off at 08:30, Europe/Paris time"),
            ("12h", "12 hours each, Europe/Paris time"),
        ] {
            let rotation = Rotation { rotation_period: set(duration(period)), ..base.clone() };
            assert_eq!(turns(&rotation), words);
        }
    }

    #[test]
    fn hours_and_days_are_told_unless_it_is_around_the_clock() {
        use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
        let office = Some(at(Hours { start: time(9, 0, 0, 0), end: time(18, 0, 0, 0) }));
        for (hours, days, words) in [
            (None, vec![], None),
            (office.clone(), vec![], Some("active 09:00 to 18:00")),
            (None, vec![Saturday, Sunday], Some("active Saturday and Sunday")),
            (
                office,
                vec![Monday, Tuesday, Wednesday, Thursday, Friday],
                Some("active Monday to Friday, 09:00 to 18:00"),
            ),
            (None, vec![Monday, Wednesday, Friday], Some("active Monday, Wednesday and Friday")),
        ] {
            let rotation = Rotation {
                active_hours: hours,
                active_days: days,
                ..rotation("r", &["ann@x.com"])
            };
            assert_eq!(active(&rotation).as_deref(), words);
        }
    }
}
