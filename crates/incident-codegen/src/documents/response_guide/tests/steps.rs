use incident_ir::{Given, PageStatus, Service, Severity, SeverityLevel};

use super::{assert_contains, assert_lacks, guide, section};
use crate::testing::{
    channels, checkout, component, duration, payment, service, set, severity, status_page,
};

/// The numbered lines of the article's P1 after a change to the service.
fn steps(change: impl FnOnce(&mut Service)) -> Vec<String> {
    let mut service = payment();
    change(&mut service);
    let guide = guide(&service);
    let lines = section(&guide, "P1").lines();
    lines.filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned).collect()
}

#[test]
fn steps_that_do_not_apply_are_left_out_and_the_rest_is_numbered_through() {
    let bare = Service {
        severities: vec![Severity {
            requires_post_mortem: set(false),
            ..severity(SeverityLevel::P1, "Down", None)
        }],
        ..service("Shop")
    };
    assert_contains(
        &guide(&bare),
        "### Response Steps\n\
         1. Acknowledge the alert.\n\
         2. Open a dedicated Slack channel: #incident-[date]-[short-desc].\n\
         3. Begin diagnosis using the linked runbook.\n",
    );
}

#[test]
fn p3_and_p4_have_no_steps() {
    let guide = guide(&payment());
    for level in ["P3", "P4"] {
        assert_lacks(section(&guide, level), "Response Steps");
        assert_contains(section(&guide, level), "### Escalation Path\n");
    }
}

#[test]
fn without_a_response_time_the_alert_is_just_acknowledged() {
    let steps = steps(|service| service.severities[0].response_time = Given::Absent);
    assert_eq!(steps[0], "1. Acknowledge the alert.");
}

#[test]
fn a_service_that_talks_in_teams_only_opens_its_channel_there() {
    let only_teams = |service: &mut Service| {
        for severity in &mut service.severities {
            severity.notify_channels = channels("pagerduty teams:#incidents");
        }
        for tier in &mut service.policies[0].tiers {
            tier.channels = set(channels("page"));
        }
    };
    assert_eq!(
        steps(only_teams)[2],
        "3. Open a dedicated Microsoft Teams channel: incident-[date]-[short-desc]."
    );
    let both = steps(|service| {
        only_teams(service);
        service.policies[0].tiers[1].channels = set(channels("slack"));
    });
    assert_eq!(both[2], "3. Open a dedicated Slack channel: #incident-[date]-[short-desc].");
}

#[test]
fn every_component_that_is_affected_is_named_with_what_the_page_shows() {
    let several = steps(|service| {
        service.severities[0].components =
            vec!["Payment Gateway".into(), "Refund Service".into(), "Invoice Generation".into()];
        service.severities[0].page_status = PageStatus::DegradedPerformance;
    });
    assert_eq!(
        several[3],
        "4. Update the status page: Payment Gateway, Refund Service and Invoice Generation -> \
         Degraded Performance."
    );
    let none = steps(|service| service.severities[0].components.clear());
    assert_eq!(none[3], "4. Update the status page.");
}

#[test]
fn with_several_pages_it_says_on_which() {
    let steps = steps(|service| {
        service.status_pages.push(status_page(
            "partners",
            vec![component("Partner API", None), component("Payment Gateway", None)],
        ));
        service.severities[0].components = vec![
            "Payment Processing".into(),
            "Partner API".into(),
            "Payment Gateway".into(),
            "Unknown".into(),
        ];
    });
    assert_eq!(
        steps[3],
        "4. Update the status page: Payment Processing (page payments), Partner API (page partners), \
         Payment Gateway (pages payments and partners) and Unknown -> Major Outage."
    );
}

#[test]
fn the_runbook_is_linked_or_told_where_it_is() {
    let with = |runbook: &str| {
        let runbook = Some(runbook.into());
        steps(|service| service.runbook = runbook).swap_remove(4)
    };
    assert_eq!(
        with("https://x.com/run (book)"),
        "5. Begin diagnosis using the [linked runbook](https://x.com/run%20%28book%29)."
    );
    assert_eq!(
        with("docs/payments.md"),
        "5. Begin diagnosis using the runbook `docs/payments.md`."
    );
    assert_eq!(with(" "), "5. Begin diagnosis using the linked runbook.");
}

#[test]
fn without_a_runbook_of_the_service_the_alert_s_is_used() {
    let mut service = checkout();
    service.runbook = None;
    let guide = guide(&service);
    assert_contains(
        section(&guide, "P1"),
        "5. Begin diagnosis using the alert's runbook, named above.\n",
    );
    assert_contains(section(&guide, "P2"), "4. Begin diagnosis using the linked runbook.\n");
}

#[test]
fn the_status_page_is_kept_up_to_date_at_the_declared_interval() {
    let steps = steps(|service| service.status_update_interval = set(duration("30m")));
    assert_eq!(steps[5], "6. Post updates to the status page every 30 minutes.");
}

#[test]
fn a_post_mortem_without_a_template_has_no_deadline() {
    let steps = steps(|service| service.post_mortem = None);
    assert_eq!(steps[6], "7. After resolution, schedule post-mortem.");
}
