use incident_ir::{Absence, Person, Rotation};
use jiff::civil::{Date, Time};

use crate::{Interval, Shift, instant, local_interval, shifts_in_order, zone};

/// How many shifts a search looks at before it gives up: those of hourly turns over eleven years.
///
/// So a span to the end of the calendar over short turns costs a moment and not a minute.
pub const SEARCH_LIMIT: usize = 100_000;

/// A shift on which somebody is away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncoveredAbsence<'a> {
    /// The absence, one of [`Person::away`].
    pub absence: &'a Absence,
    /// The part of the shift that is in the absence and not before the day that was asked from.
    pub shift: Shift,
}

/// The absences of a person that meet a shift of that person on a day or later: for each the first such shift,
/// in the order of [`Person::away`]. Shifts that an override gives to somebody else do not count; those
/// that one gives to this person do.
///
/// Days and absences are local to the rotation's zone. Looks at [`SEARCH_LIMIT`] shifts for each absence.
pub fn uncovered_absences<'a>(
    rotation: &Rotation,
    person: &'a Person,
    from: Date,
) -> Vec<UncoveredAbsence<'a>> {
    let Some(zone) = zone(&rotation.time_zone.value) else { return Vec::new() };
    let from = instant(&zone, from.to_datetime(Time::midnight()));
    let first_missed = |absence: &'a Absence| {
        let away = local_interval(&zone, absence.span)?;
        let away = Interval::new(away.start.max(from), away.end)?;
        let shift = first_shift(rotation, &person.email.value, away)?;
        Some(UncoveredAbsence { absence, shift })
    };
    person.away.iter().filter_map(first_missed).collect()
}

/// The first shift of a person from the beginning of one local day up to the beginning of another; `None`
/// when there is none, or none among the first [`SEARCH_LIMIT`] shifts. One that is running when the first
/// day begins is cut there.
pub fn first_shift_from(
    rotation: &Rotation,
    person: &str,
    from: Date,
    horizon: Date,
) -> Option<Shift> {
    let zone = zone(&rotation.time_zone.value)?;
    let midnight = |date: Date| instant(&zone, date.to_datetime(Time::midnight()));
    first_shift(rotation, person, Interval::new(midnight(from), midnight(horizon))?)
}

fn first_shift(rotation: &Rotation, person: &str, interval: Interval) -> Option<Shift> {
    let has_turns = rotation.members.iter().any(|member| member.value == person);
    let covers = rotation
        .overrides
        .iter()
        .any(|exception| exception.with.value().is_some_and(|with| with == person));
    if !has_turns && !covers {
        return None;
    }
    shifts_in_order(rotation, interval).take(SEARCH_LIMIT).find(|shift| shift.person == person)
}
