//! A policy as an escalation: each tier's recipients in rules of one delay, counted from the alert.
//!
//! A tier's timeout is how long it has before the next is told. PagerDuty writes it at the tier; Opsgenie
//! wants the sum of those before. The last tier's becomes the wait before everything is repeated.

use incident_ir::{EscalationPolicy, Service};

use super::{
    AUTO_GENERATED,
    model::{Delay, Escalation, EscalationRule, Recipient, Repeat},
    recipient,
};
use crate::reach::{self, Reached};

/// The policy itself.
pub(super) fn of_policy<'a>(service: &Service, policy: &'a EscalationPolicy) -> Escalation<'a> {
    let mut rules = Vec::new();
    let mut since_alert: u64 = 0;
    for tier in &policy.tiers {
        let reached = reach::all_reached(service, &tier.responders);
        rules.extend(reached.iter().map(|one| rule(since_alert, recipient::reached(one))));
        since_alert = since_alert.saturating_add(tier.whole_minutes());
    }
    let repeat = policy.tiers.last().map(|last| Repeat {
        wait_interval: last.whole_minutes(),
        count: policy.repeat_cycles.value,
        reset_recipient_states: false,
        close_alert_after_all: false,
    });
    Escalation {
        name: policy.name.to_string(),
        description: policy.docs.as_deref().unwrap_or(AUTO_GENERATED).into(),
        rules,
        repeat: repeat.filter(|repeat| repeat.count > 0),
    }
}

/// Its fallback; `None` when it reaches nobody, which has been reported.
pub(super) fn of_fallback<'a>(
    service: &Service,
    policy: &EscalationPolicy,
) -> Option<Escalation<'a>> {
    let fallback = reach::fallback(service, policy)?;
    Some(at_once(fallback.name, &fallback.description, &fallback.reached))
}

/// The name of [`of_first_tier`].
pub(super) fn first_tier_name(policy: &str) -> String {
    format!("{policy}-first-tier")
}

/// For incidents that may wait: the first tier is told, and nobody else.
pub(super) fn of_first_tier<'a>(
    service: &Service,
    policy: &EscalationPolicy,
) -> Option<Escalation<'a>> {
    let reached = reach::all_reached(service, &policy.tiers.first()?.responders);
    let name = &policy.name.value;
    let what = format!(
        "For incidents that may wait until somebody works: tells the first tier of {name}, once."
    );
    Some(at_once(first_tier_name(name), &what, &reached))
}

fn at_once<'a>(name: String, what: &str, reached: &[Reached]) -> Escalation<'a> {
    Escalation {
        name,
        description: format!("{what} {AUTO_GENERATED}").into(),
        rules: reached.iter().map(|one| rule(0, recipient::reached(one))).collect(),
        repeat: None,
    }
}

fn rule(minutes_since_alert: u64, recipient: Recipient) -> EscalationRule {
    EscalationRule {
        condition: "if-not-acked",
        notify_type: "default",
        delay: Delay { time_amount: minutes_since_alert, time_unit: "minutes" },
        recipient,
    }
}
