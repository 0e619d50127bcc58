//! From an alert of the team to the escalation that handles it.
//!
//! The first rule that matches decides. In a service with alerts, those that say what they escalate to come
//! first, by name, then a rule for each severity of alerts. Last comes one for each priority that has a
//! policy or may wait. The rest goes to the service's own policy, by the rule that Opsgenie makes with
//! every team.
//!
//! Severities stand above priorities because an alert that its sender gave no priority has P3 at Opsgenie:
//! a critical one is no P3.

use std::collections::BTreeSet;

use incident_ir::{Service, Settings, SeverityLevel};

use super::{
    escalation::first_tier_name,
    model::{Condition, Criteria, DefaultRoutingRule, RoutingRule},
    recipient,
};
use crate::{
    alert_labels::{ALERT_NAME, SEVERITY},
    routing::{Cause, Way, Ways},
};

/// Opsgenie has one priority more than the language, below the last.
const BELOW_P4: &str = "P5";

/// Which of a service's escalations its rules refer to besides those of the policies.
pub(super) struct Routing {
    /// All but the default rule, in order.
    pub(super) rules: Vec<RoutingRule>,
    /// The default rule; `None` in a service without a policy.
    pub(super) default: Option<DefaultRoutingRule>,
    /// Policies of which the first tier alone is told of what may wait.
    pub(super) waiting: BTreeSet<String>,
}

/// The escalation at the end of a way.
fn escalation_of(way: Way<'_>) -> String {
    match way {
        Way::Policy(name) => name.to_owned(),
        Way::Waits(policy) => first_tier_name(policy),
    }
}

/// The rules of the service's team.
pub(super) fn routing(service: &Service, settings: &Settings) -> Routing {
    let Some(ways) = Ways::of(service, settings) else {
        return Routing { rules: Vec::new(), default: None, waiting: BTreeSet::new() };
    };
    let mut rules = Vec::new();
    let mut waiting = BTreeSet::new();
    for (order, (cause, way)) in ways.in_order().into_iter().enumerate() {
        let (what, conditions) = match cause {
            Cause::Alert(alert) => (alert.name.as_str(), vec![property(ALERT_NAME, &alert.name)]),
            Cause::Severity(severity) => {
                (severity.name(), vec![property(SEVERITY, severity.name())])
            }
            Cause::Level(level) => (level.name(), priorities(level)),
        };
        if let Way::Waits(policy) = way {
            waiting.insert(policy.to_owned());
        }
        let escalation = escalation_of(way);
        rules.push(RoutingRule {
            name: format!("{what} to {escalation}"),
            order,
            criteria: Criteria { kind: "match-any-condition", conditions },
            notify: recipient::escalation(&escalation),
        });
    }
    let default = DefaultRoutingRule { notify: recipient::escalation(ways.default) };
    Routing { rules, default: Some(default), waiting }
}

/// What makes an alert one of this level. What is less than a P4 goes the way of a P4.
fn priorities(level: SeverityLevel) -> Vec<Condition> {
    let below = (level == SeverityLevel::P4).then_some(BELOW_P4);
    std::iter::once(level.name()).chain(below).map(priority).collect()
}

fn priority(name: &str) -> Condition {
    Condition { field: "priority", key: None, operation: "equals", expected_value: name.to_owned() }
}

