//! `event_orchestration.json`: from an alert to the incident's severity and its policy.
//!
//! The first rule that matches decides. Alerts that say what they escalate to come first, by name; then
//! one rule for each alert severity that a declared alert has or whose incident severity the service
//! declares, from critical to info. An event that matches none goes to the technical service's own
//! policy. No rule for the others: it would ask the account for a priority that nobody uses.
//!
//! The body is the same for every technical service of the service.

use incident_ir::{AlertRule, AlertSeverity, Service, Settings, SeverityLevel};

use super::{
    model::{
        Actions, CatchAll, Condition, OrchestrationBody, OrchestrationPath, OrchestrationRule,
        RuleSet,
    },
    reference,
};
use crate::routing;

/// The orchestration of a service with alerts.
pub(super) fn body(service: &Service, settings: &Settings) -> Option<OrchestrationBody> {
    if service.alert_rules.is_empty() {
        return None;
    }
    let by_name = service
        .alert_rules
        .iter()
        .filter_map(|alert| Some(rule_of_alert(service, alert, alert.escalates?)));
    let by_severity = AlertSeverity::ALL.iter().filter_map(|severity| {
        let level = settings.alert_severities.level(*severity);
        let declared = service.severity(level).is_some();
        let used = service
            .alert_rules
            .iter()
            .any(|alert| alert.severity == *severity && alert.escalates.is_none());
        (declared || used).then(|| rule_of_severity(service, *severity, level))
    });
    Some(OrchestrationBody {
        orchestration_path: OrchestrationPath {
            kind: "service",
            sets: vec![RuleSet { id: "start", rules: by_name.chain(by_severity).collect() }],
            catch_all: CatchAll { actions: Actions::default() },
        },
    })
}

fn rule_of_alert(service: &Service, alert: &AlertRule, level: SeverityLevel) -> OrchestrationRule {
    let name = &alert.name.value;
    let runbook =
        alert.runbook.as_ref().map_or_else(String::new, |runbook| format!(" Runbook: {runbook}"));
    OrchestrationRule {
        label: format!("{name} is a {}", level.name()),
        conditions: vec![matches("event.class", name)],
        actions: actions(
            service,
            level,
            format!("Alert {name} raises a {}.{runbook}", routing::in_words(service, level)),
        ),
    }
}

fn rule_of_severity(
    service: &Service,
    severity: AlertSeverity,
    level: SeverityLevel,
) -> OrchestrationRule {
    let name = severity.name();
    OrchestrationRule {
        label: format!("{name} is a {}", level.name()),
        conditions: vec![matches("event.severity", name)],
        actions: actions(
            service,
            level,
            format!("An alert of severity {name} raises a {}.", routing::in_words(service, level)),
        ),
    }
}

/// Where no policy is for the level, the technical service's own stays in force.
fn actions(service: &Service, level: SeverityLevel, annotate: String) -> Actions {
    Actions {
        priority: Some(reference::priority_id(level.name())),
        escalation_policy: routing::policy_for(service, level).map(reference::escalation_policy_id),
        annotate: Some(annotate),
    }
}

/// Equality in PagerDuty's condition language (PCL), in which a string stands between single quotes. The
/// names of the language hold none, nor a backslash; the escape keeps any other name inside its string.
fn matches(field: &str, value: &str) -> Condition {
    let quoted = value.replace('\\', "\\\\").replace('\'', "\\'");
    Condition { expression: format!("{field} matches '{quoted}'") }
}

#[cfg(test)]
mod tests {
    use incident_ir::AlertSeverities;

    use super::*;
    use crate::{
        json::to_json,
        testing::{at, checkout, payment, service},
    };

    fn rules(service: &Service, settings: &Settings) -> Vec<OrchestrationRule> {
        let path = body(service, settings).unwrap().orchestration_path;
        path.sets.into_iter().flat_map(|set| set.rules).collect()
    }

    fn labels(rules: &[OrchestrationRule]) -> Vec<&str> {
        rules.iter().map(|rule| rule.label.as_str()).collect()
    }

    #[test]
    fn the_alerts_of_the_checkout() {
        expect_test::expect_file!["golden/event_orchestration.json"]
            .assert_eq(&to_json(&body(&checkout(), &Settings::default()).unwrap()));
    }

    #[test]
    fn a_service_without_alerts_has_none() {
        assert!(body(&payment(), &Settings::default()).is_none());
    }

    #[test]
    fn an_alert_that_says_what_it_escalates_to_comes_before_every_severity() {
        let mut service = checkout();
        service.alert_rules[0].escalates = Some(SeverityLevel::P2);
        let rules = rules(&service, &Settings::default());
        assert_eq!(
            labels(&rules),
            ["payment-error-rate is a P2", "critical is a P1", "error is a P2"]
        );
        assert_eq!(
            rules[0],
            OrchestrationRule {
                label: "payment-error-rate is a P2".to_owned(),
                conditions: vec![Condition {
                    expression: "event.class matches 'payment-error-rate'".to_owned()
                }],
                actions: Actions {
                    priority: Some(reference::priority_id("P2")),
                    escalation_policy: Some(reference::escalation_policy_id("checkout-critical")),
                    annotate: Some(
                        "Alert payment-error-rate raises a P2 (Payment processing degraded). \
                         Runbook: https://runbooks.company.com/payment-error-rate"
                            .to_owned()
                    ),
                },
            }
        );
    }

    #[test]
    fn the_workspace_decides_what_alert_severities_mean() {
        let settings = Settings {
            alert_severities: AlertSeverities {
                warning: SeverityLevel::P2,
                ..AlertSeverities::default()
            },
            ..Settings::default()
        };
        let rules = rules(&checkout(), &settings);
        assert_eq!(labels(&rules), ["critical is a P1", "error is a P2", "warning is a P2"]);
        let policy = reference::escalation_policy_id("checkout-critical");
        assert_eq!(rules[2].actions.escalation_policy, Some(policy));
        assert_eq!(rules[2].actions.priority, Some(reference::priority_id("P2")));
    }

    #[test]
    fn an_alert_s_severity_has_a_rule_even_where_the_service_does_not_declare_what_it_raises() {
        let mut service = checkout();
        service.alert_rules[0].severity = AlertSeverity::Info;
        let rules = rules(&service, &Settings::default());
        assert_eq!(labels(&rules), ["critical is a P1", "error is a P2", "info is a P4"]);
        assert_eq!(
            rules[2].actions.annotate.as_deref(),
            Some("An alert of severity info raises a P4.")
        );
    }

    #[test]
    fn a_severity_without_a_policy_leaves_the_service_s_own_in_force() {
        let service = Service { alert_rules: checkout().alert_rules, ..service("Shop") };
        let rules = rules(&service, &Settings::default());
        assert_eq!(labels(&rules), ["critical is a P1"]);
        assert_eq!(rules[0].actions.escalation_policy, None);
    }

    #[test]
    fn a_name_cannot_leave_its_string() {
        let mut service = checkout();
        service.alert_rules[0].name = at("it's \\' or true".into());
        service.alert_rules[0].escalates = Some(SeverityLevel::P1);
        let rules = rules(&service, &Settings::default());
        assert_eq!(rules[0].conditions[0].expression, r"event.class matches 'it\'s \\\' or true'");
    }
}
