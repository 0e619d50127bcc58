//! Instatus: `POST /v1/{page_id}/components`, for groups too, which are components that others name as their parent.

use incident_ir::{Service, StatusPage};
use serde::Serialize;

use super::groups::{description, groups};
use super::updates::{Updates, updates};
use super::words::INSTATUS;
use crate::{json::to_json, placeholder::placeholder};

/// The whole file. The first two are the bodies of requests, in the order in which they can be sent.
#[derive(Serialize)]
struct Page<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<PageComponent<'a>>,
    components: Vec<PageComponent<'a>>,
    #[serde(flatten)]
    updates: Updates<'a, &'static str>,
}

#[derive(Serialize)]
struct PageComponent<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    status: &'static str,
    order: usize,
    #[serde(rename = "showUptime")]
    show_uptime: bool,
    grouped: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
}

pub(super) fn contents(service: &Service, page: &StatusPage) -> String {
    let status = INSTATUS.operational;
    let groups = (1..).zip(groups(page)).map(|(order, name)| PageComponent {
        name,
        description: None,
        status,
        order,
        show_uptime: false,
        grouped: false,
        group: None,
    });
    let components = (1..).zip(&page.components).map(|(order, component)| PageComponent {
        name: &component.name,
        description: description(component),
        status,
        order,
        show_uptime: true,
        grouped: component.group.is_some(),
        group: component.group.as_deref().map(|name| placeholder("instatus", "component", name)),
    });
    to_json(&Page {
        groups: groups.collect(),
        components: components.collect(),
        updates: updates(service, page, INSTATUS),
    })
}
