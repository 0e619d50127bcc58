//! `service.<app or Service>.json`: what PagerDuty calls a technical service, one for each deployed app.

use incident_ir::{Service, SeverityLevel};

use super::{
    AUTO_GENERATED,
    model::{ServiceBody, TechnicalService, UrgencyRule},
    reference,
};
use crate::routing;

/// One for each app, else one named after the service; none without a policy, for a service at PagerDuty
/// must have one.
pub(super) fn bodies(service: &Service) -> Vec<ServiceBody<'_>> {
    let Some(policy) = routing::default_policy(service) else { return Vec::new() };
    let body = |name| ServiceBody {
        service: TechnicalService {
            kind: "service",
            name,
            description: description(service),
            escalation_policy: reference::escalation_policy(policy),
            incident_urgency_rule: urgency_rule(service),
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

/// Incidents of low urgency do not escalate at PagerDuty, so urgency is high wherever a policy is
/// declared. Where a P3 or P4 is declared and none is for it, it follows the alert's severity: warnings
/// and infos page nobody.
fn urgency_rule(service: &Service) -> UrgencyRule {
    let waits = service.severities.iter().any(|severity| {
        severity.policy.is_none()
            && matches!(severity.level.value, SeverityLevel::P3 | SeverityLevel::P4)
    });
    UrgencyRule { kind: "constant", urgency: if waits { "severity_based" } else { "high" } }
}

#[cfg(test)]
mod tests {
    use incident_ir::App;

    use super::*;
    use crate::{
        json::to_json,
        testing::{at, checkout, origin, payment, policy, service, severity},
    };

    #[test]
    fn the_service_of_the_checkout() {
        let service = checkout();
        let bodies = bodies(&service);
        assert_eq!(bodies.len(), 1);
        expect_test::expect_file!["golden/service.payment-service.json"]
            .assert_eq(&to_json(&bodies[0]));
    }

    #[test]
    fn without_apps_it_is_named_after_the_service_and_described_by_its_documentation() {
        let service = payment();
        let bodies = bodies(&service);
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
        assert_eq!(bodies(&service)[0].service.description, "Takes \"money\"");
    }

    #[test]
    fn each_app_is_a_service_of_its_own() {
        let app = |name: &str| App { origin: origin(), name: at(name.into()) };
        let service = Service { apps: vec![app("web"), app("worker")], ..payment() };
        let names: Vec<&str> = bodies(&service).iter().map(|body| body.service.name).collect();
        assert_eq!(names, ["web", "worker"]);
    }

    #[test]
    fn without_a_policy_there_is_no_service() {
        assert_eq!(bodies(&service("Shop")).len(), 0);
    }

    #[test]
    fn what_has_no_policy_may_wait() {
        let with = |policy_of_p4| Service {
            policies: vec![policy("critical", Vec::new())],
            severities: vec![
                severity(SeverityLevel::P1, "Down", Some("critical")),
                severity(SeverityLevel::P4, "Cosmetic", policy_of_p4),
            ],
            ..service("Shop")
        };
        assert_eq!(urgency_rule(&with(Some("critical"))).urgency, "high");
        assert_eq!(urgency_rule(&with(None)).urgency, "severity_based");
    }
}
