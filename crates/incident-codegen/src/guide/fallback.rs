//! What happens when nobody acknowledges.

use incident_ir::{
    EscalationPolicy, FALLBACK_ENDING, Fallback, PagingProvider, Responder, Service, SeverityLevel,
};

use super::remediation::rollback_facts;
use crate::{
    phrase::{Phrase, Piece},
    reach::{reached_by_fallback, told_at_once},
    words,
};

/// What happens when a whole escalation path went unanswered.
pub(crate) struct FallbackOfPolicy<'a> {
    /// The policy.
    pub(crate) policy: &'a EscalationPolicy,
    /// The severities that it serves, in words.
    pub(crate) severities: String,
    /// What who does then, a sentence.
    pub(crate) sentence: Phrase,
}

/// No provider starts a fallback by itself, so the guide says who does.
pub(crate) fn not_by_itself(service: &Service) -> String {
    let provider = words::provider(service.paging_provider.value);
    format!("{provider} does not start a fallback by itself: somebody has to escalate.")
}

/// The fallback of every policy that has tiers.
pub(crate) fn fallbacks(service: &Service) -> Vec<FallbackOfPolicy<'_>> {
    let policies = service.policies.iter().filter(|policy| !policy.tiers.is_empty());
    let fallbacks = policies.map(|policy| FallbackOfPolicy {
        policy,
        severities: severities(service, policy),
        sentence: fallback(service, policy),
    });
    fallbacks.collect()
}

/// Who does what when a policy's tiers went unanswered, a sentence.
pub(crate) fn fallback(service: &Service, policy: &EscalationPolicy) -> Phrase {
    let mut sentence = vec![
        Piece::said(format!(
            "If nobody has acknowledged after {} ({}), the on-call engineer or the incident \
             commander {} ",
            words::minutes_in_full(policy.minutes_until_fallback()),
            cycles(policy),
            handing_over(service.paging_provider.value),
        )),
        Piece::Code(format!("{}{FALLBACK_ENDING}", policy.name.value)),
        Piece::said(", "),
    ];
    sentence.extend(effect(service, policy));
    sentence.push(Piece::said("."));
    sentence
}

/// What somebody does with the fallback, in the provider's words.
fn handing_over(provider: PagingProvider) -> &'static str {
    match provider {
        PagingProvider::PagerDuty => "escalates the incident to the policy",
        PagingProvider::Opsgenie => "adds to the alert's responders the escalation",
    }
}

fn severities(service: &Service, policy: &EscalationPolicy) -> String {
    let mut served: Vec<SeverityLevel> = service
        .severities
        .iter()
        .filter(|severity| severity.policy.as_ref() == Some(&policy.name.value))
        .map(|severity| severity.level.value)
        .collect();
    served.sort_unstable();
    if served.is_empty() {
        return "serves no severity".to_owned();
    }
    let served: Vec<&str> = served.into_iter().map(SeverityLevel::name).collect();
    words::enumeration(&served)
}

/// `all 4 tiers, 3 times`.
fn cycles(policy: &EscalationPolicy) -> String {
    let times = words::times(1 + u64::from(policy.repeat_cycles.value));
    match policy.tiers.len() {
        1 => format!("its only tier, {times}"),
        2 => format!("both tiers, {times}"),
        tiers => format!("all {tiers} tiers, {times}"),
    }
}

/// Whom the fallback's policy reaches, and for what.
fn effect(service: &Service, policy: &EscalationPolicy) -> Phrase {
    match &policy.fallback {
        Fallback::NotifyAll => {
            let at_once = match told_at_once(service.paging_provider.value) {
                Some(most) if reached_by_fallback(service, policy).len() > most => {
                    format!(", {most} at a time and a minute apart")
                }
                _ => " at once".to_owned(),
            };
            let mut effect =
                vec![Piece::text(format!("which tells everybody in every tier{at_once}: "))];
            effect.extend(everybody(service, policy));
            effect
        }
        Fallback::ExecutiveEscalation { executive: Some(Responder::Rotation(name)), title } => {
            vec![Piece::text(format!("which tells the {title} (whoever is on call in {name})"))]
        }
        Fallback::ExecutiveEscalation { executive: Some(executive), title } => {
            let mut effect = vec![Piece::text("which tells the ")];
            effect.extend(words::title_with_holder(service, title, executive));
            effect
        }
        Fallback::ExecutiveEscalation { executive: None, title } => {
            vec![Piece::text(format!("which tells the {title}"))]
        }
        Fallback::AutoRemediate { remediation } => {
            let first = policy.tiers.first().map_or("on-call engineer", |tier| tier.title.as_str());
            let plan = remediation.as_deref().and_then(|name| service.rollback_plan(name));
            let what = plan.map_or_else(String::new, |plan| {
                format!(" \"{}\" {}", plan.name.value, rollback_facts(plan))
            });
            vec![Piece::text(format!(
                "which tells the first tier ({first}) to carry out rollback plan{what}"
            ))]
        }
    }
}

/// Whom the tiers reach, in their order, each once.
fn everybody(service: &Service, policy: &EscalationPolicy) -> Phrase {
    let mut all: Vec<Phrase> = Vec::new();
    for tier in &policy.tiers {
        for responder in &tier.responders {
            let one = match responder {
                Responder::Rotation(name) => vec![Piece::text(format!("all of {name}"))],
                Responder::Role { .. } => words::title_with_holder(service, &tier.title, responder),
            };
            if !all.contains(&one) {
                all.push(one);
            }
        }
    }
    words::enumeration_of_phrases(all)
}
