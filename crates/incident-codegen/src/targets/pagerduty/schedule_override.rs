//! `override.<rotation>-oncall.<n>.json`: an override as what it covers, one body for each stretch.
//!
//! PagerDuty's override replaces whoever is on call, so one with `replace` becomes one body for each shift
//! of that person in its span. The bodies of a rotation are numbered from 1 in the order of their
//! start; they do not overlap.

use incident_calendar::override_shifts;
use incident_ir::Rotation;

use super::{
    model::{Override, OverridesBody},
    reference,
};
use crate::moment::{rfc_3339, zone_of};

/// All of a rotation's, in order.
pub(super) fn bodies(rotation: &Rotation) -> impl Iterator<Item = OverridesBody> {
    let zone = zone_of(rotation);
    override_shifts(rotation).into_iter().map(move |shift| OverridesBody {
        overrides: vec![Override {
            start: rfc_3339(&zone, shift.start),
            end: rfc_3339(&zone, shift.end),
            user: reference::person(&shift.person),
        }],
    })
}

#[cfg(test)]
mod tests {
    use incident_ir::{Given, Override, Span};
    use jiff::civil::date;

    use super::*;
    use crate::{
        json::to_json,
        testing::{at, checkout, given, origin, rotation, set},
    };

    fn written(rotation: &Rotation) -> Vec<String> {
        bodies(rotation)
            .map(|body| {
                let one = &body.overrides[0];
                format!("{} {} {}", one.start, one.end, one.user.id)
            })
            .collect()
    }

    #[test]
    fn the_override_of_the_checkout() {
        let service = checkout();
        let bodies: Vec<String> =
            bodies(&service.rotations[0]).map(|body| to_json(&body)).collect();
        assert_eq!(bodies.len(), 1, "{bodies:?}");
        expect_test::expect_file!["golden/override.checkout-backend-oncall.1.json"]
            .assert_eq(&bodies[0]);
    }

    #[test]
    fn each_shift_that_is_covered_has_a_body_of_its_own() {
        let weekly = Rotation {
            overrides: vec![Override {
                origin: origin(),
                span: Some(at(Span {
                    start: date(2024, 1, 1).at(0, 0, 0, 0),
                    end: date(2024, 2, 1).at(0, 0, 0, 0),
                })),
                replace: given("ann@x.com".into()),
                with: given("cho@x.com".into()),
            }],
            ..rotation("r", &["ann@x.com", "ben@x.com"])
        };
        let cho = "{{resolve:pagerduty:user:cho@x.com}}";
        assert_eq!(
            written(&weekly),
            [
                format!("2024-01-01T09:00:00+00:00 2024-01-08T09:00:00+00:00 {cho}"),
                format!("2024-01-15T09:00:00+00:00 2024-01-22T09:00:00+00:00 {cho}"),
                format!("2024-01-29T09:00:00+00:00 2024-02-01T00:00:00+00:00 {cho}"),
            ]
        );
    }

    #[test]
    fn one_without_replace_covers_its_whole_span_on_the_clocks_of_the_zone() {
        let covered = Rotation {
            time_zone: set("America/New_York".into()),
            overrides: vec![Override {
                origin: origin(),
                span: Some(at(Span {
                    start: date(2026, 3, 1).at(0, 0, 0, 0),
                    end: date(2026, 4, 1).at(0, 0, 0, 0),
                })),
                replace: Given::Absent,
                with: given("cho@x.com".into()),
            }],
            ..rotation("r", &["ann@x.com", "ben@x.com"])
        };
        assert_eq!(
            written(&covered),
            ["2026-03-01T00:00:00-05:00 2026-04-01T00:00:00-04:00 \
              {{resolve:pagerduty:user:cho@x.com}}"]
        );
    }
}
