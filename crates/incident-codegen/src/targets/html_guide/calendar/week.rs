//! Which weeks a calendar shows, who is on call in them, and where in a week a moment is.

use std::collections::BTreeSet;

use incident_calendar::{Cause, Interval, Shift, instant, shifts_in_order, zone};
use incident_ir::{Rotation, Span};
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

/// Weeks from the rotation's start: a whole round of its members as far as that goes, and never fewer than
/// a month's.
const FEWEST: u64 = 4;
const MOST: u64 = 8;
/// Weeks of overrides beside them, in all and of one override.
const MOST_OF_OVERRIDES: usize = 12;
const MOST_OF_AN_OVERRIDE: u64 = 3;
/// Shifts that a calendar may show: more could not be read.
const MOST_SHIFTS: usize = 400;

const SECS_PER_WEEK: u64 = 7 * 86_400;

/// Whether there is something to draw.
pub(super) enum Weeks {
    /// There is.
    Drawn(Calendar),
    /// There are too many turns in a week.
    TooFine,
    /// Nobody is ever on call, which has been reported.
    Nothing,
}

/// The weeks of a calendar and who is on call in them.
pub(super) struct Calendar {
    /// On whose clocks.
    pub(super) zone: TimeZone,
    /// In order.
    pub(super) weeks: Vec<Week>,
    /// Sorted, disjoint, each within weeks that follow each other.
    pub(super) shifts: Vec<Shift>,
    /// Overrides that no week shows.
    pub(super) overrides_left_out: usize,
}

/// A week from a Monday on, on the clocks of the rotation's zone.
pub(super) struct Week {
    pub(super) monday: Date,
    /// Whether the week before is not shown.
    pub(super) is_after_gap: bool,
    /// The beginnings of its days and of the week after: 8.
    midnights: Vec<Timestamp>,
}

impl Calendar {
    /// Whether an override is to be seen.
    pub(super) fn has_covers(&self) -> bool {
        self.shifts.iter().any(|shift| matches!(shift.cause, Cause::Override { .. }))
    }

    /// Whether there is a time in which nobody is on call.
    pub(super) fn has_gaps(&self) -> bool {
        let shown: i64 = self.weeks.iter().map(|week| seconds(&week.interval())).sum();
        let covered: i64 = self.shifts.iter().map(|shift| seconds(&shift.interval())).sum();
        covered < shown
    }
}

fn seconds(interval: &Interval) -> i64 {
    interval.end.as_second() - interval.start.as_second()
}

impl Week {
    fn new(zone: &TimeZone, monday: Date, is_after_gap: bool) -> Option<Self> {
        let midnight = |day: i64| {
            let date = monday.checked_add(day.days()).ok()?;
            Some(instant(zone, date.at(0, 0, 0, 0)))
        };
        let midnights: Vec<Timestamp> = (0..=7).map_while(midnight).collect();
        (midnights.len() == 8).then_some(Self { monday, is_after_gap, midnights })
    }

    /// All of it.
    pub(super) fn interval(&self) -> Interval {
        let ends = (self.midnights.first(), self.midnights.last());
        let start = ends.0.copied().unwrap_or(Timestamp::MIN);
        Interval { start, end: ends.1.copied().unwrap_or(start) }
    }

    /// Its days.
    pub(super) fn days(&self) -> impl Iterator<Item = Date> {
        (0..7).map_while(|day: i64| self.monday.checked_add(day.days()).ok())
    }

    /// Where a moment is in a row of seven columns, each of this width: to scale within its day, which in
    /// the week of a clock change is longer or shorter than the others. The ends of the row for moments
    /// outside.
    pub(super) fn x(&self, moment: Timestamp, width: u64) -> u64 {
        let mut x = 0;
        for pair in self.midnights.windows(2) {
            let [start, end] = pair else { break };
            if moment <= *start {
                break;
            }
            let day = u128::try_from(end.as_second() - start.as_second()).unwrap_or(0).max(1);
            let gone = u128::try_from(moment.as_second() - start.as_second()).unwrap_or(0).min(day);
            x += u64::try_from(u128::from(width) * gone / day).unwrap_or(width);
        }
        x
    }
}

