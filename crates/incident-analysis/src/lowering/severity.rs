//! `severity`.

use incident_ir::{EscalationPolicy, PageStatus, Severity, SeverityLevel, StatusPage, Text};

use super::roles::Roles;
use super::service::name_in;
use super::{Lowering, read};
use crate::folded::same_name;
use crate::nearest::nearest;
use crate::typed_tree::{Block, Value};

impl Lowering<'_> {
    /// `None` when its level is not known, which has been reported.
    pub(super) fn severity(
        &mut self,
        block: &Block,
        service: &Block,
        roles: &mut Roles,
        policies: &[EscalationPolicy],
        pages: &[StatusPage],
    ) -> Option<Severity> {
        let label = block.labels.first()?;
        let level = incident_ir::At::new(read::level(&label.value)?, label.origin);
        let notify_channels = read::list(block, "notify_channels", read::channel);
        self.channel_roles(roles, &notify_channels);
        let flag = |key| read::setting(block, key, read::boolean);
        Some(Severity {
            origin: block.header,
            description: match block.labels.get(1).map(|at| &at.value) {
                Some(Value::Text(text)) => text.clone(),
                _ => Text::default(),
            },
            docs: block.docs.clone(),
            response_time: read::given(block, "response_time", read::duration),
            notify_channels,
            requires_incident_commander: flag("requires_incident_commander")?,
            requires_status_page_update: flag("requires_status_page_update")?,
            requires_post_mortem: flag("requires_post_mortem")?,
            resolution_target: read::given(block, "resolution_target", read::duration),
            policy: self.policy_of(block, service, level.value, policies),
            escalation: read::given(block, "escalation", read::text),
            components: self.components_of(block, service, pages),
            page_status: read::optional(block, "page_status", read::choice(PageStatus::from_name))
                .map_or_else(|| default_status(level.value), |at| at.value),
            level,
        })
    }

    /// The policy named, else the first that serves the level.
    fn policy_of(
        &mut self,
        block: &Block,
        service: &Block,
        level: SeverityLevel,
        policies: &[EscalationPolicy],
    ) -> Option<Text> {
        let Some(name) = name_in(block, "escalation") else {
            return policies
                .iter()
                .find(|policy| policy.serves(level))
                .map(|policy| policy.name.value.clone());
        };
        let found = policies.iter().find(|policy| same_name(&policy.name.value, &name.value));
        let known = policies.iter().map(|policy| policy.name.value.as_str());
        // A profile that is missing may have it, unless one of them is meant.
        let is_unknown = || !self.lacks_a_profile || nearest(&name.value, known.clone()).is_some();
        if found.is_none() && is_unknown() {
            self.unknown_name(service, "escalation policy", "escalation", &name, known, None);
        }
        found.map(|policy| policy.name.value.clone())
    }

    /// The components named, else the first of the service's pages.
    fn components_of(&mut self, block: &Block, service: &Block, pages: &[StatusPage]) -> Vec<Text> {
        let all = || pages.iter().flat_map(|page| &page.components).map(|one| &one.name.value);
        if block.value("components").is_none() {
            return all().next().into_iter().cloned().collect();
        }
        let named = read::list(block, "components", read::text);
        let whole = !self.lacks_a_profile
            && service
                .blocks_of(incident_schema::Kind::StatusPage)
                .all(|page| !page.incomplete && page.blocks.iter().all(|inner| !inner.incomplete));
        for name in &named {
            if whole && !all().any(|known| *known == name.value) {
                let known = all().map(Text::as_str);
                self.unknown_name(service, "component", "components", name, known, None);
            }
        }
        named.into_iter().map(|at| at.value).collect()
    }
}

/// By level, and so no literal of the schema; what its row says of it is held against this by `tests/defaults.rs`.
fn default_status(level: SeverityLevel) -> PageStatus {
    match level {
        SeverityLevel::P1 => PageStatus::MajorOutage,
        SeverityLevel::P2 => PageStatus::PartialOutage,
        SeverityLevel::P3 | SeverityLevel::P4 => PageStatus::DegradedPerformance,
    }
}
