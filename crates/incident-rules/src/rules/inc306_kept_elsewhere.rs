//! INC306: override of a schedule that is kept elsewhere.

use incident_base::{Code, Level};

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(306),
    level: Level::Note,
    title: "Override of a schedule that is kept elsewhere",
    page: include_str!("../../../../docs/diagnostics/INC306.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    for rotation in &cx.service.rotations {
        let Some(source) = &rotation.schedule_source else { continue };
        for one in &rotation.overrides {
            let wording = Wording::new(format!(
                "This override is not written: the schedule of `{}` is kept in {}.",
                rotation.name.value, source.provider
            ))
            .help("Enter it there, or leave out `schedule_source` to have the schedule written from here.");
            report.add(one.origin, wording, Vec::new());
        }
    }
}
