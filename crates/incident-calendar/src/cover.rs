//! The overrides of a rotation as time goes on: which are in force, and which of them wins.

use std::collections::{BTreeMap, BTreeSet};

use incident_ir::{Given, Override, Rotation, Text};
use jiff::{Timestamp, tz::TimeZone};

use crate::{Interval, local_interval};

/// Whom an override replaces: `Some(None)` is whoever is on call, `None` is malformed.
pub(crate) fn replaced(exception: &Override) -> Option<Option<&Text>> {
    match &exception.replace {
        Given::Absent => Some(None),
        Given::Malformed(_) => None,
        Given::Written(person) => Some(Some(&person.value)),
    }
}

/// A well-formed override.
#[derive(Clone, Copy)]
struct Cover<'a> {
    index: usize,
    interval: Interval,
    replaced: Option<&'a Text>,
    with: &'a Text,
}

/// The overrides of a rotation, less the malformed ones, which have been reported.
pub(crate) struct AllCovers<'a> {
    /// By their starts, of equal ones in the order of the file.
    covers: Vec<Cover<'a>>,
    /// Of each, when the last of it and those before it ends.
    ends: Vec<Timestamp>,
}

impl<'a> AllCovers<'a> {
    pub(crate) fn new(rotation: &'a Rotation, zone: &TimeZone) -> Self {
        let overrides = rotation.overrides.iter().enumerate();
        let mut covers: Vec<Cover<'a>> = overrides
            .filter_map(|(index, exception)| {
                Some(Cover {
                    index,
                    interval: local_interval(zone, exception.span.as_ref()?.value)?,
                    replaced: replaced(exception)?,
                    with: exception.with.value()?,
                })
            })
            .collect();
        covers.sort_by_key(|cover| (cover.interval.start, cover.index));
        let last_end = |last: &mut Option<Timestamp>, cover: &Cover<'a>| {
            *last = (*last).max(Some(cover.interval.end));
            *last
        };
        let ends = covers.iter().scan(None, last_end).collect();
        Self { covers, ends }
    }

    /// Those that are in force at some time within an interval. Those that end before it are not looked at.
    pub(crate) fn within(&self, interval: Interval) -> Covers<'a> {
        let behind = self.covers.partition_point(|cover| cover.interval.start < interval.end);
        let before = self.covers.iter().zip(&self.ends).take(behind).rev();
        let may_reach = before.take_while(|(_, end)| **end > interval.start);
        let reach = may_reach.filter(|(cover, _)| cover.interval.end > interval.start);
        Covers { coming: reach.map(|(cover, _)| *cover).collect(), ..Covers::default() }
    }
}

/// The overrides in force at a moment that only moves on.
#[derive(Default)]
pub(crate) struct Covers<'a> {
    /// Those to come, the next one last.
    coming: Vec<Cover<'a>>,
    /// Ends of those in force, soonest first.
    ends: BTreeSet<(Timestamp, usize, Option<&'a Text>, &'a Text)>,
    /// Those in force without `replace`, in the order of the file.
    of_anybody: BTreeSet<(usize, &'a Text)>,
    /// Those in force with `replace`, in the order of the file, by whom they replace.
    of_somebody: BTreeMap<&'a Text, BTreeSet<(usize, &'a Text)>>,
    /// All in force with `replace`.
    with_replace: BTreeSet<usize>,
}

impl<'a> Covers<'a> {
    /// A rotation's overrides, less the malformed ones, which have been reported.
    pub(crate) fn new(rotation: &'a Rotation, zone: &TimeZone) -> Self {
        let coming = AllCovers::new(rotation, zone).covers.into_iter().rev().collect();
        Self { coming, ..Self::default() }
    }

    /// From the first start to the last end; `None` without overrides.
    pub(crate) fn extent(&self) -> Option<Interval> {
        let start = self.coming.iter().map(|cover| cover.interval.start).min()?;
        let end = self.coming.iter().map(|cover| cover.interval.end).max()?;
        Interval::new(start, end)
    }

    /// Moves on: lets begin and end what does so by now.
    pub(crate) fn advance(&mut self, now: Timestamp) {
        while let Some(cover) = self.coming.pop_if(|cover| cover.interval.start <= now) {
            self.ends.insert((cover.interval.end, cover.index, cover.replaced, cover.with));
            match cover.replaced {
                None => {
                    self.of_anybody.insert((cover.index, cover.with));
                }
                Some(person) => {
                    self.of_somebody.entry(person).or_default().insert((cover.index, cover.with));
                    self.with_replace.insert(cover.index);
                }
            }
        }
        while let Some(&(end, index, replaced, with)) = self.ends.first()
            && end <= now
        {
            self.ends.pop_first();
            match replaced {
                None => {
                    self.of_anybody.remove(&(index, with));
                }
                Some(person) => {
                    if let Some(covers) = self.of_somebody.get_mut(person) {
                        covers.remove(&(index, with));
                    }
                    self.with_replace.remove(&index);
                }
            }
        }
    }

    /// When the next override begins or ends.
    pub(crate) fn next_change(&self) -> Option<Timestamp> {
        let begins = self.coming.last().map(|cover| cover.interval.start);
        let ends = self.ends.first().map(|(end, ..)| *end);
        begins.into_iter().chain(ends).min()
    }

    /// Whether no override is in force.
    pub(crate) fn none_in_force(&self) -> bool {
        self.ends.is_empty()
    }

    /// Who covers when the planned person is this one, or nobody is planned: the last override of
    /// the file that applies.
    pub(crate) fn covering(&self, planned: Option<&Text>) -> Option<(usize, &'a Text)> {
        let anybody = self.of_anybody.last();
        let somebody = planned.and_then(|person| self.of_somebody.get(person)?.last());
        anybody.into_iter().chain(somebody).max().copied()
    }

    /// Whether somebody covers whoever is planned, so that nobody needs to know who is.
    pub(crate) fn cover_anybody(&self) -> bool {
        let last_with_replace = self.with_replace.last();
        self.of_anybody.last().is_some_and(|(index, _)| {
            last_with_replace.is_none_or(|with_replace| with_replace < index)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::*;

    /// Of as many absences as overrides, each is laid over those that it meets.
    #[test]
    fn an_interval_meets_few_of_many_overrides() {
        let spans = ["01-05", "01-12", "01-19", "01-26", "02-02"].map(|day| format!("2026-{day}"));
        let mut long = rotation(&["alice", "bob"]);
        for (from, to) in spans.iter().zip(spans.iter().skip(1)) {
            long = long.covered((from, to), None, "carol");
        }
        let covers = AllCovers::new(&long, &TimeZone::UTC);
        let met = |from: &str, to: &str| covers.within(utc(from, to)).coming.len();
        assert_eq!(met("2026-01-13", "2026-01-14"), 1);
        assert_eq!(met("2026-01-01", "2026-03-01"), 4);
        assert_eq!(met("2026-01-01", "2026-01-04"), 0);
        assert_eq!(met("2026-02-10", "2026-02-11"), 0);
    }
}
