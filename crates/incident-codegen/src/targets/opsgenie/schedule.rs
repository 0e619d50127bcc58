//! A rotation as a schedule of one rotation.

use incident_calendar::instant;
use incident_ir::{Duration, Hours, Rotation, Weekday};
use jiff::civil::Time;

use super::{
    AUTO_GENERATED,
    model::{self, DayHours, Schedule, TimeRestriction, WeekHours},
    recipient,
};
use crate::moment::{rfc_3339, zone_of};

const SECS_PER_HOUR: u64 = 3_600;
const SECS_PER_DAY: u64 = 24 * SECS_PER_HOUR;
const SECS_PER_WEEK: u64 = 7 * SECS_PER_DAY;

/// The schedule. Turns are counted from `starts`, which therefore gives the hand-off's time of day and,
/// with turns of whole weeks, its day.
pub(super) fn body(rotation: &Rotation) -> Schedule<'_> {
    let zone = zone_of(rotation);
    let (kind, length) = turn(rotation.rotation_period.value);
    Schedule {
        name: rotation.schedule_name(),
        description: rotation.docs.as_deref().unwrap_or(AUTO_GENERATED),
        timezone: &rotation.time_zone,
        enabled: true,
        rotations: vec![model::Rotation {
            name: &rotation.name,
            start_date: rfc_3339(&zone, instant(&zone, rotation.starts.value)),
            kind,
            length,
            participants: rotation.members.iter().map(|member| recipient::user(member)).collect(),
            time_restriction: time_restriction(rotation),
        }],
    }
}

/// A turn's length in the largest of Opsgenie's units that gives it exactly. It has none below an hour:
/// the rest of one is counted as a whole, so that nobody's turn is cut short.
fn turn(period: Duration) -> (&'static str, u64) {
    let secs = period.as_secs();
    let units = [("weekly", SECS_PER_WEEK), ("daily", SECS_PER_DAY)];
    let exact = units.into_iter().find(|(_, unit)| secs.is_multiple_of(*unit));
    let (kind, unit) = exact.unwrap_or(("hourly", SECS_PER_HOUR));
    (kind, secs.div_ceil(unit))
}

/// When the rotation is active; `None` for around the clock.
fn time_restriction(rotation: &Rotation) -> Option<TimeRestriction> {
    let hours = rotation.active_hours.as_ref().map(|hours| hours.value);
    let days = rotation.active_days.as_slice();
    let is_daily = days.is_empty() || days.len() == Weekday::ALL.len();
    match (hours, is_daily) {
        (None, true) => None,
        (Some(Hours { start, end }), true) => Some(TimeRestriction::TimeOfDay {
            restriction: DayHours {
                start_hour: start.hour(),
                start_min: start.minute(),
                end_hour: end.hour(),
                end_min: end.minute(),
            },
        }),
        (hours, false) => {
            // A whole day ends when the next begins: there is no 24:00.
            let midnight = Time::midnight();
            let Hours { start, end } = hours.unwrap_or(Hours { start: midnight, end: midnight });
            let restrictions = days.iter().map(|day| WeekHours {
                start_day: name(*day),
                start_hour: start.hour(),
                start_min: start.minute(),
                end_day: name(if end <= start { next(*day) } else { *day }),
                end_hour: end.hour(),
                end_min: end.minute(),
            });
            Some(TimeRestriction::WeekdayAndTimeOfDay { restrictions: restrictions.collect() })
        }
    }
}

fn next(day: Weekday) -> Weekday {
    let following = Weekday::ALL.iter().skip_while(|other| **other != day).nth(1);
    following.copied().unwrap_or(Weekday::Monday)
}

