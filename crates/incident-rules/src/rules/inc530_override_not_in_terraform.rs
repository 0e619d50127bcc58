//! INC530: override that Terraform cannot make.

use incident_base::{Code, Level};

use crate::limits::limits;
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(530),
    level: Level::Note,
    title: "Override that Terraform cannot make",
    page: include_str!("../../../../docs/diagnostics/INC530.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    if !cx.settings.targets.includes("terraform") {
        return;
    }
    let provider = cx.service.paging_provider.value;
    let target = provider.name();
    let help = if cx.settings.targets.includes(target) {
        format!("It is in what the target `{target}` writes: deploy it from there.")
    } else {
        format!(
            "Add the target `{target}`, which writes it, or enter it at {}.",
            limits(provider).name
        )
    };
    for rotation in cx.service.rotations.iter().filter(|one| one.schedule_source.is_none()) {
        for one in &rotation.overrides {
            let wording = Wording::new(format!(
                "This override is not in the Terraform module: {}'s Terraform provider has no resource for it.",
                limits(provider).name
            ))
            .help(&help);
            report.add(one.origin, wording, Vec::new());
        }
    }
}
