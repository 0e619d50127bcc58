//! Rotations for the tests, written as short as they read in the language.

use incident_base::{FileId, ItemKey, NodeId, Origin};
use incident_ir::{
    Absence, At, Duration, Given, Hours, Override, Person, Rotation, Setting, Span, Text, Weekday,
};
use jiff::{Timestamp, civil::DateTime};

use crate::{Cause, Interval, Shift, zone};

const NOWHERE: Origin = Origin { file: FileId(0), item: ItemKey(0), node: NodeId(0) };

fn at<T>(value: T) -> At<T> {
    At::new(value, NOWHERE)
}

fn setting<T>(value: T) -> Setting<T> {
    Setting { value, written: Some(NOWHERE) }
}

fn given(text: Option<&str>) -> Given<Text> {
    text.map_or(Given::Absent, |text| Given::Written(at(Text::from(text))))
}

/// A rotation in UTC with turns of a week that starts on Monday, 2026-01-05, at 09:00.
pub(crate) fn rotation(members: &[&str]) -> Rotation {
    Rotation {
        origin: NOWHERE,
        name: at(Text::from("backend")),
        docs: None,
        members: members.iter().map(|member| at(Text::from(*member))).collect(),
        rotation_period: setting(days(7)),
        escalation_timeout: Given::Absent,
        time_zone: setting(Text::from("UTC")),
        active_hours: None,
        active_days: Vec::new(),
        schedule_source: None,
        starts: setting(local("2026-01-05T09:00")),
        overrides: Vec::new(),
        team: None,
    }
}

pub(crate) fn days(days: u32) -> Duration {
    Duration { weeks: 0, days, hours: 0, minutes: 0, seconds: 0 }
}

pub(crate) fn hours(hours: u32) -> Duration {
    Duration { weeks: 0, days: 0, hours, minutes: 0, seconds: 0 }
}

/// What the tests say about a rotation after its members.
pub(crate) trait With: Sized {
    fn every(self, period: Duration) -> Self;
    fn within(self, zone: &str) -> Self;
    fn from(self, starts: &str) -> Self;
    fn active(self, start: &str, end: &str) -> Self;
    fn on(self, days: &[Weekday]) -> Self;
    fn covered(self, span: (&str, &str), replace: Option<&str>, with: &str) -> Self;
}

impl With for Rotation {
    fn every(mut self, period: Duration) -> Self {
        self.rotation_period = setting(period);
        self
    }

    fn within(mut self, zone: &str) -> Self {
        self.time_zone = setting(Text::from(zone));
        self
    }

    fn from(mut self, starts: &str) -> Self {
        self.starts = setting(local(starts));
        self
    }

    fn active(mut self, start: &str, end: &str) -> Self {
        self.active_hours =
            Some(at(Hours { start: start.parse().unwrap(), end: end.parse().unwrap() }));
        self
    }

    fn on(mut self, days: &[Weekday]) -> Self {
        self.active_days = days.to_vec();
        self
    }

    fn covered(mut self, (start, end): (&str, &str), replace: Option<&str>, with: &str) -> Self {
        self.overrides.push(Override {
            origin: NOWHERE,
            span: Some(at(span(start, end))),
            replace: given(replace),
            with: given(Some(with)),
        });
        self
    }
}

pub(crate) fn person(email: &str, away: &[(&str, &str)]) -> Person {
    Person {
        origin: NOWHERE,
        email: at(Text::from(email)),
        name: Given::Absent,
        time_zone: Given::Absent,
        away: away
            .iter()
            .map(|(start, end)| Absence { origin: NOWHERE, span: span(start, end) })
            .collect(),
        left: Given::Absent,
    }
}

pub(crate) fn span(start: &str, end: &str) -> Span {
    Span { start: local(start), end: local(end) }
}

/// A date is its midnight here.
pub(crate) fn local(text: &str) -> DateTime {
    text.parse().unwrap()
}

/// An interval between two moments in UTC: dates, or dates with times.
pub(crate) fn utc(start: &str, end: &str) -> Interval {
    let utc = zone("UTC").unwrap();
    let moment = |text| crate::instant(&utc, local(text));
    Interval { start: moment(start), end: moment(end) }
}

/// An interval as the clocks of a zone show it, one line each, to be compared with a test's table.
pub(crate) fn clock(intervals: impl IntoIterator<Item = Interval>, name: &str) -> String {
    intervals.into_iter().map(|interval| clock_line(interval, name) + "\n").collect()
}

/// Shifts as the clocks of a zone show them, one line each.
pub(crate) fn table(shifts: impl IntoIterator<Item = Shift>, name: &str) -> String {
    let line = |shift: Shift| {
        let cause = match shift.cause {
            Cause::Turn { number } => format!("turn {number}"),
            Cause::Override { index } => format!("override {index}"),
        };
        format!("{} {} ({cause})\n", clock_line(shift.interval(), name), shift.person)
    };
    shifts.into_iter().map(line).collect()
}

fn clock_line(interval: Interval, name: &str) -> String {
    let zone = zone(name).unwrap();
    let show = |moment: Timestamp| {
        moment.to_zoned(zone.clone()).strftime("%a %Y-%m-%d %H:%M %Z").to_string()
    };
    format!("{} .. {}", show(interval.start), show(interval.end))
}
