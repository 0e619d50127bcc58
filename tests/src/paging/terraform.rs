//! What a Terraform module means: what its provider would ask for, read by the rules of the provider's API.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test stops at what it cannot read"
)]

use serde_json::{Value, json};

use super::{Paging, list, opsgenie, pagerduty};
use crate::compiled::Files;
use crate::terraform::{Known, Module};

/// A service at its provider, from the Terraform module among its files.
///
/// # Panics
///
/// When the module is not what the provider takes.
pub fn terraform(files: &Files) -> Paging {
    let module = |name: &str| {
        let text = files.get(&format!("terraform/{name}.tf.json"))?;
        Some(Module::new(serde_json::from_str(text).unwrap()))
    };
    match (module("pagerduty"), module("opsgenie")) {
        (Some(module), None) => pagerduty(&requests_to_pagerduty(&module)),
        (None, Some(module)) => opsgenie(&requests_to_opsgenie(&module)),
        _ => panic!("not one module: {:?}", files.keys()),
    }
}

/// Text that stands at a key.
fn text(module: &Module, body: &Value, key: &str) -> String {
    match module.value(body[key].as_str().unwrap()) {
        Ok(Known::Text(text)) => text,
        other => panic!("{key}: {other:?}"),
    }
}

/// The kind of an object, and what it is found by: a name, an e-mail address or a role.
fn object(module: &Module, template: &Value) -> (String, Known) {
    match module.value(template.as_str().unwrap()) {
        Ok(Known::Object { kind, by }) => (kind, *by),
        other => panic!("{template}: {other:?}"),
    }
}

fn found_by(by: Known) -> String {
    match by {
        Known::Text(name) | Known::Holder(name) => name,
        other => panic!("{other:?}"),
    }
}

/// `{{resolve:pagerduty:user:ann@x.com}}`
fn placeholder(module: &Module, template: &Value) -> String {
    let (kind, by) = object(module, template);
    let kind = kind.strip_prefix("pagerduty_").unwrap();
    format!("{{{{resolve:pagerduty:{kind}:{}}}}}", found_by(by))
}

/// A block that stands once, alone or in a list.
fn block(body: &Value) -> &Value {
    body.get(0).unwrap_or(body)
}

/// The seconds of a timer that is text, with the provider's own where there is none (`resource_pagerduty_service.go`).
fn timer(body: &Value, key: &str, otherwise: &str) -> Option<u64> {
    let text = body.get(key).map_or(otherwise, |text| text.as_str().unwrap());
    (text != "null").then(|| text.parse().unwrap())
}

fn requests_to_pagerduty(module: &Module) -> Files {
    let mut files = Files::new();
    let mut write = |kind: &str, name: &str, body: Value| {
        files.insert(format!("pagerduty/{kind}.{name}.json"), body.to_string());
    };
    for (_, body) in module.resources("pagerduty_schedule") {
        let layers = list(body, "layer").map(|layer| {
            let users = list(layer, "users").map(
                |user| json!({"user": {"type": "user_reference", "id": placeholder(module, user)}}),
            );
            json!({
                "start": layer["start"],
                "rotation_virtual_start": layer["rotation_virtual_start"],
                "rotation_turn_length_seconds": layer["rotation_turn_length_seconds"],
                "users": users.collect::<Vec<Value>>(),
                "restrictions": layer.get("restriction").cloned().unwrap_or_else(|| json!([])),
            })
        });
        let name = text(module, body, "name");
        let schedule = json!({
            "name": name,
            "time_zone": text(module, body, "time_zone"),
            "schedule_layers": layers.collect::<Vec<Value>>(),
        });
        write("schedule", &name, json!({ "schedule": schedule }));
    }
    for (_, body) in module.resources("pagerduty_escalation_policy") {
        let rules = list(body, "rule").map(|rule| {
            let targets = list(rule, "target").map(
                |target| json!({"type": target["type"], "id": placeholder(module, &target["id"])}),
            );
            json!({
                "escalation_delay_in_minutes": rule["escalation_delay_in_minutes"],
                "targets": targets.collect::<Vec<Value>>(),
            })
        });
        let name = text(module, body, "name");
        let policy = json!({
            "name": name,
            "num_loops": body["num_loops"],
            "escalation_rules": rules.collect::<Vec<Value>>(),
        });
        write("escalation_policy", &name, json!({ "escalation_policy": policy }));
    }
    for (_, body) in module.resources("pagerduty_service") {
        let name = text(module, body, "name");
        let id = placeholder(module, &body["escalation_policy"]);
        let service = json!({
            "name": name,
            "escalation_policy": {"type": "escalation_policy_reference", "id": id},
            "incident_urgency_rule": block(&body["incident_urgency_rule"]),
            "auto_resolve_timeout": timer(body, "auto_resolve_timeout", "14400"),
            "acknowledgement_timeout": timer(body, "acknowledgement_timeout", "1800"),
        });
        write("service", &name, json!({ "service": service }));
    }
    for (_, body) in module.resources("pagerduty_event_orchestration_service") {
        assert_eq!(object(module, &body["service"]).0, "pagerduty_service");
        assert_eq!(body["enable_event_orchestration_for_service"], true);
        let sets = list(body, "set").map(|set| {
            let rules = list(set, "rule").map(|rule| {
                let conditions = list(rule, "condition")
                    .map(|condition| json!({"expression": text(module, condition, "expression")}));
                let policy = block(&rule["actions"]).get("escalation_policy");
                json!({
                    "conditions": conditions.collect::<Vec<Value>>(),
                    "actions": {"escalation_policy": policy.map(|id| placeholder(module, id))},
                })
            });
            json!({"id": set["id"], "rules": rules.collect::<Vec<Value>>()})
        });
        let path = json!({"orchestration_path": {"sets": sets.collect::<Vec<Value>>()}});
        files.insert("pagerduty/event_orchestration.json".to_owned(), path.to_string());
    }
    files
}

