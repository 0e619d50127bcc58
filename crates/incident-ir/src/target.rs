//! What a workspace wants to be written.

use crate::Text;

/// Something that `incident compile` can make of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TargetName {
    /// As `--target` and `targets` in `incident.toml` name it.
    pub name: &'static str,
    /// Whether it is made only where it is named.
    pub on_request: bool,
}

/// Every target; `incident-codegen` has one of each name.
pub const TARGETS: &[TargetName] = &[
    always("alertmanager"),
    always("canary_hook"),
    always("html_guide"),
    always("opsgenie"),
    always("pagerduty"),
    always("post_mortem_template"),
    always("prometheus"),
    always("response_guide"),
    always("status_page"),
    on_request("terraform"),
];

const fn always(name: &'static str) -> TargetName {
    TargetName { name, on_request: false }
}

const fn on_request(name: &'static str) -> TargetName {
    TargetName { name, on_request: true }
}

/// The targets that are made: all but those on request, or those that were named and no others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Targets {
    /// In order, each once.
    named: Option<Vec<Text>>,
}

impl Targets {
    /// The word that stands for every target that is not on request.
    pub const DEFAULT: &str = "default";

    /// Exactly these, each a word of [`Targets::words`].
    pub fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut named: Vec<Text> = names.into_iter().map(Text::from).collect();
        named.sort_unstable();
        named.dedup();
        Self { named: Some(named) }
    }

    /// What may be named: each target, and [`Targets::DEFAULT`].
    pub fn words() -> impl Iterator<Item = &'static str> {
        std::iter::once(Self::DEFAULT).chain(TARGETS.iter().map(|target| target.name))
    }

    /// Whether somebody named them; otherwise nobody has said anything about those on request.
    pub fn are_named(&self) -> bool {
        self.named.is_some()
    }

    /// Whether the target of this name is made.
    pub fn includes(&self, name: &str) -> bool {
        let on_request = TARGETS.iter().any(|target| target.name == name && target.on_request);
        match &self.named {
            None => !on_request,
            Some(named) => {
                named.iter().any(|word| word == name || (word == Self::DEFAULT && !on_request))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn included(targets: &Targets) -> Vec<&'static str> {
        TARGETS.iter().map(|target| target.name).filter(|name| targets.includes(name)).collect()
    }

    #[test]
    fn without_a_word_everything_is_made_that_is_not_on_request() {
        let usual = included(&Targets::default());
        assert_eq!(usual.len(), TARGETS.len() - 1);
        assert!(!usual.contains(&"terraform"));
    }

    #[test]
    fn what_is_named_is_the_whole_set() {
        assert_eq!(included(&Targets::named(["terraform"])), ["terraform"]);
        assert_eq!(
            included(&Targets::named(["terraform", "pagerduty", "terraform"])),
            ["pagerduty", "terraform"]
        );
        assert_eq!(included(&Targets::named([])), [""; 0]);
    }

    #[test]
    fn default_stands_for_what_is_made_without_a_word() {
        let mut expected = included(&Targets::default());
        assert_eq!(included(&Targets::named(["default"])), expected);
        expected.push("terraform");
        assert_eq!(included(&Targets::named(["default", "terraform"])), expected);
    }
}
