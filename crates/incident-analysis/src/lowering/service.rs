//! `service`.

use incident_ir::{PagingProvider, Service, Text};
use incident_schema::Kind;

use super::own_names::OwnNames;
use super::policy::{OwnRotations, Plans};
use super::roles::Roles;
use super::rotation::InUse;
use super::severity::{Components, Policies};
use super::{Lowering, people, read};
use crate::issue::{Told, unknown_name};
use crate::typed_tree::{Block, Value};

impl Lowering<'_> {
    pub(super) fn service(&mut self, block: &Block) -> Option<Service> {
        let rotations = self.rotations_of(block);
        let mut roles = Roles::new(self.db, block, &rotations.all);
        let plans = Plans::of(self.rollback_plans(block), block);
        let own = OwnRotations::of(&rotations.all, block);
        let mut rotations_in_use = InUse::new(rotations.all);
        let policies: Vec<_> = block
            .blocks_of(Kind::EscalationPolicy)
            .filter_map(|policy| {
                let mut cx = super::policy::Cx {
                    service: block,
                    roles: &mut roles,
                    rotations: &mut rotations_in_use,
                    oncall: rotations.oncall.as_ref(),
                    own: &own,
                    plans: &plans,
                };
                self.policy(policy, &mut cx)
            })
            .collect();
        let status_pages = self.status_pages(block);
        let post_mortem = block
            .blocks_of(Kind::PostMortemTemplate)
            .next()
            .and_then(|template| self.post_mortem(template, &mut roles));
        let policies_by_name = Policies::new(&policies);
        let components = Components::new(&status_pages);
        let severities = block
            .blocks_of(Kind::Severity)
            .filter_map(|severity| {
                self.severity(severity, block, &mut roles, &policies_by_name, &components)
            })
            .collect();
        let rotations_in_use = rotations_in_use.all;
        let roles = roles.into_used();
        let people = people::referred_to(self.db, &rotations_in_use, &roles);
        Some(Service {
            origin: block.header,
            name: read::name(block),
            docs: block.docs.clone(),
            description: read::optional(block, "description", read::text).map(|at| at.value),
            runbook: read::optional(block, "runbook", read::text).map(|at| at.value),
            paging_provider: read::setting(
                block,
                "paging_provider",
                read::choice(PagingProvider::from_name),
            )?,
            status_update_interval: read::setting(block, "status_update_interval", read::duration)?,
            rotations: rotations_in_use,
            oncall: rotations.oncall,
            policies,
            status_pages,
            post_mortem,
            severities,
            alert_rules: self.alert_rules(block),
            health_checks: self.health_checks(block),
            apps: self.apps(block),
            canary: self.canary(block),
            rollback_plans: plans.all,
            circuit_breakers: self.circuit_breakers(block),
            feature_flags: self.feature_flags(block),
            roles,
            people,
        })
    }

    /// Reports a name that nothing in the service has, unless something in the service could not be
    /// understood and may be just that.
    pub(super) fn unknown_own(
        &mut self,
        service: &Block,
        words: [&'static str; 2],
        name: &incident_ir::At<Text>,
        known: &OwnNames,
    ) {
        if !service.incomplete {
            self.unknown_among(service, words, name, known.iter(), known.told(name));
        }
    }

    /// The same of names that not the service alone has.
    pub(super) fn unknown_among<'n>(
        &mut self,
        service: &Block,
        [noun, subject]: [&'static str; 2],
        name: &incident_ir::At<Text>,
        known: impl Iterator<Item = &'n str> + Clone,
        told: Told,
    ) {
        if service.incomplete {
            return;
        }
        let kind = unknown_name(noun, subject, name, known, told, self.issues.len());
        self.issues.push(crate::Issue { kind, origin: name.origin, related: None });
    }
}

/// The name in a key, as written.
pub(super) fn name_in(block: &Block, key: &str) -> Option<incident_ir::At<Text>> {
    read::optional(block, key, |value| match value {
        Value::Name(name) | Value::Text(name) => Some(name.clone()),
        _ => None,
    })
}
