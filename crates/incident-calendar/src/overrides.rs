//! Overrides that change nothing.

use std::collections::HashMap;

use incident_ir::Rotation;

use crate::{SEARCH_LIMIT, cover::replaced, local_interval, scheduled::Scheduled, zone};

/// Whether an override changes nothing because `replace` has no shift within its span, or because a
/// clock change leaves nothing of the span. Other overrides do not matter here.
///
/// One without `replace` covers its span, whoever is on call. False for what has been reported
/// otherwise: a malformed override, one whose `replace` is no member, and an index that there is
/// not.
///
/// Gives up, and says true, after [`SEARCH_LIMIT`] turns of `replace` outside the active hours.
pub fn covers_nothing(rotation: &Rotation, index: usize) -> bool {
    covers_nothing_of(rotation, &MemberPlaces::new(rotation), index)
}

/// Where each member stands in the order of turns: there may be as many members as overrides.
pub struct MemberPlaces<'r>(HashMap<&'r str, usize>);

impl<'r> MemberPlaces<'r> {
    /// Of a rotation.
    pub fn new(rotation: &'r Rotation) -> Self {
        let members = rotation.members.iter().map(|member| member.value.as_str());
        // Of one that is there twice, which has been reported, the first counts.
        Self(members.enumerate().map(|(place, member)| (member, place)).rev().collect())
    }
}

/// As [`covers_nothing`], of a rotation of which it is asked for many overrides.
pub fn covers_nothing_of(rotation: &Rotation, members: &MemberPlaces<'_>, index: usize) -> bool {
    let Some(exception) = rotation.overrides.get(index) else { return false };
    let Some(zone) = zone(&rotation.time_zone.value) else { return false };
    let (Some(span), Some(replaced)) = (exception.span.as_ref(), replaced(exception)) else {
        return false;
    };
    let Some(interval) = local_interval(&zone, span.value) else { return true };
    let Some(person) = replaced else { return false };
    let Some(mut scheduled) = Scheduled::new(rotation) else { return false };
    let Some(place) = members.0.get(person.as_str()).copied() else { return false };
    let mut now = interval.start;
    for _ in 0..SEARCH_LIMIT {
        match scheduled.next_from(now).filter(|piece| piece.start < interval.end) {
            None => return true,
            Some(piece) if piece.person == person => return false,
            Some(piece) => match scheduled.turns.start_of_next(place, piece.number) {
                Some(next) => now = next,
                None => return true,
            },
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use incident_ir::Given;

    use super::*;
    use crate::fixture::*;

    fn nothing_for(replace: Option<&str>, span: (&str, &str)) -> bool {
        covers_nothing(&rotation(&["alice", "bob"]).covered(span, replace, "erin"), 0)
    }

    #[test]
    fn an_override_outside_the_shifts_of_whom_it_replaces_covers_nothing() {
        assert!(nothing_for(Some("bob"), ("2026-01-06", "2026-01-08")));
        assert!(!nothing_for(Some("alice"), ("2026-01-06", "2026-01-08")));
    }

    #[test]
    fn its_edges_are_half_open() {
        assert!(nothing_for(Some("bob"), ("2026-01-06", "2026-01-12T09:00")));
        assert!(!nothing_for(Some("bob"), ("2026-01-06", "2026-01-12T09:01")));
        assert!(nothing_for(Some("alice"), ("2026-01-12T09:00", "2026-01-19T09:00")));
    }

    #[test]
    fn before_the_rotation_starts_there_is_nothing_to_cover() {
        assert!(nothing_for(Some("alice"), ("2025-12-20", "2026-01-05")));
    }

    #[test]
    fn an_override_without_replace_always_covers_its_span() {
        assert!(!nothing_for(None, ("2025-12-20", "2026-01-05")));
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
        assert!(!nothing_for(Some("zoe"), ("2026-01-06", "2026-01-08")));
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
