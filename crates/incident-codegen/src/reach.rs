//! Whom a page reaches ([`incident_ir::reach`]), and what a fallback is at a provider, in words.

pub(crate) use incident_ir::reach::{
    Reached, all_reached, everybody, reached_by_fallback, told_at_once,
};
use incident_ir::{
    EscalationPolicy, FALLBACK_ENDING, Fallback, RollbackPlan, RollbackTarget, Service,
};

/// What a fallback is at a provider. No provider starts one by itself: it is an object of its own, to
/// which an incident that nobody acknowledged is handed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FallbackReach {
    /// The policy's name and `-fallback`.
    pub(crate) name: String,
    /// What it is for, a sentence or two.
    pub(crate) description: String,
    /// Who is told; at least one.
    pub(crate) reached: Vec<Reached>,
}

/// Whom the fallback of a policy reaches; `None` when that is nobody, which has been reported.
pub(crate) fn fallback(service: &Service, policy: &EscalationPolicy) -> Option<FallbackReach> {
    let reached = reached_by_fallback(service, policy);
    if reached.is_empty() {
        return None;
    }
    let what = match &policy.fallback {
        Fallback::NotifyAll => "all members of all tiers are told".to_owned(),
        Fallback::ExecutiveEscalation { title, .. } => format!("the executive is told: {title}"),
        Fallback::AutoRemediate { remediation } => {
            let plan = remediation.as_ref().and_then(|name| service.rollback_plan(name))?;
            format!("the first tier carries out the {}", in_words(plan))
        }
    };
    let name = &policy.name.value;
    Some(FallbackReach {
        name: format!("{name}{FALLBACK_ENDING}"),
        description: format!(
            "Fallback of {name}, for incidents that nobody acknowledged in any of its cycles: {what}."
        ),
        reached,
    })
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
