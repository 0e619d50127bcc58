//! A policy as an escalation: each tier's recipients in rules of one delay, counted from the alert.
//!
//! A tier's timeout is how long it has before the next is told. PagerDuty writes it at the tier; Opsgenie
//! wants the sum of those before. The last tier's becomes the wait before everything is repeated.

use incident_ir::{EscalationPolicy, FIRST_TIER_ENDING, Service};

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
    format!("{policy}{FIRST_TIER_ENDING}")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{
        default, held_by, holder_of, payment, policy, rotation, service, set, tier, whoever_in,
    };

    /// `10 schedule backend-oncall`, a line a rule.
    fn rules(escalation: &Escalation<'_>) -> Vec<String> {
        let rules = escalation.rules.iter().map(|rule| {
            let Recipient { kind, id, name, username } = &rule.recipient;
            let id = id.as_ref().map(ToString::to_string);
            let who = id.as_ref().or(name.as_ref()).or(username.as_ref()).unwrap();
            assert_eq!((rule.condition, rule.notify_type), ("if-not-acked", "default"));
            assert_eq!(rule.delay.time_unit, "minutes");
            format!("{} {kind} {who}", rule.delay.time_amount)
        });
        rules.collect()
    }

    #[test]
    fn delays_are_counted_from_the_alert_and_the_last_timeout_is_the_wait_before_the_repetition() {
        let service = payment();
        let escalation = of_policy(&service, &service.policies[0]);
        assert_eq!(
            rules(&escalation),
            [
                "0 schedule payments-backend-oncall",
                "10 user {{resolve:opsgenie:user:team-lead}}",
                "30 user {{resolve:opsgenie:user:eng-manager}}",
                "60 user {{resolve:opsgenie:user:vp-engineering}}",
            ]
        );
        let repeat = escalation.repeat.unwrap();
        assert_eq!((repeat.wait_interval, repeat.count), (60, 2));
    }

    #[test]
    fn several_in_a_tier_have_a_rule_each_at_the_same_moment() {
        let service = Service {
            rotations: vec![rotation("emea", &["a@x.com"]), rotation("apac", &["b@x.com"])],
            ..service("Shop")
        };
        let sun = vec![whoever_in("emea"), whoever_in("apac"), whoever_in("emea")];
        let policy = policy(
            "p",
            vec![
                tier("oncall", "90s", "page", sun),
                tier("lead", "1h", "page", vec![held_by("lead", "tina@x.com"), holder_of("cto")]),
            ],
        );
        assert_eq!(
            rules(&of_policy(&service, &policy)),
            [
                "0 schedule emea-oncall",
                "0 schedule apac-oncall",
                "2 user tina@x.com",
                "2 user {{resolve:opsgenie:user:cto}}",
            ]
        );
    }

    #[test]
    fn a_policy_that_is_not_repeated_has_no_repeat_for_opsgenie_counts_from_one() {
        let lead = tier("lead", "5m", "page", vec![holder_of("lead")]);
        let once = EscalationPolicy { repeat_cycles: set(0), ..policy("p", vec![lead.clone()]) };
        assert_eq!(of_policy(&service("Shop"), &once).repeat, None);
        let twice = EscalationPolicy { repeat_cycles: default(1), ..policy("p", vec![lead]) };
        let service = service("Shop");
        let repeat = of_policy(&service, &twice).repeat.unwrap();
        assert_eq!((repeat.wait_interval, repeat.count), (5, 1));
    }

    #[test]
    fn a_repetition_pages_nobody_for_an_alert_that_somebody_acknowledged() {
        let service = payment();
        let repeat = of_policy(&service, &service.policies[0]).repeat.unwrap();
        assert!(!repeat.reset_recipient_states);
        assert!(!repeat.close_alert_after_all);
    }

    #[test]
    fn the_fallback_tells_everybody_at_once_and_once() {
        let members: Vec<String> = (0..12).map(|n| format!("p{n:02}@x.com")).collect();
        let members: Vec<&str> = members.iter().map(String::as_str).collect();
        let service = Service { rotations: vec![rotation("crowd", &members)], ..service("Shop") };
        let policy = policy(
            "p",
            vec![
                tier("oncall", "5m", "page", vec![whoever_in("crowd")]),
                tier("lead", "5m", "page", vec![holder_of("lead")]),
            ],
        );
        let fallback = of_fallback(&service, &policy).unwrap();
        assert_eq!(fallback.name, "p-fallback");
        assert_eq!(fallback.repeat, None);
        let rules = rules(&fallback);
        assert_eq!(rules.len(), 13);
        assert!(rules.iter().all(|rule| rule.starts_with("0 user ")), "{rules:?}");
    }

    #[test]
    fn what_may_wait_is_told_to_the_first_tier_and_not_escalated() {
        let service = payment();
        let escalation = of_first_tier(&service, &service.policies[0]).unwrap();
        assert_eq!(escalation.name, "payments-critical-first-tier");
        assert_eq!(rules(&escalation), ["0 schedule payments-backend-oncall"]);
        assert_eq!(escalation.repeat, None);
    }
}
