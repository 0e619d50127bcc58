//! `escalation_policy.<name>.json`: the tiers as escalation rules.

use incident_ir::{EscalationPolicy, Service, Tier};

use super::{
    AUTO_GENERATED,
    model::{self, EscalationPolicyBody, EscalationRule},
    reference,
};

/// The policy. Its body has no `type`, as the article's has none.
pub(super) fn body<'a>(
    service: &Service,
    policy: &'a EscalationPolicy,
) -> EscalationPolicyBody<'a> {
    EscalationPolicyBody {
        escalation_policy: model::EscalationPolicy {
            kind: None,
            name: policy.name.as_str().into(),
            escalation_rules: policy.tiers.iter().map(|tier| rule(service, tier)).collect(),
            num_loops: policy.repeat_cycles.value,
            description: policy.docs.as_deref().unwrap_or(AUTO_GENERATED).into(),
        },
    }
}

fn rule(service: &Service, tier: &Tier) -> EscalationRule {
    EscalationRule {
        escalation_delay_in_minutes: tier.whole_minutes(),
        targets: reference::responders(service, &tier.responders),
    }
}

#[cfg(test)]
mod tests {
    use incident_ir::{Rotation, ScheduleSource};

    use super::*;
    use crate::{
        json::to_json,
        testing::{
            at, duration, held_by, holder_of, payment, policy, rotation, service, tier, whoever_in,
        },
    };

    fn targets(body: &EscalationPolicyBody<'_>, rule: usize) -> Vec<String> {
        let targets = &body.escalation_policy.escalation_rules[rule].targets;
        targets.iter().map(|target| format!("{} {}", target.kind, target.id)).collect()
    }

    #[test]
    fn the_article_s_policy() {
        let service = payment();
        assert_eq!(
            to_json(&body(&service, &service.policies[0])),
            include_str!("golden/escalation_policy.payments-critical.json")
        );
    }

    #[test]
    fn a_tier_of_several_rotations_and_roles_has_several_targets() {
        let tier = tier(
            "oncall",
            "15m",
            "page",
            vec![
                whoever_in("emea"),
                whoever_in("apac"),
                holder_of("team-lead"),
                whoever_in("emea"),
            ],
        );
        let policy = policy("follow-the-sun", vec![tier]);
        let service = Service {
            rotations: vec![rotation("emea", &["a@x.com"]), rotation("apac", &["b@x.com"])],
            ..service("Shop")
        };
        assert_eq!(
            targets(&body(&service, &policy), 0),
            [
                "schedule_reference {{resolve:pagerduty:schedule:emea-oncall}}",
                "schedule_reference {{resolve:pagerduty:schedule:apac-oncall}}",
                "user_reference {{resolve:pagerduty:user:team-lead}}",
            ]
        );
    }

    #[test]
    fn a_role_is_its_assignee_where_one_is_declared() {
        let lead = tier("team-lead", "15m", "page", vec![held_by("team-lead", "tina@x.com")]);
        assert_eq!(
            targets(&body(&service("Shop"), &policy("p", vec![lead])), 0),
            ["user_reference {{resolve:pagerduty:user:tina@x.com}}"]
        );
    }

    #[test]
    fn a_schedule_that_is_kept_at_pagerduty_has_its_name_there() {
        let kept = Rotation {
            schedule_source: Some(at(ScheduleSource {
                provider: "pagerduty".into(),
                schedule: "Team Backend: {{EU}}".into(),
            })),
            ..rotation("backend", &["a@x.com"])
        };
        let service = Service { rotations: vec![kept], ..service("Shop") };
        let oncall = tier("oncall", "15m", "page", vec![whoever_in("backend")]);
        assert_eq!(
            targets(&body(&service, &policy("p", vec![oncall])), 0),
            ["schedule_reference {{resolve:pagerduty:schedule:Team Backend: {{EU}}}}"]
        );
    }

    #[test]
    fn the_documentation_of_a_policy_describes_it() {
        let documented = EscalationPolicy {
            docs: Some("Pages \"everybody\".\nAt night too.".into()),
            ..policy("p", Vec::new())
        };
        let body = body(&payment(), &documented).escalation_policy.description.into_owned();
        assert_eq!(body, "Pages \"everybody\".\nAt night too.");
    }

    #[test]
    fn seconds_are_rounded_up_to_whole_minutes() {
        for (timeout, minutes) in
            [("10m", 10), ("1h30m", 90), ("90s", 2), ("1m1s", 2), ("59s", 1), ("1d", 1_440)]
        {
            let mut policy = payment().policies.remove(0);
            policy.tiers.truncate(1);
            policy.tiers[0].timeout_in_force = duration(timeout);
            let rules = body(&payment(), &policy).escalation_policy.escalation_rules;
            assert_eq!(rules[0].escalation_delay_in_minutes, minutes, "{timeout}");
        }
    }
}