fn name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use serde_json::json;

    use super::*;
    use crate::testing::{at, duration, rotation, set};

    fn hours(start: i8, end: i8) -> Option<incident_ir::At<Hours>> {
        Some(at(Hours { start: time(start, 0, 0, 0), end: time(end, 30, 0, 0) }))
    }

    /// `friday 22:00 .. saturday 06:30`.
    fn windows(rotation: &Rotation) -> Vec<String> {
        match time_restriction(rotation) {
            None => Vec::new(),
            Some(TimeRestriction::TimeOfDay { restriction: one }) => {
                let DayHours { start_hour, start_min, end_hour, end_min } = one;
                vec![format!("{start_hour:02}:{start_min:02} .. {end_hour:02}:{end_min:02}")]
            }
            Some(TimeRestriction::WeekdayAndTimeOfDay { restrictions }) => restrictions
                .into_iter()
                .map(|one| {
                    format!(
                        "{} {:02}:{:02} .. {} {:02}:{:02}",
                        one.start_day,
                        one.start_hour,
                        one.start_min,
                        one.end_day,
                        one.end_hour,
                        one.end_min
                    )
                })
                .collect(),
        }
    }

    #[test]
    fn a_rotation_with_every_restriction() {
        let nights = Rotation {
            docs: Some("Nights of the \"core\" team".into()),
            active_hours: hours(22, 6),
            active_days: vec![Weekday::Friday, Weekday::Sunday],
            rotation_period: set(duration("2w")),
            ..rotation("nights", &["ann@x.com", "ben@x.com"])
        };
        assert_eq!(
            serde_json::to_value(body(&nights)).unwrap(),
            json!({
                "name": "nights-oncall",
                "description": "Nights of the \"core\" team",
                "timezone": "UTC",
                "enabled": true,
                "rotations": [{
                    "name": "nights",
                    "startDate": "2024-01-01T09:00:00+00:00",
                    "type": "weekly",
                    "length": 2,
                    "participants": [
                        {"type": "user", "username": "ann@x.com"},
                        {"type": "user", "username": "ben@x.com"},
                    ],
                    "timeRestriction": {
                        "type": "weekday-and-time-of-day",
                        "restrictions": [
                            {
                                "startDay": "friday", "startHour": 22, "startMin": 0,
                                "endDay": "saturday", "endHour": 6, "endMin": 30,
                            },
                            {
                                "startDay": "sunday", "startHour": 22, "startMin": 0,
                                "endDay": "monday", "endHour": 6, "endMin": 30,
                            },
                        ],
                    },
                }],
            })
        );
    }

    #[test]
    fn a_turn_is_counted_in_the_largest_unit_that_fits() {
        for (period, expected) in [
            ("7d", ("weekly", 1)),
            ("2w", ("weekly", 2)),
            ("14d", ("weekly", 2)),
            ("10d", ("daily", 10)),
            ("24h", ("daily", 1)),
            ("12h", ("hourly", 12)),
            ("36h", ("hourly", 36)),
            ("90m", ("hourly", 2)),
        ] {
            assert_eq!(turn(duration(period)), expected, "{period}");
        }
    }

    #[test]
    fn around_the_clock_is_no_restriction_and_so_is_every_day_by_name() {
        let always = rotation("r", &["ann@x.com"]);
        assert_eq!(windows(&always), [""; 0]);
        let named = Rotation { active_days: Weekday::ALL.to_vec(), ..always };
        assert_eq!(windows(&named), [""; 0]);
    }

    #[test]
    fn hours_of_every_day_are_one_restriction() {
        let office = Rotation { active_hours: hours(9, 17), ..rotation("r", &["ann@x.com"]) };
        assert_eq!(windows(&office), ["09:00 .. 17:30"]);
        let night = Rotation { active_hours: hours(22, 6), ..office };
        assert_eq!(windows(&night), ["22:00 .. 06:30"]);
        let by_name = Rotation { active_days: Weekday::ALL.to_vec(), ..night };
        assert_eq!(windows(&by_name), ["22:00 .. 06:30"]);
    }

    #[test]
    fn days_without_hours_end_when_the_next_begins() {
        let weekend = Rotation {
            active_days: vec![Weekday::Saturday, Weekday::Sunday],
            ..rotation("r", &["ann@x.com"])
        };
        assert_eq!(
            windows(&weekend),
            ["saturday 00:00 .. sunday 00:00", "sunday 00:00 .. monday 00:00"]
        );
    }

    #[test]
    fn hours_up_to_midnight_end_on_the_next_day() {
        let evenings = Rotation {
            active_hours: Some(at(Hours { start: time(18, 0, 0, 0), end: time(0, 0, 0, 0) })),
            active_days: vec![Weekday::Monday],
            ..rotation("r", &["ann@x.com"])
        };
        assert_eq!(windows(&evenings), ["monday 18:00 .. tuesday 00:00"]);
    }

    #[test]
    fn the_first_turn_starts_at_local_time_with_the_offset_of_its_day() {
        let rotation = Rotation {
            time_zone: set("America/New_York".into()),
            starts: set(date(2026, 7, 5).at(9, 0, 0, 0)),
            ..rotation("r", &["ann@x.com"])
        };
        let schedule = body(&rotation);
        assert_eq!(schedule.timezone, "America/New_York");
        assert_eq!(schedule.rotations[0].start_date, "2026-07-05T09:00:00-04:00");
    }
}
