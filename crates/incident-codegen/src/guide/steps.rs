//! What to do in an incident, step by step.

use incident_ir::{ChannelKind, PageStatus, Service, Settings, Severity};

use super::alerts;
use crate::{
    markdown::one_line,
    phrase::{Phrase, Piece},
    words,
};

/// What to do, in order; what does not apply is left out.
pub(crate) fn steps(service: &Service, settings: &Settings, severity: &Severity) -> Vec<Phrase> {
    let steps = [
        Some(acknowledge(severity)),
        severity
            .requires_incident_commander
            .value
            .then(|| vec![Piece::said("Designate an incident commander.")]),
        Some(vec![Piece::said(open_channel(service))]),
        severity.requires_status_page_update.value.then(|| update_status_page(service, severity)),
        Some(diagnose(service, settings, severity)),
        severity.requires_status_page_update.value.then(|| keep_posting(service)),
        severity.requires_post_mortem.value.then(|| schedule_post_mortem(service)),
    ];
    steps.into_iter().flatten().collect()
}

fn acknowledge(severity: &Severity) -> Phrase {
    let within =
        severity.response_time.value().map(|time| format!(" within {}", words::in_full(*time)));
    vec![Piece::said(format!("Acknowledge the alert{}.", within.unwrap_or_default()))]
}

/// In Slack, as in the article, unless the service talks in Microsoft Teams only.
fn open_channel(service: &Service) -> &'static str {
    let in_teams = words::uses_channel(service, ChannelKind::Teams)
        && !words::uses_channel(service, ChannelKind::Slack);
    if in_teams {
        "Open a dedicated Microsoft Teams channel: incident-[date]-[short-desc]."
    } else {
        "Open a dedicated Slack channel: #incident-[date]-[short-desc]."
    }
}

fn update_status_page(service: &Service, severity: &Severity) -> Phrase {
    if severity.components.is_empty() {
        return vec![Piece::said("Update the status page.")];
    }
    let components: Vec<String> =
        severity.components.iter().map(|name| component(service, name)).collect();
    let components = words::enumeration(&components);
    let status = page_status(severity.page_status);
    vec![Piece::text(format!("Update the status page: {components} -> {status}."))]
}

/// A component, with the pages that show it where the service has several.
fn component(service: &Service, name: &str) -> String {
    let pages: Vec<&str> = service
        .status_pages
        .iter()
        .filter(|page| page.components.iter().any(|component| component.name.as_str() == name))
        .map(|page| page.name.as_str())
        .collect();
    match (service.status_pages.as_slice(), pages.as_slice()) {
        ([] | [_], _) | (_, []) => name.to_owned(),
        (_, [page]) => format!("{name} (page {page})"),
        (_, pages) => format!("{name} (pages {})", words::enumeration(pages)),
    }
}

fn page_status(status: PageStatus) -> &'static str {
    match status {
        PageStatus::MajorOutage => "Major Outage",
        PageStatus::PartialOutage => "Partial Outage",
        PageStatus::DegradedPerformance => "Degraded Performance",
    }
}

fn diagnose(service: &Service, settings: &Settings, severity: &Severity) -> Phrase {
    match service.runbook.as_ref().filter(|runbook| !one_line(runbook).is_empty()) {
        Some(runbook) => vec![
            Piece::said("Begin diagnosis using the "),
            Piece::Runbook { label: "linked runbook", place: runbook.to_string() },
            Piece::said("."),
        ],
        None if alerts::have_runbook(service, settings, severity) => {
            vec![Piece::said("Begin diagnosis using the alert's runbook, named above.")]
        }
        None => vec![Piece::said("Begin diagnosis using the linked runbook.")],
    }
}

fn keep_posting(service: &Service) -> Phrase {
    let every = words::every(service.status_update_interval.value);
    vec![Piece::said(format!("Post updates to the status page {every}."))]
}

fn schedule_post_mortem(service: &Service) -> Phrase {
    let within = service.post_mortem.as_ref();
    let within =
        within.map(|template| format!(" within {}", words::due(template.due_within.value)));
    vec![Piece::said(format!(
        "After resolution, schedule post-mortem{}.",
        within.unwrap_or_default()
    ))]
}
