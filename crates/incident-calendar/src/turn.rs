//! Whose turn it is: hand-offs, counted in days of the calendar or in hours.

use incident_ir::{At, Rotation, Text};
use jiff::{Span, Timestamp, civil::DateTime, tz::TimeZone};

use crate::{Cause, Interval, Shift, instant, zone};

const SECS_PER_DAY: u64 = 86_400;
const NANOS_PER_SEC: i128 = 1_000_000_000;

/// Whose turn it is, in order and without gaps, cut to the interval. Before the rotation starts it
/// is nobody's turn.
///
/// A turn whose length is a whole number of 24-hour days is counted in days of the calendar, so
/// that the hand-off stays at the same time of the wall clock: a weekly hand-off at 09:00 is at
/// 09:00 all year, and the two weeks in which clocks change are an hour longer or shorter. That is
/// what people mean by a week. Any other length is counted in absolute hours from the first
/// hand-off, for 12 hours cannot keep both its length and its place on the clock when the day has
/// 23.
///
/// The one turn of a rotation with a single member goes on for ever.
///
/// Whether a turn is active at all is the affair of [`crate::windows`].
pub fn turns(rotation: &Rotation, interval: Interval) -> impl Iterator<Item = Shift> {
    let turns = Turns::new(rotation);
    let mut now = interval.start;
    std::iter::from_fn(move || {
        let turns = turns.as_ref()?;
        let (turn, person) = turns.next_from(now)?;
        let start = turn.start.max(now);
        let end = turn.end.min(interval.end);
        now = turn.end;
        (start < end).then(|| Shift {
            start,
            end,
            person: person.clone(),
            cause: Cause::Turn { number: turn.number },
        })
    })
}

/// How a turn's length is counted.
#[derive(Clone, Copy, Debug)]
enum Length {
    /// In days of the calendar.
    Days(i64),
    /// In absolute time.
    Nanos(i128),
}

/// A rotation's turns, each found by arithmetic: it costs as much for one decades after the first
/// as for the first.
pub(crate) struct Turns<'a> {
    members: &'a [At<Text>],
    pub(crate) zone: TimeZone,
    starts: DateTime,
    first: Timestamp,
    length: Length,
}

/// One turn; never empty.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Turn {
    pub(crate) number: u64,
    pub(crate) start: Timestamp,
    pub(crate) end: Timestamp,
}

impl<'a> Turns<'a> {
    /// `None` for what has been reported elsewhere: no members, an unknown zone, turns of no
    /// length.
    pub(crate) fn new(rotation: &'a Rotation) -> Option<Self> {
        if rotation.members.is_empty() {
            return None;
        }
        let zone = zone(&rotation.time_zone.value)?;
        let secs = rotation.rotation_period.value.as_secs();
        let length = match secs {
            0 => return None,
            _ if secs.is_multiple_of(SECS_PER_DAY) => {
                Length::Days(i64::try_from(secs / SECS_PER_DAY).ok()?)
            }
            _ => Length::Nanos(i128::from(secs) * NANOS_PER_SEC),
        };
        let starts = rotation.starts.value;
        let first = instant(&zone, starts);
        Some(Self { members: &rotation.members, zone, starts, first, length })
    }

