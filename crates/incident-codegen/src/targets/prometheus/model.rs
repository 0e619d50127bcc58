//! A file of rules as Prometheus reads it, of which it takes no key that it does not know:
//! <https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/>. The names of labels are
//! those of `alert_labels.rs`; a test holds them against each other.

use serde::Serialize;

#[derive(Debug, Serialize)]
pub(super) struct Rules<'a> {
    pub(super) groups: [Group<'a>; 1],
}

/// Rules that are evaluated together, one after the other.
#[derive(Debug, Serialize)]
pub(super) struct Group<'a> {
    /// Unique in its file.
    pub(super) name: &'a str,
    pub(super) rules: Vec<Rule<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct Rule<'a> {
    /// Becomes the label `alertname`.
    pub(super) alert: &'a str,
    /// PromQL; no template.
    pub(super) expr: &'a str,
    /// `1h30m`: units as in the language.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub(super) hold: Option<String>,
    pub(super) labels: Labels,
    pub(super) annotations: Annotations,
}

/// Values are templates. They replace labels of these names that the expression's series have.
#[derive(Debug, Serialize)]
pub(super) struct Labels {
    pub(super) service: String,
    pub(super) severity: &'static str,
    /// For people and dashboards: nothing is routed by it.
    pub(super) incident_severity: &'static str,
}

/// Values are templates. By convention these have these names.
#[derive(Debug, Serialize)]
pub(super) struct Annotations {
    pub(super) summary: String,
    pub(super) description: String,
    /// A link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) runbook_url: Option<String>,
    /// What is a path, and leads nowhere in a browser.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) runbook: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alert_labels::{SERVICE, SEVERITY};

    #[test]
    fn the_labels_are_those_that_others_match() {
        let labels = Labels { service: String::new(), severity: "", incident_severity: "" };
        let labels = serde_json::to_value(labels).unwrap();
        let names: Vec<&str> = labels.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, [SERVICE, SEVERITY, "incident_severity"]);
    }
}
