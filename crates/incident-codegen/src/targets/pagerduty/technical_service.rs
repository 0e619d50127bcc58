//! `service.<app or Service>.json`: what PagerDuty calls a technical service, one for each deployed app.

use incident_ir::{Service, Settings};

use super::{
    AUTO_GENERATED,
    model::{Off, ServiceBody, TechnicalService, UrgencyRule},
    reference,
};
use crate::routing;

/// One for each app, else one named after the service; none without a policy, for a service at PagerDuty
/// must have one.
pub(super) fn bodies<'a>(service: &'a Service, settings: &Settings) -> Vec<ServiceBody<'a>> {
    let Some(policy) = routing::default_policy(service) else { return Vec::new() };
    let body = |name| ServiceBody {
        service: TechnicalService {
            kind: "service",
            name,
            description: description(service),
            escalation_policy: reference::escalation_policy(policy),
            incident_urgency_rule: urgency_rule(service, settings),
            auto_resolve_timeout: Off,
            acknowledgement_timeout: Off,
        },
    };
    if service.apps.is_empty() {
        vec![body(service.name.as_str())]
    } else {
        service.apps.iter().map(|app| body(app.name.as_str())).collect()
    }
}

fn description(service: &Service) -> &str {
    service.description.as_deref().or(service.docs.as_deref()).unwrap_or(AUTO_GENERATED)
}

/// High, so that everything escalates; by the alert's severity where something may wait.
///
/// PagerDuty gives warnings and infos a low urgency, which pages nobody at night, and does not escalate
/// incidents of low urgency.
fn urgency_rule(service: &Service, settings: &Settings) -> UrgencyRule {
    let urgency = if routing::some_may_wait(service, settings) { "severity_based" } else { "high" };
    UrgencyRule { kind: "constant", urgency }
}

#[cfg(test)]
mod tests {
    use incident_ir::{AlertSeverity, App, SeverityLevel};

    use super::*;
    use crate::{
        json::to_json,
        testing::{at, checkout, origin, payment, policy, service, severity},
    };

    #[test]
    fn the_service_of_the_checkout() {
        let service = checkout();
        let bodies = bodies(&service, &Settings::default());
        assert_eq!(bodies.len(), 1);
        expect_test::expect_file!["golden/service.payment-service.json"]
            .assert_eq(&to_json(&bodies[0]));
    }

    #[test]
    fn without_apps_it_is_named_after_the_service_and_described_by_its_documentation() {
        let service = payment();
        let bodies = bodies(&service, &Settings::default());
        let body = &bodies[0].service;
        assert_eq!(body.name, "PaymentServiceOps");
        assert_eq!(
            body.description,
            "Everything known in advance about incidents in the payment service."
        );
    }

    #[test]
    fn the_description_wins_over_the_documentation() {
        let service = Service { description: Some("Takes \"money\"".into()), ..payment() };
        assert_eq!(
            bodies(&service, &Settings::default())[0].service.description,
            "Takes \"money\""
        );
    }

    #[test]
    fn each_app_is_a_service_of_its_own() {
        let app = |name: &str| App { origin: origin(), name: at(name.into()) };
        let service = Service { apps: vec![app("web"), app("worker")], ..payment() };
        let names: Vec<&str> =
            bodies(&service, &Settings::default()).iter().map(|body| body.service.name).collect();
        assert_eq!(names, ["web", "worker"]);
    }

    #[test]
    fn without_a_policy_there_is_no_service() {
        assert_eq!(bodies(&service("Shop"), &Settings::default()).len(), 0);
    }

    fn urgency(service: &Service) -> &'static str {
        urgency_rule(service, &Settings::default()).urgency
    }

    /// A service whose P1 has a policy, and whose P3 and P4 have these.
    fn shop(policy_of_p3: Option<&str>, policy_of_p4: Option<&str>) -> Service {
        Service {
            policies: vec![policy("critical", Vec::new())],
            severities: vec![
                severity(SeverityLevel::P1, "Down", Some("critical")),
                severity(SeverityLevel::P3, "Slow", policy_of_p3),
                severity(SeverityLevel::P4, "Cosmetic", policy_of_p4),
            ],
            ..service("Shop")
        }
    }

    #[test]
    fn urgency_is_high_where_everything_escalates() {
        assert_eq!(urgency(&shop(Some("critical"), Some("critical"))), "high");
    }

    #[test]
    fn what_has_no_policy_may_wait() {
        assert_eq!(urgency(&shop(None, None)), "severity_based");
    }

    #[test]
    fn no_policy_is_made_to_wait_for_the_sake_of_a_severity_without_one() {
        assert_eq!(urgency(&shop(Some("critical"), None)), "high");
    }

    #[test]
    fn a_warning_that_raises_a_p1_must_not_wait() {
        let mut alerts = checkout().alert_rules;
        alerts[0].severity = AlertSeverity::Warning;
        alerts[0].escalates = Some(SeverityLevel::P1);
        assert_eq!(urgency(&Service { alert_rules: alerts, ..shop(None, None) }), "high");
    }

    #[test]
    fn the_workspace_decides_what_warnings_raise() {
        let mut settings = Settings::default();
        settings.alert_severities.warning = SeverityLevel::P1;
        assert_eq!(urgency_rule(&shop(None, None), &settings).urgency, "high");
    }
}
