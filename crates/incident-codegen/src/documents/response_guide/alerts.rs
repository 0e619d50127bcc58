use incident_ir::{Service, Settings, Severity};

use crate::{
    guide::{self, Alert, Raising},
    markdown::{phrase, text},
};

/// What raises an incident of this severity; `None` where nothing does.
pub(super) fn block(service: &Service, settings: &Settings, severity: &Severity) -> Option<String> {
    let raising = guide::raising(service, settings, severity);
    let items: Vec<String> = raising
        .iter()
        .map(|one| match one {
            Raising::Alert(alert) => item(alert),
            Raising::FailedCanary(when) => format!("- **Failed canary** {when}"),
        })
        .collect();
    (!items.is_empty()).then(|| format!("### Alerts\n{}", items.join("\n")))
}

/// `**payment-error-rate** (critical, fires after 5 minutes), [runbook](…): documentation`.
fn item(alert: &Alert<'_>) -> String {
    let docs = alert.docs.map_or_else(String::new, |docs| format!(": {}", text(docs)));
    format!("- **{}** {}{}{docs}", text(alert.name), alert.when, phrase(&alert.runbook))
}
