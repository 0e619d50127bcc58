//! An override as what it covers, one body for each stretch.
//!
//! Opsgenie's override replaces whoever is on call, so one with `replace` becomes one body for each shift
//! of that person in its span.

use incident_calendar::override_shifts;
use incident_ir::Rotation;

use super::{
    model::{Override, OverrideOf},
    recipient,
};
use crate::moment::{rfc_3339, zone_of};

/// All of a rotation's, in the order of their start.
///
/// The alias is the schedule and the start, of which there is one: overrides of a rotation do not overlap.
/// So one that is added or taken away leaves the others what they were.
pub(super) fn bodies(rotation: &Rotation) -> impl Iterator<Item = OverrideOf> {
    let zone = zone_of(rotation);
    let schedule = rotation.schedule_name();
    override_shifts(rotation).into_iter().map(move |shift| OverrideOf {
        schedule: schedule.clone(),
        body: Override {
            alias: format!("{schedule}.{}", shift.start.strftime("%Y%m%dT%H%M%SZ")),
            user: recipient::user(&shift.person),
            start_date: rfc_3339(&zone, shift.start),
            end_date: rfc_3339(&zone, shift.end),
        },
    })
}

#[cfg(test)]
mod tests {
    use incident_ir::{Given, Span};
    use jiff::civil::date;

    use super::*;
    use crate::testing::{at, given, origin, rotation, set};

    fn january(replace: Given<incident_ir::Text>) -> incident_ir::Override {
        incident_ir::Override {
            origin: origin(),
            span: Some(at(Span {
                start: date(2024, 1, 1).at(0, 0, 0, 0),
                end: date(2024, 2, 1).at(0, 0, 0, 0),
            })),
            replace,
            with: given("cho@x.com".into()),
        }
    }

    fn written(rotation: &Rotation) -> Vec<String> {
        let line = |OverrideOf { schedule, body }: OverrideOf| {
            let who = body.user.username.unwrap();
            format!("{schedule} {} {} {} {who}", body.alias, body.start_date, body.end_date)
        };
        bodies(rotation).map(line).collect()
    }

    #[test]
    fn each_shift_that_is_covered_has_a_body_and_an_alias_of_its_own() {
        let weekly = Rotation {
            overrides: vec![january(given("ann@x.com".into()))],
            ..rotation("r", &["ann@x.com", "ben@x.com"])
        };
        assert_eq!(
            written(&weekly),
            [
                "r-oncall r-oncall.20240101T090000Z 2024-01-01T09:00:00+00:00 \
                 2024-01-08T09:00:00+00:00 cho@x.com",
                "r-oncall r-oncall.20240115T090000Z 2024-01-15T09:00:00+00:00 \
                 2024-01-22T09:00:00+00:00 cho@x.com",
                "r-oncall r-oncall.20240129T090000Z 2024-01-29T09:00:00+00:00 \
                 2024-02-01T00:00:00+00:00 cho@x.com",
            ]
        );
    }

    #[test]
    fn an_override_that_is_added_leaves_the_aliases_of_the_others() {
        let mut exceptions = vec![january(given("ann@x.com".into()))];
        let weekly = |overrides: &[incident_ir::Override]| Rotation {
            overrides: overrides.to_vec(),
            ..rotation("r", &["ann@x.com", "ben@x.com"])
        };
        let before = written(&weekly(&exceptions));
        exceptions.push(january(given("ben@x.com".into())));
        let after = written(&weekly(&exceptions));
        assert!(after.len() > before.len());
        assert!(before.iter().all(|one| after.contains(one)), "{after:?}");
    }

    #[test]
    fn one_without_replace_covers_its_whole_span_on_the_clocks_of_the_zone() {
        let covered = Rotation {
            time_zone: set("America/New_York".into()),
            overrides: vec![january(Given::Absent)],
            ..rotation("r", &["ann@x.com"])
        };
        assert_eq!(
            written(&covered),
            ["r-oncall r-oncall.20240101T050000Z 2024-01-01T00:00:00-05:00 \
              2024-02-01T00:00:00-05:00 cho@x.com"]
        );
    }
}
