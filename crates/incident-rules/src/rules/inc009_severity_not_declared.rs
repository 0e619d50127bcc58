//! INC009: alert or canary for a severity that the service does not declare.

use incident_base::{Code, Level, Origin};
use incident_ir::SeverityLevel;

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};
use crate::text::and;

pub(crate) static RULE: Rule = Rule {
    code: Code::new(9),
    level: Level::Note,
    title: "Alert for a severity that the service does not declare",
    page: include_str!("../../../../docs/diagnostics/INC009.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    if cx.service.severities.is_empty() || cx.lowered.is_incomplete(cx.service.origin) {
        return;
    }
    let alerts = cx.service.alert_rules.iter().map(|alert| {
        let mapped = cx.settings.alert_severities.level(alert.severity);
        let raised = alert.escalates.unwrap_or(mapped);
        (alert.origin, Some(&alert.name.value), raised)
    });
    let canary = cx.service.canary.iter();
    let canary = canary.map(|canary| (canary.origin, None, canary.severity));
    let mut declared: Vec<SeverityLevel> = Vec::new();
    for severity in &cx.service.severities {
        if !declared.contains(&severity.level.value) {
            declared.push(severity.level.value);
        }
    }
    for (origin, alert, level) in alerts.chain(canary) {
        if !declared.contains(&level) {
            let what = match alert {
                Some(name) => format!("The alert `{name}`"),
                None => "A failed canary".to_owned(),
            };
            note(&declared, report, origin, &what, level);
        }
    }
}

fn note(
    declared: &[SeverityLevel],
    report: &mut Report<'_>,
    origin: Origin,
    what: &str,
    level: SeverityLevel,
) {
    let declared: Vec<&str> = declared.iter().map(|one| one.name()).collect();
    let level = level.name();
    let wording = Wording::new(format!(
        "{what} raises a {level}, which the service does not declare: the response guide says nothing of it."
    ))
    .help(format!(
        "Declare it, `severity {level} \"…\" {{ … }}`, or let it raise what is declared: {}.",
        and(&declared)
    ));
    report.add(origin, wording, Vec::new());
}
