//! Opsgenie: a team with its routing rules, schedules, overrides, escalations.
//!
//! One file, `opsgenie-config.json`, holds the bodies of the requests; `README.md` beside says which, and
//! on what facts it stands. One file here makes one kind of body; `model.rs` mirrors the API.

mod escalation;
mod model;
mod recipient;
mod routing_rule;
mod schedule;
mod schedule_override;
mod team;

use incident_ir::{PagingProvider, Rotation, Service, Settings};

use super::AUTO_GENERATED;
use crate::{Artefact, Target, json::to_json};

/// `opsgenie-config.json`.
pub(crate) struct Opsgenie;

impl Target for Opsgenie {
    fn name(&self) -> &'static str {
        "opsgenie"
    }

    fn artefacts(&self, service: &Service, settings: &Settings) -> Vec<Artefact> {
        if service.paging_provider.value != PagingProvider::Opsgenie {
            return Vec::new();
        }
        vec![Artefact {
            path: "opsgenie-config.json".to_owned(),
            contents: to_json(&config(service, settings)),
        }]
    }
}

fn config<'a>(service: &'a Service, settings: &Settings) -> model::Config<'a> {
    // A schedule that is kept at the provider is not ours to write, nor are its overrides.
    let ours = |rotation: &&Rotation| rotation.schedule_source.is_none();
    let rotations: Vec<&Rotation> = service.rotations.iter().filter(ours).collect();
    let routing = routing_rule::routing(service, settings);
    let mut escalations = Vec::new();
    for policy in &service.policies {
        escalations.push(escalation::of_policy(service, policy));
        if routing.waiting.contains(policy.name.as_str()) {
            escalations.extend(escalation::of_first_tier(service, policy));
        }
        escalations.extend(escalation::of_fallback(service, policy));
    }
    model::Config {
        team: routing.default.is_some().then(|| team::body(service)),
        schedules: rotations.iter().map(|rotation| schedule::body(rotation)).collect(),
        overrides: rotations
            .iter()
            .flat_map(|rotation| schedule_override::bodies(rotation))
            .collect(),
        escalations,
        routing_rules: routing.rules,
        default_routing_rule: routing.default,
    }
}
