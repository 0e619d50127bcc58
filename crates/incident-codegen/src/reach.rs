//! Whom a page reaches, and whom the fallback does: the same at every provider, which then has its own
//! way of saying it.

use std::collections::BTreeSet;

use incident_ir::{
    EscalationPolicy, FALLBACK_ENDING, Fallback, Responder, RollbackPlan, RollbackTarget,
    SCHEDULE_ENDING, Service, Text,
};

/// Somebody or something that a provider can page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reached {
    /// Whoever is on call in the schedule of this name.
    Schedule(String),
    /// The person with this e-mail address.
    Person(Text),
    /// The holder of this role, whom only the deployment can find.
    Role(Text),
}

/// Whoever a tier or a fallback reaches: a rotation's schedule, else the holder of a role, by e-mail
/// address where one is declared, else by the role's name.
pub(crate) fn reached(service: &Service, responder: &Responder) -> Reached {
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
pub(crate) fn all_reached(service: &Service, responders: &[Responder]) -> Vec<Reached> {
    each_once(responders.iter().map(|one| reached(service, one)))
}

/// What a fallback is at a provider. No provider starts one by itself: it is an object of its own, to
/// which an incident that nobody acknowledged is handed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FallbackReach {
    /// The policy's name and `-fallback`.
    pub(crate) name: String,
    /// What it is for, a sentence or two.
    pub(crate) description: String,
    /// Who is told, all at once; at least one.
    pub(crate) reached: Vec<Reached>,
}

/// Whom the fallback of a policy reaches; `None` when that is nobody, which has been reported.
pub(crate) fn fallback(service: &Service, policy: &EscalationPolicy) -> Option<FallbackReach> {
    let (reached, what) = match &policy.fallback {
        Fallback::NotifyAll => {
            (everybody(service, policy), "all members of all tiers are told".to_owned())
        }
        Fallback::ExecutiveEscalation { executive, title } => {
            let reached = executive.iter().map(|one| reached(service, one)).collect();
            (reached, format!("the executive is told: {title}"))
        }
        Fallback::AutoRemediate { remediation } => {
            let plan = remediation.as_ref().and_then(|name| service.rollback_plan(name))?;
            let first = policy.tiers.first()?;
            (
                all_reached(service, &first.responders),
                format!("the first tier carries out the {}", in_words(plan)),
            )
        }
    };
    if reached.is_empty() {
        return None;
    }
    let name = &policy.name.value;
    Some(FallbackReach {
        name: format!("{name}{FALLBACK_ENDING}"),
        description: format!(
            "Fallback of {name}, for incidents that nobody acknowledged in any of its cycles: {what}."
        ),
        reached,
    })
}

/// Every member of every tier's rotations and every role, in the order of the tiers, each once.
pub(crate) fn everybody(service: &Service, policy: &EscalationPolicy) -> Vec<Reached> {
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
    let mut seen = BTreeSet::new();
    all.into_iter().filter(|one| seen.insert(one.clone())).collect()
}

/// `rollback plan payment-service-rollback (to the previous version)`.
fn in_words(plan: &RollbackPlan) -> String {
    let name = &plan.name.value;
    match &plan.to {
        RollbackTarget::PreviousVersion => {
            format!("rollback plan {name} (to the previous version)")
        }
        RollbackTarget::Version(version) => format!("rollback plan {name} (to {version})"),
    }
}
