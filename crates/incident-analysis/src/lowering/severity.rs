//! `severity`.

use std::cell::{OnceCell, RefCell};
use std::iter;

use incident_ir::{EscalationPolicy, PageStatus, Severity, SeverityLevel, StatusPage, Text};
use incident_schema::Kind;
use rustc_hash::FxHashMap;

use super::own_names::OwnNames;
use super::roles::Roles;
use super::service::name_in;
use super::{Lowering, read};
use crate::typed_tree::{Block, Value};

impl Lowering<'_> {
    /// `None` when its level is not known, which has been reported.
    pub(super) fn severity(
        &mut self,
        block: &Block,
        service: &Block,
        roles: &mut Roles,
        policies: &Policies<'_>,
        components: &Components<'_>,
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
            components: self.components_of(block, service, components),
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
        policies: &Policies<'_>,
    ) -> Option<Text> {
        let Some(name) = name_in(block, "escalation") else {
            return policies.serving(level).map(|policy| policy.name.value.clone());
        };
        let found = policies.names.place(&name.value).and_then(|at| policies.all.get(at));
        // A profile that is missing may have it, unless one of them is meant.
        let is_near = || policies.names.indexed().nearest(&name.value, iter::empty()).is_some();
        if found.is_none() && (!self.lacks_a_profile || is_near()) {
            self.unknown_own(service, ["escalation policy", "escalation"], &name, &policies.names);
        }
        found.map(|policy| policy.name.value.clone())
    }

    /// The components named, else the first of the service's pages.
    fn components_of(
        &mut self,
        block: &Block,
        service: &Block,
        components: &Components<'_>,
    ) -> Vec<Text> {
        if block.value("components").is_none() {
            return components.all().next().into_iter().cloned().collect();
        }
        let named = read::list(block, "components", read::text);
        let (names, whole) = components.names(service);
        let whole = *whole && !self.lacks_a_profile;
        for name in named.iter().filter(|name| whole && !names.has(&name.value)) {
            self.unknown_own(service, ["component", "components"], name, names);
        }
        named.into_iter().map(|at| at.value).collect()
    }
}

/// The policies of a service, which each of its severities may name.
pub(super) struct Policies<'p> {
    all: &'p [EscalationPolicy],
    names: OwnNames,
    /// The places of the first that serves each level, of the levels that were asked for.
    serving: RefCell<FxHashMap<SeverityLevel, Option<usize>>>,
}

impl<'p> Policies<'p> {
    pub(super) fn new(all: &'p [EscalationPolicy]) -> Self {
        let names = OwnNames::of(all.iter().map(|policy| &policy.name.value));
        Self { all, names, serving: RefCell::default() }
    }

    /// The first that serves a level.
    fn serving(&self, level: SeverityLevel) -> Option<&'p EscalationPolicy> {
        let find = || self.all.iter().position(|policy| policy.serves(level));
        let place = *self.serving.borrow_mut().entry(level).or_insert_with(find);
        self.all.get(place?)
    }
}

/// The components of a service's pages, which each of its severities may name.
pub(super) struct Components<'p> {
    pages: &'p [StatusPage],
    /// Their names, and whether all of them are known.
    names: OnceCell<(OwnNames, bool)>,
}

impl<'p> Components<'p> {
    pub(super) fn new(pages: &'p [StatusPage]) -> Self {
        Self { pages, names: OnceCell::new() }
    }

    fn all(&self) -> impl Iterator<Item = &'p Text> {
        self.pages.iter().flat_map(|page| &page.components).map(|one| &one.name.value)
    }

    fn names(&self, service: &Block) -> &(OwnNames, bool) {
        self.names.get_or_init(|| {
            let whole = service
                .blocks_of(Kind::StatusPage)
                .all(|page| !page.incomplete && page.blocks.iter().all(|inner| !inner.incomplete));
            (OwnNames::exactly(self.all()), whole)
        })
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
