//! INC514: group called like a component.

use incident_base::{Code, Level};
use incident_ir::{StatusPageProvider, Text};
use rustc_hash::FxHashSet;

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(514),
    level: Level::Error,
    title: "Group called like a component",
    page: include_str!("../../../../docs/diagnostics/INC514.md"),
    find: Find::Service(check),
};

/// At Instatus a group is a component that others name as their parent, and is found by its name.
fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let pages = cx.service.status_pages.iter();
    for page in pages.filter(|page| page.provider.value == StatusPageProvider::Instatus) {
        let groups: FxHashSet<&Text> =
            page.components.iter().filter_map(|one| one.group.as_ref()).collect();
        for component in &page.components {
            let name = &component.name;
            if groups.contains(&name.value) {
                let wording = Wording::new(format!(
                    "At Instatus a group is a component, and `{}` would be two: a group and a component of this page \
                     share the name.",
                    name.value
                ))
                .help("Call one of the two by another name.");
                report.add(name.origin, wording, Vec::new());
            }
        }
    }
}
