//! Who is on call: turns within the active hours, with the overrides laid over them.

use incident_ir::{Rotation, Text};
use jiff::Timestamp;

use crate::{
    Interval,
    cover::Covers,
    scheduled::{Piece, Scheduled},
    zone,
};

/// A stretch in which one person is on call, from `start` up to but not including `end`; never
/// empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shift {
    /// The first moment of it.
    pub start: Timestamp,
    /// The first moment after it.
    pub end: Timestamp,
    /// The e-mail address of who is on call.
    pub person: Text,
    /// Why this person.
    pub cause: Cause,
}

impl Shift {
    /// When it is.
    pub fn interval(&self) -> Interval {
        Interval { start: self.start, end: self.end }
    }
}

/// Why somebody is on call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// It is their turn.
    Turn {
        /// The turn, counted from 0, the rotation's first.
        number: u64,
    },
    /// They cover for somebody.
    Override {
        /// Which of [`Rotation::overrides`].
        index: usize,
    },
}

/// Who is on call in an interval: turns within the active hours, with the overrides laid over them;
/// sorted, disjoint, cut to the interval, and one shift where two would touch with the same person
/// and cause.
///
/// An override with `replace` covers that person's own turns within the active hours; one without
/// covers its whole span, also where nobody is planned. Of several at one moment, the last in the
/// file wins. What an override with a malformed part would do is unknown, so it does nothing.
///
/// Takes time and space in proportion to the turns, windows and overrides in the interval, wherever
/// it lies.
pub fn shifts(rotation: &Rotation, interval: Interval) -> Vec<Shift> {
    shifts_in_order(rotation, interval).collect()
}

/// As [`shifts`], one after the other: for a search that ends with the first match.
pub fn shifts_in_order(rotation: &Rotation, interval: Interval) -> impl Iterator<Item = Shift> {
    let covers = zone(&rotation.time_zone.value)
        .map(|zone| Covers::new(rotation, &zone))
        .unwrap_or_default();
    shifts_with(rotation, covers, interval)
}

/// The same with some of the overrides.
pub(crate) fn shifts_with<'a>(
    rotation: &'a Rotation,
    covers: Covers<'a>,
    interval: Interval,
) -> impl Iterator<Item = Shift> {
    Shifts::new(rotation, covers, interval, Wanted::Everything)
}

/// What the overrides put in place, whenever that is: as the shifts of [`shifts`] that have an
/// override as their cause. Sorted by start, disjoint: where a later override of the file covers
/// the same moment, the earlier is cut.
///
/// There is one entry for each shift that an override with `replace` covers, so a span of years
/// over short turns makes many.
pub fn override_shifts(rotation: &Rotation) -> Vec<Shift> {
    override_shifts_in_order(rotation).collect()
}

/// As [`override_shifts`], one after the other: for counting up to a limit.
pub fn override_shifts_in_order(rotation: &Rotation) -> impl Iterator<Item = Shift> {
    let shifts = zone(&rotation.time_zone.value).and_then(|zone| {
        let covers = Covers::new(rotation, &zone);
        let extent = covers.extent()?;
        Some(Shifts::new(rotation, covers, extent, Wanted::Overrides))
    });
    shifts.into_iter().flatten()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Everything,
    Overrides,
}

/// Walks through an interval from change to change: of the planned turn, of the window, of an
/// override.
struct Shifts<'a> {
    scheduled: Option<Scheduled<'a>>,
    covers: Covers<'a>,
    now: Timestamp,
    end: Timestamp,
    wanted: Wanted,
    /// A shift that may go on in the next step.
    unfinished: Option<Shift>,
}

impl<'a> Shifts<'a> {
    fn new(rotation: &'a Rotation, covers: Covers<'a>, interval: Interval, wanted: Wanted) -> Self {
        let Interval { start: now, end } = interval;
        Self { scheduled: Scheduled::new(rotation), covers, now, end, wanted, unfinished: None }
    }

    /// The next stretch in which nothing changes and somebody is on call.
    fn step(&mut self) -> Option<Shift> {
        while self.now < self.end {
            let start = self.now;
            self.covers.advance(start);
            let (planned, end) = self.planned();
            self.now = end;
            let covering = self.covers.covering(planned.map(|piece| piece.person));
            let (person, cause) = match (covering, planned) {
                (Some((index, person)), _) => (person, Cause::Override { index }),
                (None, Some(piece)) if self.wanted == Wanted::Everything => {
                    (piece.person, Cause::Turn { number: piece.number })
                }
                _ => continue,
            };
            return Some(Shift { start, end, person: person.clone(), cause });
        }
        None
    }

    /// What is planned now, if that matters, and until when everything stays as it is.
    fn planned(&mut self) -> (Option<Piece<'a>>, Timestamp) {
        let change = self.covers.next_change().map_or(self.end, |change| change.min(self.end));
        let only_turns = self.wanted == Wanted::Overrides && self.covers.none_in_force();
        if only_turns || self.covers.cover_anybody() {
            return (None, change);
        }
        match self.scheduled.as_mut().and_then(|scheduled| scheduled.next_from(self.now)) {
            Some(piece) if piece.start <= self.now => (Some(piece), change.min(piece.end)),
            Some(coming) => (None, change.min(coming.start)),
            None => (None, change),
        }
    }
}

impl Iterator for Shifts<'_> {
    type Item = Shift;

    fn next(&mut self) -> Option<Shift> {
        while let Some(next) = self.step() {
            match &mut self.unfinished {
                Some(last)
                    if last.end == next.start
                        && last.cause == next.cause
                        && last.person == next.person =>
                {
                    last.end = next.end;
                }
                unfinished => {
                    if let Some(finished) = unfinished.replace(next) {
                        return Some(finished);
                    }
                }
            }
        }
        self.unfinished.take()
    }
}

#[cfg(test)]
mod tests;
