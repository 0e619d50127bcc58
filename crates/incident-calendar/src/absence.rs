//! Shifts on which somebody is away, or is on call after having left.

use incident_ir::{Absence, Person, Rotation};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use crate::cover::AllCovers;
use crate::shift::shifts_with;
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

/// The absences of a person that meet a shift of that person on a day or later: for each the first
/// such shift, in the order of [`Person::away`]. Shifts that an override gives to somebody else do
/// not count; those that one gives to this person do.
///
/// Days and absences are local to the rotation's zone. Looks at [`SEARCH_LIMIT`] shifts for each
/// absence.
pub fn uncovered_absences<'a>(
    rotation: &Rotation,
    person: &'a Person,
    from: Date,
) -> Vec<UncoveredAbsence<'a>> {
    match Roster::new(rotation).filter(|_| may_be_on_call(rotation, &person.email.value)) {
        Some(roster) => roster.uncovered_absences(person, from),
        None => Vec::new(),
    }
}

/// A rotation of which the absences of many people are asked.
pub struct Roster<'r> {
    rotation: &'r Rotation,
    zone: TimeZone,
    covers: AllCovers<'r>,
}

impl<'r> Roster<'r> {
    /// `None` where the zone is none, which has been reported.
    pub fn new(rotation: &'r Rotation) -> Option<Self> {
        let zone = zone(&rotation.time_zone.value)?;
        let covers = AllCovers::new(rotation, &zone);
        Some(Self { rotation, zone, covers })
    }

    /// As [`uncovered_absences`], of a person that takes turns or covers some; the shifts of others are looked at in vain.
    pub fn uncovered_absences<'a>(
        &self,
        person: &'a Person,
        from: Date,
    ) -> Vec<UncoveredAbsence<'a>> {
        let from = instant(&self.zone, from.to_datetime(Time::midnight()));
        let first_missed = |absence: &'a Absence| {
            let away = local_interval(&self.zone, absence.span)?;
            let away = Interval::new(away.start.max(from), away.end)?;
            let shift = shifts_with(self.rotation, self.covers.within(away), away)
                .take(SEARCH_LIMIT)
                .find(|shift| shift.person.eq_ignore_ascii_case(&person.email.value))?;
            Some(UncoveredAbsence { absence, shift })
        };
        person.away.iter().filter_map(first_missed).collect()
    }
}

/// The first shift of a person from the beginning of one local day up to the beginning of another;
/// `None` when there is none, or none among the first [`SEARCH_LIMIT`] shifts. One that is running
/// when the first day begins is cut there.
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

/// Whether a person takes turns or covers some.
fn may_be_on_call(rotation: &Rotation, person: &str) -> bool {
    let has_turns = rotation.members.iter().any(|member| member.eq_ignore_ascii_case(person));
    has_turns
        || rotation.overrides.iter().any(|exception| {
            exception.with.value().is_some_and(|with| with.eq_ignore_ascii_case(person))
        })
}

