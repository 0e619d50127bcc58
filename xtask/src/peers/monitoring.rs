//! What Prometheus and Alertmanager take: a file of rules each service, and one tree of routes for all.

use serde_json::{Value, json};

use super::Source;
use crate::workspace::File;

/// The alerts of a file's services.
pub(super) fn rules(source: &Source) -> Result<Option<File>, String> {
    let groups: Vec<Value> = source
        .services()
        .map(|(service, body)| {
            let alerts = body.get("observability").and_then(|it| it.get("alert_rule"));
            let rule = |(name, alert): (&String, &Value)| {
                json!({
                    "alert": name,
                    "expr": alert.get("query"),
                    "for": alert.get("for"),
                    "labels": { "service": service, "severity": alert.get("severity") },
                    "annotations": { "runbook_url": body.get("runbook") },
                })
            };
            let alerts = alerts.and_then(Value::as_object).into_iter().flatten();
            json!({ "name": service, "rules": alerts.map(rule).collect::<Vec<_>>() })
        })
        .collect();
    if groups.is_empty() {
        return Ok(None);
    }
    let name = source.stem.rsplit('/').next().unwrap_or(&source.stem);
    let text = yaml(&json!({ "groups": groups }))?;
    Ok(Some(File { path: format!("prometheus/{name}.yml"), text }))
}

/// A route and a receiver for each severity of each service.
pub(super) fn alertmanager(sources: &[Source]) -> Result<File, String> {
    let mut routes = Vec::new();
    let mut receivers = vec![json!({ "name": "nobody" })];
    for (service, body) in sources.iter().flat_map(Source::services) {
        let severities = body.get("severity").and_then(Value::as_object);
        let mut inner = Vec::new();
        for level in severities.into_iter().flatten().map(|(level, _)| level) {
            let name = format!("{service}-{level}");
            inner.push(json!({ "matchers": [format!("severity=\"{level}\"")], "receiver": name }));
            let pager = json!({ "routing_key_file": format!("/etc/pagerduty/{service}") });
            receivers.push(json!({ "name": name, "pagerduty_configs": [pager] }));
        }
        let matchers = [format!("service=\"{service}\"")];
        routes.push(json!({ "matchers": matchers, "receiver": "nobody", "routes": inner }));
    }
    let config = json!({
        "route": { "receiver": "nobody", "group_by": ["alertname"], "routes": routes },
        "receivers": receivers,
    });
    Ok(File { path: "alertmanager/alertmanager.yml".to_owned(), text: yaml(&config)? })
}

fn yaml(value: &Value) -> Result<String, String> {
    serde_saphyr::to_string(value).map_err(|error| error.to_string())
}
