//! What the files of the `pagerduty` folder mean.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what it cannot read"
)]

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Weekday;
use serde_json::Value;

use super::{Cover, Event, Paging, Rota, Timers, Told, Turn, Window, list};
use crate::compiled::Files;

/// A service of PagerDuty, from its files by their paths.
///
/// # Panics
///
/// When a file is not what PagerDuty takes.
pub fn pagerduty(files: &Files) -> Paging {
    let files = files.iter().filter_map(|(path, text)| {
        let name = path.strip_prefix("pagerduty/")?;
        Some((name, serde_json::from_str::<Value>(text).unwrap()))
    });
    let mut policies = BTreeMap::new();
    let mut first_tiers = BTreeMap::new();
    let mut rotas: BTreeMap<String, Rota> = BTreeMap::new();
    let mut covers: BTreeMap<String, Vec<Cover>> = BTreeMap::new();
    let mut timers = BTreeMap::new();
    let mut technical_service = None;
    let mut orchestration = None;
    for (file, body) in files {
        match file.split('.').next().unwrap() {
            "escalation_policy" => {
                let policy = &body["escalation_policy"];
                let name = policy["name"].as_str().unwrap().to_owned();
                policies.insert(name.clone(), told(policy));
                first_tiers.insert(name, first_tier(policy));
            }
            "schedule" => {
                let schedule = &body["schedule"];
                rotas.insert(schedule["name"].as_str().unwrap().to_owned(), rota(schedule));
            }
            "override" => {
                // override.SCHEDULE.NUMBER.json
                let schedule = file.strip_prefix("override.").unwrap().rsplitn(3, '.').last();
                let found = list(&body, "overrides").map(|one| Cover {
                    start: one["start"].as_str().unwrap().parse().unwrap(),
                    end: one["end"].as_str().unwrap().parse().unwrap(),
                    who: named(&one["user"]).1.to_owned(),
                });
                covers.entry(schedule.unwrap().to_owned()).or_default().extend(found);
            }
            "service" => {
                let service = &body["service"];
                let name = service["name"].as_str().unwrap().to_owned();
                timers.insert(name, timers_of(service));
                technical_service = Some(service.clone());
            }
            "event_orchestration" => orchestration = Some(body["orchestration_path"].clone()),
            other => panic!("{file}: {other}"),
        }
    }
    for (schedule, covers) in covers {
        rotas.get_mut(&schedule).unwrap().covers = covers;
    }
    let routed = policies.clone();
    let routes_by_severity = orchestration.is_some();
    let route = move |event: &Event<'_>| {
        let Some(service) = &technical_service else { return BTreeSet::new() };
        let own = placeholder(service["escalation_policy"]["id"].as_str().unwrap()).1.to_owned();
        let chosen = orchestration.as_ref().and_then(|path| policy_by_rule(path, event));
        let policy = chosen.unwrap_or(own);
        // Severities have a fixed urgency, and what is of low urgency is not escalated.
        let is_low = service["incident_urgency_rule"]["urgency"] == "severity_based"
            && matches!(event.severity, "warning" | "info");
        if is_low { first_tiers[&policy].clone() } else { routed[&policy].clone() }
    };
    Paging { policies, rotas, timers, routes_by_severity, route: Box::new(route) }
}

/// A timer that is 0, `null` or not there is off, when a service is made.
fn timers_of(service: &Value) -> Timers {
    let seconds = |key: &str| service[key].as_u64().filter(|seconds| *seconds > 0);
    Timers {
        resolved: seconds("auto_resolve_timeout"),
        triggered_again: seconds("acknowledgement_timeout"),
    }
}

/// The policy that the first rule that matches gives, if it gives one.
fn policy_by_rule(path: &Value, event: &Event<'_>) -> Option<String> {
    let set = list(path, "sets").find(|set| set["id"] == "start")?;
    let rule = list(set, "rules").find(|rule| {
        list(rule, "conditions").any(|condition| {
            let expression = condition["expression"].as_str().unwrap_or_default();
            expression == format!("event.class matches '{}'", event.name)
                || expression == format!("event.severity matches '{}'", event.severity)
        })
    })?;
    Some(placeholder(rule["actions"]["escalation_policy"].as_str()?).1.to_owned())
}

/// A rule's delay is counted from the rule before, and the last one's leads to the next loop.
fn told(policy: &Value) -> BTreeSet<Told> {
    let mut told = BTreeSet::new();
    let mut minute = 0;
    for cycle in 0..=policy["num_loops"].as_u64().unwrap() {
        for rule in list(policy, "escalation_rules") {
            for target in list(rule, "targets") {
                let (kind, name) = named(target);
                told.insert(Told { minute, cycle, who: format!("{kind} {name}") });
            }
            minute += rule["escalation_delay_in_minutes"].as_u64().unwrap();
        }
    }
    told
}

fn first_tier(policy: &Value) -> BTreeSet<Told> {
    let first = list(policy, "escalation_rules").next();
    let targets = first.into_iter().flat_map(|rule| list(rule, "targets"));
    targets
        .map(|target| {
            let (kind, name) = named(target);
            Told { minute: 0, cycle: 0, who: format!("{kind} {name}") }
        })
        .collect()
}

/// A reference's kind and name, which must say the same kind.
fn named(reference: &Value) -> (&str, &str) {
    let (kind, name) = placeholder(reference["id"].as_str().unwrap());
    assert_eq!(reference["type"], format!("{kind}_reference"));
    (kind, name)
}

/// `user` and `team-lead` of `{{resolve:pagerduty:user:team-lead}}`.
fn placeholder(id: &str) -> (&str, &str) {
    let inside = id.strip_prefix("{{resolve:pagerduty:").and_then(|it| it.strip_suffix("}}"));
    inside.unwrap().split_once(':').unwrap()
}

fn rota(schedule: &Value) -> Rota {
    let layers: Vec<&Value> = list(schedule, "schedule_layers").collect();
    let [layer] = layers.as_slice() else { panic!("more than one layer: {schedule}") };
    Rota {
        zone: incident_calendar::zone(schedule["time_zone"].as_str().unwrap()).unwrap(),
        start: layer["rotation_virtual_start"].as_str().unwrap().parse().unwrap(),
        turn: Turn(layer["rotation_turn_length_seconds"].as_i64().unwrap()),
        members: list(layer, "users").map(|one| named(&one["user"]).1.to_owned()).collect(),
        windows: list(layer, "restrictions").map(window).collect(),
        covers: Vec::new(),
    }
}

fn window(restriction: &Value) -> Window {
    let day = restriction.get("start_day_of_week").map(|day| {
        Weekday::from_monday_one_offset(day.as_i64().unwrap().try_into().unwrap()).unwrap()
    });
    assert_eq!(restriction["type"] == "weekly_restriction", day.is_some());
    Window {
        day,
        start: restriction["start_time_of_day"].as_str().unwrap().parse().unwrap(),
        seconds: restriction["duration_seconds"].as_i64().unwrap(),
    }
}
