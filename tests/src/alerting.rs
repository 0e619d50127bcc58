//! What `alertmanager.yml` and `prometheus-rules.yml` mean, by the rules of their documentation.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what it cannot read"
)]

use std::collections::BTreeMap;

use yaml_serde::Value;

/// Labels of an alert by their names.
pub type Labels = BTreeMap<String, String>;

/// An alerting rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The expression.
    pub expr: String,
    /// The labels that the rule sets, `alertname` among them, as they are written.
    pub labels: Labels,
    /// The annotations as they are written.
    pub annotations: Labels,
}

/// The rules of a file, in order.
///
/// # Panics
///
/// When it is no such file.
pub fn rules(text: &str) -> Vec<Rule> {
    let file: Value = yaml_serde::from_str(text).unwrap();
    let groups = list(&file["groups"]);
    let rules = groups.iter().flat_map(|group| list(&group["rules"])).map(|rule| {
        let mut labels = texts(&rule["labels"]);
        labels.insert("alertname".to_owned(), string(&rule["alert"]));
        Rule { expr: string(&rule["expr"]), labels, annotations: texts(&rule["annotations"]) }
    });
    rules.collect()
}

/// Where an alert ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// Its name.
    pub name: String,
    /// The policy that its name says, by the name that Opsgenie has for it or for its first tier.
    pub policy: String,
    /// The priority that it gives an alert at Opsgenie.
    pub priority: Option<String>,
    /// The severity that it gives an event at PagerDuty, if the alert has none that PagerDuty knows.
    pub otherwise: Option<String>,
}

/// The routing of a file.
#[derive(Debug)]
pub struct Alertmanager(Value);

impl Alertmanager {
    /// Reads a file.
    ///
    /// # Panics
    ///
    /// When it is no YAML.
    pub fn read(text: &str) -> Self {
        Self(yaml_serde::from_str(text).unwrap())
    }

    /// Where an alert with these labels ends.
    ///
    /// # Panics
    ///
    /// When the file is not what Alertmanager takes, or has matchers other than of equality.
    pub fn receiver(&self, labels: &Labels) -> Receiver {
        let mut route = &self.0["route"];
        while let Some(below) = list(&route["routes"]).iter().find(|it| matches(it, labels)) {
            route = below;
        }
        let name = string(&route["receiver"]);
        let found = list(&self.0["receivers"]).iter().filter(|it| it["name"] == name.as_str());
        let [receiver] = found.collect::<Vec<_>>()[..] else { panic!("{name}: not one") };
        let parts: Vec<&str> = name.split('/').collect();
        let policy = match parts[..] {
            [_service, policy, _level] => policy.to_owned(),
            [_service, policy, _level, "first-tier"] => format!("{policy}-first-tier"),
            _ => panic!("{name}: what is it?"),
        };
        let of = |configs: &str, key: &str| receiver[configs][0][key].as_str().map(str::to_owned);
        let otherwise = of("pagerduty_configs", "severity").map(|template| {
            let (_, otherwise) = template.split_once("{{ else }}").unwrap();
            otherwise.strip_suffix("{{ end }}").unwrap().to_owned()
        });
        Receiver { policy, priority: of("opsgenie_configs", "priority"), otherwise, name }
    }

    /// Its text with the routes below the root and the receivers of others besides its own.
    ///
    /// # Panics
    ///
    /// When a file is not what Alertmanager takes.
    pub fn with(mut self, others: impl IntoIterator<Item = Self>) -> String {
        for mut other in others {
            let routes = list(&other.0["route"]["routes"]).to_vec();
            self.0["route"]["routes"].as_sequence_mut().unwrap().extend(routes);
            let receivers = std::mem::take(other.0["receivers"].as_sequence_mut().unwrap());
            self.0["receivers"].as_sequence_mut().unwrap().extend(receivers);
        }
        yaml_serde::to_string(&self.0).unwrap()
    }
}

/// Whether all matchers of a route, `label="value"`, match.
fn matches(route: &Value, labels: &Labels) -> bool {
    list(&route["matchers"]).iter().all(|matcher| {
        let matcher = string(matcher);
        let (label, quoted) = matcher.split_once('=').unwrap();
        // A string of Go, of which these are those of JSON.
        let value: String = serde_json::from_str(quoted).unwrap();
        labels.get(label).map_or("", String::as_str) == value
    })
}

fn list(value: &Value) -> &[Value] {
    value.as_sequence().map_or(&[], Vec::as_slice)
}

fn string(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn texts(value: &Value) -> Labels {
    let texts = value.as_mapping().into_iter().flatten();
    texts.map(|(name, text)| (string(name), string(text))).collect()
}