fn first_shift(rotation: &Rotation, person: &str, interval: Interval) -> Option<Shift> {
    if !may_be_on_call(rotation, person) {
        return None;
    }
    shifts_in_order(rotation, interval)
        .take(SEARCH_LIMIT)
        .find(|shift| shift.person.eq_ignore_ascii_case(person))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use jiff::civil::date;

    use super::*;
    use crate::fixture::*;

    const FROM: Date = date(2026, 1, 1);

    #[track_caller]
    fn check(rotation: &Rotation, person: &Person, from: Date, expected: &Expect) {
        let found = uncovered_absences(rotation, person, from);
        expected.assert_eq(&table(found.into_iter().map(|one| one.shift), "UTC"));
    }

    #[test]
    fn an_absence_that_meets_a_shift_is_found_with_the_part_that_is_missed() {
        let bob = person("bob", &[("2026-01-10", "2026-01-14"), ("2026-01-20", "2026-01-22")]);
        check(
            &rotation(&["alice", "bob"]),
            &bob,
            FROM,
            &expect![[r#"
            Mon 2026-01-12 09:00 UTC .. Wed 2026-01-14 00:00 UTC bob (turn 1)
        "#]],
        );
    }

    #[test]
    fn of_several_shifts_in_one_absence_the_first_is_told() {
        let bob = person("bob", &[("2026-01-01", "2026-12-31")]);
        check(
            &rotation(&["alice", "bob"]),
            &bob,
            FROM,
            &expect![[r#"
            Mon 2026-01-12 09:00 UTC .. Mon 2026-01-19 09:00 UTC bob (turn 1)
        "#]],
        );
    }

    #[test]
    fn each_absence_is_told_in_the_order_it_was_written() {
        let bob = person("bob", &[("2026-01-28", "2026-01-30"), ("2026-01-14", "2026-01-15")]);
        let rotation = rotation(&["alice", "bob"]);
        check(
            &rotation,
            &bob,
            FROM,
            &expect![[r#"
            Wed 2026-01-28 00:00 UTC .. Fri 2026-01-30 00:00 UTC bob (turn 3)
            Wed 2026-01-14 00:00 UTC .. Thu 2026-01-15 00:00 UTC bob (turn 1)
        "#]],
        );
        let found = uncovered_absences(&rotation, &bob, FROM);
        assert!(found.iter().map(|one| one.absence).eq(&bob.away));
    }

    #[test]
    fn what_is_past_is_not_told() {
        let rotation = rotation(&["alice", "bob"]);
        let bob = person("bob", &[("2026-01-12", "2026-01-17")]);
        check(
            &rotation,
            &bob,
            date(2026, 1, 14),
            &expect![[r#"
            Wed 2026-01-14 00:00 UTC .. Sat 2026-01-17 00:00 UTC bob (turn 1)
        "#]],
        );
        check(&rotation, &bob, date(2026, 1, 17), &expect![[r#""#]]);
    }

    #[test]
    fn a_shift_that_somebody_covers_is_not_missed() {
        let bob = person("bob", &[("2026-01-12", "2026-01-19")]);
        let covered =
            rotation(&["alice", "bob"]).covered(("2026-01-12", "2026-01-20"), Some("bob"), "alice");
        check(&covered, &bob, FROM, &expect![[r#""#]]);
        let half =
            rotation(&["alice", "bob"]).covered(("2026-01-12", "2026-01-16"), Some("bob"), "alice");
        check(
            &half,
            &bob,
            FROM,
            &expect![[r#"
            Fri 2026-01-16 00:00 UTC .. Mon 2026-01-19 00:00 UTC bob (turn 1)
        "#]],
        );
    }

    #[test]
    fn who_covers_must_be_there_too() {
        let erin = person("erin", &[("2026-01-07", "2026-01-08")]);
        let rotation = rotation(&["alice", "bob"]).covered(
            ("2026-01-06", "2026-01-09"),
            Some("alice"),
            "erin",
        );
        check(
            &rotation,
            &erin,
            FROM,
            &expect![[r#"
            Wed 2026-01-07 00:00 UTC .. Thu 2026-01-08 00:00 UTC erin (override 0)
        "#]],
        );
    }

    #[test]
    fn an_absence_is_local_to_the_rotation() {
        let bob = person("bob", &[("2026-01-12", "2026-01-13")]);
        let rotation = rotation(&["alice", "bob"]).within("Asia/Kathmandu");
        check(
            &rotation,
            &bob,
            FROM,
            &expect![[r#"
            Mon 2026-01-12 03:15 UTC .. Mon 2026-01-12 18:15 UTC bob (turn 1)
        "#]],
        );
    }

    #[test]
    fn absences_outside_the_active_hours_miss_nothing() {
        let alice = person("alice", &[("2026-01-06T18:00", "2026-01-07T09:00")]);
        check(&rotation(&["alice"]).active("09:00", "18:00"), &alice, FROM, &expect![[r#""#]]);
    }

    #[test]
    fn the_first_shift_of_a_member_a_stand_in_and_a_stranger() {
        let rotation =
            rotation(&["alice", "bob"]).covered(("2026-02-03", "2026-02-04"), None, "erin");
        let first = |person, from| {
            table(first_shift_from(&rotation, person, from, date(2027, 1, 1)), "UTC")
        };
        expect![[r#"
            Mon 2026-01-12 09:00 UTC .. Mon 2026-01-19 09:00 UTC bob (turn 1)
        "#]]
        .assert_eq(&first("bob", FROM));
        expect![[r#"
            Wed 2026-01-14 00:00 UTC .. Mon 2026-01-19 09:00 UTC bob (turn 1)
        "#]]
        .assert_eq(&first("bob", date(2026, 1, 14)));
        expect![[r#"
            Tue 2026-02-03 00:00 UTC .. Wed 2026-02-04 00:00 UTC erin (override 0)
        "#]]
        .assert_eq(&first("erin", FROM));
        assert_eq!(first("erin", date(2026, 2, 4)), "");
        assert_eq!(first("zoe", FROM), "");
        assert_eq!(first("bob", date(2027, 1, 1)), "", "nothing is before the horizon");
    }

    #[test]
    fn an_absence_for_ever_is_answered_within_bounds() {
        let for_ever = ("2026-01-06", "9999-12-31");
        let alice = person("alice", &[for_ever]);
        let rotation = rotation(&["alice", "bob"]).every(hours(1));
        check(
            &rotation,
            &alice,
            FROM,
            &expect![[r#"
            Tue 2026-01-06 01:00 UTC .. Tue 2026-01-06 02:00 UTC alice (turn 16)
        "#]],
        );
        check(&rotation.covered(for_ever, Some("alice"), "erin"), &alice, FROM, &expect![[r#""#]]);
        assert_eq!(first_shift_from(&rotation_of_bob(), "alice", Date::MIN, Date::MAX), None);
    }

    fn rotation_of_bob() -> Rotation {
        rotation(&["bob"]).every(hours(1))
    }
}
