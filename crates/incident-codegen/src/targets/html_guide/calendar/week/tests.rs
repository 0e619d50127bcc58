use incident_ir::{Given, Override};
use jiff::civil::date;

use super::*;
use crate::testing::{at, checkout, duration, given, origin, rotation, set};

fn weekly(members: &[&str]) -> Rotation {
    Rotation {
        rotation_period: set(duration("7d")),
        starts: set(date(2026, 1, 5).at(9, 0, 0, 0)),
        time_zone: set("America/New_York".into()),
        ..rotation("r", members)
    }
}

fn drawn(rotation: &Rotation) -> Calendar {
    match calendar(rotation) {
        Weeks::Drawn(calendar) => calendar,
        Weeks::TooFine => panic!("too fine"),
        Weeks::Nothing => panic!("nothing"),
    }
}

fn mondays(calendar: &Calendar) -> Vec<String> {
    let mark = |week: &Week| if week.is_after_gap { "… " } else { "" };
    calendar.weeks.iter().map(|week| format!("{}{}", mark(week), week.monday)).collect()
}

#[test]
fn a_calendar_shows_a_round_of_the_members_from_the_week_of_the_start() {
    let six = drawn(&weekly(&["a@x", "b@x", "c@x", "d@x", "e@x", "f@x"]));
    assert_eq!(six.weeks.len(), 6);
    let mut rotation = weekly(&["a@x", "b@x"]);
    rotation.starts = set(date(2026, 1, 8).at(9, 0, 0, 0));
    let two = drawn(&rotation);
    assert_eq!(mondays(&two), ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"]);
    let many = vec!["a@x"; 30];
    assert_eq!(drawn(&weekly(&many)).weeks.len(), 8);
}

#[test]
fn the_weeks_of_overrides_are_shown_wherever_they_are() {
    let calendar = drawn(&with_overrides(&[
        (date(2026, 11, 26), date(2026, 11, 28)),
        (date(2026, 1, 14), date(2026, 1, 15)),
        (date(2027, 2, 1), date(2027, 12, 31)),
    ]));
    assert_eq!(
        mondays(&calendar),
        [
            "2026-01-05",
            "2026-01-12",
            "2026-01-19",
            "2026-01-26",
            "… 2026-11-23",
            "… 2027-02-01",
            "2027-02-08",
            "2027-02-15",
        ]
    );
    assert!(calendar.has_covers() && calendar.has_gaps() && calendar.overrides_left_out == 0);
}

fn with_overrides(spans: &[(Date, Date)]) -> Rotation {
    let mut rotation = weekly(&["a@x", "b@x"]);
    rotation.overrides = spans
        .iter()
        .map(|(from, until)| Override {
            origin: origin(),
            span: Some(at(Span { start: from.at(0, 0, 0, 0), end: until.at(0, 0, 0, 0) })),
            replace: Given::Absent,
            with: given("z@x".into()),
        })
        .collect();
    rotation
}

#[test]
fn overrides_beyond_a_dozen_weeks_are_counted() {
    let spans: Vec<(Date, Date)> = (1..=12)
        .chain(1..=2)
        .zip([2027; 12].into_iter().chain([2028; 2]))
        .map(|(month, year)| (date(year, month, 20), date(year, month, 21)))
        .collect();
    assert_eq!(drawn(&with_overrides(&spans)).overrides_left_out, 2);
}

#[test]
fn a_moment_is_as_far_right_as_its_part_of_the_day() {
    let calendar = drawn(&weekly(&["a@x"]));
    let week = &calendar.weeks[0];
    let new_york = zone("America/New_York").unwrap();
    for (day, hour, x) in [(5, 0, 0), (5, 9, 180), (5, 12, 240), (6, 6, 600), (11, 18, 3_240)] {
        let moment = instant(&new_york, date(2026, 1, day).at(hour, 0, 0, 0));
        assert_eq!(week.x(moment, 480), x, "{day} {hour}");
    }
    assert_eq!((week.x(Timestamp::MIN, 480), week.x(Timestamp::MAX, 480)), (0, 7 * 480));
}

#[test]
fn a_day_of_23_hours_is_as_wide_as_the_others() {
    let new_york = zone("America/New_York").unwrap();
    let week = Week::new(&new_york, date(2026, 3, 2), false).unwrap();
    let noon = instant(&new_york, date(2026, 3, 8).at(12, 0, 0, 0));
    assert_eq!(week.x(noon, 2_300), 6 * 2_300 + 1_100);
    assert_eq!(week.x(week.interval().end, 2_300), 7 * 2_300);
}

#[test]
fn the_days_are_those_of_the_turns_counted_by_hand() {
    let calendar = drawn(&weekly(&["a@x", "b@x", "c@x"]));
    let new_york = zone("America/New_York").unwrap();
    let first = date(2026, 1, 5);
    for day in 0..28_i32 {
        let noon = instant(&new_york, first.saturating_add(day.days()).at(12, 0, 0, 0));
        let shift = calendar.shifts.iter().find(|shift| shift.interval().contains(noon)).unwrap();
        let member = ["a@x", "b@x", "c@x"][usize::try_from(day / 7 % 3).unwrap()];
        assert_eq!(shift.person, member, "day {day}");
    }
    let early = instant(&new_york, first.at(8, 59, 0, 0));
    assert!(!calendar.shifts.iter().any(|shift| shift.interval().contains(early)));
}

#[test]
fn turns_of_minutes_are_too_fine() {
    let mut rotation = weekly(&["a@x", "b@x"]);
    rotation.rotation_period = set(duration("1m"));
    assert!(matches!(calendar(&rotation), Weeks::TooFine));
    // Two hours fit for four weeks, half an hour for one.
    rotation.rotation_period = set(duration("30m"));
    assert_eq!(drawn(&rotation).weeks.len(), 1);
}

#[test]
fn a_rotation_at_the_end_of_the_calendar_has_the_weeks_that_there_are() {
    let mut rotation = checkout().rotations[0].clone();
    rotation.starts = set(date(9999, 12, 30).at(9, 0, 0, 0));
    assert!(matches!(calendar(&rotation), Weeks::Nothing));
    rotation.time_zone = set("Mars/Base".into());
    assert!(matches!(calendar(&rotation), Weeks::Nothing));
}
