//! INC304: overrides that cover too many shifts.

use incident_base::{Code, Level};
use incident_calendar::override_shifts_in_order;
use incident_ir::Rotation;

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(304),
    level: Level::Error,
    title: "Overrides that cover too many shifts",
    page: include_str!("../../../../docs/diagnostics/INC304.md"),
    find: Find::Service(check),
};

/// Each covered shift is an object of its own at the provider. Ten years of daily turns are more than
/// anybody plans; a mistyped year, or turns of a second, are soon a million files.
const MOST: usize = 1_000;

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let is_written =
        |one: &&Rotation| one.schedule_source.is_none() && !cx.lowered.is_incomplete(one.origin);
    for rotation in cx.service.rotations.iter().filter(is_written) {
        if override_shifts_in_order(rotation).nth(MOST).is_none() {
            continue;
        }
        let wording = Wording::new(format!(
            "The overrides of the rotation `{}` cover more than {MOST} shifts.",
            rotation.name.value
        ))
        .help("Check the years of each span and the `rotation_period`.");
        let spans = rotation.overrides.iter().map(|one| (one.origin, "an override".to_owned()));
        report.add(rotation.origin, wording, spans.take(5).collect());
    }
}
