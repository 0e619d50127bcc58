//! Whom a page reaches, and whom the fallback does: the same at every provider, which then has its own
//! way of saying it.

use std::collections::BTreeSet;

use crate::{
    EscalationPolicy, Fallback, PagingProvider, Responder, SCHEDULE_ENDING, Service, Text,
};

/// How many one rule of a PagerDuty policy tells: `EscalationRule.targets` has `maxItems: 10` in its OpenAPI
/// description.
pub const PAGERDUTY_TARGETS_PER_RULE: usize = 10;

/// How many a provider tells in the same minute; `None` where there is no such limit, since each has a rule of
/// its own.
pub const fn told_at_once(provider: PagingProvider) -> Option<usize> {
    match provider {
        PagingProvider::PagerDuty => Some(PAGERDUTY_TARGETS_PER_RULE),
        PagingProvider::Opsgenie => None,
    }
}

/// Somebody or something that a provider can page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reached {
    /// Whoever is on call in the schedule of this name.
    Schedule(String),
    /// The person with this e-mail address.
    Person(Text),
    /// The holder of this role, whom only the deployment can find.
    Role(Text),
}

/// Whoever a tier or a fallback reaches: a rotation's schedule, else the holder of a role, by e-mail
/// address where one is declared, else by the role's name.
pub fn reached(service: &Service, responder: &Responder) -> Reached {
    match responder {
        // The model has every rotation that a tier refers to; the other arm is for completeness.
        Responder::Rotation(name) => Reached::Schedule(service.rotation(name).map_or_else(
            || format!("{name}{SCHEDULE_ENDING}"),
            |rotation| rotation.schedule_name(),
        )),
        Responder::Role { assignee: Some(email), .. } => Reached::Person(email.clone()),
        Responder::Role { name, assignee: None } => Reached::Role(name.clone()),
    }
}

/// All of them in order, each once: two roles may have one holder.
pub fn all_reached(service: &Service, responders: &[Responder]) -> Vec<Reached> {
    each_once(responders.iter().map(|one| reached(service, one)))
}

/// Whom the fallback of a policy reaches, at once or in turns ([`told_at_once`]); nobody when what it names is
/// not there, which has been reported.
pub fn reached_by_fallback(service: &Service, policy: &EscalationPolicy) -> Vec<Reached> {
    match &policy.fallback {
        Fallback::NotifyAll => everybody(service, policy),
        Fallback::ExecutiveEscalation { executive, .. } => {
            executive.iter().map(|one| reached(service, one)).collect()
        }
        Fallback::AutoRemediate { remediation } => {
            let plan = remediation.as_ref().and_then(|name| service.rollback_plan(name));
            let first = plan.and(policy.tiers.first());
            first.map(|tier| all_reached(service, &tier.responders)).unwrap_or_default()
        }
    }
}

/// Every member of every tier's rotations and every role, in the order of the tiers, each once.
pub fn everybody(service: &Service, policy: &EscalationPolicy) -> Vec<Reached> {
    let responders = policy.tiers.iter().flat_map(|tier| &tier.responders);
    each_once(responders.flat_map(|responder| {
        match responder {
            Responder::Rotation(name) => service
                .rotation(name)
                .into_iter()
                .flat_map(|rotation| &rotation.members)
                .map(|member| Reached::Person(member.value.clone()))
                .collect(),
            Responder::Role { .. } => vec![reached(service, responder)],
        }
    }))
}

/// In order, without those that came before.
fn each_once(all: impl IntoIterator<Item = Reached>) -> Vec<Reached> {
    let all: Vec<Reached> = all.into_iter().collect();
    let mut seen = BTreeSet::new();
    let is_first: Vec<bool> = all.iter().map(|one| seen.insert(one)).collect();
    all.into_iter().zip(is_first).filter_map(|(one, is_first)| is_first.then_some(one)).collect()
}
