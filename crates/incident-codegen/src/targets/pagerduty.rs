//! PagerDuty: escalation policies, schedules, overrides, services, event orchestration.
//!
//! Each file is the body of one request of the REST API v2; `README.md` beside says which, and on what
//! facts it stands. One file here makes one kind of body; `model.rs` mirrors the API.

mod escalation_policy;
mod event_orchestration;
mod fallback;
mod model;
mod reference;
mod schedule;
mod schedule_override;
mod technical_service;

use incident_ir::{PagingProvider, Service, Settings};
use serde::Serialize;

use crate::{Artefact, Target, file_name::file_name_part, json::to_json};

/// What stands in an object's description when the source says nothing about it.
const AUTO_GENERATED: &str = "Auto-generated from Ops.Incident DSL";

/// Everything below `pagerduty/`.
pub(crate) struct PagerDuty;

impl Target for PagerDuty {
    fn name(&self) -> &'static str {
        "pagerduty"
    }

    fn artefacts(&self, service: &Service, settings: &Settings) -> Vec<Artefact> {
        if service.paging_provider.value != PagingProvider::PagerDuty {
            return Vec::new();
        }
        let mut artefacts = Vec::new();
        for policy in &service.policies {
            let name = policy.name.as_str();
            artefacts.push(body(
                "escalation_policy",
                name,
                &escalation_policy::body(service, policy),
            ));
            if let Some(fallback) = fallback::body(service, policy) {
                let name = fallback.escalation_policy.name.clone();
                artefacts.push(body("escalation_policy", &name, &fallback));
            }
        }
        for rotation in &service.rotations {
            // A schedule that is kept at the provider is not ours to write, nor are its overrides.
            if rotation.schedule_source.is_some() {
                continue;
            }
            let name = rotation.schedule_name();
            artefacts.push(body("schedule", &name, &schedule::body(rotation)));
            for (number, shift) in (1..).zip(schedule_override::bodies(rotation)) {
                let name = format!("{name}.{number}");
                artefacts.push(body("override", &name, &shift));
            }
        }
        for technical_service in technical_service::bodies(service) {
            let name = technical_service.service.name;
            artefacts.push(body("service", name, &technical_service));
        }
        if let Some(orchestration) = event_orchestration::body(service, settings) {
            artefacts.push(Artefact {
                path: "pagerduty/event_orchestration.json".to_owned(),
                contents: to_json(&orchestration),
            });
        }
        artefacts
    }
}

/// The file of one object: `pagerduty/schedule.payments-backend-oncall.json`.
fn body(kind: &str, name: &str, contents: &impl Serialize) -> Artefact {
    Artefact {
        path: format!("pagerduty/{kind}.{}.json", file_name_part(name)),
        contents: to_json(contents),
    }
}
