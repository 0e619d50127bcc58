//! Objects that are found by their names: those that a module makes, those that another may have made, and those that
//! are kept at the provider.

use std::collections::{BTreeMap, BTreeSet};

use super::module::{DataSources, Lifecycle, Meta, NoEntries, Output, Variable};
use super::names;
use super::template::{Template, quoted};

/// A kind of object at a provider.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// The type of the resource and of the data source, which takes a `name`.
    pub(super) resource: &'static str,
    /// What a local value of it begins with: `schedule`.
    pub(super) word: &'static str,
    /// The variable for those that other modules made, and the output: `schedules`.
    pub(super) plural: &'static str,
    /// What the variable says.
    pub(super) variable: &'static str,
    /// What the output says.
    pub(super) output: &'static str,
}

/// All of a kind that a module makes or refers to.
#[derive(Debug)]
pub(super) struct Objects {
    kind: Kind,
    /// The names of the resources, by those of the objects.
    made: BTreeMap<String, String>,
    /// Which of them other modules may make.
    shared: BTreeSet<String>,
    /// The names of the data sources, by those of the objects.
    kept: BTreeMap<String, String>,
}

impl Objects {
    /// `made` are made here; what else is in `referred_to` is looked up.
    pub(super) fn new(
        kind: Kind,
        made: impl IntoIterator<Item = String>,
        is_shared: impl Fn(&str) -> bool,
        referred_to: impl IntoIterator<Item = String>,
    ) -> Self {
        let made: BTreeSet<String> = made.into_iter().collect();
        let kept: Vec<String> =
            referred_to.into_iter().filter(|name| !made.contains(name)).collect();
        let shared = made.iter().filter(|name| is_shared(name)).cloned().collect();
        let named =
            |names: Vec<String>| names::assign(names.into_iter().map(|it| (it.clone(), it)));
        Self { kind, made: named(made.into_iter().collect()), shared, kept: named(kept) }
    }

    /// The name of the resource that makes an object; the object's own for one that is not made here.
    pub(super) fn resource<'a>(&'a self, name: &'a str) -> &'a str {
        self.made.get(name).map_or(name, String::as_str)
    }

    /// What Terraform itself is told of an object that is made here.
    pub(super) fn meta(&self, name: &str) -> Meta {
        let is_given = self.shared.contains(name).then(|| self.is_given(name));
        Meta {
            count: is_given.map(|is_given| Template::expression(&format!("{is_given} ? 0 : 1"))),
            lifecycle: Lifecycle { create_before_destroy: true },
        }
    }

    /// The identifier of an object, in whatever way the module comes by it.
    pub(super) fn id(&self, name: &str) -> Template {
        let resource = self.kind.resource;
        Template::expression(&match (self.made.get(name), self.kept.get(name)) {
            (Some(own), _) if self.shared.contains(name) => format!("local.{}", self.local(own)),
            (Some(own), _) => format!("{resource}.{own}.id"),
            (None, Some(kept)) => format!("data.{resource}.{kept}.id"),
            // Everything that is referred to is one of the two.
            (None, None) => "null".to_owned(),
        })
    }

    /// The identifiers of what other modules may have made, by the names of local values.
    pub(super) fn locals(&self) -> impl Iterator<Item = (String, Template)> {
        self.shared.iter().map(|name| {
            let own = self.resource(name);
            let expression = format!(
                "{} ? var.{}[{}] : {}.{own}[0].id",
                self.is_given(name),
                self.kind.plural,
                quoted(name),
                self.kind.resource
            );
            (self.local(own), Template::expression(&expression))
        })
    }

    /// The input with what other modules made.
    pub(super) fn variable(&self) -> Option<(&'static str, Variable)> {
        let variable = Variable {
            kind: "map(string)",
            description: Template::text(self.kind.variable),
            default: Some(NoEntries {}),
        };
        (!self.shared.is_empty()).then_some((self.kind.plural, variable))
    }

    /// What is looked up.
    pub(super) fn data(&self) -> Option<(&'static str, DataSources)> {
        let sources: DataSources = self
            .kept
            .iter()
            .map(|(name, own)| (own.clone(), BTreeMap::from([("name", Template::text(name))])))
            .collect();
        (!sources.is_empty()).then_some((self.kind.resource, sources))
    }

    /// The identifiers of what is made here, or was made by another module and is used here.
    pub(super) fn output(&self) -> (&'static str, Output) {
        let value = self.made.keys().map(|name| (Template::text(name), self.id(name)));
        (self.kind.plural, Output { description: self.kind.output, value: value.collect() })
    }

    /// Whether another module made it. Keys are known when a plan is made, identifiers are not.
    fn is_given(&self, name: &str) -> String {
        format!("contains(keys(var.{}), {})", self.kind.plural, quoted(name))
    }

    fn local(&self, own: &str) -> String {
        format!("{}-{own}", self.kind.word)
    }
}
