//! Whom a route ends at: the provider that pages, with what it needs to choose the same policy.

use incident_ir::{PagingProvider, Service};

use super::{
    model::{Details, Link, Opsgenie, PagerDuty, Receiver, Responder},
    route::End,
};
use crate::{
    alert_labels::{ALERT_NAME, SEVERITY},
    documents,
    go_template::literal,
    routing::Way,
};

/// What the alert's rule says it is, else what Alertmanager makes of its labels: an event without a summary
/// is refused.
const PAGERDUTY_SUMMARY: &str = "{{ with .CommonAnnotations.summary }}{{ . }}\
    {{ else }}{{ template \"pagerduty.default.description\" . }}{{ end }}";

/// The same for Opsgenie.
const OPSGENIE_MESSAGE: &str = "{{ with .CommonAnnotations.summary }}{{ . }}\
    {{ else }}{{ template \"opsgenie.default.message\" . }}{{ end }}";

/// The annotation that is a link.
const RUNBOOK_URL: &str = "{{ .CommonAnnotations.runbook_url }}";

/// The link, or the path, of which an alert has at most one.
const RUNBOOK: &str = "{{ .CommonAnnotations.runbook_url }}{{ .CommonAnnotations.runbook }}";

/// The receiver of an end.
pub(super) fn of(service: &Service, end: &End<'_>) -> Receiver {
    let (pagerduty, opsgenie) = match service.paging_provider.value {
        PagingProvider::PagerDuty => (Some([pagerduty(service, end)]), None),
        PagingProvider::Opsgenie => (None, Some([opsgenie(service, end)])),
    };
    Receiver {
        name: end.receiver(service),
        pagerduty_configs: pagerduty,
        opsgenie_configs: opsgenie,
    }
}

/// The file with the key: one for all policies, for the key is that of the service at PagerDuty, or of the
/// team at Opsgenie, and there alerts are told apart by their labels.
pub(super) fn key_file(service: &Service) -> String {
    format!("secrets/{}.{}.key", service.name.value, service.paging_provider.value.name())
}

fn pagerduty(service: &Service, end: &End<'_>) -> PagerDuty {
    PagerDuty {
        routing_key_file: key_file(service),
        description: PAGERDUTY_SUMMARY,
        severity: severity(end),
        class: format!("{{{{ .CommonLabels.{ALERT_NAME} }}}}"),
        component: literal(&service.name),
        details: details(service, end),
        links: [Link { href: RUNBOOK_URL, text: "Runbook" }],
    }
}

/// The alert's severity where PagerDuty knows it, else one that goes the same way there.
fn severity(end: &End<'_>) -> String {
    let otherwise = match end.way {
        Way::Policy(_) => "critical",
        Way::Waits(_) => "warning",
    };
    let label = format!(".CommonLabels.{SEVERITY}");
    format!(
        "{{{{ if match \"^(critical|error|warning|info)$\" {label} }}}}{{{{ {label} }}}}\
         {{{{ else }}}}{otherwise}{{{{ end }}}}"
    )
}

fn opsgenie(service: &Service, end: &End<'_>) -> Opsgenie {
    Opsgenie {
        api_key_file: key_file(service),
        message: OPSGENIE_MESSAGE,
        priority: end.level.name(),
        entity: literal(&service.name),
        responders: [Responder { name: literal(&service.name), kind: "team" }],
        details: details(service, end),
    }
}

fn details(service: &Service, end: &End<'_>) -> Details {
    let policy = literal(end.way.policy());
    Details {
        incident_severity: end.level.name(),
        incident: service.severity(end.level).map(|severity| literal(&severity.description)),
        escalation_policy: match end.way {
            Way::Policy(_) => policy,
            Way::Waits(_) => format!("{policy}, first tier only"),
        },
        response_guide: literal(&documents::place_of_guide(&service.name)),
        runbook: RUNBOOK,
    }
}

#[cfg(test)]
mod tests {
    use incident_ir::SeverityLevel;

    use super::*;
    use crate::testing::{checkout, set};

    #[test]
    fn what_waits_is_of_low_urgency_at_pagerduty_and_says_so() {
        let end = End { level: SeverityLevel::P3, way: Way::Waits("checkout-critical") };
        let receiver = of(&checkout(), &end);
        let [config] = receiver.pagerduty_configs.unwrap();
        assert!(config.severity.ends_with("{{ else }}warning{{ end }}"), "{}", config.severity);
        assert_eq!(config.details.escalation_policy, "checkout-critical, first tier only");
    }

    #[test]
    fn opsgenie_is_told_the_priority_and_the_team_whose_rules_decide() {
        let service = Service { paging_provider: set(PagingProvider::Opsgenie), ..checkout() };
        let end = End { level: SeverityLevel::P2, way: Way::Policy("checkout-critical") };
        let receiver = of(&service, &end);
        assert!(receiver.pagerduty_configs.is_none());
        let [config] = receiver.opsgenie_configs.unwrap();
        assert_eq!(config.api_key_file, "secrets/CheckoutOps.opsgenie.key");
        assert_eq!(config.priority, "P2");
        assert_eq!(config.responders[0].name, "CheckoutOps");
    }

    #[test]
    fn a_description_with_templates_is_text() {
        let mut service = checkout();
        service.severities[0].description = "{{ .x }}".into();
        let end = End { level: SeverityLevel::P1, way: Way::Policy("checkout-critical") };
        let [config] = of(&service, &end).pagerduty_configs.unwrap();
        assert_eq!(config.details.incident.unwrap(), r#"{{"{{"}} .x }}"#);
    }
}
