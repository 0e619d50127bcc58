use incident_ir::{Service, Severity};

use super::markup::{Html, element, worded};
use crate::{guide, words};

/// What a post-mortem must hold, by when, and who reviews it; nothing without a template.
pub(super) fn content(service: &Service) -> Html {
    let Some(template) = &service.post_mortem else { return Html::default() };
    let due = words::due(template.due_within.value);
    let due = format!("Due within {due} of the resolution, {}.", severities(service));
    let sections = template.required_sections.iter().map(|section| worded("li", section));
    let sections = element("ol", &[("class", "chips")], Html::all(sections));
    let rules = guide::action_item_rules(template);
    let rules = Html::all(rules.iter().map(|rule| worded("li", rule)));
    let rules = match rules.is_empty() {
        true => rules,
        false => element("ul", &[], rules),
    };
    let reviewers: Vec<String> =
        template.reviewers.iter().map(|name| words::role(service, name)).collect();
    let reviewers = match reviewers.is_empty() {
        true => Html::default(),
        false => worded("p", &format!("Reviewers: {}", reviewers.join(", "))),
    };
    Html::all([worded("p", &due), worded("h3", "Required Sections"), sections, rules, reviewers])
}

/// `after a P1 or a P2`.
fn severities(service: &Service) -> String {
    let needed = guide::severities(service);
    let needed = needed.iter().filter(|severity| severity.requires_post_mortem.value);
    let needed: Vec<&str> = needed.map(|one: &&Severity| one.level.value.name()).collect();
    match needed.is_empty() {
        true => "which no severity asks for".to_owned(),
        false => format!("after incidents of {}", words::enumeration(&needed)),
    }
}
