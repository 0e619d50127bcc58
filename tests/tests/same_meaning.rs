//! A service means the same at both providers that page: the configuration written for each is turned back
//! into who is told, how many minutes after the alert, in which cycle, and into who is on call when. So is what
//! Terraform would make at each, which has no overrides. And Alertmanager sends each alert to a receiver that says
//! where the provider takes it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeSet;

use incident_calendar::{Interval, instant, shifts, zone};
use incident_ir::SeverityLevel;
use incident_tests::alerting::{Alertmanager, Labels, rules};
use incident_tests::compiled::{Compiled, Files, compiled, examples, paged_by, with_targets};
use incident_tests::paging::{Event, Paging, Rota, Timers, Told, opsgenie, pagerduty, terraform};
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};

#[path = "same_meaning/random.rs"]
mod random;

use random::service;

const SEVERITIES: [(&str, &str); 4] =
    [("critical", "P1"), ("error", "P2"), ("warning", "P3"), ("info", "P4")];

/// The program compiled for each provider, a service after the other.
fn both(program: &Files) -> Result<Vec<(Compiled, Compiled)>, String> {
    let program = with_targets(program, &["default", "terraform"]);
    let at_pagerduty = compiled(&paged_by(&program, "pagerduty"))?;
    let at_opsgenie = compiled(&paged_by(&program, "opsgenie"))?;
    Ok(at_pagerduty.into_iter().zip(at_opsgenie).collect())
}

/// Alerts of every severity: those that the service declares, and one that it does not know. With the
/// priority that goes with the severity, and with the one that Opsgenie gives an alert without any.
fn events((service, _): &Compiled) -> Vec<Event<'_>> {
    let mut events = Vec::new();
    for (severity, priority) in SEVERITIES {
        events.push(Event { name: "unheard-of", severity, priority });
        events.push(Event { name: "unheard-of", severity, priority: "P3" });
    }
    for alert in &service.alert_rules {
        let (severity, priority) =
            SEVERITIES.into_iter().find(|(name, _)| *name == alert.severity.name()).unwrap();
        events.push(Event { name: &alert.name, severity, priority });
        events.push(Event { name: &alert.name, severity, priority: "P3" });
    }
    events
}

/// What differs between the two, a line each.
fn differences(at_pagerduty: &Compiled, at_opsgenie: &Compiled) -> Vec<String> {
    let (ours, theirs) = (pagerduty(&at_pagerduty.1), opsgenie(&at_opsgenie.1));
    let mut wrong = differences_of_policies(&ours, &theirs);
    wrong.extend(differences_of_routes(&ours, &theirs, at_pagerduty));
    wrong.extend(differences_of_rotas(&ours, &theirs, at_pagerduty));
    wrong.extend(differences_of_terraform(&ours, at_pagerduty));
    wrong.extend(differences_of_terraform(&theirs, at_opsgenie));
    wrong.extend(differences_of_alerts(&ours, &theirs, at_pagerduty, at_opsgenie));
    wrong
}

/// What differs between a service's requests and its Terraform module: nothing may, but for overrides.
fn differences_of_terraform(requests: &Paging, compiled: &Compiled) -> Vec<String> {
    let module = terraform(&compiled.1);
    let mut wrong = Vec::new();
    if module.policies != requests.policies {
        wrong.push(format!("Terraform: {:?}, {:?}", module.policies, requests.policies));
    }
    if module.timers != requests.timers {
        wrong.push(format!("Terraform: {:?}, {:?}", module.timers, requests.timers));
    }
    for event in events(compiled) {
        let (ours, theirs) = (module.told_of(&event), requests.told_of(&event));
        if ours != theirs {
            wrong.push(format!("Terraform, {event:?}: {ours:?}, {theirs:?}"));
        }
    }
    let rotas = |paging: &Paging| -> Vec<String> {
        let without_overrides = paging.rotas.iter().map(|(name, rota)| {
            let rota = Rota { covers: Vec::new(), ..rota.clone() };
            format!("{name}: {rota:?}")
        });
        without_overrides.collect()
    };
    if rotas(&module) != rotas(requests) {
        wrong.push(format!("Terraform: {:?}, {:?}", rotas(&module), rotas(requests)));
    }
    wrong
}

