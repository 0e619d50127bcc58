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
