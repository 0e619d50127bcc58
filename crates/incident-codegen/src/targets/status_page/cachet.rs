//! Cachet 3 (`/api`) and 2 (`/api/v1`), which share neither paths nor field names.
//!
//! Groups are made first. What a component's group is called there is a number that only Cachet knows, so it is a placeholder,
//! which stands for the number.

use incident_ir::{CachetVersion, Component, Service, StatusPage};
use serde::Serialize;

use super::groups::{description, groups};
use super::updates::{Updates, updates};
use super::words::CACHET;
use crate::{json::to_json, placeholder::placeholder};

/// The whole file. The first two are the bodies of requests, in the order in which they can be sent.
#[derive(Serialize)]
struct Page<'a, G: Serialize, C: Serialize> {
    /// 2 or 3.
    cachet: u8,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<G>,
    components: Vec<C>,
    #[serde(flatten)]
    updates: Updates<'a, u8>,
}

/// `POST /api/component-groups`. Cachet shows a group to visitors only when told to.
#[derive(Serialize)]
struct Group3<'a> {
    name: &'a str,
    order: usize,
    visible: bool,
}

/// `POST /api/components`. Without a status it would be unknown.
#[derive(Serialize)]
struct Component3<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    status: u8,
    order: usize,
    enabled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    component_group_id: Option<String>,
}

/// `POST /api/v1/components/groups`. 0, the default of `visible`, is for those who are logged in.
#[derive(Serialize)]
struct Group2<'a> {
    name: &'a str,
    order: usize,
    collapsed: u8,
    visible: u8,
}

/// `POST /api/v1/components`.
#[derive(Serialize)]
struct Component2<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    status: u8,
    order: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    group_id: Option<String>,
    enabled: bool,
}

pub(super) fn contents(service: &Service, page: &StatusPage, version: CachetVersion) -> String {
    match version {
        CachetVersion::Two => {
            let group = |(order, name)| Group2 { name, order, collapsed: 0, visible: 1 };
            let component = |(order, one): (usize, _)| Component2 {
                name: name(one),
                description: description(one),
                status: CACHET.operational,
                order,
                group_id: group_of(one),
                enabled: true,
            };
            write(service, page, 2, group, component)
        }
        CachetVersion::Three => {
            let group = |(order, name)| Group3 { name, order, visible: true };
            let component = |(order, one): (usize, _)| Component3 {
                name: name(one),
                description: description(one),
                status: CACHET.operational,
                order,
                enabled: true,
                component_group_id: group_of(one),
            };
            write(service, page, 3, group, component)
        }
    }
}

fn write<'a, G: Serialize, C: Serialize>(
    service: &'a Service,
    page: &'a StatusPage,
    cachet: u8,
    group: impl FnMut((usize, &'a str)) -> G,
    component: impl FnMut((usize, &'a Component)) -> C,
) -> String {
    to_json(&Page {
        cachet,
        groups: (1..).zip(groups(page)).map(group).collect(),
        components: (1..).zip(&page.components).map(component).collect(),
        updates: updates(service, page, CACHET),
    })
}

fn name(component: &Component) -> &str {
    &component.name
}

fn group_of(component: &Component) -> Option<String> {
    component.group.as_deref().map(|name| placeholder("cachet", "group", name))
}
