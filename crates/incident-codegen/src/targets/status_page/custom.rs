//! A page of one's own. No provider prescribes the shape, so it is ours, and stable:
//!
//! | key | what it holds |
//! |---|---|
//! | `version` | 1; it grows when something changes its meaning or goes |
//! | `service`, `page` | their names |
//! | `groups` | the names of the groups, in order |
//! | `components` | in order: `name`; `description` and `group` where there is one |
//! | `statuses` | the words that are used here for the states of a component |
//! | `automation` | for each component that follows a health check: `health_check_ref`, and how long a change must last |
//! | `severities` | for each that touches a component of the page: which, what they show, and whether that is `required` |

use incident_ir::{Service, StatusPage};
use serde::Serialize;

use super::groups::{description, groups};
use super::updates::{Updates, updates};
use super::words::OWN;
use crate::json::to_json;

const VERSION: u8 = 1;

#[derive(Serialize)]
struct Page<'a> {
    version: u8,
    service: &'a str,
    page: &'a str,
    groups: Vec<&'a str>,
    components: Vec<PageComponent<'a>>,
    #[serde(flatten)]
    updates: Updates<'a, &'static str>,
}

#[derive(Serialize)]
struct PageComponent<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
}

pub(super) fn contents(service: &Service, page: &StatusPage) -> String {
    let components = page.components.iter().map(|component| PageComponent {
        name: &component.name,
        description: description(component),
        group: component.group.as_deref(),
    });
    to_json(&Page {
        version: VERSION,
        service: &service.name,
        page: &page.name,
        groups: groups(page),
        components: components.collect(),
        updates: updates(service, page, OWN),
    })
}
