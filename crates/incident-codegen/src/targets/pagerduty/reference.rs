//! References to objects whose identifiers only PagerDuty knows.

use incident_ir::{Responder, Service};

use super::model::Reference;
use crate::{
    placeholder::{Object, Placeholder},
    reach::{Reached, all_reached},
};

const PROVIDER: &str = "pagerduty";

/// A person, by e-mail address.
pub(super) fn person(email: &str) -> Reference {
    Reference { kind: "user_reference", id: id(Object::Person(email.to_owned())) }
}

/// Somebody or something that can be paged.
pub(super) fn reached(one: &Reached) -> Reference {
    match one {
        Reached::Schedule(name) => {
            Reference { kind: "schedule_reference", id: id(Object::Schedule(name.clone())) }
        }
        Reached::Person(email) => person(email),
        Reached::Role(name) => {
            Reference { kind: "user_reference", id: id(Object::Role(name.to_string())) }
        }
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
pub(super) fn escalation_policy_id(name: &str) -> Placeholder {
    id(Object::EscalationPolicy(name.to_owned()))
}

/// A priority. An account defines its priorities; the API cannot create any.
pub(super) fn priority_id(name: &str) -> Placeholder {
    id(Object::Priority(name.to_owned()))
}

fn id(object: Object) -> Placeholder {
    Placeholder { provider: PROVIDER, object }
}
