//! `status_page`, its groups and components.

use incident_ir::{Component, StatusPage, StatusPageProvider, Text};
use incident_schema::Kind;
use rustc_hash::FxHashMap;

use super::service::name_in;
use super::{Lowering, read};
use crate::typed_tree::Block;
use crate::{Issue, IssueKind};

impl Lowering<'_> {
    pub(super) fn status_pages(&mut self, service: &Block) -> Vec<StatusPage> {
        let pages = service.blocks_of(Kind::StatusPage);
        pages.filter_map(|block| self.status_page(block, service)).collect()
    }

    fn status_page(&mut self, block: &Block, service: &Block) -> Option<StatusPage> {
        let mut components = Vec::new();
        for inner in &block.blocks {
            match inner.kind {
                Kind::Component => components.push(self.component(inner, None, service)),
                Kind::Group => {
                    let group = read::name(inner).value;
                    for component in inner.blocks_of(Kind::Component) {
                        components.push(self.component(component, Some(group.clone()), service));
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

    fn component(&mut self, block: &Block, group: Option<Text>, service: &Block) -> Component {
        let health_check = name_in(block, "health_check");
        if let Some(name) = &health_check {
            let declared: Vec<Text> = service
                .blocks_in(Kind::Observability, Kind::HealthCheck)
                .filter_map(|check| Some(check.name()?.value))
                .collect();
            let section_is_whole =
                service.blocks_of(Kind::Observability).all(|section| !section.incomplete);
            // Where the service declares no check, they are declared elsewhere.
            if section_is_whole
                && !declared.is_empty()
                && !declared.iter().any(|known| known.eq_ignore_ascii_case(name))
            {
                let known = declared.iter().map(Text::as_str);
                self.unknown_name(service, "health check", "health_check", name, known, None);
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
