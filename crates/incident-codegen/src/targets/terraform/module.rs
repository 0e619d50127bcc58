//! What every module has: its requirements, its inputs and outputs.

use std::collections::BTreeMap;

use incident_ir::Service;
use serde::{Serialize, Serializer};

use super::template::Template;

/// A file in Terraform's JSON syntax, `resource` being the provider's.
#[derive(Debug, Serialize)]
pub(super) struct Module<R> {
    /// A comment: Terraform ignores this key.
    #[serde(rename = "//")]
    pub(super) comment: String,
    pub(super) terraform: Requirements,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) variable: BTreeMap<&'static str, Variable>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) locals: BTreeMap<String, Template>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) data: BTreeMap<&'static str, DataSources>,
    pub(super) resource: R,
    pub(super) output: BTreeMap<&'static str, Output>,
}

/// Resources of a type by their names, in the order in which they are read.
#[derive(Debug)]
pub(super) struct Named<T>(Vec<(String, T)>);

impl<T> Named<T> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> FromIterator<(String, T)> for Named<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(resources: I) -> Self {
        Self(resources.into_iter().collect())
    }
}

impl<T: Serialize> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, resource)| (name, resource)))
    }
}

/// Data sources of a type by their names, each with its arguments.
pub(super) type DataSources = BTreeMap<String, BTreeMap<&'static str, Template>>;

#[derive(Debug, Serialize)]
pub(super) struct Requirements {
    /// Of Terraform or OpenTofu.
    required_version: &'static str,
    required_providers: BTreeMap<&'static str, Provider>,
}

impl Requirements {
    /// One provider.
    pub(super) fn new(name: &'static str, provider: Provider) -> Self {
        // 1.0 is the first that promises to read configurations in the same way from then on.
        Self { required_version: ">= 1.0", required_providers: BTreeMap::from([(name, provider)]) }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Provider {
    /// Its address in the registries of Terraform and OpenTofu.
    pub(super) source: &'static str,
    pub(super) version: &'static str,
}

/// An input.
#[derive(Debug, Serialize)]
pub(super) struct Variable {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) description: Template,
    /// Absent means that it must be given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) default: Option<NoEntries>,
}

/// `{}`
#[derive(Debug, Serialize)]
pub(super) struct NoEntries {}

#[derive(Debug, Serialize)]
pub(super) struct Output {
    pub(super) description: &'static str,
    /// Identifiers by name. Keys of an expression's object are templates, too.
    pub(super) value: BTreeMap<Template, Template>,
}

/// What Terraform itself reads of a resource.
#[derive(Debug, Serialize)]
pub(super) struct Meta {
    /// 0 for what another module makes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) count: Option<Template>,
    pub(super) lifecycle: Lifecycle,
}

/// With `create_before_destroy`, what referred to an object is changed before the object is destroyed, which is the
/// only order that a provider takes. Terraform keeps it in its state, so it must be there from the beginning.
#[derive(Debug, Serialize)]
pub(super) struct Lifecycle {
    pub(super) create_before_destroy: bool,
}

/// The first lines of a file. `overrides` are the schedules that have some, with how many.
pub(super) fn comment(service: &Service, overrides: &[(&str, usize)]) -> String {
    let mut comment = format!(
        "Written by `incident compile` from the service {}. What is changed here by hand is in the way of the next \
         run.",
        service.name.value
    );
    if !overrides.is_empty() {
        let listed: Vec<String> =
            overrides.iter().map(|(schedule, count)| format!("{schedule} ({count})")).collect();
        comment.push_str(
            " Not in here are overrides, for which the provider has no resource; deploy those of another way: ",
        );
        comment.push_str(&listed.join(", "));
        comment.push('.');
    }
    comment
}
