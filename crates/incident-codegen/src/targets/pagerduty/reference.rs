//! References to objects whose identifiers only PagerDuty knows.

use std::collections::BTreeSet;

use incident_ir::{Responder, Service};

use super::model::Reference;
use crate::placeholder::placeholder;

const PROVIDER: &str = "pagerduty";

/// A person, by e-mail address.
pub(super) fn person(email: &str) -> Reference {
    Reference { kind: "user_reference", id: placeholder(PROVIDER, "user", email) }
}

/// Whoever a tier or a fallback reaches: a rotation's schedule, else the holder of a role, by e-mail
/// address where one is declared, else by the role's name.
pub(super) fn responder(service: &Service, responder: &Responder) -> Reference {
    match responder {
        Responder::Rotation(name) => {
            // The model has every rotation that a tier refers to; the other arm is for completeness.
            let schedule = service
                .rotation(name)
                .map_or_else(|| format!("{name}-oncall"), |rotation| rotation.schedule_name());
            Reference {
                kind: "schedule_reference",
                id: placeholder(PROVIDER, "schedule", &schedule),
            }
        }
        Responder::Role { name, assignee } => person(assignee.as_ref().unwrap_or(name)),
    }
}

/// All of them in order, each once: two roles may have one holder.
pub(super) fn responders(service: &Service, all: &[Responder]) -> Vec<Reference> {
    each_once(all.iter().map(|one| responder(service, one)))
}

/// The references in order, without those that came before.
pub(super) fn each_once(references: impl IntoIterator<Item = Reference>) -> Vec<Reference> {
    let mut seen = BTreeSet::new();
    references
        .into_iter()
        .filter(|reference| seen.insert((reference.kind, reference.id.clone())))
        .collect()
}

/// An escalation policy.
pub(super) fn escalation_policy(name: &str) -> Reference {
    Reference { kind: "escalation_policy_reference", id: escalation_policy_id(name) }
}

/// An escalation policy, where the API wants the bare identifier.
pub(super) fn escalation_policy_id(name: &str) -> String {
    placeholder(PROVIDER, "escalation_policy", name)
}

/// A priority. An account defines its priorities; the API cannot create any.
pub(super) fn priority_id(name: &str) -> String {
    placeholder(PROVIDER, "priority", name)
}
