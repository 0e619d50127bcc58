//! What all providers ask about components.

use incident_ir::{Component, StatusPage};

/// The page's groups, in the order in which they are first written.
pub(super) fn groups(page: &StatusPage) -> Vec<&str> {
    let mut groups: Vec<&str> = Vec::new();
    for group in page.components.iter().filter_map(|component| component.group.as_deref()) {
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}

/// What the page says about a component: its `description`, else its documentation.
pub(super) fn description(component: &Component) -> Option<&str> {
    component.description.as_deref().or(component.docs.as_deref())
}
