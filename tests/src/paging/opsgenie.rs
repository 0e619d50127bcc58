//! What `opsgenie-config.json` means.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what it cannot read"
)]

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Time, Weekday};
use serde_json::Value;

use super::{Cover, Event, Paging, Rota, Told, Turn, Window, list};
use crate::compiled::Files;

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// A service of Opsgenie, from its files by their paths.
///
/// # Panics
///
/// When the file is not what Opsgenie takes.
pub fn opsgenie(files: &Files) -> Paging {
    let config: Value = serde_json::from_str(&files["opsgenie-config.json"]).unwrap();
    let named = |one: &Value| one["name"].as_str().unwrap().to_owned();
    let policies: BTreeMap<String, BTreeSet<Told>> =
        list(&config, "escalations").map(|one| (named(one), told(one))).collect();
    let mut rotas: BTreeMap<String, Rota> =
        list(&config, "schedules").map(|one| (named(one), rota(one))).collect();
    let mut aliases = BTreeSet::new();
    for one in list(&config, "overrides") {
        let schedule = one["schedule"].as_str().unwrap();
        let body = &one["override"];
        assert!(aliases.insert((schedule, body["alias"].as_str().unwrap())), "twice: {body}");
        rotas.get_mut(schedule).unwrap().covers.push(Cover {
            start: body["startDate"].as_str().unwrap().parse().unwrap(),
            end: body["endDate"].as_str().unwrap().parse().unwrap(),
            who: body["user"]["username"].as_str().unwrap().to_owned(),
        });
    }
    let mut rules: Vec<Value> = list(&config, "routingRules").cloned().collect();
    rules.sort_by_key(|rule| rule["order"].as_u64());
    let routes_by_severity =
        rules.iter().any(|rule| list(&rule["criteria"], "conditions").any(is_of_severity));
    let default = config.get("defaultRoutingRule").cloned();
    let escalations = policies.clone();
    let route = move |event: &Event<'_>| {
        let rule = rules.iter().find(|rule| matches(rule, event)).or(default.as_ref());
        let Some(rule) = rule else { return BTreeSet::new() };
        assert_eq!(rule["notify"]["type"], "escalation");
        escalations[rule["notify"]["name"].as_str().unwrap()].clone()
    };
    // What an integration or a policy of the account does to alerts is none of what is written.
    let timers = BTreeMap::new();
    Paging { policies, rotas, timers, routes_by_severity, route: Box::new(route) }
}

fn is_of_severity(condition: &Value) -> bool {
    condition["key"] == "severity"
}

fn matches(rule: &Value, event: &Event<'_>) -> bool {
    assert_eq!(rule["criteria"]["type"], "match-any-condition");
    list(&rule["criteria"], "conditions").any(|condition| {
        assert_eq!(condition["operation"], "equals");
        let said = match (condition["field"].as_str(), condition["key"].as_str()) {
            (Some("priority"), None) => event.priority,
            (Some("extra-properties"), Some("alertname")) => event.name,
            (Some("extra-properties"), Some("severity")) => event.severity,
            _ => panic!("{condition}"),
        };
        condition["expectedValue"] == said
    })
}

/// A rule's delay is counted from the beginning; a repetition begins so long after the last rule.
fn told(escalation: &Value) -> BTreeSet<Told> {
    let repeat = &escalation["repeat"];
    if !repeat.is_null() {
        assert!((1..=20).contains(&repeat["count"].as_u64().unwrap()), "{repeat}");
        // Nobody is told again of what somebody has acknowledged, as at PagerDuty.
        assert_eq!(repeat["resetRecipientStates"], false);
        assert_eq!(repeat["closeAlertAfterAll"], false);
    }
    let minutes = |rule: &Value| {
        assert_eq!(rule["delay"]["timeUnit"], "minutes");
        assert_eq!(
            (&rule["condition"], &rule["notifyType"]),
            (&"if-not-acked".into(), &"default".into())
        );
        rule["delay"]["timeAmount"].as_u64().unwrap()
    };
    let last = list(escalation, "rules").map(minutes).max().unwrap();
    let mut told = BTreeSet::new();
    let mut begins = 0;
    for cycle in 0..=repeat["count"].as_u64().unwrap_or(0) {
        for rule in list(escalation, "rules") {
            let minute = begins + minutes(rule);
            told.insert(Told { minute, cycle, who: who(&rule["recipient"]) });
        }
        begins += last + repeat["waitInterval"].as_u64().unwrap_or(0);
    }
    told
}

fn who(recipient: &Value) -> String {
    let text = |key: &str| recipient[key].as_str();
    match (text("type"), text("username"), text("name"), text("id")) {
        (Some("user"), Some(email), None, None) => format!("user {email}"),
        (Some("schedule"), None, Some(name), None) => format!("schedule {name}"),
        (Some("user"), None, None, Some(id)) => {
            let role = id.strip_prefix("{{resolve:opsgenie:user:");
            let role = role.and_then(|role| role.strip_suffix("}}"));
            role.map_or_else(|| panic!("{recipient}"), |role| format!("user {role}"))
        }
        _ => panic!("{recipient}"),
    }
}

fn rota(schedule: &Value) -> Rota {
    let rotations: Vec<&Value> = list(schedule, "rotations").collect();
    let [rotation] = rotations.as_slice() else { panic!("more than one rotation: {schedule}") };
    assert_eq!(schedule["enabled"], true);
    let unit = match rotation["type"].as_str() {
        Some("hourly") => HOUR,
        Some("daily") => DAY,
        Some("weekly") => 7 * DAY,
        _ => panic!("{rotation}"),
    };
    let email = |one: &Value| one["username"].as_str().unwrap().to_owned();
    Rota {
        zone: incident_calendar::zone(schedule["timezone"].as_str().unwrap()).unwrap(),
        start: rotation["startDate"].as_str().unwrap().parse().unwrap(),
        turn: Turn(unit * rotation["length"].as_i64().unwrap()),
        members: list(rotation, "participants").map(email).collect(),
        windows: windows(&rotation["timeRestriction"]),
        covers: Vec::new(),
    }
}

fn windows(restriction: &Value) -> Vec<Window> {
    match restriction["type"].as_str() {
        None => Vec::new(),
        Some("time-of-day") => vec![window(&restriction["restriction"])],
        Some("weekday-and-time-of-day") => {
            let windows: Vec<Window> = list(restriction, "restrictions").map(window).collect();
            assert!((1..=15).contains(&windows.len()), "{restriction}");
            windows
        }
        Some(_) => panic!("{restriction}"),
    }
}

fn window(restriction: &Value) -> Window {
    let time = |hour: &str, minute: &str| {
        let part = |key: &str| restriction[key].as_i64().unwrap();
        // Opsgenie moves other minutes to the nearest of these.
        assert!(matches!(part(minute), 0 | 30), "{restriction}");
        Time::new(part(hour).try_into().unwrap(), part(minute).try_into().unwrap(), 0, 0).unwrap()
    };
    let (start, end) = (time("startHour", "startMin"), time("endHour", "endMin"));
    let of_day = |time: Time| i64::from(time.hour()) * HOUR + i64::from(time.minute()) * 60;
    let day = |key: &str| restriction[key].as_str().map(weekday);
    let (start_day, end_day) = (day("startDay"), day("endDay"));
    let days = match start_day.zip(end_day) {
        Some((start, end)) => i64::from(start.until(end)),
        None => i64::from(end <= start),
    };
    Window { day: start_day, start, seconds: days * DAY + of_day(end) - of_day(start) }
}

fn weekday(name: &str) -> Weekday {
    match name {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        other => panic!("{other} is no day"),
    }
}
