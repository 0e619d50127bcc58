//! `escalation_policy.<name>-fallback.json`: whom the fallback reaches.
//!
//! PagerDuty has nothing that happens after the last loop: the incident stays with the last rule's
//! targets. So the fallback is a policy of its own, to which an incident that nobody acknowledged is
//! reassigned; the response guide says when and by whom.

use incident_ir::{EscalationPolicy, Service, reach::PAGERDUTY_TARGETS_PER_RULE};

use super::{
    AUTO_GENERATED,
    model::{self, EscalationPolicyBody, EscalationRule, Reference},
    reference,
};
use crate::reach;

/// In minutes; PagerDuty takes no shorter one. Targets that do not fit into one rule follow so much later.
const SHORTEST_DELAY: u64 = 1;

/// The fallback as a policy; `None` when it reaches nobody, which has been reported.
pub(super) fn body<'a>(
    service: &Service,
    policy: &EscalationPolicy,
) -> Option<EscalationPolicyBody<'a>> {
    let fallback = reach::fallback(service, policy)?;
    let targets: Vec<Reference> = fallback.reached.iter().map(reference::reached).collect();
    let escalation_rules = targets
        .chunks(PAGERDUTY_TARGETS_PER_RULE)
        .map(|targets| EscalationRule {
            escalation_delay_in_minutes: SHORTEST_DELAY,
            targets: targets.to_vec(),
        })
        .collect();
    Some(EscalationPolicyBody {
        escalation_policy: model::EscalationPolicy {
            kind: Some("escalation_policy"),
            name: fallback.name.into(),
            escalation_rules,
            num_loops: 0,
            description: format!("{} {AUTO_GENERATED}", fallback.description).into(),
        },
    })
}

#[cfg(test)]
mod tests {
    use incident_ir::{Fallback, RollbackTarget};

    use super::*;
    use crate::{
        json::to_json,
        placeholder::Placeholder,
        testing::{
            checkout, held_by, holder_of, payment, policy, rotation, service, tier, whoever_in,
        },
    };

    /// The targets' names, a list a rule.
    fn reached(service: &Service, policy: &EscalationPolicy) -> Vec<Vec<String>> {
        let body = body(service, policy).unwrap();
        let name = |id: &Placeholder| {
            id.to_string().rsplit(':').next().unwrap().trim_end_matches("}}").to_owned()
        };
        let rules = &body.escalation_policy.escalation_rules;
        rules
            .iter()
            .map(|rule| rule.targets.iter().map(|target| name(&target.id)).collect())
            .collect()
    }

    #[test]
    fn everybody_of_the_article_s_policy_is_told() {
        let service = payment();
        expect_test::expect_file!["golden/escalation_policy.payments-critical-fallback.json"]
            .assert_eq(&to_json(&body(&service, &service.policies[0])));
    }

    #[test]
    fn the_first_tier_carries_out_the_rollback_of_the_checkout() {
        let service = checkout();
        expect_test::expect_file!["golden/escalation_policy.checkout-critical-fallback.json"]
            .assert_eq(&to_json(&body(&service, &service.policies[0])));
    }

    #[test]
    fn members_and_roles_are_reached_in_the_order_of_the_tiers_each_once() {
        let service = Service {
            rotations: vec![
                rotation("emea", &["ann@x.com", "ben@x.com"]),
                rotation("apac", &["cho@x.com", "ann@x.com"]),
            ],
            ..service("Shop")
        };
        let policy = policy(
            "p",
            vec![
                tier("oncall", "5m", "page", vec![whoever_in("emea"), whoever_in("apac")]),
                tier("lead", "5m", "page", vec![held_by("lead", "ben@x.com")]),
                tier("manager", "5m", "page", vec![holder_of("manager")]),
            ],
        );
        assert_eq!(
            reached(&service, &policy),
            [["ann@x.com", "ben@x.com", "cho@x.com", "manager"]]
        );
    }

    #[test]
    fn more_than_ten_are_spread_over_rules_a_minute_apart() {
        let members: Vec<String> = (0..23).map(|n| format!("p{n:02}@x.com")).collect();
        let members: Vec<&str> = members.iter().map(String::as_str).collect();
        let service = Service { rotations: vec![rotation("crowd", &members)], ..service("Shop") };
        let policy = policy("p", vec![tier("oncall", "5m", "page", vec![whoever_in("crowd")])]);
        let rules = reached(&service, &policy);
        assert_eq!(rules.iter().map(Vec::len).collect::<Vec<_>>(), [10, 10, 3]);
        assert_eq!(rules.concat(), members);
        let body = body(&service, &policy).unwrap().escalation_policy;
        assert!(body.escalation_rules.iter().all(|rule| rule.escalation_delay_in_minutes == 1));
    }

    #[test]
    fn an_executive_escalation_reaches_that_role_only() {
        let mut service = payment();
        service.policies[0].fallback = Fallback::ExecutiveEscalation {
            executive: Some(holder_of("vp-engineering")),
            title: "VP Engineering".into(),
        };
        let policy = &service.policies[0];
        assert_eq!(reached(&service, policy), [["vp-engineering"]]);
        let body = body(&service, policy).unwrap().escalation_policy;
        assert!(body.description.contains("VP Engineering"), "{}", body.description);
        assert_eq!(body.kind, Some("escalation_policy"));
    }

    #[test]
    fn a_rollback_to_a_named_version_says_which() {
        let mut service = checkout();
        service.rollback_plans[0].to = RollbackTarget::Version("v41".into());
        let body = body(&service, &service.policies[0]).unwrap().escalation_policy;
        assert!(body.description.contains("(to v41)"), "{}", body.description);
    }

    #[test]
    fn a_fallback_that_could_not_be_resolved_is_not_written() {
        let mut service = checkout();
        for fallback in [
            Fallback::AutoRemediate { remediation: None },
            Fallback::ExecutiveEscalation { executive: None, title: "CTO".into() },
        ] {
            service.policies[0].fallback = fallback;
            assert!(body(&service, &service.policies[0]).is_none());
        }
    }
}
