use std::collections::{BTreeMap, BTreeSet};

use incident_ir::{Given, Override, Rotation, Text};
use jiff::{Timestamp, tz::TimeZone};

use crate::{Interval, SEARCH_LIMIT, local_interval, scheduled::Scheduled, zone};

/// Whether an override changes nothing because `replace` has no shift within its span, or because a
/// clock change leaves nothing of the span. Other overrides do not matter here.
///
/// One without `replace` covers its span, whoever is on call. False for what has been reported
/// otherwise: a malformed override, one whose `replace` is no member, and an index that there is
/// not.
///
/// Gives up, and says true, after [`SEARCH_LIMIT`] turns of `replace` outside the active hours.
pub fn covers_nothing(rotation: &Rotation, index: usize) -> bool {
    let Some(exception) = rotation.overrides.get(index) else { return false };
    let Some(zone) = zone(&rotation.time_zone.value) else { return false };
    let (Some(span), Some(replaced)) = (exception.span.as_ref(), replaced(exception)) else {
        return false;
    };
    let Some(interval) = local_interval(&zone, span.value) else { return true };
    let Some(person) = replaced else { return false };
    let Some(mut scheduled) = Scheduled::new(rotation) else { return false };
    if !rotation.members.iter().any(|member| member.value == *person) {
        return false;
    }
    let mut now = interval.start;
    for _ in 0..SEARCH_LIMIT {
        match scheduled.next_from(now).filter(|piece| piece.start < interval.end) {
            None => return true,
            Some(piece) if piece.person == person => return false,
            Some(piece) => match scheduled.turns.start_of_next(person, piece.number) {
                Some(next) => now = next,
                None => return true,
            },
        }
    }
    true
}

/// Whom an override replaces: `Some(None)` is whoever is on call, `None` is malformed.
fn replaced(exception: &Override) -> Option<Option<&Text>> {
    match &exception.replace {
        Given::Absent => Some(None),
        Given::Malformed(_) => None,
        Given::Written(person) => Some(Some(&person.value)),
    }
}

/// A well-formed override.
struct Cover<'a> {
    index: usize,
    interval: Interval,
    replaced: Option<&'a Text>,
    with: &'a Text,
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
        let mut coming: Vec<Cover<'a>> = rotation
            .overrides
            .iter()
            .enumerate()
            .filter_map(|(index, exception)| {
                Some(Cover {
                    index,
                    interval: local_interval(zone, exception.span.as_ref()?.value)?,
                    replaced: replaced(exception)?,
                    with: exception.with.value()?,
                })
            })
            .collect();
        coming.sort_by_key(|cover| std::cmp::Reverse((cover.interval.start, cover.index)));
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

    fn covers_nothing_of(replace: Option<&str>, span: (&str, &str)) -> bool {
        covers_nothing(&rotation(&["alice", "bob"]).covered(span, replace, "erin"), 0)
    }

    #[test]
    fn an_override_outside_the_shifts_of_whom_it_replaces_covers_nothing() {
        assert!(covers_nothing_of(Some("bob"), ("2026-01-06", "2026-01-08")));
        assert!(!covers_nothing_of(Some("alice"), ("2026-01-06", "2026-01-08")));
    }

    #[test]
    fn its_edges_are_half_open() {
        assert!(covers_nothing_of(Some("bob"), ("2026-01-06", "2026-01-12T09:00")));
        assert!(!covers_nothing_of(Some("bob"), ("2026-01-06", "2026-01-12T09:01")));
        assert!(covers_nothing_of(Some("alice"), ("2026-01-12T09:00", "2026-01-19T09:00")));
    }

    #[test]
    fn before_the_rotation_starts_there_is_nothing_to_cover() {
        assert!(covers_nothing_of(Some("alice"), ("2025-12-20", "2026-01-05")));
    }

    #[test]
    fn an_override_without_replace_always_covers_its_span() {
        assert!(!covers_nothing_of(None, ("2025-12-20", "2026-01-05")));
    }

    #[test]
    fn outside_the_active_hours_there_is_nothing_to_cover() {
        let rotation = rotation(&["alice", "bob"])
            .active("09:00", "18:00")
            .covered(("2026-01-06T19:00", "2026-01-07T08:00"), Some("alice"), "erin")
            .covered(("2026-01-06T19:00", "2026-01-07T10:00"), Some("alice"), "erin");
        assert!(covers_nothing(&rotation, 0));
        assert!(!covers_nothing(&rotation, 1));
    }

    #[test]
    fn a_span_that_the_clocks_skip_covers_nothing() {
        let rotation = rotation(&["alice"]).within("America/New_York").covered(
            ("2026-03-08T02:00", "2026-03-08T03:00"),
            None,
            "erin",
        );
        assert!(covers_nothing(&rotation, 0));
    }

    #[test]
    fn somebody_whose_turns_never_meet_the_hours_is_found_out_within_bounds() {
        // Alternating half days: bob's are at night, for ever.
        let rotation = rotation(&["alice", "bob"])
            .every(hours(12))
            .active("10:00", "20:00")
            .covered(("2026-01-06", "9999-12-31"), Some("bob"), "erin");
        assert!(covers_nothing(&rotation, 0));
    }

    #[test]
    fn what_has_been_reported_otherwise_is_not_reported_again() {
        assert!(!covers_nothing_of(Some("zoe"), ("2026-01-06", "2026-01-08")));
        assert!(!covers_nothing(&rotation(&["alice"]), 0));
        let mut malformed =
            rotation(&["alice"]).covered(("2025-01-06", "2025-01-07"), Some("alice"), "erin");
        assert!(covers_nothing(&malformed, 0));
        malformed.overrides[0].replace = Given::Malformed(malformed.origin);
        assert!(!covers_nothing(&malformed, 0));
        malformed.overrides[0].span = None;
        assert!(!covers_nothing(&malformed, 0));
    }
}
