//! `IncidentResponseGuide.g.md`: what to do in an incident, severity by severity.
//!
//! Whoever reads it was just woken: what to do comes first and in the order in which it is done; who is
//! behind the names and what the service is stands at the end. What it says comes from
//! [`crate::guide`].

mod about;
mod alerts;
mod escalation_path;
pub(crate) mod facts;
mod fallback;
mod on_call;
mod remediation;
mod steps;

use incident_ir::{Service, Settings, Severity};

use crate::{
    Artefact, Target, guide,
    markdown::{document, heading, prose},
};

/// Its path in the service's folder.
pub(crate) const FILE: &str = "IncidentResponseGuide.g.md";

/// The guide of every service.
pub(crate) struct ResponseGuide;

impl Target for ResponseGuide {
    fn name(&self) -> &'static str {
        "response_guide"
    }

    fn artefacts(&self, service: &Service, settings: &Settings) -> Vec<Artefact> {
        vec![Artefact { path: FILE.to_owned(), contents: contents(service, settings) }]
    }
}

/// The whole document.
pub(crate) fn contents(service: &Service, settings: &Settings) -> String {
    let title = format!("Incident Response Guide -- {}", service.name.value);
    let mut blocks = vec![heading(1, &title)];
    blocks.extend(service.description.iter().flat_map(|description| prose(description)));

    let severities = guide::severities(service);
    if severities.is_empty() {
        blocks.push(guide::NO_SEVERITIES.to_owned());
    }
    let of_severities =
        severities.into_iter().map(|severity| of_severity(service, settings, severity));
    let of_service = [fallback::blocks(service), on_call::blocks(service), about::blocks(service)];
    let sections = of_severities.chain(of_service).filter(|section| !section.is_empty());
    for (place, section) in sections.enumerate() {
        if place > 0 {
            blocks.push("---".to_owned());
        }
        blocks.extend(section);
    }
    document(&blocks)
}

fn of_severity(service: &Service, settings: &Settings, severity: &Severity) -> Vec<String> {
    let mut blocks = vec![heading(2, &guide::title(severity))];
    blocks.extend(severity.docs.iter().flat_map(|docs| prose(docs)));
    blocks.push(facts::block(service, severity));
    blocks.extend(alerts::block(service, settings, severity));
    if guide::is_urgent(severity) {
        blocks.push(steps::block(service, settings, severity));
    }
    blocks.extend(escalation_path::blocks(service, severity));
    if guide::is_urgent(severity) {
        blocks.extend(remediation::block(service));
    }
    blocks
}

#[cfg(test)]
mod tests;