fn property(key: &'static str, value: &str) -> Condition {
    Condition {
        field: "extra-properties",
        key: Some(key),
        operation: "equals",
        expected_value: value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use incident_ir::AlertSeverity;

    use super::*;
    use crate::testing::{checkout, policy, service, severity};

    /// `P1 | severity=critical -> critical`, a line a rule, the default rule last.
    fn lines(service: &Service, settings: &Settings) -> Vec<String> {
        let Routing { rules, default, .. } = routing(service, settings);
        let condition = |condition: &Condition| match condition.key {
            Some(key) => format!("{key}={}", condition.expected_value),
            None => condition.expected_value.clone(),
        };
        assert!(rules.iter().enumerate().all(|(place, rule)| rule.order == place));
        let mut lines: Vec<String> = rules
            .iter()
            .map(|rule| {
                let conditions: Vec<String> =
                    rule.criteria.conditions.iter().map(condition).collect();
                format!("{} -> {}", conditions.join(" | "), rule.notify.name.as_ref().unwrap())
            })
            .collect();
        lines.extend(default.map(|rule| format!("* -> {}", rule.notify.name.unwrap())));
        lines
    }

    fn shop(policies: [Option<&str>; 4]) -> Service {
        let levels = SeverityLevel::ALL.iter().zip(policies);
        Service {
            policies: vec![policy("major", Vec::new()), policy("minor", Vec::new())],
            severities: levels.map(|(level, policy)| severity(*level, "Bad", policy)).collect(),
            ..service("Shop")
        }
    }

    #[test]
    fn a_priority_goes_to_its_policy_and_the_lowest_goes_with_the_one_above() {
        let shop = shop([Some("major"), Some("major"), Some("minor"), Some("minor")]);
        assert_eq!(
            lines(&shop, &Settings::default()),
            ["P1 -> major", "P2 -> major", "P3 -> minor", "P4 | P5 -> minor", "* -> major",]
        );
    }

    #[test]
    fn what_has_no_policy_is_told_to_the_first_tier_of_the_service_s_own() {
        let shop = shop([Some("major"), Some("major"), None, None]);
        assert_eq!(
            lines(&shop, &Settings::default()),
            [
                "P1 -> major",
                "P2 -> major",
                "P3 -> major-first-tier",
                "P4 | P5 -> major-first-tier",
                "* -> major",
            ]
        );
        let waiting = routing(&shop, &Settings::default()).waiting;
        assert_eq!(waiting.into_iter().collect::<Vec<_>>(), ["major"]);
    }

    #[test]
    fn nothing_waits_where_a_warning_raises_what_has_a_policy() {
        let shop = shop([Some("major"), Some("major"), Some("minor"), None]);
        assert_eq!(
            lines(&shop, &Settings::default()),
            ["P1 -> major", "P2 -> major", "P3 -> minor", "* -> major"]
        );
    }

    #[test]
    fn with_alerts_the_severity_counts_where_the_sender_gives_no_priority() {
        assert_eq!(
            lines(&checkout(), &Settings::default()),
            [
                "severity=critical -> checkout-critical",
                "severity=error -> checkout-critical",
                "severity=warning -> checkout-critical",
                "severity=info -> checkout-critical",
                "P1 -> checkout-critical",
                "P2 -> checkout-critical",
                "* -> checkout-critical",
            ]
        );
    }

    #[test]
    fn the_workspace_s_mapping_decides_what_a_severity_raises() {
        let mut settings = Settings::default();
        settings.alert_severities.info = SeverityLevel::P1;
        let none = [Some("major"), Some("minor"), None, None];
        let service = Service { alert_rules: checkout().alert_rules, ..shop(none) };
        assert_eq!(
            lines(&service, &settings)[..4],
            [
                "severity=critical -> major",
                "severity=error -> minor",
                // An info pages now, so nothing of low urgency waits.
                "severity=warning -> major",
                "severity=info -> major",
            ]
        );
    }

    #[test]
    fn alerts_that_say_what_they_escalate_to_come_first() {
        let mut alerts = checkout().alert_rules;
        alerts[0].escalates = Some(SeverityLevel::P3);
        let minor = [Some("major"), Some("major"), Some("minor"), None];
        let service = Service { alert_rules: alerts.clone(), ..shop(minor) };
        assert_eq!(
            lines(&service, &Settings::default())[..2],
            ["alertname=payment-error-rate -> minor", "severity=critical -> major"]
        );
        // Without a policy a warning waits and a critical alert does not, whatever they raise.
        for (severity, way) in [
            (AlertSeverity::Warning, "alertname=payment-error-rate -> major-first-tier"),
            (AlertSeverity::Critical, "alertname=payment-error-rate -> major"),
        ] {
            alerts[0].severity = severity;
            let none = [Some("major"), Some("major"), None, None];
            let service = Service { alert_rules: alerts.clone(), ..shop(none) };
            assert_eq!(lines(&service, &Settings::default())[0], way);
        }
    }

    #[test]
    fn without_a_policy_there_are_no_rules() {
        assert_eq!(lines(&service("Shop"), &Settings::default()), [""; 0]);
    }
}
