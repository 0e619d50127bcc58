//! What moves a page: health checks by themselves, and people by the severity of an incident.
//!
//! No provider takes this; it is for whoever updates the page. Both say what to set in the provider's own words.

use incident_ir::{Component, Service, StatusPage};
use serde::Serialize;

use super::words::{Words, statuses};

/// The parts of a file that are no requests.
#[derive(Serialize)]
pub(super) struct Updates<'a, W: Serialize> {
    /// What the language calls a component's state, and what this provider does.
    statuses: Words<W>,
    /// The components that follow a health check; none without `auto_update_from_health_checks`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    automation: Vec<Automation<'a>>,
    /// What a severity shows, for each that touches a component of this page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    severities: Vec<Shown<'a, W>>,
}

#[derive(Serialize)]
struct Automation<'a> {
    component: &'a str,
    health_check_ref: String,
    /// In the units of the language, as written.
    min_duration_before_update: String,
}

#[derive(Serialize)]
struct Shown<'a, W: Serialize> {
    severity: &'static str,
    components: Vec<&'a str>,
    status: W,
    /// Whether such an incident has to be shown.
    required: bool,
}

/// How this page is kept up to date, in the words that the provider has for a status.
pub(super) fn updates<'a, W: Serialize + Copy>(
    service: &'a Service,
    page: &'a StatusPage,
    words: Words<W>,
) -> Updates<'a, W> {
    let follows = page.auto_update_from_health_checks.value;
    let automation = page.components.iter().filter(|_| follows).map(|component| Automation {
        component: &component.name,
        health_check_ref: component.health_check_ref(&service.name),
        min_duration_before_update: page.min_duration_before_update.to_string(),
    });
    let severities = service.severities.iter().filter_map(|severity| {
        let is_shown = |component: &&Component| severity.components.contains(&component.name.value);
        let components: Vec<&str> =
            page.components.iter().filter(is_shown).map(|one| one.name.as_str()).collect();
        (!components.is_empty()).then(|| Shown {
            severity: severity.level.name(),
            components,
            status: statuses(&words, severity.page_status),
            required: severity.requires_status_page_update.value,
        })
    });
    Updates { automation: automation.collect(), severities: severities.collect(), statuses: words }
}
