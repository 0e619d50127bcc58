use incident_ir::{Fallback, Responder, Service, SeverityLevel};

use super::{assert_contains, assert_lacks, guide, section};
use crate::testing::{
    at, channels, checkout, held_by, holder_of, payment, policy, rotation, service, set, severity,
    tier, whoever_in,
};

/// A service with one policy, which serves a P3.
fn with_policy(policy: incident_ir::EscalationPolicy) -> Service {
    Service {
        rotations: vec![rotation("emea", &["ann@x.com"]), rotation("apac", &["ben@x.com"])],
        severities: vec![severity(SeverityLevel::P3, "Slow", Some(&policy.name))],
        policies: vec![policy],
        ..service("Shop")
    }
}

fn fallback_of(change: impl FnOnce(&mut Service)) -> String {
    let mut service = checkout();
    change(&mut service);
    let guide = guide(&service);
    section(&guide, "If Nobody Acknowledges").to_owned()
}

#[test]
fn a_severity_without_a_policy_has_no_path() {
    let mut service = payment();
    service.severities[2].policy = None;
    let guide = guide(&service);
    assert_lacks(section(&guide, "P3"), "Escalation Path");
    assert_contains(section(&guide, "P4"), "### Escalation Path\n");
}

#[test]
fn timeouts_and_channels_are_in_words() {
    let service = with_policy(policy(
        "p",
        vec![
            tier("oncall", "1h30m", "page", vec![whoever_in("emea")]),
            tier("db-owner", "24h", "page:team-lead sms teams:#dba", vec![holder_of("db-owner")]),
            tier("cto", "30s", "", vec![holder_of("cto")]),
        ],
    ));
    assert_contains(
        &guide(&service),
        "| 1 | On-call engineer (on call in emea) | 1 h 30 min | PagerDuty |\n\
         | 2 | Db owner | 24 h | PagerDuty: team-lead + SMS + Microsoft Teams #dba |\n\
         | 3 | Cto | 30 s | None |\n",
    );
}

#[test]
fn a_tier_says_which_rotations_it_reaches_unless_it_is_the_service_s_only_one() {
    let mut service = with_policy(policy(
        "p",
        vec![
            tier("oncall", "5m", "page", vec![whoever_in("emea"), whoever_in("apac")]),
            tier("oncall", "5m", "page", vec![whoever_in("apac")]),
            tier("team-lead", "5m", "page", vec![whoever_in("emea")]),
        ],
    ));
    let rows = "| 1 | On-call engineer (on call in emea or apac, whichever is active) | 5 min | PagerDuty |\n\
                | 2 | On-call engineer (on call in apac) | 5 min | PagerDuty |\n\
                | 3 | Team lead (on call in emea) | 5 min | PagerDuty |\n";
    assert_contains(&guide(&service), rows);
    service.oncall = Some("apac".into());
    assert_contains(&guide(&service), "| 2 | On-call engineer | 5 min | PagerDuty |\n");
}

#[test]
fn a_policy_s_documentation_stands_above_its_path() {
    let mut service = payment();
    service.policies[0].docs = Some("Ring twice.".into());
    assert_contains(
        &guide(&service),
        "### Escalation Path\n\nRing twice.\n\n| Tier | Role | Timeout | Channel |\n",
    );
}

#[test]
fn the_fallback_tells_when_by_whom_and_whom_it_reaches() {
    let guide = guide(&payment());
    assert_contains(
        section(&guide, "If Nobody Acknowledges"),
        "- **payments-critical** (P1, P2, P3 and P4): If nobody has acknowledged after 6 hours \
         (all 4 tiers, 3 times), the on-call engineer or the incident commander escalates the \
         incident to the policy `payments-critical-fallback`, which tells everybody in every tier \
         at once: all of payments-backend, Team lead, Engineering manager and VP Engineering.",
    );
}

#[test]
fn every_policy_has_its_sentence() {
    let mut service = payment();
    let mut spare =
        policy("spare", vec![tier("oncall", "45m", "page", vec![whoever_in("payments-backend")])]);
    spare.repeat_cycles = set(0);
    service.policies.push(spare);
    service.severities[3].policy = Some("spare".into());
    let with_both = guide(&service);
    let fallbacks = section(&with_both, "If Nobody Acknowledges");
    assert_contains(fallbacks, "- **payments-critical** (P1, P2 and P3): ");
    assert_contains(
        fallbacks,
        "- **spare** (P4): If nobody has acknowledged after 45 minutes (its only tier, once), ",
    );

    service.severities[3].policy = None;
    assert_contains(&guide(&service), "- **spare** (serves no severity): ");
}

#[test]
fn an_executive_escalation_names_the_executive() {
    let tells = |executive: Option<Responder>, title: &str| {
        let title = title.into();
        fallback_of(|service| {
            service.policies[0].fallback = Fallback::ExecutiveEscalation { executive, title };
        })
    };
    assert_contains(
        &tells(Some(held_by("cto", "cy@x.com")), "CTO"),
        "`checkout-critical-fallback`, which tells the CTO (cy@x.com).",
    );
    assert_contains(&tells(Some(holder_of("cto")), "CTO"), "which tells the CTO.");
    assert_contains(
        &tells(Some(whoever_in("execs")), "Executive"),
        "which tells the Executive (whoever is on call in execs).",
    );
}

#[test]
fn a_remediation_is_carried_out_by_the_first_tier() {
    assert_contains(
        &fallback_of(|_| ()),
        "(P1 and P2): If nobody has acknowledged after 4 hours (all 3 tiers, 4 times), the on-call \
         engineer or the incident commander escalates the incident to the policy \
         `checkout-critical-fallback`, which tells the first tier (On-call engineer) to carry out \
         rollback plan \"payment-service-rollback\" (rollback to previous version, estimated time: \
         3 minutes).",
    );
}

#[test]
fn the_provider_that_does_not_start_it_is_named() {
    let provider = incident_ir::PagingProvider::Opsgenie;
    let fallback = fallback_of(|service| service.paging_provider = set(provider));
    assert_contains(
        &fallback,
        "Opsgenie does not start a fallback by itself: somebody has to escalate.",
    );
    assert_contains(
        &fallback,
        "adds to the alert's responders the escalation `checkout-critical-fallback`, which",
    );
}

#[test]
fn a_service_without_policies_has_no_fallback() {
    let mut service = payment();
    service.policies.clear();
    assert_lacks(&guide(&service), "If Nobody Acknowledges");
}

#[test]
fn rotations_and_holders_of_roles_are_named_at_the_end() {
    let mut service = checkout();
    service.rotations.push(incident_ir::Rotation {
        schedule_source: Some(at(incident_ir::ScheduleSource {
            provider: "opsgenie".into(),
            schedule: "night team".into(),
        })),
        ..rotation("nights", &["nora@x.com"])
    });
    service.severities[0].notify_channels = channels("page");
    assert_contains(
        section(&guide(&service), "Who Is On Call"),
        "- **checkout-backend:** schedule `checkout-backend-oncall` in PagerDuty\n  \
           (alice@company.com, bob@company.com, carol@company.com, david@company.com; 7 days each, \
           hand-off on Monday at 09:00, America/New_York time)\n\
         - **nights:** schedule `night team`, kept in Opsgenie; PagerDuty pages by its own schedule of that name\n\
         - **Team lead:** tina@company.com\n\
         - **Engineering manager:** erin@company.com",
    );
}
