//! What is written for Alertmanager and Prometheus is what `amtool` and `promtool` take, and an alert that
//! fires comes to the receiver of its policy.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test writes files for the tools, and stops at the first surprise"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use incident_ir::{AlertSeverity, Service, SeverityLevel};
use incident_tests::alerting::{Alertmanager, Labels, Rule, rules};
use incident_tests::compiled::{Files, compiled, examples, paged_by};
use incident_tests::tools::{Tool, tool};
use serde_json::json;

const ROUTING: &str = "alertmanager.yml";
const RULES: &str = "prometheus-rules.yml";

/// A service of an example, at a provider.
struct Example {
    /// What to call it in errors.
    name: String,
    provider: &'static str,
    service: Service,
    files: Files,
    /// The `incident.toml` of its workspace, empty where there is none.
    config: String,
}

/// The services of the examples that have alerts, at both providers.
fn services_with_alerts() -> Vec<Example> {
    let mut found = Vec::new();
    for (example, program) in examples().unwrap() {
        for provider in ["pagerduty", "opsgenie"] {
            for (service, files) in compiled(&paged_by(&program, provider)).unwrap() {
                let name = format!("{} of {example} at {provider}", service.name.value);
                let config = program.get("incident.toml").cloned().unwrap_or_default();
                found.push(Example { name, provider, service, files, config });
            }
        }
    }
    found.retain(|one| !one.service.alert_rules.is_empty());
    assert!(found.len() >= 8, "{}", found.len());
    found
}

