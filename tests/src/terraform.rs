//! Checks modules against what a Terraform provider's documentation says of its resources.
//!
//! The documentation is prose; `tests/schemas/terraform-*.json` has it as tables. As Terraform does, this refuses
//! arguments that there are not, values of another type and blocks that stand too often, and, as it can only when
//! the provider is asked, words and numbers that the provider does not take.

#![expect(clippy::indexing_slicing, reason = "JSON gives null for what is not there")]

mod evaluate;
mod takes;

use serde_json::{Map, Value};

use crate::files::{project, read};

pub use evaluate::{Known, Module};

/// What a Terraform provider takes.
pub struct Provider {
    name: &'static str,
    table: Value,
}

/// What stands at the top of a file in JSON syntax.
const TOP: [&str; 7] = ["//", "terraform", "variable", "locals", "data", "resource", "output"];

impl Provider {
    /// `pagerduty` or `opsgenie`.
    ///
    /// # Panics
    ///
    /// When its table cannot be read.
    #[expect(clippy::unwrap_used, reason = "a test stops at what it cannot read")]
    pub fn named(name: &'static str) -> Self {
        let text = read(&project(&format!("tests/schemas/terraform-{name}.json"))).unwrap();
        Self { name, table: serde_json::from_str(&text).unwrap() }
    }

    /// The types of its resources and data sources that the table has: `data.pagerduty_user`,
    /// `resource.pagerduty_schedule`.
    pub fn types(&self) -> Vec<String> {
        let of = |what: &str| -> Vec<String> {
            let types = self.table[what].as_object();
            types.into_iter().flat_map(Map::keys).map(|kind| format!("{what}.{kind}")).collect()
        };
        [of("data"), of("resource")].concat()
    }

    /// What is wrong with a module: a place and why, a line each.
    pub fn errors(&self, module: &Value) -> Vec<String> {
        let mut errors = Vec::new();
        let Some(top) = module.as_object() else { return vec!["not an object".to_owned()] };
        for key in top.keys().filter(|key| !TOP.contains(&key.as_str())) {
            errors.push(format!("/{key}: no block of Terraform's"));
        }
        self.check_requirements(&module["terraform"], &mut errors);
        for what in ["data", "resource"] {
            for (kind, named) in module[what].as_object().into_iter().flatten() {
                let place = format!("/{what}/{kind}");
                let takes = self.table[what][kind].get("takes");
                let Some(takes) = takes.and_then(Value::as_object) else {
                    errors.push(format!("{place}: the provider has no such thing"));
                    continue;
                };
                for (name, body) in named.as_object().into_iter().flatten() {
                    let place = format!("{place}/{name}");
                    if !is_name(name) {
                        errors.push(format!("{place}: not a name"));
                    }
                    takes::check(takes, what == "resource", body, &place, &mut errors);
                }
            }
        }
        for what in ["variable", "locals", "output"] {
            let names = module[what].as_object().into_iter().flat_map(Map::keys);
            let wrong = names.filter(|name| !is_name(name));
            errors.extend(wrong.map(|name| format!("/{what}/{name}: not a name")));
        }
        errors.extend(Module::new(module.clone()).errors());
        errors
    }

    /// The provider is the table's, in a version that the table is of.
    fn check_requirements(&self, requirements: &Value, errors: &mut Vec<String>) {
        let place = "/terraform/required_providers";
        let Some(providers) = requirements["required_providers"].as_object() else {
            errors.push(format!("{place}: missing"));
            return;
        };
        if providers.keys().ne([self.name]) {
            errors.push(format!("{place}: not {} alone", self.name));
        }
        let provider = &requirements["required_providers"][self.name];
        if provider["source"] != self.table["source"] {
            errors.push(format!("{place}/{}/source: another provider", self.name));
        }
        let allowed = provider["version"].as_str().unwrap_or_default();
        let version = self.table["version"].as_str().unwrap_or_default();
        if !satisfies(version, allowed) {
            errors.push(format!("{place}/{}/version: {version} is not {allowed}", self.name));
        }
    }
}

/// Whether a version is in a range such as `>= 3.15.0, < 4.0.0`.
fn satisfies(version: &str, range: &str) -> bool {
    let numbers = |text: &str| -> Vec<u32> {
        text.trim().split('.').filter_map(|part| part.parse().ok()).collect()
    };
    let version = numbers(version);
    !range.is_empty()
        && range.split(',').all(|bound| match bound.trim().split_once(' ') {
            Some((">=", least)) => version >= numbers(least),
            Some(("<", limit)) => version < numbers(limit),
            _ => false,
        })
}

/// Whether Terraform takes it as the name of a resource.
fn is_name(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_in_a_range_or_not() {
        assert!(satisfies("3.32.4", ">= 3.15.0, < 4.0.0"));
        assert!(!satisfies("3.9.0", ">= 3.15.0, < 4.0.0"));
        assert!(!satisfies("4.0.0", ">= 3.15.0, < 4.0.0"));
        assert!(!satisfies("4.0.0", "") && !satisfies("4.0.0", "~> 4"));
    }
}