    /// Whose turn this is.
    pub(crate) fn person(&self, number: u64) -> Option<&'a Text> {
        let count = u64::try_from(self.members.len()).ok()?;
        let place = usize::try_from(number.checked_rem(count)?).ok()?;
        self.members.get(place).map(|member| &member.value)
    }

    /// The turn at this moment, or the first when that is still to come, and whose it is.
    pub(crate) fn next_from(&self, moment: Timestamp) -> Option<(Turn, &'a Text)> {
        // Whoever takes turns alone never hands over, however short the turns are.
        let alone = self.members.len() == 1;
        let number = if alone { 0 } else { self.number_at(moment.max(self.first))? };
        let start = self.start_of(number)?;
        let next = number.checked_add(1).filter(|_| !alone);
        let end = next.and_then(|next| self.start_of(next)).unwrap_or(Timestamp::MAX);
        Some((Turn { number, start, end }, self.person(number)?)).filter(|_| start < end)
    }

    /// When the next turn after this one starts of the member at a place; `None` where there is no such member.
    pub(crate) fn start_of_next(&self, place: usize, after: u64) -> Option<Timestamp> {
        self.members.get(place)?;
        let (place, count) = (u64::try_from(place).ok()?, u64::try_from(self.members.len()).ok()?);
        let next = after.checked_add(1)?;
        let wait = (place + count - next % count) % count;
        self.start_of(next.checked_add(wait)?)
    }

    /// When a turn starts; `None` past the end of the calendar.
    fn start_of(&self, number: u64) -> Option<Timestamp> {
        match self.length {
            Length::Days(days) => {
                let days = i64::try_from(number).ok()?.checked_mul(days)?;
                let after = Span::new().try_days(days).ok()?;
                Some(instant(&self.zone, self.starts.checked_add(after).ok()?))
            }
            Length::Nanos(nanos) => {
                let after = i128::from(number).checked_mul(nanos)?;
                Timestamp::from_nanosecond(self.first.as_nanosecond().checked_add(after)?).ok()
            }
        }
    }

    /// The number of the last turn that starts at or before a moment, itself not before the first.
    fn number_at(&self, moment: Timestamp) -> Option<u64> {
        match self.length {
            Length::Days(length) => {
                let today = self.zone.to_datetime(moment).date();
                let days = self.starts.date().until(today).ok()?.get_days();
                // At most two too many: for the time of day, and for clocks that skip a whole day,
                // as those of Samoa did in 2011.
                let mut number = u64::try_from(i64::from(days).div_euclid(length) + 1).ok()?;
                while number > 0 && self.start_of(number).is_none_or(|start| start > moment) {
                    number -= 1;
                }
                Some(number)
            }
            Length::Nanos(length) => {
                let passed = moment.as_nanosecond() - self.first.as_nanosecond();
                u64::try_from(passed.checked_div(length)?).ok()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use incident_ir::Duration;

    use super::*;
    use crate::fixture::*;

    const NEW_YORK: &str = "America/New_York";

    #[track_caller]
    fn check(rotation: &Rotation, interval: Interval, expected: &Expect) {
        expected.assert_eq(&table(turns(rotation, interval), &rotation.time_zone.value));
    }

    #[test]
    fn members_take_turns_in_their_order_and_begin_again() {
        let rotation = rotation(&["alice", "bob", "carol"]);
        check(
            &rotation,
            utc("2026-01-05T09:00", "2026-02-02T09:00"),
            &expect![[r#"
            Mon 2026-01-05 09:00 UTC .. Mon 2026-01-12 09:00 UTC alice (turn 0)
            Mon 2026-01-12 09:00 UTC .. Mon 2026-01-19 09:00 UTC bob (turn 1)
            Mon 2026-01-19 09:00 UTC .. Mon 2026-01-26 09:00 UTC carol (turn 2)
            Mon 2026-01-26 09:00 UTC .. Mon 2026-02-02 09:00 UTC alice (turn 3)
        "#]],
        );
    }

    #[test]
    fn before_the_start_it_is_nobodys_turn() {
        let rotation = rotation(&["alice", "bob"]);
        check(
            &rotation,
            utc("2025-12-01", "2026-01-12T09:00"),
            &expect![[r#"
            Mon 2026-01-05 09:00 UTC .. Mon 2026-01-12 09:00 UTC alice (turn 0)
        "#]],
        );
        check(&rotation, utc("2025-12-01", "2026-01-05T09:00"), &expect![[r#""#]]);
    }

    #[test]
    fn turns_are_cut_to_what_is_asked() {
        let rotation = rotation(&["alice", "bob"]);
        check(
            &rotation,
            utc("2026-01-07", "2026-01-07T00:01"),
            &expect![[r#"
            Wed 2026-01-07 00:00 UTC .. Wed 2026-01-07 00:01 UTC alice (turn 0)
        "#]],
        );
    }

    #[test]
    fn a_weekly_hand_off_stays_at_nine_when_clocks_go_forward_and_back() {
        let rotation = rotation(&["alice", "bob"]).within(NEW_YORK);
        check(
            &rotation,
            utc("2026-03-02T14:00", "2026-03-16T13:00"),
            &expect![[r#"
            Mon 2026-03-02 09:00 EST .. Mon 2026-03-09 09:00 EDT alice (turn 8)
            Mon 2026-03-09 09:00 EDT .. Mon 2026-03-16 09:00 EDT bob (turn 9)
        "#]],
        );
        check(
            &rotation,
            utc("2026-10-26T13:00", "2026-11-09T14:00"),
            &expect![[r#"
            Mon 2026-10-26 09:00 EDT .. Mon 2026-11-02 09:00 EST alice (turn 42)
            Mon 2026-11-02 09:00 EST .. Mon 2026-11-09 09:00 EST bob (turn 43)
        "#]],
        );
    }

    #[test]
    fn twenty_four_hours_are_a_day_of_the_calendar() {
        let rotation = rotation(&["alice", "bob"]).within(NEW_YORK).every(hours(24));
        check(
            &rotation,
            utc("2026-03-07T14:00", "2026-03-10T13:00"),
            &expect![[r#"
            Sat 2026-03-07 09:00 EST .. Sun 2026-03-08 09:00 EDT bob (turn 61)
            Sun 2026-03-08 09:00 EDT .. Mon 2026-03-09 09:00 EDT alice (turn 62)
            Mon 2026-03-09 09:00 EDT .. Tue 2026-03-10 09:00 EDT bob (turn 63)
        "#]],
        );
    }

    #[test]
    fn twelve_hours_are_twelve_hours_so_the_hand_off_moves_with_the_clocks() {
        let rotation = rotation(&["alice", "bob"]).within(NEW_YORK).every(hours(12));
        check(
            &rotation,
            utc("2026-03-07T14:00", "2026-03-09T02:00"),
            &expect![[r#"
            Sat 2026-03-07 09:00 EST .. Sat 2026-03-07 21:00 EST alice (turn 122)
            Sat 2026-03-07 21:00 EST .. Sun 2026-03-08 10:00 EDT bob (turn 123)
            Sun 2026-03-08 10:00 EDT .. Sun 2026-03-08 22:00 EDT alice (turn 124)
        "#]],
        );
    }

    #[test]
    fn a_hand_off_that_the_clocks_skip_is_later_that_night_only() {
        let rotation =
            rotation(&["alice", "bob"]).within(NEW_YORK).every(days(1)).from("2026-03-06T02:30");
        check(
            &rotation,
            utc("2026-03-07T07:30", "2026-03-09T06:30"),
            &expect![[r#"
            Sat 2026-03-07 02:30 EST .. Sun 2026-03-08 03:30 EDT bob (turn 1)
            Sun 2026-03-08 03:30 EDT .. Mon 2026-03-09 02:30 EDT alice (turn 2)
        "#]],
        );
    }

    #[test]
    fn a_hand_off_at_a_time_shown_twice_is_at_the_first() {
        let rotation =
            rotation(&["alice", "bob"]).within(NEW_YORK).every(days(1)).from("2026-10-30T01:30");
        check(
            &rotation,
            utc("2026-10-31T05:30", "2026-11-02T06:30"),
            &expect![[r#"
            Sat 2026-10-31 01:30 EDT .. Sun 2026-11-01 01:30 EDT bob (turn 1)
            Sun 2026-11-01 01:30 EDT .. Mon 2026-11-02 01:30 EST alice (turn 2)
        "#]],
        );
    }

    #[test]
    fn clocks_that_change_by_half_an_hour_keep_the_hand_off_too() {
        let rotation =
            rotation(&["alice", "bob"]).within("Australia/Lord_Howe").from("2026-03-30T09:00");
        check(
            &rotation,
            utc("2026-03-29T22:00", "2026-04-12T22:30"),
            &expect![[r#"
            Mon 2026-03-30 09:00 +11 .. Mon 2026-04-06 09:00 +1030 alice (turn 0)
            Mon 2026-04-06 09:00 +1030 .. Mon 2026-04-13 09:00 +1030 bob (turn 1)
        "#]],
        );
    }

    #[test]
    fn an_offset_of_quarter_hours_is_as_good_as_any() {
        let rotation = rotation(&["alice", "bob"]).within("Asia/Kathmandu");
        check(
            &rotation,
            utc("2026-01-05", "2026-01-19T03:15"),
            &expect![[r#"
            Mon 2026-01-05 09:00 +0545 .. Mon 2026-01-12 09:00 +0545 alice (turn 0)
            Mon 2026-01-12 09:00 +0545 .. Mon 2026-01-19 09:00 +0545 bob (turn 1)
        "#]],
        );
    }

    #[test]
    fn a_day_that_is_left_out_of_the_calendar_costs_its_turn() {
        // Samoa went from 29 to 31 December 2011.
        let rotation = rotation(&["alice", "bob", "carol"])
            .within("Pacific/Apia")
            .every(days(1))
            .from("2011-12-28T09:00");
        check(
            &rotation,
            utc("2011-12-28T19:00", "2012-01-01T19:00"),
            &expect![[r#"
            Wed 2011-12-28 09:00 -10 .. Thu 2011-12-29 09:00 -10 alice (turn 0)
            Thu 2011-12-29 09:00 -10 .. Sat 2011-12-31 09:00 +14 bob (turn 1)
            Sat 2011-12-31 09:00 +14 .. Sun 2012-01-01 09:00 +14 alice (turn 3)
            Sun 2012-01-01 09:00 +14 .. Mon 2012-01-02 09:00 +14 bob (turn 4)
        "#]],
        );
    }

    #[test]
    fn the_turn_of_a_moment_decades_later_is_found_at_once() {
        let hourly = rotation(&["alice", "bob", "carol"]).every(hours(1)).from("1970-01-01T00:00");
        check(
            &hourly,
            utc("2026-11-23T06:10", "2026-11-23T06:20"),
            &expect![[r#"
            Mon 2026-11-23 06:10 UTC .. Mon 2026-11-23 06:20 UTC alice (turn 498726)
        "#]],
        );
        let daily = rotation(&["alice", "bob", "carol"]).every(days(1)).from("-009000-01-01T00:00");
        check(
            &daily,
            utc("9000-01-01", "9000-01-01T00:01"),
            &expect![[r#"
            Wed 9000-01-01 00:00 UTC .. Wed 9000-01-01 00:01 UTC alice (turn 6574365)
        "#]],
        );
    }

    #[test]
    fn at_the_ends_of_the_calendar_turns_stop() {
        let all_of_time = Interval { start: Timestamp::MIN, end: Timestamp::MAX };
        let longest = Duration { weeks: u32::MAX, days: 0, hours: 0, minutes: 0, seconds: 0 };
        let last = Duration { weeks: 0, days: 0, hours: 0, minutes: 0, seconds: u32::MAX };
        for period in [longest, last, days(u32::MAX), days(2_000_000)] {
            for starts in ["-009999-01-02T00:00", "2026-01-05T09:00", "9999-12-31T23:59"] {
                for name in ["UTC", NEW_YORK, "Pacific/Kiritimati"] {
                    let rotation =
                        rotation(&["alice", "bob"]).every(period).from(starts).within(name);
                    let turns: Vec<Shift> = turns(&rotation, all_of_time).collect();
                    assert!(turns.len() < 300, "{period} from {starts}");
                    assert!(turns.iter().all(|turn| turn.start < turn.end), "{turns:?}");
                }
            }
        }
    }

    #[test]
    fn what_has_been_reported_has_no_turns() {
        let year = utc("2026-01-01", "2027-01-01");
        assert_eq!(turns(&rotation(&[]), year).count(), 0);
        assert_eq!(turns(&rotation(&["alice"]).within("Mars/Base"), year).count(), 0);
        assert_eq!(turns(&rotation(&["alice"]).every(days(0)), year).count(), 0);
    }

    #[test]
    fn the_next_turn_of_a_member_is_found_without_counting_up_to_it() {
        let rotation = rotation(&["alice", "bob", "carol"]);
        let turns = Turns::new(&rotation).unwrap();
        let start = |place, after| turns.start_of_next(place, after).unwrap();
        assert_eq!(start(1, 0), turns.start_of(1).unwrap());
        assert_eq!(start(0, 0), turns.start_of(3).unwrap());
        assert_eq!(start(2, 4), turns.start_of(5).unwrap());
        assert_eq!(turns.start_of_next(3, 0), None);
    }
}
