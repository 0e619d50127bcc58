//! References to objects whose identifiers only PagerDuty knows.

use incident_ir::{Responder, Service};

use super::model::Reference;
use crate::{
    placeholder::placeholder,
    reach::{Reached, all_reached},
};

const PROVIDER: &str = "pagerduty";

/// A person, by e-mail address.
pub(super) fn person(email: &str) -> Reference {
    Reference { kind: "user_reference", id: placeholder(PROVIDER, "user", email) }
}

/// Somebody or something that can be paged.
pub(super) fn reached(one: &Reached) -> Reference {
    match one {
        Reached::Schedule(name) => {
            Reference { kind: "schedule_reference", id: placeholder(PROVIDER, "schedule", name) }
        }
        Reached::Person(name) | Reached::Role(name) => person(name),
    }
}

/// All of them in order, each once: two roles may have one holder.
pub(super) fn responders(service: &Service, all: &[Responder]) -> Vec<Reference> {
    all_reached(service, all).iter().map(reached).collect()
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
