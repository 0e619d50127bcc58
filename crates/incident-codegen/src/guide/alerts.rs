use incident_ir::{AlertRule, CanaryStrategy, Service, Settings, Severity};

use crate::{
    markdown::one_line,
    phrase::{Phrase, Piece},
    routing, words,
};

/// What raises an incident of a severity.
pub(crate) enum Raising<'a> {
    /// An alert.
    Alert(Alert<'a>),
    /// The canary, where it fails; in brackets, when that is.
    FailedCanary(String),
}

/// An alert, as whoever is woken by it needs it.
pub(crate) struct Alert<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// `(critical, fires after 5 minutes)`.
    pub(crate) when: String,
    /// `, ` and its runbook; nothing without one.
    pub(crate) runbook: Phrase,
    /// Its documentation; never blank.
    pub(crate) docs: Option<&'a str>,
}

/// What raises an incident of this severity: alerts, with their runbooks, and the canary where it fails.
pub(crate) fn raising<'a>(
    service: &'a Service,
    settings: &Settings,
    severity: &Severity,
) -> Vec<Raising<'a>> {
    let canary = service.canary.iter().filter(|canary| canary.severity == severity.level.value);
    let alerts = alerts(service, settings, severity).map(|alert| Raising::Alert(of_alert(alert)));
    alerts.chain(canary.map(|canary| Raising::FailedCanary(failed(canary)))).collect()
}

/// Whether an alert that raises an incident of this severity has a runbook.
pub(super) fn have_runbook(service: &Service, settings: &Settings, severity: &Severity) -> bool {
    alerts(service, settings, severity).any(|alert| alert.runbook.is_some())
}

fn alerts<'a>(
    service: &'a Service,
    settings: &Settings,
    severity: &Severity,
) -> impl Iterator<Item = &'a AlertRule> {
    let level = severity.level.value;
    service.alert_rules.iter().filter(move |alert| routing::level_of(settings, alert) == level)
}

fn failed(canary: &CanaryStrategy) -> String {
    format!("(error rate of {} or more)", canary.error_rate_threshold)
}

fn of_alert(alert: &AlertRule) -> Alert<'_> {
    let hold = alert
        .hold
        .map_or_else(String::new, |hold| format!(", fires after {}", words::in_full(hold)));
    let runbook = alert.runbook.as_deref().map(|runbook| {
        let runbook = Piece::Runbook { label: "runbook", place: runbook.to_owned() };
        vec![Piece::said(", "), runbook]
    });
    Alert {
        name: &alert.name,
        when: format!("({}{hold})", alert.severity.name()),
        runbook: runbook.unwrap_or_default(),
        docs: alert.docs.as_deref().filter(|docs| !one_line(docs).is_empty()),
    }
}
