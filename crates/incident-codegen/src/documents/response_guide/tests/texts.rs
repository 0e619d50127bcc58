use incident_ir::{Severity, SeverityLevel};

use super::{assert_contains, guide};
use crate::testing::{given, payment, severity};

#[test]
fn the_description_stands_below_the_title_and_the_documentation_at_the_end() {
    let mut service = payment();
    service.description = Some("Takes the money.".into());
    service.docs = Some("First line,\nsecond line.\n\nSecond *paragraph*.".into());
    let guide = guide(&service);
    assert!(
        guide.starts_with(
            "# Incident Response Guide -- PaymentServiceOps\n\nTakes the money.\n\n## P1: "
        ),
        "{guide}"
    );
    assert!(
        guide.ends_with(
            "\n\n---\n\n## About This Service\n\nFirst line, second line.\n\nSecond \
             \\*paragraph\\*.\n"
        ),
        "{guide}"
    );
}

#[test]
fn a_severity_s_documentation_stands_below_its_heading() {
    let mut service = payment();
    service.severities[0].docs = Some("Nobody can pay.\n\nWe lose 5 % an hour.".into());
    assert_contains(
        &guide(&service),
        "## P1: Complete payment processing outage\n\nNobody can pay.\n\nWe lose 5 % an hour.\n\n\
         - **Response time target:**",
    );
}

#[test]
fn bars_and_line_breaks_in_names_stay_in_their_cell_and_their_heading() {
    let mut service = payment();
    service.policies[0].tiers[1].title = "Lead | of\nthe \"team\"".into();
    service.severities[0].description = "Down |\n\n# all of it #".into();
    service.severities[0].components = vec!["A\n- B".into()];
    let guide = guide(&service);
    assert_contains(&guide, "\n## P1: Down \\| # all of it \\#\n\n");
    assert_contains(&guide, "\n| 2 | Lead \\| of the \"team\" | 20 min | PagerDuty + Slack |\n");
    assert_contains(&guide, "\n4. Update the status page: A - B -> Major Outage.\n");
}

#[test]
fn a_severity_without_a_description_is_its_level() {
    let mut service = payment();
    service.severities =
        vec![Severity { docs: Some(" ".into()), ..severity(SeverityLevel::P4, " ", None) }];
    assert_contains(&guide(&service), "\n\n## P4\n\n- **Response time target:** None\n");
}

#[test]
fn roles_are_called_by_their_declared_titles() {
    let mut service = crate::testing::checkout();
    service.roles[0].title = given("Captain".into());
    service.severities[0].notify_channels = crate::testing::channels("phone:team-lead sms:oncall");
    assert_contains(&guide(&service), "channels:** Phone: Captain, SMS: On-call engineer\n");
}
