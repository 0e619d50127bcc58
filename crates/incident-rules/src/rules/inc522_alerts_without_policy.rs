//! INC522: alerts that page nobody.

use incident_base::{Code, Level};
use incident_ir::SeverityLevel;

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(522),
    level: Level::Note,
    title: "Alerts that page nobody",
    page: include_str!("../../../../docs/diagnostics/INC522.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let service = cx.service;
    let Some(alert) = service.alert_rules.first() else { return };
    // A P1 or P2 without a policy is an error of its own.
    let is_told = service
        .severities
        .iter()
        .any(|one| matches!(one.level.value, SeverityLevel::P1 | SeverityLevel::P2));
    if is_told || !service.policies.is_empty() || cx.lowered.is_incomplete(service.origin) {
        return;
    }
    let name = &alert.name.value;
    let subject = match service.alert_rules.len() {
        1 => format!("The alert `{name}` pages nobody"),
        many => format!("The alert `{name}` and {} more page nobody", many - 1),
    };
    let wording = Wording::new(format!(
        "{subject}: the service has no escalation policy, so alertmanager.yml is left out."
    ))
    .help("Add an `escalation_policy` that says who is told.");
    report.add(alert.origin, wording, Vec::new());
}