/// The calendar of a rotation: the weeks from its start, then those in which an override begins.
pub(super) fn calendar(rotation: &Rotation) -> Weeks {
    let Some(zone) = zone(&rotation.time_zone.value) else { return Weeks::Nothing };
    let mut mondays = first_weeks(rotation);
    let (of_overrides, overrides_left_out) = weeks_of_overrides(rotation, &mondays);
    mondays.extend(of_overrides);

    let mut calendar = Calendar { zone, weeks: Vec::new(), shifts: Vec::new(), overrides_left_out };
    let mut before: Option<Date> = None;
    for monday in mondays {
        let follows = before.is_some_and(|one| one.checked_add(1.week()).ok() == Some(monday));
        let Some(week) = Week::new(&calendar.zone, monday, before.is_some() && !follows) else {
            break;
        };
        let room = MOST_SHIFTS - calendar.shifts.len();
        let shifts: Vec<Shift> =
            shifts_in_order(rotation, week.interval()).take(room + 1).collect();
        if shifts.len() > room {
            if calendar.weeks.is_empty() {
                return Weeks::TooFine;
            }
            break;
        }
        for shift in shifts {
            join(&mut calendar.shifts, shift);
        }
        calendar.weeks.push(week);
        before = Some(monday);
    }
    if calendar.shifts.is_empty() { Weeks::Nothing } else { Weeks::Drawn(calendar) }
}

/// Adds a shift, as one with the last where midnight between two weeks parted them.
fn join(shifts: &mut Vec<Shift>, next: Shift) {
    match shifts.last_mut() {
        Some(last)
            if last.end == next.start && last.person == next.person && last.cause == next.cause =>
        {
            last.end = next.end;
        }
        _ => shifts.push(next),
    }
}

fn first_weeks(rotation: &Rotation) -> BTreeSet<Date> {
    let members = u64::try_from(rotation.members.len()).unwrap_or(u64::MAX);
    let round = rotation.rotation_period.value.as_secs().saturating_mul(members);
    let weeks = round.div_ceil(SECS_PER_WEEK).clamp(FEWEST, MOST);
    weeks_from(rotation.starts.value.date(), weeks)
}

/// So many weeks from that of a day.
fn weeks_from(day: Date, count: u64) -> BTreeSet<Date> {
    let first = monday_of(day);
    let later = |week: i64| first?.checked_add(week.weeks()).ok();
    (0..i64::try_from(count).unwrap_or(0)).map_while(later).collect()
}

fn monday_of(day: Date) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()
}

/// The weeks of overrides that are not shown already, and how many overrides remain without one.
fn weeks_of_overrides(rotation: &Rotation, shown: &BTreeSet<Date>) -> (BTreeSet<Date>, usize) {
    let mut weeks = BTreeSet::new();
    let mut left_out = 0;
    for exception in &rotation.overrides {
        let Some(span) = exception.span.as_ref() else { continue };
        let more: BTreeSet<Date> =
            weeks_of(&span.value).into_iter().filter(|week| !shown.contains(week)).collect();
        let together = weeks.union(&more).count();
        if together > MOST_OF_OVERRIDES {
            left_out += 1;
        } else {
            weeks.extend(more);
        }
    }
    (weeks, left_out)
}

fn weeks_of(span: &Span) -> BTreeSet<Date> {
    let weeks = weeks_from(span.start.date(), MOST_OF_AN_OVERRIDE);
    let is_within = |week: &Date| week.at(0, 0, 0, 0) < span.end;
    weeks.into_iter().filter(is_within).collect()
}

#[cfg(test)]
mod tests;