/// Alerts as Prometheus sends them: those that the service declares, and others of each severity, one that
/// no provider knows and none.
fn labels_of_alerts((service, files): &Compiled) -> Vec<Labels> {
    let mut alerts: Vec<Labels> =
        rules(&files["prometheus-rules.yml"]).into_iter().map(|rule| rule.labels).collect();
    for severity in ["critical", "error", "warning", "info", "page", ""] {
        let labels =
            [("alertname", "unheard-of"), ("service", &service.name), ("severity", severity)];
        alerts.push(labels.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
    }
    alerts
}

/// Where an alert comes by Alertmanager and the provider, against what its receiver's name says.
fn differences_of_alerts(
    pagerduty: &Paging,
    opsgenie: &Paging,
    at_pagerduty: &Compiled,
    at_opsgenie: &Compiled,
) -> Vec<String> {
    let mut wrong = Vec::new();
    if at_pagerduty.0.alert_rules.is_empty() {
        return wrong;
    }
    let [ours, theirs] =
        [at_pagerduty, at_opsgenie].map(|at| Alertmanager::read(&at.1["alertmanager.yml"]));
    for labels in labels_of_alerts(at_pagerduty) {
        let (ours, theirs) = (ours.receiver(&labels), theirs.receiver(&labels));
        if ours.name != theirs.name {
            wrong.push(format!("{labels:?}: {}, {}", ours.name, theirs.name));
        }
        let (name, severity) = (&labels["alertname"], &labels["severity"]);
        let is_known = SEVERITIES.iter().any(|(known, _)| known == severity);
        let otherwise = ours.otherwise.as_ref().unwrap();
        let event =
            Event { name, severity: if is_known { severity } else { otherwise }, priority: "" };
        let priority = theirs.priority.as_ref().unwrap();
        let alert = Event { name, severity, priority };
        // Opsgenie has a name for a first tier, PagerDuty a low urgency.
        let said = &opsgenie.policies[&theirs.policy];
        for told in [pagerduty.told_of(&event), opsgenie.told_of(&alert)] {
            if told != *said {
                wrong.push(format!("{labels:?}: {} is {said:?}, not {told:?}", ours.name));
            }
        }
    }
    wrong
}

fn differences_of_policies(pagerduty: &Paging, opsgenie: &Paging) -> Vec<String> {
    let mut wrong = Vec::new();
    for (name, told) in &pagerduty.policies {
        let theirs = opsgenie.policies.get(name);
        let same = match name.ends_with("-fallback") {
            true => theirs.is_some_and(|theirs| same_fallback(told, theirs)),
            false => theirs == Some(told),
        };
        if !same {
            wrong.push(format!("{name}: {told:?}, {:?}", opsgenie.policies.get(name)));
        }
    }
    // What may wait has an escalation of its own at Opsgenie; at PagerDuty it is a matter of urgency.
    let more = opsgenie
        .policies
        .keys()
        .filter(|name| !pagerduty.policies.contains_key(*name) && !name.ends_with("-first-tier"));
    wrong.extend(more.map(|name| format!("{name} is at Opsgenie only")));
    wrong
}

/// Opsgenie tells everybody at once; PagerDuty ten in a minute, which is what one of its rules takes.
fn same_fallback(pagerduty: &BTreeSet<Told>, opsgenie: &BTreeSet<Told>) -> bool {
    const TARGETS_PER_RULE: usize = 10;
    let who = |told: &BTreeSet<Told>| -> BTreeSet<String> {
        told.iter().map(|told| told.who.clone()).collect()
    };
    // Ordered by the minute first.
    let in_tens = pagerduty
        .iter()
        .enumerate()
        .all(|(position, told)| told.minute == (position / TARGETS_PER_RULE) as u64);
    let at_once = opsgenie.iter().all(|told| told.minute == 0);
    let once = pagerduty.iter().chain(opsgenie).all(|told| told.cycle == 0);
    in_tens && at_once && once && who(pagerduty) == who(opsgenie)
}

fn differences_of_routes(
    pagerduty: &Paging,
    opsgenie: &Paging,
    compiled: &Compiled,
) -> Vec<String> {
    let mut wrong = Vec::new();
    if pagerduty.routes_by_severity != opsgenie.routes_by_severity {
        wrong.push("one of the two routes alerts by their severity".to_owned());
    }
    // Opsgenie has one priority more than the language, below the last.
    let [p4, p5] = ["P4", "P5"].map(|priority| opsgenie.told_by_priority(priority));
    wrong.extend((p4 != p5).then(|| format!("P4: {p4:?}, P5: {p5:?}")));
    for event in events(compiled) {
        let mut ours = pagerduty.told_of(&event);
        if !pagerduty.routes_by_severity {
            if !SEVERITIES.contains(&(event.severity, event.priority)) {
                continue;
            }
            // Of a service without alerts, PagerDuty is not told which incident is how bad: somebody
            // chooses the policy of its severity, which Opsgenie does by itself.
            let level = SeverityLevel::from_name(event.priority).unwrap();
            let severity = compiled.0.severity(level);
            if let Some(policy) = severity.and_then(|severity| severity.policy.as_deref()) {
                ours.clone_from(&pagerduty.policies[policy]);
            }
        }
        let theirs = opsgenie.told_of(&event);
        if ours != theirs {
            wrong.push(format!("{event:?}: {ours:?}, {theirs:?}"));
        }
    }
    wrong
}

/// At moments of some weeks in which clocks change in both halves of the world, and of the overrides.
fn differences_of_rotas(
    pagerduty: &Paging,
    opsgenie: &Paging,
    (service, _): &Compiled,
) -> Vec<String> {
    let mut wrong = Vec::new();
    if pagerduty.rotas.keys().ne(opsgenie.rotas.keys()) {
        wrong.push(format!("{:?}, {:?}", pagerduty.rotas.keys(), opsgenie.rotas.keys()));
        return wrong;
    }
    for rotation in &service.rotations {
        let name = rotation.schedule_name();
        let Some(ours) = pagerduty.rotas.get(&name) else { continue };
        let theirs = &opsgenie.rotas[&name];
        let zone = zone(&rotation.time_zone).unwrap();
        let spans = rotation.overrides.iter().filter_map(|one| one.span.as_ref());
        let starts = spans.map(|span| span.start).chain([
            rotation.starts.value,
            date(2026, 3, 6).at(0, 0, 0, 0),
            date(2026, 10, 24).at(0, 0, 0, 0),
        ]);
        for start in starts {
            let moments = moments(instant(&zone, start));
            let all = Interval::new(moments[0], *moments.last().unwrap()).unwrap();
            let shifts = shifts(rotation, all);
            for moment in &moments[..moments.len() - 1] {
                let planned = shifts.iter().find(|shift| shift.interval().contains(*moment));
                let planned = planned.map(|shift| shift.person.as_str());
                let (ours, theirs) = (ours.who(*moment), theirs.who(*moment));
                if (ours, theirs) != (planned, planned) {
                    wrong.push(format!("{name} at {moment}: {ours:?}, {theirs:?}, {planned:?}"));
                }
            }
        }
    }
    wrong
}

/// From two days before to a month after, at all times of the day sooner or later.
fn moments(around: Timestamp) -> Vec<Timestamp> {
    const STEP: i64 = 5 * 3_600 + 17 * 60;
    let begin = around.as_second() - 2 * 86_400;
    (0..145).map(|number| Timestamp::from_second(begin + number * STEP).unwrap()).collect()
}

#[test]
fn every_example_means_the_same_at_both_providers() {
    let examples = examples().unwrap();
    assert!(examples.len() >= 2);
    for (name, program) in examples {
        let services = both(&program).unwrap();
        assert!(!services.is_empty(), "{name}");
        for (at_pagerduty, at_opsgenie) in services {
            assert_eq!(differences(&at_pagerduty, &at_opsgenie), [""; 0], "{name}");
            assert!(!pagerduty(&at_pagerduty.1).policies.is_empty(), "{name}");
        }
    }
}

/// A service of one file.
fn program(text: &str) -> Files {
    Files::from([("main.incident".to_owned(), text.to_owned())])
}

fn at_both(text: &str) -> (Paging, Paging) {
    let services = both(&program(text)).unwrap();
    let (at_pagerduty, at_opsgenie) = &services[0];
    (pagerduty(&at_pagerduty.1), opsgenie(&at_opsgenie.1))
}

/// `10 user lead`, a line for each who is told; from the second cycle on with a plus.
fn lines(told: &BTreeSet<Told>) -> Vec<String> {
    let plus = |told: &Told| "+".repeat(usize::try_from(told.cycle).unwrap());
    told.iter().map(|told| format!("{}{} {}", plus(told), told.minute, told.who)).collect()
}

#[test]
fn the_article_s_policy_tells_these_people_at_these_minutes() {
    let text = examples().unwrap().remove("payment").unwrap().remove("payment.incident").unwrap();
    let (pagerduty, opsgenie) = at_both(&text);
    for paging in [pagerduty, opsgenie] {
        assert_eq!(
            lines(&paging.policies["payments-critical"]),
            [
                "0 schedule payments-backend-oncall",
                "10 user team-lead",
                "30 user eng-manager",
                "60 user vp-engineering",
                "+120 schedule payments-backend-oncall",
                "+130 user team-lead",
                "+150 user eng-manager",
                "+180 user vp-engineering",
                "++240 schedule payments-backend-oncall",
                "++250 user team-lead",
                "++270 user eng-manager",
                "++300 user vp-engineering",
            ]
        );
        let fallback = lines(&paging.policies["payments-critical-fallback"]);
        assert_eq!(fallback.len(), 7, "{fallback:?}");
        assert!(fallback.iter().all(|line| line.starts_with("0 user ")), "{fallback:?}");
    }
}

#[test]
fn a_difference_is_noticed() {
    let text = |timeout: &str, member: &str, hours: &str| {
        format!(
            "service Shop {{\n  on_call_rotation shop {{ members = [{member}], active_hours = {hours} }}\n  \
             escalation_policy shop {{\n    tier oncall {{ timeout = {timeout} }}\n    \
             tier lead {{ timeout = 9m }}\n  }}\n}}\n"
        )
    };
    let usual = text("5m", "ann@x.com, ben@x.com", "09:00-18:00");
    let of = |text: &str| both(&program(text)).unwrap().remove(0);
    assert_eq!(differences(&of(&usual).0, &of(&usual).1), [""; 0]);
    for other in [
        text("6m", "ann@x.com, ben@x.com", "09:00-18:00"),
        text("5m", "ben@x.com, ann@x.com", "09:00-18:00"),
        text("5m", "ann@x.com, ben@x.com", "09:00-12:00"),
    ] {
        assert_ne!(differences(&of(&usual).0, &of(&other).1), [""; 0], "{other}");
    }
}

/// The provider has timers of its own for a service of which the module says none.
#[test]
fn an_incident_resolves_itself_neither_by_the_requests_nor_by_terraform() {
    let payment = examples().unwrap().remove("payment").unwrap();
    let (at_pagerduty, _) = both(&payment).unwrap().remove(0);
    let requests = pagerduty(&at_pagerduty.1);
    let [timers] = requests.timers.values().collect::<Vec<_>>()[..] else {
        panic!("one service: {:?}", requests.timers)
    };
    assert_eq!(*timers, Timers { resolved: None, triggered_again: None });
    assert_eq!(differences_of_terraform(&requests, &at_pagerduty), [""; 0]);
    for key in ["auto_resolve_timeout", "acknowledgement_timeout"] {
        let mut silent = at_pagerduty.clone();
        let module = silent.1.get_mut("terraform/pagerduty.tf.json").unwrap();
        let mut body: Value = serde_json::from_str(module).unwrap();
        let services = body["resource"]["pagerduty_service"].as_object_mut().unwrap();
        let service = services.values_mut().next().unwrap().as_object_mut().unwrap();
        assert_eq!(service.remove(key), Some(json!("null")));
        *module = body.to_string();
        assert_eq!(differences_of_terraform(&requests, &silent).len(), 1, "{key}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn any_service_means_the_same_at_both_providers(text in service()) {
        let services = both(&program(&text));
        prop_assert!(services.is_ok(), "{}\n{text}", services.unwrap_err());
        for (at_pagerduty, at_opsgenie) in services.unwrap() {
            let differences = differences(&at_pagerduty, &at_opsgenie);
            prop_assert!(differences.is_empty(), "{}\n{text}", differences.join("\n"));
        }
    }
}