/// A file in a folder.
fn written(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

fn check_config(amtool: &Tool, config: &Path) -> String {
    amtool.output(["check-config".as_ref(), config.as_os_str()])
}

fn check_rules(promtool: &Tool, file: &Path) -> String {
    promtool.output(["check".as_ref(), "rules".as_ref(), file.as_os_str()])
}

/// The receiver that `amtool` finds.
fn found_by(amtool: &Tool, config: &Path, labels: &Labels) -> String {
    let arguments = ["config", "routes", "test"].map(str::to_owned);
    let config = format!("--config.file={}", config.display());
    // `amtool` reads `label=value` as a matcher, whose value may stand between quotes.
    let labels = labels.iter().map(|(name, value)| format!("{name}={}", json!(value)));
    let output = amtool.output(arguments.into_iter().chain([config]).chain(labels));
    output.trim().to_owned()
}

#[test]
fn the_routing_of_every_example_is_what_alertmanager_takes() {
    let Some(amtool) = tool("amtool") else { return };
    let folder = tempfile::tempdir().unwrap();
    for Example { name, files, .. } in services_with_alerts() {
        let config = written(folder.path(), ROUTING, &files[ROUTING]);
        let said = check_config(&amtool, &config);
        assert!(said.contains("SUCCESS"), "{name}: {said}");
    }
}

#[test]
fn the_rules_of_every_example_are_what_prometheus_takes() {
    let Some(promtool) = tool("promtool") else { return };
    let folder = tempfile::tempdir().unwrap();
    for Example { name, service, files, .. } in services_with_alerts() {
        let file = written(folder.path(), RULES, &files[RULES]);
        let said = check_rules(&promtool, &file);
        let expected = format!("SUCCESS: {} rules found", service.alert_rules.len());
        assert!(said.contains(&expected), "{name}: {said}");
    }
}

/// The policy that the model has for incidents of a level; where it has none, that of its most severe
/// severity that has one.
fn policy_of(service: &Service, level: SeverityLevel) -> String {
    let policy = |level| service.severity(level).and_then(|severity| severity.policy.as_deref());
    let levels = std::iter::once(level).chain(SeverityLevel::ALL.iter().copied());
    levels.into_iter().find_map(policy).unwrap().to_owned()
}

/// What an alert's severity raises: what a workspace's `incident.toml` says, else the language's mapping.
fn mapped(severity: AlertSeverity, config: &str) -> SeverityLevel {
    let written = config.lines().find_map(|line| {
        let (key, value) = line.split_once('=')?;
        (key.trim() == severity.name()).then(|| value.trim().trim_matches('"'))
    });
    let of_the_language = match severity {
        AlertSeverity::Critical => "P1",
        AlertSeverity::Error => "P2",
        AlertSeverity::Warning => "P3",
        AlertSeverity::Info => "P4",
    };
    SeverityLevel::from_name(written.unwrap_or(of_the_language)).unwrap()
}

#[test]
fn every_declared_alert_comes_to_the_policy_that_the_model_routes_it_to() {
    let Some(amtool) = tool("amtool") else { return };
    let folder = tempfile::tempdir().unwrap();
    for Example { name, service, files, config: settings, .. } in services_with_alerts() {
        let config = written(folder.path(), ROUTING, &files[ROUTING]);
        let rules = rules(&files[RULES]);
        assert_eq!(rules.len(), service.alert_rules.len(), "{name}");
        for (alert, rule) in service.alert_rules.iter().zip(&rules) {
            let level = alert.escalates.unwrap_or_else(|| mapped(alert.severity, &settings));
            let expected =
                format!("{}/{}/{}", service.name.value, policy_of(&service, level), level.name());
            let found = found_by(&amtool, &config, &rule.labels);
            let found = found.strip_suffix("/first-tier").unwrap_or(&found);
            assert_eq!(found, expected, "{} of {name}", alert.name.value);
        }
    }
}

#[test]
fn amtool_finds_the_receivers_that_our_reading_of_the_routes_does() {
    let Some(amtool) = tool("amtool") else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut receivers = BTreeSet::new();
    for Example { name, service, files, .. } in services_with_alerts() {
        let config = written(folder.path(), ROUTING, &files[ROUTING]);
        let read = Alertmanager::read(&files[ROUTING]);
        let names = rules(&files[RULES]).into_iter().map(|rule| rule.labels["alertname"].clone());
        for alert in names.chain(["unheard-of".to_owned()]) {
            for severity in ["critical", "error", "warning", "info", "page", ""] {
                for of in [service.name.as_str(), "Another"] {
                    let labels: Labels =
                        [("alertname", &*alert), ("service", of), ("severity", severity)]
                            .map(|(name, value)| (name.to_owned(), value.to_owned()))
                            .into();
                    let found = found_by(&amtool, &config, &labels);
                    assert_eq!(found, read.receiver(&labels).name, "{labels:?} of {name}");
                    receivers.insert(found);
                }
            }
        }
    }
    assert!(receivers.len() > 10, "{receivers:?}");
}

#[test]
fn the_files_of_many_services_are_one_file_as_their_comment_says() {
    let Some(amtool) = tool("amtool") else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut read = Vec::new();
    let mut rules_of_all = Vec::new();
    for program in examples().unwrap().values() {
        for (_, files) in compiled(program).unwrap() {
            if let Some(text) = files.get(ROUTING) {
                read.push(Alertmanager::read(text));
                rules_of_all.extend(rules(&files[RULES]));
            }
        }
    }
    let alone: Vec<String> = rules_of_all
        .iter()
        .map(|rule| {
            let own = read.iter().map(|one| one.receiver(&rule.labels).name);
            let prefix = format!("{}/", rule.labels["service"]);
            own.into_iter().find(|name| name.starts_with(&prefix)).unwrap()
        })
        .collect();
    let mut read = read.into_iter();
    let first = read.next().unwrap();
    let config = written(folder.path(), ROUTING, &first.with(read));
    check_config(&amtool, &config);
    assert!(alone.iter().map(|name| name.split('/').next()).collect::<BTreeSet<_>>().len() >= 4);
    for (rule, alone) in rules_of_all.iter().zip(alone) {
        assert_eq!(found_by(&amtool, &config, &rule.labels), alone, "{:?}", rule.labels);
    }
}

/// An alert that must fire: with the series that make it, and the labels that the series bring.
struct Fires {
    series: &'static str,
    values: &'static str,
    labels: &'static [(&'static str, &'static str)],
    after: &'static str,
}

/// `promtool test rules`: the alert fires with the labels and the annotations that its rule says, and those
/// labels are what comes to the receiver. The labels are returned.
fn fires(promtool: &Tool, folder: &Path, text: &str, alert: &str, how: &Fires) -> Labels {
    written(folder, RULES, text);
    let rule = rules(text).into_iter().find(|rule| rule.labels["alertname"] == alert).unwrap();
    let mut labels = rule.labels.clone();
    labels.remove("alertname");
    labels.extend(how.labels.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let annotations: BTreeMap<_, _> =
        rule.annotations.iter().map(|(name, text)| (name, expanded(text))).collect();
    let test = json!({
        "rule_files": [RULES],
        "evaluation_interval": "1m",
        "tests": [{
            "interval": "1m",
            "input_series": [{ "series": how.series, "values": how.values }],
            "alert_rule_test": [{
                "alertname": alert,
                "eval_time": how.after,
                "exp_alerts": [{ "exp_labels": labels, "exp_annotations": annotations }],
            }],
        }],
    });
    let test = written(folder, "test.yml", &yaml_serde::to_string(&test).unwrap());
    let said = promtool.output(["test".as_ref(), "rules".as_ref(), test.as_os_str()]);
    assert!(said.contains("SUCCESS"), "{alert}: {said}");
    labels.insert("alertname".to_owned(), alert.to_owned());
    labels
}

/// What the templates of our files expand to: text, with openings as constants.
fn expanded(template: &str) -> String {
    template
        .replace(r#"{{"{{"}}"#, "\u{0}\u{0}")
        .replace(r#"{{"{"}}"#, "\u{0}")
        .replace('\u{0}', "{")
}

#[test]
fn an_alert_that_fires_comes_to_its_policy() {
    let (Some(promtool), Some(amtool)) = (tool("promtool"), tool("amtool")) else { return };
    let folder = tempfile::tempdir().unwrap();
    let all = services_with_alerts();
    let of = |service: &str, provider: &str| {
        let found =
            all.iter().find(|it| it.service.name.as_str() == service && it.provider == provider);
        &found.unwrap().files
    };
    for (service, provider, alert, how, receiver) in [
        (
            "CheckoutOps",
            "pagerduty",
            "payment-error-rate",
            // The series has a label `service` of its own, which gives way to the rule's.
            Fires {
                series: "http_requests_total{service='payment',status='5xx'}",
                values: "0+60x20",
                labels: &[("status", "5xx")],
                after: "10m",
            },
            "CheckoutOps/checkout-critical/P1",
        ),
        (
            "SearchOps",
            "opsgenie",
            "no-suggestions",
            Fires { series: "suggestions_served_total", values: "7x60", labels: &[], after: "40m" },
            "SearchOps/search-critical/P3/first-tier",
        ),
        (
            "Ingest",
            "pagerduty",
            "events-dropped",
            Fires {
                series: "ingest_events_dropped_total{queue='a'}",
                values: "0+1x20",
                labels: &[("queue", "a")],
                after: "10m",
            },
            "Ingest/platform/P1",
        ),
    ] {
        let files = of(service, provider);
        let labels = fires(&promtool, folder.path(), &files[RULES], alert, &how);
        let config = written(folder.path(), ROUTING, &files[ROUTING]);
        assert_eq!(found_by(&amtool, &config, &labels), receiver, "{alert}");
    }
}

/// A service whose names and texts are what YAML, templates, PromQL and matchers would misread.
fn hostile(names: &[&str], text: &str) -> Files {
    let quoted = json!(text);
    let mut program = format!(
        "service no {{\n  runbook = {quoted}\n  \
         escalation_policy null {{\n    tier lead {{ timeout = 5m }}\n    tier boss {{ timeout = 5m }}\n  }}\n  \
         severity P1 {quoted} {{ response_time = 5m }}\n  \
         observability {{\n"
    );
    for name in names {
        // Of what a documentation holds only lines break it.
        for line in text.split('\n') {
            writeln!(program, "    /// {line}").unwrap();
        }
        writeln!(
            program,
            "    alert_rule {name} {{\n      query = \"vector(1) # {{{{ $value }}}}: '\"\n      \
             severity = critical\n      escalates = P1\n    }}"
        )
        .unwrap();
    }
    program.push_str("  }\n}\n");
    Files::from([("main.incident".to_owned(), program)])
}

#[test]
fn hostile_names_and_texts_stay_names_and_texts() {
    let (Some(promtool), Some(amtool)) = (tool("promtool"), tool("amtool")) else { return };
    let folder = tempfile::tempdir().unwrap();
    let names = ["no", "y", "null", "e1", "_", "true", "on", "ALERTS", "a-b-1", "nan", "Inf"];
    for text in [
        "{{ $value }}",
        "{{{{{ }}",
        "ends with {",
        "{{- template \"x\" . -}}",
        "{{ define \"pagerduty.default.description\" }}",
        "a: b # c",
        "it's \"quoted\" \\ back",
        "- [x] &a *b !c |d >e %f @g `h`",
        "${HOME} $labels {{ .Labels }} $$",
        "größer 🙂 \u{2028}\u{85}x",
    ] {
        for provider in ["pagerduty", "opsgenie"] {
            let program = paged_by(&hostile(&names, text), provider);
            let services = compiled(&program).unwrap_or_else(|errors| panic!("{text:?}: {errors}"));
            let files = &services[0].1;
            let config = written(folder.path(), ROUTING, &files[ROUTING]);
            check_config(&amtool, &config);
            let file = written(folder.path(), RULES, &files[RULES]);
            check_rules(&promtool, &file);
            let rules: Vec<Rule> = rules(&files[RULES]);
            assert_eq!(rules.len(), names.len());
            for (name, rule) in names.iter().zip(&rules) {
                assert_eq!(rule.labels["alertname"], *name);
                let description = expanded(&rule.annotations["description"]);
                assert!(
                    description.contains(&format!("raises a P1 ({text}). ")),
                    "{description:?}"
                );
            }
            let how = Fires { series: "up", values: "1x5", labels: &[], after: "2m" };
            let labels = fires(&promtool, folder.path(), &files[RULES], "no", &how);
            assert_eq!(found_by(&amtool, &config, &labels), "no/null/P1", "{text:?}");
        }
    }
}

#[test]
fn the_tools_refuse_what_is_wrong() {
    let (Some(promtool), Some(amtool)) = (tool("promtool"), tool("amtool")) else { return };
    let folder = tempfile::tempdir().unwrap();
    let Example { files, .. } = services_with_alerts().remove(0);
    let refused = |tool: &Tool, arguments: &[&str], name: &str, text: &str| {
        let path = written(folder.path(), name, text);
        let arguments = arguments.iter().map(Into::into).chain([path.into_os_string()]);
        assert_ne!(tool.run(arguments).code, Some(0), "{text}");
    };
    let routing = &files[ROUTING];
    refused(&amtool, &["check-config"], ROUTING, &routing.replace("- name:", "- names:"));
    refused(&amtool, &["check-config"], ROUTING, &routing.replacen("/P1'", "/P0'", 1));
    let rules = &files[RULES];
    refused(&promtool, &["check", "rules"], RULES, &rules.replace("expr: ", "expr: ')' #"));
    refused(
        &promtool,
        &["check", "rules"],
        RULES,
        &rules.replace("summary: ", "summary: '{{ x' #"),
    );
}
