use std::fmt;

use serde::{Serialize, Serializer};

/// The identifier of an object at a provider, which only the provider knows:
/// `{{resolve:pagerduty:user:team-lead}}`. `incident resolve` fills it in at deployment.
///
/// A placeholder is the whole of a string at a place where the provider wants an identifier, and its
/// name is everything after the third colon up to the last two braces. So a name may hold colons and
/// braces, and the same characters in a name or a description are plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placeholder {
    /// The provider's name.
    pub(crate) provider: &'static str,
    /// What is looked up there.
    pub(crate) object: Object,
}

/// An object of a provider, by what it is found by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Object {
    /// A person, by e-mail address.
    Person(String),
    /// The holder of a role, whom only the deployment knows. To the provider it is a user as well.
    Role(String),
    /// A schedule, by name.
    Schedule(String),
    /// An escalation policy, by name.
    EscalationPolicy(String),
    /// A priority, by name.
    Priority(String),
}

impl fmt::Display for Placeholder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, name) = match &self.object {
            Object::Person(name) | Object::Role(name) => ("user", name),
            Object::Schedule(name) => ("schedule", name),
            Object::EscalationPolicy(name) => ("escalation_policy", name),
            Object::Priority(name) => ("priority", name),
        };
        f.write_str(&placeholder(self.provider, kind, name))
    }
}

impl Serialize for Placeholder {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The text of a placeholder, of any kind.
pub(crate) fn placeholder(provider: &str, kind: &str, name: &str) -> String {
    format!("{{{{resolve:{provider}:{kind}:{name}}}}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_holder_of_a_role_is_a_user_to_the_provider() {
        for object in [Object::Person("x".into()), Object::Role("x".into())] {
            let placeholder = Placeholder { provider: "opsgenie", object };
            assert_eq!(placeholder.to_string(), "{{resolve:opsgenie:user:x}}");
        }
    }

    #[test]
    fn names_the_provider_the_kind_and_the_object() {
        assert_eq!(
            placeholder("pagerduty", "schedule", "payments-backend-oncall"),
            "{{resolve:pagerduty:schedule:payments-backend-oncall}}"
        );
    }
}
