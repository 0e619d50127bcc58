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
