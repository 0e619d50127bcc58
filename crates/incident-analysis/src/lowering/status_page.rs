//! `status_page`, its groups and components.

use std::cell::OnceCell;

use incident_ir::{Component, StatusPage, StatusPageProvider, Text};
use incident_schema::Kind;
use rustc_hash::FxHashMap;

use super::own_names::{HalfNames, OwnNames};
use super::service::name_in;
use super::{Lowering, read};
use crate::typed_tree::Block;
use crate::{Issue, IssueKind};

/// The health checks of a service, which each component may name.
#[derive(Default)]
struct Checks(OnceCell<(OwnNames, HalfNames, bool)>);

impl Checks {
    /// Their names, those that may go on, and whether all of them are known.
    fn of(&self, service: &Block) -> &(OwnNames, HalfNames, bool) {
        self.0.get_or_init(|| {
            let checks = || service.blocks_in(Kind::Observability, Kind::HealthCheck);
            let declared: Vec<Text> =
                checks().filter_map(|check| Some(check.name()?.value)).collect();
            let mut sections = service.blocks_of(Kind::Observability);
            let are_known = sections.all(|section| !section.incomplete);
            (OwnNames::of(declared.iter()), HalfNames::of(checks()), are_known)
        })
    }
}

impl Lowering<'_> {
    pub(super) fn status_pages(&mut self, service: &Block) -> Vec<StatusPage> {
        let checks = Checks::default();
        let pages = service.blocks_of(Kind::StatusPage);
        pages.filter_map(|block| self.status_page(block, service, &checks)).collect()
    }

    fn status_page(
        &mut self,
        block: &Block,
        service: &Block,
        checks: &Checks,
    ) -> Option<StatusPage> {
        let mut components = Vec::new();
        for inner in &block.blocks {
            match inner.kind {
                Kind::Component => components.push(self.component(inner, None, service, checks)),
                Kind::Group => {
                    let group = read::name(inner).value;
                    for component in inner.blocks_of(Kind::Component) {
                        let group = Some(group.clone());
                        components.push(self.component(component, group, service, checks));
                    }
                }
                _ => {}
            }
        }
        components.shrink_to_fit();
        let page = read::name(block);
        self.check_groups(&components, &page);
        Some(StatusPage {
            origin: block.header,
            name: page,
            docs: block.docs.clone(),
            provider: read::setting(
                block,
                "provider",
                read::choice(StatusPageProvider::from_name),
            )?,
            auto_update_from_health_checks: read::setting(
                block,
                "auto_update_from_health_checks",
                read::boolean,
            )?,
            min_duration_before_update: read::setting(
                block,
                "min_duration_before_update",
                read::duration,
            )?,
            components,
        })
    }

    fn component(
        &mut self,
        block: &Block,
        group: Option<Text>,
        service: &Block,
        checks: &Checks,
    ) -> Component {
        let health_check = name_in(block, "health_check");
        if let Some(name) = &health_check {
            let (declared, half, all_are_known) = checks.of(service);
            // Where the service declares no check, they are declared elsewhere.
            let is_declared = declared.has(name) || half.begin(name);
            if *all_are_known && declared.len() > 0 && !is_declared {
                self.unknown_own(service, ["health check", "health_check"], name, declared);
            }
        }
        Component {
            origin: block.header,
            docs: block.docs.clone(),
            name: read::name(block),
            group,
            health_check,
            description: read::optional(block, "description", read::text).map(|at| at.value),
        }
    }

    /// A component stands in one place of the page. (Twice in one group has been reported.)
    fn check_groups(&mut self, components: &[Component], page: &Text) {
        let mut first_of: FxHashMap<&Text, &Component> = FxHashMap::default();
        for component in components.iter().filter(|component| !component.name.is_empty()) {
            let first = *first_of.entry(&component.name.value).or_insert(component);
            if first.group != component.group {
                let kind = IssueKind::ComponentTwice {
                    component: component.name.value.to_string(),
                    page: page.to_string(),
                };
                let related = Some(first.origin);
                self.issues.push(Issue { kind, origin: component.origin, related });
            }
        }
    }
}
