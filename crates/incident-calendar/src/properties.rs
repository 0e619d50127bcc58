//! What holds for every rotation, by trying many.

use incident_ir::{Duration, Rotation, Weekday};
use jiff::{Timestamp, ToSpan};
use proptest::{prelude::*, sample::select};

use crate::{
    Cause, Interval, Shift, fixture::*, local_interval, override_shifts, shifts, turns, windows,
    zone,
};

const MEMBERS: [&str; 4] = ["alice", "bob", "carol", "david"];

/// Zones with changes of an hour, of half an hour, at midnight and without any.
const ZONES: [&str; 6] = [
    "UTC",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Asia/Kathmandu",
    "Pacific/Apia",
];

/// Minutes after 2026-01-01T00:00 UTC, within two years of it.
fn minute() -> impl Strategy<Value = i64> {
    -525_600..1_051_200_i64
}

fn moment(minute: i64) -> Timestamp {
    "2026-01-01T00:00Z".parse::<Timestamp>().unwrap() + minute.minutes()
}

fn local_text(minute: i64) -> String {
    moment(minute).to_zoned(zone("UTC").unwrap()).strftime("%Y-%m-%dT%H:%M").to_string()
}

fn interval() -> impl Strategy<Value = Interval> {
    (minute(), 1..100_000_i64)
        .prop_map(|(start, length)| Interval { start: moment(start), end: moment(start + length) })
}

fn period() -> impl Strategy<Value = Duration> {
    prop_oneof![
        (1..15_u32).prop_map(days),
        (5..60_u32).prop_map(hours),
        (301..2000_u32).prop_map(Duration::minutes),
    ]
}

fn time() -> impl Strategy<Value = String> {
    (0..24, select(vec![0, 30])).prop_map(|(hour, minute)| format!("{hour:02}:{minute:02}"))
}

/// A rotation without hours, days and overrides.
fn plain() -> impl Strategy<Value = Rotation> {
    (1..=MEMBERS.len(), period(), select(ZONES.to_vec()), minute()).prop_map(
        |(count, period, zone, starts)| {
            rotation(&MEMBERS[..count]).every(period).within(zone).from(&local_text(starts))
        },
    )
}

fn with_hours() -> impl Strategy<Value = Rotation> {
    let hours = proptest::option::of((time(), time()));
    let days = proptest::sample::subsequence(Weekday::ALL.to_vec(), 0..=7);
    (plain(), hours, days).prop_map(|(rotation, hours, days)| {
        let rotation = rotation.on(&days);
        match hours {
            Some((start, end)) if start != end => rotation.active(&start, &end),
            _ => rotation,
        }
    })
}

fn any_rotation() -> impl Strategy<Value = Rotation> {
    let replace = proptest::option::of(select(MEMBERS.to_vec()));
    let with = select(vec!["alice", "erin", "frank"]);
    let exception = (minute(), 1..40_000_i64, replace, with);
    (with_hours(), proptest::collection::vec(exception, 0..8)).prop_map(|(rotation, exceptions)| {
        exceptions.into_iter().fold(rotation, |rotation, (start, length, replace, with)| {
            let (start, end) = (local_text(start), local_text(start + length));
            rotation.covered((&start, &end), replace, with)
        })
    })
}

/// The moment after so many thousandths of an interval.
fn part_way(interval: Interval, thousandths: i64) -> Timestamp {
    let length = interval.end.duration_since(interval.start).as_secs();
    interval.start + (length * thousandths / 1000).seconds()
}

/// Who is on call at a moment, read off the definition one sentence after the other.
fn on_call_at(rotation: &Rotation, moment: Timestamp) -> Option<(String, Cause)> {
    let zone = zone(&rotation.time_zone.value).unwrap();
    let just_now = Interval { start: moment, end: moment + 1.nanosecond() };
    let turn = turns(rotation, just_now).next();
    let planned = turn.filter(|_| windows(rotation, just_now).next().is_some());
    let last = rotation.overrides.iter().enumerate().rfind(|(_, exception)| {
        let span = exception.span.as_ref().unwrap().value;
        local_interval(&zone, span).is_some_and(|interval| interval.contains(moment))
            && exception.replace.value().is_none_or(|replaced| {
                planned.as_ref().is_some_and(|planned| planned.person == *replaced)
            })
    });
    match last {
        Some((index, exception)) => {
            Some((exception.with.value().unwrap().to_string(), Cause::Override { index }))
        }
        None => planned.map(|planned| (planned.person.to_string(), planned.cause)),
    }
}

/// Puts together what was cut at a moment.
fn joined(mut before: Vec<Shift>, after: Vec<Shift>) -> Vec<Shift> {
    for shift in after {
        match before.last_mut() {
            Some(last)
                if last.end == shift.start
                    && last.person == shift.person
                    && last.cause == shift.cause =>
            {
                last.end = shift.end;
            }
            _ => before.push(shift),
        }
    }
    before
}

