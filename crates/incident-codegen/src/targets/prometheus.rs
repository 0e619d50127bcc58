//! Prometheus: the declared alerts as alerting rules.
//!
//! One file, `prometheus-rules.yml`; `README.md` beside says what Prometheus does with it.

mod model;

use incident_ir::{AlertRule, Service, Settings};
use model::{Annotations, Group, Labels, Rule, Rules};

use crate::{
    Artefact, Target, documents, go_template::literal, routing, words::in_words, yaml::to_yaml,
};

/// `prometheus-rules.yml`.
pub(crate) struct Prometheus;

impl Target for Prometheus {
    fn name(&self) -> &'static str {
        "prometheus"
    }

    fn artefacts(&self, service: &Service, settings: &Settings) -> Vec<Artefact> {
        if service.alert_rules.is_empty() {
            return Vec::new();
        }
        vec![Artefact {
            path: "prometheus-rules.yml".to_owned(),
            contents: to_yaml(&comment(service), &rules(service, settings)),
        }]
    }
}

fn comment(service: &Service) -> String {
    format!(
        "The alerts of {name}, for `rule_files` of Prometheus.\n\
         Written by `incident compile`: change the .incident file, not this one.\n\
         alertmanager.yml beside routes by the labels `service`, `severity` and `alertname`.",
        name = service.name.value
    )
}

fn rules<'a>(service: &'a Service, settings: &Settings) -> Rules<'a> {
    let rules = service.alert_rules.iter().map(|alert| rule(service, settings, alert)).collect();
    Rules { groups: [Group { name: &service.name, rules }] }
}

fn rule<'a>(service: &Service, settings: &Settings, alert: &'a AlertRule) -> Rule<'a> {
    let level = routing::level_of(settings, alert);
    Rule {
        alert: &alert.name,
        expr: &alert.query,
        hold: alert.hold.map(|hold| hold.to_string()),
        labels: Labels {
            service: literal(&service.name),
            severity: alert.severity.name(),
            incident_severity: level.name(),
        },
        annotations: annotations(service, settings, alert),
    }
}

fn annotations(service: &Service, settings: &Settings, alert: &AlertRule) -> Annotations {
    let level = routing::level_of(settings, alert);
    let name = &service.name.value;
    let what = alert.docs.as_deref().map_or_else(String::new, |docs| format!("{docs}\n"));
    // The alert's own, else the service's.
    let runbook = alert.runbook.as_deref().or(service.runbook.as_deref());
    let (runbook_url, runbook) = match runbook {
        Some(url) if url.contains("://") => (Some(literal(url)), None),
        path => (None, path.map(literal)),
    };
    Annotations {
        summary: literal(&format!("{name}: {} ({})", in_words(&alert.name), level.name())),
        description: literal(&format!(
            "{what}It raises a {}. What to do: {}",
            routing::in_words(service, level),
            documents::place_of_guide(name)
        )),
        runbook_url,
        runbook,
    }
}

#[cfg(test)]
mod tests {
    use incident_ir::SeverityLevel;

    use super::*;
    use crate::testing::{at, checkout, duration, payment};

    fn only_rule(service: &Service) -> String {
        let artefacts = Prometheus.artefacts(service, &Settings::default());
        let [Artefact { path, contents }] = <[_; 1]>::try_from(artefacts).unwrap();
        assert_eq!(path, "prometheus-rules.yml");
        contents
    }

    #[test]
    fn the_alerts_of_the_checkout() {
        expect_test::expect_file!["prometheus/golden/CheckoutOps.yml"]
            .assert_eq(&only_rule(&checkout()));
    }

    #[test]
    fn a_service_without_alerts_has_no_rules() {
        assert_eq!(Prometheus.artefacts(&payment(), &Settings::default()), []);
    }

    #[test]
    fn an_alert_that_names_its_severity_says_so() {
        let mut service = checkout();
        service.alert_rules[0].escalates = Some(SeverityLevel::P2);
        service.alert_rules[0].hold = Some(duration("1h30m"));
        let text = only_rule(&service);
        assert!(text.contains("    for: '1h30m'\n"), "{text}");
        assert!(text.contains("      severity: 'critical'\n"), "{text}");
        assert!(text.contains("      incident_severity: 'P2'\n"), "{text}");
        assert!(text.contains("raises a P2 (Payment processing degraded)"), "{text}");
    }

    #[test]
    fn a_runbook_that_is_no_url_is_no_link_and_the_service_s_stands_in_for_the_alert_s() {
        let mut service = checkout();
        service.alert_rules[0].runbook = Some("docs/rates.md".into());
        let text = only_rule(&service);
        assert!(text.contains("      runbook: 'docs/rates.md'\n"), "{text}");
        assert!(!text.contains("runbook_url"), "{text}");
        service.alert_rules[0].runbook = None;
        let text = only_rule(&service);
        assert!(text.contains("runbook_url: 'https://runbooks.company.com/checkout'\n"), "{text}");
    }

    #[test]
    fn templates_in_the_source_are_text_and_the_expression_is_left_alone() {
        let mut service = checkout();
        service.alert_rules[0].docs = Some("{{ $value }} too many".into());
        service.alert_rules[0].query = at("up{job=\"{{\"} == 0".into());
        let text = only_rule(&service);
        assert!(text.contains(r#"{{\"{{\"}} $value }} too many"#), "{text}");
        assert!(text.contains(r#"expr: 'up{job="{{"} == 0'"#), "{text}");
    }
}
