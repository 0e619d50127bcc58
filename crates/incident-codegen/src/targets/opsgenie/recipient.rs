//! Recipients: by the names that Opsgenie knows them by. Only the holder of a role that nobody is
//! declared for is a placeholder.

use super::model::Recipient;
use crate::{
    placeholder::{Object, Placeholder},
    reach::Reached,
};

/// A user, by e-mail address.
pub(super) fn user(email: &str) -> Recipient {
    Recipient { kind: "user", id: None, name: None, username: Some(email.to_owned()) }
}

/// Somebody or something that can be paged.
pub(super) fn reached(one: &Reached) -> Recipient {
    match one {
        Reached::Schedule(name) => {
            Recipient { kind: "schedule", id: None, name: Some(name.clone()), username: None }
        }
        Reached::Person(email) => user(email),
        Reached::Role(name) => Recipient {
            kind: "user",
            id: Some(Placeholder { provider: "opsgenie", object: Object::Role(name.to_string()) }),
            name: None,
            username: None,
        },
    }
}

/// An escalation, by its name.
pub(super) fn escalation(name: &str) -> Recipient {
    Recipient { kind: "escalation", id: None, name: Some(name.to_owned()), username: None }
}
