use incident_ir::{AlertRule, CanaryStrategy, Service, Settings, Severity};

use crate::{
    markdown::{code, link, text},
    routing, words,
};

/// What raises an incident of this severity: alerts, with their runbooks, and the canary where it fails;
/// `None` where nothing does.
pub(super) fn block(service: &Service, settings: &Settings, severity: &Severity) -> Option<String> {
    let canary =
        service.canary.iter().filter(|canary| canary.severity == severity.level.value).map(failed);
    let items: Vec<String> = raising(service, settings, severity).map(item).chain(canary).collect();
    (!items.is_empty()).then(|| format!("### Alerts\n{}", items.join("\n")))
}

fn failed(canary: &CanaryStrategy) -> String {
    format!("- **Failed canary** (error rate of {} or more)", canary.error_rate_threshold)
}

/// Whether an alert that raises an incident of this severity has a runbook.
pub(super) fn have_runbook(service: &Service, settings: &Settings, severity: &Severity) -> bool {
    raising(service, settings, severity).any(|alert| alert.runbook.is_some())
}

fn raising<'a>(
    service: &'a Service,
    settings: &Settings,
    severity: &Severity,
) -> impl Iterator<Item = &'a AlertRule> {
    let level = severity.level.value;
    service.alert_rules.iter().filter(move |alert| routing::level_of(settings, alert) == level)
}

/// `**payment-error-rate** (critical, fires after 5 minutes), [runbook](…): documentation`.
fn item(alert: &AlertRule) -> String {
    let hold = alert
        .hold
        .map_or_else(String::new, |hold| format!(", fires after {}", words::in_full(hold)));
    let runbook = alert.runbook.as_deref().map_or_else(String::new, |runbook| {
        let runbook =
            link("runbook", runbook).unwrap_or_else(|| format!("runbook {}", code(runbook)));
        format!(", {runbook}")
    });
    let docs = alert.docs.as_deref().map(text).filter(|docs| !docs.is_empty());
    let docs = docs.map_or_else(String::new, |docs| format!(": {docs}"));
    format!("- **{}** ({}{hold}){runbook}{docs}", text(&alert.name), alert.severity.name())
}
