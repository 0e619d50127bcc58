//! Shifts with real zones, clock changes and overrides.

use expect_test::{Expect, expect};
use incident_ir::{
    Given,
    Weekday::{Friday, Monday, Thursday, Tuesday, Wednesday},
};

use super::*;
use crate::{fixture::*, turns};

const NEW_YORK: &str = "America/New_York";

#[track_caller]
fn check(rotation: &Rotation, interval: Interval, expected: &Expect) {
    expected.assert_eq(&table(shifts(rotation, interval), &rotation.time_zone.value));
}

#[track_caller]
fn check_overrides(rotation: &Rotation, expected: &Expect) {
    expected.assert_eq(&table(override_shifts(rotation), &rotation.time_zone.value));
}

fn four() -> Rotation {
    rotation(&["alice", "bob", "carol", "david"])
}

#[test]
fn without_hours_and_overrides_shifts_are_turns() {
    let quarter = utc("2025-12-01", "2026-03-01");
    assert_eq!(shifts(&four(), quarter), turns(&four(), quarter).collect::<Vec<_>>());
}

#[test]
fn a_turn_over_office_hours_is_a_shift_a_day() {
    let rotation = four()
        .active("09:00", "18:00")
        .on(&[Monday, Tuesday, Wednesday, Thursday, Friday])
        .within(NEW_YORK);
    check(
        &rotation,
        utc("2026-03-05", "2026-03-11"),
        &expect![[r#"
        Thu 2026-03-05 09:00 EST .. Thu 2026-03-05 18:00 EST alice (turn 8)
        Fri 2026-03-06 09:00 EST .. Fri 2026-03-06 18:00 EST alice (turn 8)
        Mon 2026-03-09 09:00 EDT .. Mon 2026-03-09 18:00 EDT bob (turn 9)
        Tue 2026-03-10 09:00 EDT .. Tue 2026-03-10 18:00 EDT bob (turn 9)
    "#]],
    );
}

#[test]
fn a_hand_off_within_the_hours_divides_the_shift() {
    let rotation = four().from("2026-01-05T12:00").active("09:00", "18:00");
    check(
        &rotation,
        utc("2026-01-11", "2026-01-13"),
        &expect![[r#"
        Sun 2026-01-11 09:00 UTC .. Sun 2026-01-11 18:00 UTC alice (turn 0)
        Mon 2026-01-12 09:00 UTC .. Mon 2026-01-12 12:00 UTC alice (turn 0)
        Mon 2026-01-12 12:00 UTC .. Mon 2026-01-12 18:00 UTC bob (turn 1)
    "#]],
    );
}

#[test]
fn nights_on_which_clocks_change_are_longer_or_shorter_shifts() {
    let rotation = four().active("22:00", "06:00").within(NEW_YORK);
    check(
        &rotation,
        utc("2026-03-07T12:00", "2026-03-09T12:00"),
        &expect![[r#"
        Sat 2026-03-07 22:00 EST .. Sun 2026-03-08 06:00 EDT alice (turn 8)
        Sun 2026-03-08 22:00 EDT .. Mon 2026-03-09 06:00 EDT alice (turn 8)
    "#]],
    );
    check(
        &rotation,
        utc("2026-10-31T12:00", "2026-11-02T12:00"),
        &expect![[r#"
        Sat 2026-10-31 22:00 EDT .. Sun 2026-11-01 06:00 EST carol (turn 42)
        Sun 2026-11-01 22:00 EST .. Mon 2026-11-02 06:00 EST carol (turn 42)
    "#]],
    );
}

#[test]
fn an_override_covers_only_the_shift_of_whom_it_replaces() {
    let rotation = four().covered(("2026-01-10", "2026-01-20"), Some("bob"), "david");
    check(
        &rotation,
        utc("2026-01-05T09:00", "2026-01-26T09:00"),
        &expect![[r#"
        Mon 2026-01-05 09:00 UTC .. Mon 2026-01-12 09:00 UTC alice (turn 0)
        Mon 2026-01-12 09:00 UTC .. Mon 2026-01-19 09:00 UTC david (override 0)
        Mon 2026-01-19 09:00 UTC .. Mon 2026-01-26 09:00 UTC carol (turn 2)
    "#]],
    );
    check_overrides(
        &rotation,
        &expect![[r#"
        Mon 2026-01-12 09:00 UTC .. Mon 2026-01-19 09:00 UTC david (override 0)
    "#]],
    );
}

#[test]
fn an_override_that_straddles_two_shifts_of_one_person_covers_both() {
    let rotation =
        rotation(&["alice", "bob"]).covered(("2026-01-10", "2026-02-01"), Some("bob"), "carol");
    check_overrides(
        &rotation,
        &expect![[r#"
        Mon 2026-01-12 09:00 UTC .. Mon 2026-01-19 09:00 UTC carol (override 0)
        Mon 2026-01-26 09:00 UTC .. Sun 2026-02-01 00:00 UTC carol (override 0)
    "#]],
    );
}

#[test]
fn within_active_hours_there_is_one_body_for_each_shift() {
    let rotation = four().active("22:00", "06:00").on(&[Monday, Tuesday]).covered(
        ("2026-01-05", "2026-01-08"),
        Some("alice"),
        "carol",
    );
    check_overrides(
        &rotation,
        &expect![[r#"
        Mon 2026-01-05 22:00 UTC .. Tue 2026-01-06 06:00 UTC carol (override 0)
        Tue 2026-01-06 22:00 UTC .. Wed 2026-01-07 06:00 UTC carol (override 0)
    "#]],
    );
}

#[test]
fn an_override_without_replace_covers_its_whole_span() {
    let rotation = four()
        .active("09:00", "18:00")
        .covered(("2026-01-03T12:00", "2026-01-05T12:00"), None, "erin")
        .covered(("2026-01-11T12:00", "2026-01-12T12:00"), None, "frank");
    check(
        &rotation,
        utc("2026-01-01", "2026-01-06"),
        &expect![[r#"
        Sat 2026-01-03 12:00 UTC .. Mon 2026-01-05 12:00 UTC erin (override 0)
        Mon 2026-01-05 12:00 UTC .. Mon 2026-01-05 18:00 UTC alice (turn 0)
    "#]],
    );
    check_overrides(
        &rotation,
        &expect![[r#"
        Sat 2026-01-03 12:00 UTC .. Mon 2026-01-05 12:00 UTC erin (override 0)
        Sun 2026-01-11 12:00 UTC .. Mon 2026-01-12 12:00 UTC frank (override 1)
    "#]],
    );
}

#[test]
fn a_later_override_of_the_file_wins_where_two_overlap() {
    let early_then_late = four()
        .covered(("2026-01-06", "2026-01-09"), Some("alice"), "bob")
        .covered(("2026-01-07", "2026-01-08"), Some("alice"), "carol");
    check_overrides(
        &early_then_late,
        &expect![[r#"
        Tue 2026-01-06 00:00 UTC .. Wed 2026-01-07 00:00 UTC bob (override 0)
        Wed 2026-01-07 00:00 UTC .. Thu 2026-01-08 00:00 UTC carol (override 1)
        Thu 2026-01-08 00:00 UTC .. Fri 2026-01-09 00:00 UTC bob (override 0)
    "#]],
    );
    let late_then_early = four()
        .covered(("2026-01-07", "2026-01-08"), Some("alice"), "carol")
        .covered(("2026-01-06", "2026-01-09"), Some("alice"), "bob");
    check_overrides(
        &late_then_early,
        &expect![[r#"
        Tue 2026-01-06 00:00 UTC .. Fri 2026-01-09 00:00 UTC bob (override 1)
    "#]],
    );
}

#[test]
fn replace_means_the_turns_of_the_rotation_and_not_what_an_override_made_of_them() {
    let rotation = four().covered(("2026-01-06", "2026-01-09"), Some("alice"), "bob").covered(
        ("2026-01-06", "2026-01-16"),
        Some("bob"),
        "david",
    );
    check_overrides(
        &rotation,
        &expect![[r#"
        Tue 2026-01-06 00:00 UTC .. Fri 2026-01-09 00:00 UTC bob (override 0)
        Mon 2026-01-12 09:00 UTC .. Fri 2026-01-16 00:00 UTC david (override 1)
    "#]],
    );
}

#[test]
fn between_one_for_everybody_and_one_for_somebody_the_later_wins_too() {
    let rotation = four().covered(("2026-01-10", "2026-01-14"), None, "erin").covered(
        ("2026-01-11", "2026-01-13"),
        Some("alice"),
        "carol",
    );
    check_overrides(
        &rotation,
        &expect![[r#"
        Sat 2026-01-10 00:00 UTC .. Sun 2026-01-11 00:00 UTC erin (override 0)
        Sun 2026-01-11 00:00 UTC .. Mon 2026-01-12 09:00 UTC carol (override 1)
        Mon 2026-01-12 09:00 UTC .. Wed 2026-01-14 00:00 UTC erin (override 0)
    "#]],
    );
}

#[test]
fn overrides_that_touch_neither_overlap_nor_leave_a_gap() {
    let rotation = four().covered(("2026-01-06", "2026-01-07"), Some("alice"), "bob").covered(
        ("2026-01-07", "2026-01-08"),
        Some("alice"),
        "carol",
    );
    check(
        &rotation,
        utc("2026-01-05T09:00", "2026-01-09"),
        &expect![[r#"
        Mon 2026-01-05 09:00 UTC .. Tue 2026-01-06 00:00 UTC alice (turn 0)
        Tue 2026-01-06 00:00 UTC .. Wed 2026-01-07 00:00 UTC bob (override 0)
        Wed 2026-01-07 00:00 UTC .. Thu 2026-01-08 00:00 UTC carol (override 1)
        Thu 2026-01-08 00:00 UTC .. Fri 2026-01-09 00:00 UTC alice (turn 0)
    "#]],
    );
}

#[test]
fn an_override_that_ends_with_the_turn_before_covers_nothing_of_the_next() {
    let rotation = four().covered(("2026-01-05T09:00", "2026-01-12T09:00"), Some("bob"), "carol");
    check_overrides(&rotation, &expect![[r#""#]]);
    let rotation = four().covered(("2026-01-05T09:00", "2026-01-12T09:01"), Some("bob"), "carol");
    check_overrides(
        &rotation,
        &expect![[r#"
        Mon 2026-01-12 09:00 UTC .. Mon 2026-01-12 09:01 UTC carol (override 0)
    "#]],
    );
}

#[test]
fn an_override_is_local_to_the_zone_of_the_rotation() {
    let rotation = four().within(NEW_YORK).covered(("2026-03-08", "2026-03-09"), None, "erin");
    check_overrides(
        &rotation,
        &expect![[r#"
        Sun 2026-03-08 00:00 EST .. Mon 2026-03-09 00:00 EDT erin (override 0)
    "#]],
    );
    let length =
        override_shifts(&rotation)[0].end.duration_since(override_shifts(&rotation)[0].start);
    assert_eq!(length.as_hours(), 23);
}

#[test]
fn consecutive_turns_of_one_person_are_covered_as_one() {
    let alone = rotation(&["alice"]).covered(("2026-01-06", "2026-01-30"), Some("alice"), "bob");
    check_overrides(
        &alone,
        &expect![[r#"
        Tue 2026-01-06 00:00 UTC .. Fri 2026-01-30 00:00 UTC bob (override 0)
    "#]],
    );
}

#[test]
fn a_malformed_override_does_nothing() {
    let mut rotation = four().covered(("2026-01-06", "2026-01-07"), Some("alice"), "bob");
    rotation.overrides[0].replace = Given::Malformed(rotation.origin);
    assert_eq!(override_shifts(&rotation), []);
    rotation.overrides[0].replace = Given::Absent;
    assert_eq!(override_shifts(&rotation).len(), 1);
    rotation.overrides[0].with = Given::Absent;
    assert_eq!(override_shifts(&rotation), []);
    rotation.overrides[0].span = None;
    assert_eq!(override_shifts(&rotation), []);
}

#[test]
fn overrides_stand_even_where_there_are_no_turns() {
    let nobody = rotation(&[]).covered(("2026-01-06", "2026-01-07"), None, "erin");
    check_overrides(
        &nobody,
        &expect![[r#"
        Tue 2026-01-06 00:00 UTC .. Wed 2026-01-07 00:00 UTC erin (override 0)
    "#]],
    );
    let to_come =
        four().from("2027-01-04T09:00").covered(("2026-01-06", "2026-01-07"), None, "erin");
    check(
        &to_come,
        utc("2026-01-01", "2026-02-01"),
        &expect![[r#"
        Tue 2026-01-06 00:00 UTC .. Wed 2026-01-07 00:00 UTC erin (override 0)
    "#]],
    );
}

#[test]
fn a_rotation_that_starts_in_the_future_has_no_shifts_until_then() {
    let rotation = four().from("2030-01-07T09:00");
    assert_eq!(shifts(&rotation, utc("2026-01-01", "2030-01-07T09:00")), []);
    assert_eq!(shifts(&rotation, utc("2026-01-01", "2030-01-07T09:01")).len(), 1);
}

#[test]
fn ten_years_of_hourly_turns_are_as_many_shifts_as_hours() {
    let rotation = four().every(hours(1)).from("1970-01-01T00:00");
    assert_eq!(shifts(&rotation, utc("2026-01-01", "2036-01-01")).len(), 3652 * 24);
}

#[test]
fn a_span_to_the_end_of_the_calendar_costs_what_is_asked_of_it() {
    let for_ever = four().every(hours(1)).covered(("2026-01-06", "9999-12-31"), None, "erin");
    assert_eq!(override_shifts(&for_ever).len(), 1);
    check(
        &for_ever,
        utc("5000-01-01", "5001-01-01"),
        &expect![[r#"
        Wed 5000-01-01 00:00 UTC .. Thu 5001-01-01 00:00 UTC erin (override 0)
    "#]],
    );
    let all_of_time = Interval { start: Timestamp::MIN, end: Timestamp::MAX };
    let hourly = four().every(hours(1));
    assert_eq!(shifts_in_order(&hourly, all_of_time).take(10).count(), 10);
}

#[test]
fn many_overrides_at_once_are_told_apart() {
    let names: Vec<String> = (0..2000).map(|index| format!("person{index}")).collect();
    let rotation = names.iter().fold(four(), |rotation, name| {
        rotation.covered(("2026-01-06", "2026-01-07"), Some("alice"), name)
    });
    check_overrides(
        &rotation,
        &expect![[r#"
        Tue 2026-01-06 00:00 UTC .. Wed 2026-01-07 00:00 UTC person1999 (override 1999)
    "#]],
    );
}
