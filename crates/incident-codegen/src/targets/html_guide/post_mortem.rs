use incident_ir::{Service, Severity};

use super::markup::Html;
use crate::{guide, words};

/// What a post-mortem must hold, by when, and who reviews it; nothing without a template.
pub(super) fn content(html: &mut Html, service: &Service) {
    let Some(template) = &service.post_mortem else { return };
    let due = words::due(template.due_within.value);
    html.worded("p", &format!("Due within {due} of the resolution, {}.", severities(service)));
    html.worded("h3", "Required Sections");
    html.element("ol", &[("class", "chips")], |html| {
        template.required_sections.iter().for_each(|section| html.worded("li", section));
    });
    let rules = guide::action_item_rules(template);
    if !rules.is_empty() {
        html.element("ul", &[], |html| rules.iter().for_each(|rule| html.worded("li", rule)));
    }
    if !template.reviewers.is_empty() {
        let reviewers = template.reviewers.iter().map(|name| words::role(service, name));
        let reviewers: Vec<String> = reviewers.collect();
        html.worded("p", &format!("Reviewers: {}", reviewers.join(", ")));
    }
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
