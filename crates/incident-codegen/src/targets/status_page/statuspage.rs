//! Atlassian Statuspage: the article's shape, which is not the body of one request. Statuspage takes components one by
//! one, and then the groups with their components' identifiers.

use incident_ir::{Component, Service, StatusPage};
use serde::Serialize;

use crate::json::to_json;

/// The whole file.
#[derive(Serialize)]
struct Page<'a> {
    components: Vec<PageComponent<'a>>,
}

/// A component. `name` and `description` are the fields of Statuspage's component, `group` is the name
/// of its component group.
#[derive(Serialize)]
struct PageComponent<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    automation: Option<Automation>,
}

/// What moves the component without anybody's doing.
#[derive(Serialize)]
struct Automation {
    health_check_ref: String,
    /// In the units of the language, as written.
    min_duration_before_update: String,
}

pub(super) fn contents(service: &Service, page: &StatusPage) -> String {
    let components = page.components.iter().map(|component| of(service, page, component));
    to_json(&Page { components: components.collect() })
}

fn of<'a>(service: &Service, page: &StatusPage, component: &'a Component) -> PageComponent<'a> {
    let automation = page.auto_update_from_health_checks.value.then(|| Automation {
        health_check_ref: component.health_check_ref(&service.name),
        min_duration_before_update: page.min_duration_before_update.to_string(),
    });
    PageComponent {
        name: &component.name,
        description: super::groups::description(component),
        group: component.group.as_deref(),
        automation,
    }
}
