//! People: looked up by e-mail address. Who holds a role that nobody is declared for is an input.

use std::collections::{BTreeMap, BTreeSet};

use super::module::{DataSources, Variable};
use super::names;
use super::template::{Template, quoted};
use crate::placeholder::Object;

/// The provider's data source for a user.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source {
    /// Its type.
    pub(super) kind: &'static str,
    /// The argument that takes an e-mail address.
    pub(super) email: &'static str,
    /// Whether it takes one in small letters only.
    pub(super) small_letters: bool,
}

impl Source {
    /// Somebody, by the address that is looked up.
    fn person(self, object: Object) -> Object {
        match object {
            Object::Person(email) if self.small_letters => Object::Person(email.to_lowercase()),
            other => other,
        }
    }
}

/// Everybody whom a module refers to.
#[derive(Debug)]
pub(super) struct People {
    source: Source,
    /// The names of the data sources.
    names: BTreeMap<Object, String>,
}

impl People {
    /// Persons and roles among these objects.
    pub(super) fn new(source: Source, all: impl IntoIterator<Item = Object>) -> Self {
        let all: BTreeSet<Object> = all.into_iter().map(|object| source.person(object)).collect();
        let people = all.into_iter().filter_map(|object| {
            let text = match &object {
                Object::Person(email) => email.clone(),
                Object::Role(name) => format!("role-{name}"),
                Object::Schedule(_) | Object::EscalationPolicy(_) | Object::Priority(_) => {
                    return None;
                }
            };
            Some((object, text))
        });
        Self { source, names: names::assign(people) }
    }

    /// The identifier of somebody.
    pub(super) fn id(&self, object: &Object) -> Template {
        Template::expression(&match self.names.get(&self.source.person(object.clone())) {
            Some(name) => format!("data.{}.{name}.id", self.source.kind),
            // Everybody who is referred to is known.
            None => "null".to_owned(),
        })
    }

    /// What is looked up.
    pub(super) fn data(&self) -> Option<(&'static str, DataSources)> {
        let sources: DataSources = self
            .names
            .iter()
            .map(|(object, name)| {
                let email = match object {
                    Object::Role(role) => {
                        Template::expression(&format!("var.roles[{}]", quoted(role)))
                    }
                    Object::Person(name)
                    | Object::Schedule(name)
                    | Object::EscalationPolicy(name)
                    | Object::Priority(name) => Template::text(name),
                };
                (name.clone(), BTreeMap::from([(self.source.email, email)]))
            })
            .collect();
        (!sources.is_empty()).then_some((self.source.kind, sources))
    }

    /// The input with the holders of roles.
    pub(super) fn variable(&self) -> Option<(&'static str, Variable)> {
        let roles: BTreeSet<&str> = self
            .names
            .keys()
            .filter_map(|object| match object {
                Object::Role(name) => Some(name.as_str()),
                _ => None,
            })
            .collect();
        if roles.is_empty() {
            return None;
        }
        let roles: Vec<&str> = roles.into_iter().collect();
        let description = format!(
            "E-mail addresses of those who hold roles, by role; needed are {}. Others do no harm.",
            roles.join(", ")
        );
        let variable = Variable {
            kind: "map(string)",
            description: Template::text(&description),
            default: None,
        };
        Some(("roles", variable))
    }
}
