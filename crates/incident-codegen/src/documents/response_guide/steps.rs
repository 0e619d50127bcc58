//! What to do in an incident, step by step.

use incident_ir::{ChannelKind, PageStatus, Service, Settings, Severity};

use super::alerts;
use crate::{
    markdown::{code, link, one_line, text},
    words,
};

/// What to do, in order; what does not apply is left out and the rest numbered through.
pub(super) fn block(service: &Service, settings: &Settings, severity: &Severity) -> String {
    let steps = [
        Some(acknowledge(severity)),
        severity
            .requires_incident_commander
            .value
            .then(|| "Designate an incident commander.".to_owned()),
        Some(open_channel(service)),
        severity.requires_status_page_update.value.then(|| update_status_page(service, severity)),
        Some(diagnose(service, settings, severity)),
        severity.requires_status_page_update.value.then(|| keep_posting(service)),
        severity.requires_post_mortem.value.then(|| schedule_post_mortem(service)),
    ];
    let numbered = (1..).zip(steps.into_iter().flatten());
    numbered.fold("### Response Steps".to_owned(), |block, (number, step)| {
        format!("{block}\n{number}. {step}")
    })
}

fn acknowledge(severity: &Severity) -> String {
    match severity.response_time.value() {
        Some(time) => format!("Acknowledge the alert within {}.", words::in_full(*time)),
        None => "Acknowledge the alert.".to_owned(),
    }
}

/// In Slack, as in the article, unless the service talks in Microsoft Teams only.
fn open_channel(service: &Service) -> String {
    let in_teams = words::uses_channel(service, ChannelKind::Teams)
        && !words::uses_channel(service, ChannelKind::Slack);
    if in_teams {
        "Open a dedicated Microsoft Teams channel: incident-[date]-[short-desc].".to_owned()
    } else {
        "Open a dedicated Slack channel: #incident-[date]-[short-desc].".to_owned()
    }
}

fn update_status_page(service: &Service, severity: &Severity) -> String {
    if severity.components.is_empty() {
        return "Update the status page.".to_owned();
    }
    let components: Vec<String> =
        severity.components.iter().map(|name| component(service, name)).collect();
    let components = words::enumeration(&components);
    text(&format!("Update the status page: {components} -> {}.", page_status(severity.page_status)))
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

fn diagnose(service: &Service, settings: &Settings, severity: &Severity) -> String {
    match service.runbook.as_ref().filter(|runbook| !one_line(runbook).is_empty()) {
        Some(runbook) => match link("linked runbook", runbook) {
            Some(link) => format!("Begin diagnosis using the {link}."),
            None => format!("Begin diagnosis using the runbook {}.", code(runbook)),
        },
        None if alerts::have_runbook(service, settings, severity) => {
            "Begin diagnosis using the alert's runbook, named above.".to_owned()
        }
        None => "Begin diagnosis using the linked runbook.".to_owned(),
    }
}

fn keep_posting(service: &Service) -> String {
    let interval = words::in_full(service.status_update_interval.value);
    format!("Post updates to the status page every {interval}.")
}

fn schedule_post_mortem(service: &Service) -> String {
    let within = service
        .post_mortem
        .iter()
        .map(|template| format!(" within {}", words::due(template.due_within.value)));
    format!("After resolution, schedule post-mortem{}.", within.collect::<String>())
}