proptest! {
    #[test]
    fn shifts_are_sorted_and_disjoint_and_inside_what_was_asked(
        rotation in any_rotation(),
        interval in interval(),
    ) {
        let shifts = shifts(&rotation, interval);
        prop_assert!(shifts.iter().all(|shift| shift.start < shift.end));
        prop_assert!(shifts.windows(2).all(|pair| pair[0].end <= pair[1].start));
        prop_assert!(shifts.first().is_none_or(|first| interval.start <= first.start));
        prop_assert!(shifts.last().is_none_or(|last| last.end <= interval.end));
    }

    #[test]
    fn at_every_change_the_person_on_call_is_the_one_of_the_definition(
        rotation in any_rotation(),
        interval in interval(),
        elsewhere in proptest::collection::vec(0..1000_i64, 8),
    ) {
        let shifts = shifts(&rotation, interval);
        let edges = shifts.iter().flat_map(|shift| {
            [shift.start - 1.nanosecond(), shift.start, shift.end - 1.nanosecond(), shift.end]
        });
        let between = elsewhere.into_iter().map(|part| part_way(interval, part));
        let mut moments: Vec<Timestamp> = edges.take(80).chain(between).collect();
        moments.retain(|moment| interval.contains(*moment));
        for moment in moments {
            let found = shifts.iter().find(|shift| shift.interval().contains(moment));
            let found = found.map(|shift| (shift.person.to_string(), shift.cause));
            prop_assert_eq!(found, on_call_at(&rotation, moment), "at {}", moment);
        }
    }

    #[test]
    fn a_shift_is_inside_a_window_unless_an_override_made_it(
        rotation in any_rotation(),
        interval in interval(),
    ) {
        let windows: Vec<Interval> = windows(&rotation, interval).collect();
        prop_assert!(windows.windows(2).all(|pair| pair[0].end < pair[1].start));
        for shift in shifts(&rotation, interval) {
            let inside = windows.iter().any(|window| {
                window.intersection(&shift.interval()) == Some(shift.interval())
            });
            prop_assert!(inside || matches!(shift.cause, Cause::Override { .. }), "{:?}", shift);
        }
    }

    #[test]
    fn cutting_the_interval_anywhere_changes_nothing(
        rotation in any_rotation(),
        interval in interval(),
        part in 0..1000_i64,
    ) {
        let cut = part_way(interval, part);
        let whole = shifts(&rotation, interval);
        let before = shifts(&rotation, Interval { start: interval.start, end: cut });
        let after = shifts(&rotation, Interval { start: cut, end: interval.end });
        prop_assert_eq!(whole, joined(before, after));
    }

    #[test]
    fn without_hours_and_overrides_somebody_is_on_call_from_the_start_on(
        rotation in plain(),
        interval in interval(),
    ) {
        let zone = zone(&rotation.time_zone.value).unwrap();
        let starts = crate::instant(&zone, rotation.starts.value);
        let mut covered = interval.start.max(starts);
        for shift in shifts(&rotation, interval) {
            prop_assert_eq!(shift.start, covered);
            covered = shift.end;
        }
        prop_assert_eq!(covered, interval.end.max(starts));
    }

    #[test]
    fn the_members_take_turns(rotation in plain(), interval in interval()) {
        let mut expected = None;
        for turn in turns(&rotation, interval) {
            let Cause::Turn { number } = turn.cause else { unreachable!() };
            prop_assert!(expected.is_none_or(|expected| expected == number));
            let place = usize::try_from(number).unwrap() % rotation.members.len();
            prop_assert_eq!(&turn.person, &rotation.members[place].value);
            expected = Some(number + 1);
        }
    }

    #[test]
    fn hand_offs_keep_the_time_of_day_or_the_length_of_the_turn(
        rotation in plain(),
        interval in interval(),
    ) {
        let zone = zone(&rotation.time_zone.value).unwrap();
        let starts = rotation.starts.value;
        let secs = i64::try_from(rotation.rotation_period.value.as_secs()).unwrap();
        for turn in turns(&rotation, interval).filter(|turn| turn.start > interval.start) {
            let Cause::Turn { number } = turn.cause else { unreachable!() };
            let number = i64::try_from(number).unwrap();
            let expected = if secs % 86_400 == 0 {
                crate::instant(&zone, starts + (number * secs / 86_400).days())
            } else {
                crate::instant(&zone, starts) + (number * secs).seconds()
            };
            prop_assert_eq!(turn.start, expected, "turn {}", number);
        }
    }

    #[test]
    fn what_the_overrides_put_in_place_is_what_the_shifts_say(rotation in any_rotation()) {
        let overrides = override_shifts(&rotation);
        let (Some(first), Some(last)) = (overrides.first(), overrides.last()) else {
            return Ok(());
        };
        let around = Interval { start: first.start - 1.hour(), end: last.end + 1.hour() };
        let mut all = shifts(&rotation, around);
        all.retain(|shift| matches!(shift.cause, Cause::Override { .. }));
        prop_assert_eq!(overrides, all);
    }

    #[test]
    fn an_override_that_covers_nothing_puts_nothing_in_place(rotation in any_rotation()) {
        for index in 0..rotation.overrides.len() {
            let mut alone = rotation.clone();
            alone.overrides = vec![rotation.overrides[index].clone()];
            let stranger = rotation.overrides[index].replace.value().is_some_and(|replaced| {
                !rotation.members.iter().any(|member| member.value == *replaced)
            });
            let nothing = crate::covers_nothing(&rotation, index) || stranger;
            prop_assert_eq!(nothing, override_shifts(&alone).is_empty());
        }
    }
}