/// Somebody or something that Opsgenie tells, whose type must be that of what it is.
fn recipient(module: &Module, said: &Value) -> Value {
    let (kind, by) = object(module, &said["id"]);
    let kind = kind.strip_prefix("opsgenie_").unwrap();
    assert_eq!(said["type"], kind);
    match (kind, by) {
        ("user", Known::Text(email)) => json!({"type": "user", "username": email}),
        ("user", Known::Holder(role)) => {
            json!({"type": "user", "id": format!("{{{{resolve:opsgenie:user:{role}}}}}")})
        }
        (_, by) => json!({"type": kind, "name": found_by(by)}),
    }
}

fn requests_to_opsgenie(module: &Module) -> Files {
    let rotations: Vec<(String, Value)> = module
        .resources("opsgenie_schedule_rotation")
        .map(|(_, body)| {
            let participants = list(body, "participant").map(|one| recipient(module, one));
            let rotation = json!({
                "name": text(module, body, "name"),
                "startDate": body["start_date"],
                "type": body["type"],
                "length": body["length"],
                "participants": participants.collect::<Vec<Value>>(),
                "timeRestriction": in_camel_case(block(&body["time_restriction"])),
            });
            (found_by(object(module, &body["schedule_id"]).1), rotation)
        })
        .collect();
    let schedules = module.resources("opsgenie_schedule").map(|(_, body)| {
        let name = text(module, body, "name");
        let of_schedule = rotations.iter().filter(|(schedule, _)| *schedule == name);
        let rotations: Vec<&Value> = of_schedule.map(|(_, rotation)| rotation).collect();
        json!({
            "name": name,
            "timezone": text(module, body, "timezone"),
            "enabled": body["enabled"],
            "rotations": rotations,
        })
    });
    let escalations = module.resources("opsgenie_escalation").map(|(_, body)| {
        let rules = list(body, "rules").map(|rule| {
            json!({
                "condition": rule["condition"],
                "notifyType": rule["notify_type"],
                "delay": {"timeAmount": rule["delay"], "timeUnit": "minutes"},
                "recipient": recipient(module, block(&rule["recipient"])),
            })
        });
        json!({
            "name": text(module, body, "name"),
            "rules": rules.collect::<Vec<Value>>(),
            "repeat": in_camel_case(block(&body["repeat"])),
        })
    });
    let mut rules: Vec<&Value> =
        module.resources("opsgenie_team_routing_rule").map(|(_, rule)| rule).collect();
    rules.sort_by_key(|rule| rule["order"].as_u64());
    let notify = |rule: &Value| json!({"notify": recipient(module, block(&rule["notify"]))});
    // The last takes what no other does, as a default rule.
    let default = rules.pop().map(|last| {
        assert_eq!(last["criteria"], json!({"type": "match-all"}));
        notify(last)
    });
    let routing_rules = rules.iter().map(|rule| {
        assert_eq!(object(module, &rule["team_id"]).0, "opsgenie_team");
        let mut body = notify(rule);
        body["order"] = rule["order"].clone();
        body["criteria"] = in_camel_case(block(&rule["criteria"]));
        body
    });
    let mut config = json!({
        "schedules": schedules.collect::<Vec<Value>>(),
        "escalations": escalations.collect::<Vec<Value>>(),
        "routingRules": routing_rules.collect::<Vec<Value>>(),
    });
    if let Some(default) = default {
        config["defaultRoutingRule"] = default;
    }
    Files::from([("opsgenie-config.json".to_owned(), config.to_string())])
}

/// The provider's names of arguments are those of the API in another spelling.
fn in_camel_case(value: &Value) -> Value {
    match value {
        Value::Object(all) => {
            let renamed = all.iter().map(|(key, value)| {
                let words = key.split('_').enumerate().map(|(place, word)| match word.get(..1) {
                    Some(first) if place > 0 => format!("{}{}", first.to_uppercase(), &word[1..]),
                    _ => word.to_owned(),
                });
                (words.collect::<String>(), in_camel_case(value))
            });
            Value::Object(renamed.collect())
        }
        Value::Array(all) => all.iter().map(in_camel_case).collect(),
        other => other.clone(),
    }
}
