//! `schedule.<rotation>-oncall.json`: a rotation as a schedule of one layer.

use incident_calendar::instant;
use incident_ir::{Hours, Rotation, Weekday};
use jiff::civil::Time;

use super::{
    AUTO_GENERATED,
    model::{self, LayerUser, Restriction, ScheduleBody, ScheduleLayer},
    reference,
};
use crate::moment::{rfc_3339, zone_of};

const WHOLE_DAY: u32 = 86_400;

/// The schedule. Turns are counted from `starts`, which therefore gives the hand-off's time of day and,
/// with turns of whole weeks, its day.
pub(super) fn body(rotation: &Rotation) -> ScheduleBody<'_> {
    let zone = zone_of(rotation);
    let start = rfc_3339(&zone, instant(&zone, rotation.starts.value));
    ScheduleBody {
        schedule: model::Schedule {
            kind: "schedule",
            name: rotation.schedule_name(),
            time_zone: zone_name(rotation),
            description: rotation.docs.as_deref().unwrap_or(AUTO_GENERATED),
            schedule_layers: vec![ScheduleLayer {
                name: &rotation.name,
                start: start.clone(),
                rotation_virtual_start: start,
                rotation_turn_length_seconds: rotation.rotation_period.as_secs(),
                users: rotation
                    .members
                    .iter()
                    .map(|member| LayerUser { user: reference::person(member) })
                    .collect(),
                restrictions: restrictions(rotation),
            }],
        },
    }
}

/// As PagerDuty spells it: it takes a part of the IANA names, and plain `UTC` is not among them.
fn zone_name(rotation: &Rotation) -> &str {
    match rotation.time_zone.as_str() {
        "UTC" => "Etc/UTC",
        other => other,
    }
}

/// When the layer is active: none for around the clock, one daily restriction for hours on every day,
/// else one weekly restriction for each day, on which it begins.
fn restrictions(rotation: &Rotation) -> Vec<Restriction> {
    let hours = rotation.active_hours.as_ref().map(|hours| hours.value);
    let (start, duration_seconds) =
        hours.map_or((Time::midnight(), WHOLE_DAY), |hours| (hours.start, hours.wall_secs()));
    let restriction = |kind, day: Option<Weekday>| Restriction {
        kind,
        start_day_of_week: day.map(Weekday::iso_number),
        start_time_of_day: start.strftime("%H:%M:%S").to_string(),
        duration_seconds,
    };
    match (hours, rotation.active_days.as_slice()) {
        (None, []) => Vec::new(),
        (Some(Hours { .. }), []) => vec![restriction("daily_restriction", None)],
        (_, days) => days.iter().map(|day| restriction("weekly_restriction", Some(*day))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use incident_ir::Hours;
    use jiff::civil::{date, time};

    use super::*;
    use crate::{
        json::to_json,
        testing::{at, checkout, duration, rotation, set},
    };

    fn night() -> Option<incident_ir::At<Hours>> {
        Some(at(Hours { start: time(22, 0, 0, 0), end: time(6, 30, 0, 0) }))
    }

    /// `weekly 5 22:00:00 +30600`.
    fn windows(rotation: &Rotation) -> Vec<String> {
        restrictions(rotation)
            .into_iter()
            .map(|one| {
                let kind = one.kind.trim_end_matches("_restriction");
                let day = one.start_day_of_week.map_or_else(String::new, |day| format!(" {day}"));
                format!("{kind}{day} {} +{}", one.start_time_of_day, one.duration_seconds)
            })
            .collect()
    }

    #[test]
    fn the_rotation_of_the_checkout() {
        expect_test::expect_file!["golden/schedule.checkout-backend-oncall.json"]
            .assert_eq(&to_json(&body(&checkout().rotations[0])));
    }

    #[test]
    fn a_rotation_with_every_restriction() {
        let rotation = Rotation {
            docs: Some("Nights of the \"core\" team".into()),
            active_hours: night(),
            active_days: vec![Weekday::Friday, Weekday::Saturday],
            rotation_period: set(duration("2w")),
            ..rotation("nights", &["ann@x.com", "ben@x.com"])
        };
        expect_test::expect_file!["golden/schedule.nights-oncall.json"]
            .assert_eq(&to_json(&body(&rotation)));
    }

    #[test]
    fn around_the_clock_is_no_restriction() {
        assert_eq!(windows(&rotation("r", &["ann@x.com"])), [""; 0]);
    }

    #[test]
    fn hours_of_every_day_are_one_daily_restriction() {
        let office = Hours { start: time(9, 0, 0, 0), end: time(18, 0, 0, 0) };
        let rotation = Rotation { active_hours: Some(at(office)), ..rotation("r", &["ann@x.com"]) };
        assert_eq!(windows(&rotation), ["daily 09:00:00 +32400"]);
    }

    #[test]
    fn hours_over_midnight_end_on_the_next_day() {
        let rotation = Rotation { active_hours: night(), ..rotation("r", &["ann@x.com"]) };
        assert_eq!(windows(&rotation), ["daily 22:00:00 +30600"]);
    }

    #[test]
    fn days_with_hours_are_a_weekly_restriction_each_from_the_day_they_begin() {
        let rotation = Rotation {
            active_hours: night(),
            active_days: vec![Weekday::Monday, Weekday::Sunday],
            ..rotation("r", &["ann@x.com"])
        };
        assert_eq!(windows(&rotation), ["weekly 1 22:00:00 +30600", "weekly 7 22:00:00 +30600"]);
    }

    #[test]
    fn days_without_hours_are_whole_days() {
        let rotation =
            Rotation { active_days: vec![Weekday::Saturday], ..rotation("r", &["ann@x.com"]) };
        assert_eq!(windows(&rotation), ["weekly 6 00:00:00 +86400"]);
    }

    #[test]
    fn utc_has_the_name_that_pagerduty_knows() {
        let rotation = rotation("r", &["ann@x.com"]);
        let schedule = body(&rotation).schedule;
        assert_eq!(schedule.time_zone, "Etc/UTC");
        assert_eq!(schedule.schedule_layers[0].start, "2024-01-01T09:00:00+00:00");
    }

    #[test]
    fn the_first_turn_starts_at_local_time_with_the_offset_of_its_day() {
        for (month, expected) in
            [(1, "2026-01-05T09:00:00-05:00"), (7, "2026-07-05T09:00:00-04:00")]
        {
            let rotation = Rotation {
                time_zone: set("America/New_York".into()),
                starts: set(date(2026, month, 5).at(9, 0, 0, 0)),
                ..rotation("r", &["ann@x.com"])
            };
            assert_eq!(
                body(&rotation).schedule.schedule_layers[0].rotation_virtual_start,
                expected
            );
        }
    }
}
