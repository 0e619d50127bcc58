use incident_ir::{
    AlertSeverities, Effect, OnIncident, RollbackTarget, Service, Settings, SeverityLevel,
};

use super::{assert_contains, assert_lacks, contents, guide, section};
use crate::testing::{checkout, duration, payment};

/// The remediation of the checkout's P1 after a change to the service.
fn remediation(change: impl FnOnce(&mut Service)) -> String {
    let mut service = checkout();
    change(&mut service);
    let guide = guide(&service);
    let (_, options) =
        section(&guide, "P1").split_once("### Automated Remediation Options\n").unwrap();
    options.to_owned()
}

#[test]
fn the_article_s_remediation_stands_in_the_checkout_s_p1() {
    let expected = include_str!("../golden/remediation.md");
    assert_contains(section(&guide(&checkout()), "P1"), expected.trim_end());
}

#[test]
fn without_neighbours_there_is_no_remediation_and_no_alert() {
    assert_lacks(&guide(&payment()), "Remediation");
    assert_lacks(&guide(&payment()), "Alerts");
}

#[test]
fn a_rollback_says_to_what_how_long_and_what_to_run() {
    let options = remediation(|service| {
        let plan = &mut service.rollback_plans[0];
        plan.to = RollbackTarget::Version("v41".into());
        plan.estimated_time = None;
        plan.command = Some("deploy rollback `payments`".into());
    });
    assert_contains(
        &options,
        "- **Rollback:** Execute rollback plan \"payment-service-rollback\"\n  \
           (rollback to version \"v41\")\n  \
           Run: `` deploy rollback `payments` ``\n- **Circuit",
    );
}

#[test]
fn a_command_of_several_lines_is_a_block_of_code() {
    let options = remediation(|service| {
        service.rollback_plans[0].command = Some("cd deploy\n./rollback payments\n".into());
    });
    assert_contains(
        &options,
        "estimated time: 3 minutes)\n  ```\n  cd deploy\n  ./rollback payments\n  ```\n- **Circuit",
    );
}

#[test]
fn a_flag_s_effect_is_told_where_it_is_declared() {
    for (effect, words) in [
        (Some(Effect::Immediate), "(from EnvironmentParity DSL, immediate effect)"),
        (
            Some(Effect::After(duration("5m"))),
            "(from EnvironmentParity DSL, effect after 5 minutes)",
        ),
        (None, "(from EnvironmentParity DSL)"),
    ] {
        let options = remediation(|service| service.feature_flags[0].effect = effect);
        assert_contains(&options, words);
    }
}

#[test]
fn a_flag_is_switched_as_declared() {
    let options = remediation(|service| service.feature_flags[0].on_incident = OnIncident::Enable);
    assert_contains(&options, "- **Feature flag:** Enable payment-v2 feature flag\n");
}

#[test]
fn one_failure_is_not_plural() {
    let options = remediation(|service| service.circuit_breakers[0].failures = 1);
    assert_contains(&options, "trips after 1 failure in 30s)");
}

#[test]
fn alerts_stand_with_the_severity_that_they_raise() {
    let mut service = checkout();
    service.alert_rules[0].hold = Some(duration("2m"));
    service.alert_rules[0].docs = Some("Too many\nfailed payments.".into());
    let item = "### Alerts\n- **payment-error-rate** (critical, fires after 2 minutes), \
                [runbook](https://runbooks.company.com/payment-error-rate): Too many failed \
                payments.\n";
    let by_default = guide(&service);
    assert_contains(section(&by_default, "P1"), item);
    assert_lacks(section(&by_default, "P2"), "payment-error-rate");

    let mapped = Settings {
        alert_severities: AlertSeverities {
            critical: SeverityLevel::P2,
            ..AlertSeverities::default()
        },
        ..Settings::default()
    };
    let mapped = contents(&service, &mapped);
    assert_lacks(section(&mapped, "P1"), "Alerts");
    assert_contains(section(&mapped, "P2"), item);

    service.alert_rules[0].escalates = Some(SeverityLevel::P2);
    assert_contains(section(&guide(&service), "P2"), item);
}

#[test]
fn an_alert_s_runbook_that_is_a_file_is_told_as_a_path() {
    let mut service = checkout();
    service.alert_rules[0].runbook = Some("docs/errors.md".into());
    assert_contains(
        &guide(&service),
        "- **payment-error-rate** (critical), runbook `docs/errors.md`\n",
    );
    service.alert_rules[0].runbook = None;
    assert_contains(&guide(&service), "- **payment-error-rate** (critical)\n");
}

#[test]
fn a_failed_canary_stands_with_the_severity_that_it_raises() {
    let mut service = checkout();
    let item = "### Alerts\n- **Failed canary** (error rate of 5% or more)\n";
    assert_contains(section(&guide(&service), "P2"), item);
    if let Some(canary) = &mut service.canary {
        canary.severity = SeverityLevel::P1;
    }
    let guide = guide(&service);
    assert_contains(section(&guide, "P1"), "\n- **Failed canary** (error rate of 5% or more)\n");
    assert_lacks(section(&guide, "P2"), "canary");
}
