//! Services that use everything that decides who is told when: rotations with hours, days, zones and overrides, policies
//! of several tiers, severities with and without one, alerts.

use jiff::Span;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const PEOPLE: [&str; 5] = ["ann@x.com", "ben@x.com", "cho@x.com", "dan@x.com", "eve@x.com"];
const ROTATIONS: [&str; 3] = ["emea", "apac", "us"];

fn members() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::sample::subsequence(PEOPLE.to_vec(), 1..=4).prop_shuffle()
}

fn days(from: i64) -> Date {
    date(2026, 1, 1) + Span::new().days(from)
}

/// `override 2026-03-01..2026-03-09 { … }`, of whole days or of hours.
fn an_override(members: Vec<&'static str>) -> impl Strategy<Value = String> {
    let replace = proptest::option::of(proptest::sample::select(members));
    let with = proptest::sample::select(PEOPLE.to_vec());
    (0..330_i64, 0..20_i64, any::<bool>(), replace, with).prop_map(
        |(from, length, of_days, replace, with)| {
            let (start, end) = (days(from), days(from + length));
            let span = match of_days {
                true => format!("{start}..{end}"),
                false => format!("{start}T06:30..{end}T21:00"),
            };
            let replace = replace.map_or_else(String::new, |who| format!("replace = {who}, "));
            format!("    override {span} {{ {replace}with = {with} }}\n")
        },
    )
}

/// Hours that Opsgenie can express: full and half.
fn hours() -> impl Strategy<Value = String> {
    let time = |half_hours: u32| format!("{:02}:{:02}", half_hours / 2, half_hours % 2 * 30);
    (0..48_u32, 1..48_u32).prop_map(move |(start, length)| {
        format!("    active_hours = {}-{}\n", time(start), time((start + length) % 48))
    })
}

fn rotation(name: &'static str) -> impl Strategy<Value = String> {
    let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let periods = ["7d", "1w", "2w", "10d", "24h", "12h", "36h", "3h"];
    let zones = ["UTC", "America/New_York", "Europe/London", "Australia/Sydney", "Asia/Kolkata"];
    let on_days = proptest::sample::subsequence(weekdays.to_vec(), 1..=7)
        .prop_map(|days| format!("    active_days = [{}]\n", days.join(", ")));
    let start = (0..40_i64, 0..24_u32);
    members().prop_flat_map(move |members| {
        (
            proptest::sample::select(periods.to_vec()),
            proptest::sample::select(zones.to_vec()),
            proptest::option::of(hours()),
            proptest::option::of(on_days.clone()),
            start.clone(),
            proptest::collection::vec(an_override(members.clone()), 0..4),
        )
            .prop_map(move |(period, zone, hours, days_of_week, (day, hour), overrides)| {
                let (hours, on_days) = (hours.unwrap_or_default(), days_of_week.unwrap_or_default());
                format!(
                    "  on_call_rotation {name} {{\n    members = [{}]\n    rotation_period = {period}\n    \
                     time_zone = \"{zone}\"\n    starts = {}T{hour:02}:30\n{hours}{on_days}{}  }}\n",
                    members.join(", "),
                    days(day),
                    overrides.concat()
                )
            })
    })
}

/// A tier of a role: its holder, declared or not, or whoever is on call in some rotations.
fn tier(role: &'static str) -> impl Strategy<Value = String> {
    let rotations = proptest::sample::subsequence(ROTATIONS.to_vec(), 1..=3)
        .prop_map(|names| format!("rotation = [{}], ", names.join(", ")));
    // A service of several rotations has no `oncall` of its own.
    let whom = match role {
        "oncall" => rotations.boxed(),
        _ => prop_oneof![rotations, Just(String::new())].boxed(),
    };
    let timeout = prop_oneof![
        (1..120_u32).prop_map(|minutes| format!("{minutes}m")),
        (60..600_u32).prop_map(|seconds| format!("{seconds}s")),
        (1..3_u32).prop_map(|hours| format!("{hours}h")),
    ];
    (whom, timeout).prop_map(move |(whom, timeout)| {
        format!("    tier {role} {{ {whom}timeout = {timeout} }}\n")
    })
}

/// A policy that serves these severities.
fn policy(
    name: &'static str,
    severities: impl Strategy<Value = Vec<&'static str>>,
) -> impl Strategy<Value = String> {
    let fallback = proptest::sample::select(vec![
        "notify_all",
        "executive_escalation\n    executive = boss",
        "auto_remediate",
    ]);
    let roles =
        proptest::sample::subsequence(vec!["oncall", "lead", "boss", "cto", "deputy"], 2..=5);
    let tiers =
        roles.prop_shuffle().prop_flat_map(|roles| roles.into_iter().map(tier).collect::<Vec<_>>());
    (tiers, 0..=9_u32, fallback, severities).prop_map(move |(tiers, cycles, fallback, severities)| {
        format!(
            "  escalation_policy {name} {{\n{}    repeat_cycles = {cycles}\n    fallback = {fallback}\n    \
             severities = [{}]\n  }}\n",
            tiers.concat(),
            severities.join(", ")
        )
    })
}

/// A severity, with the policy that serves it or one that it names.
fn severity(level: &'static str) -> impl Strategy<Value = String> {
    let policies = proptest::sample::select(vec![Some("major"), Some("minor"), None]);
    policies.prop_map(move |policy| {
        let escalation = policy.map_or_else(String::new, |name| format!("escalation = {name}, "));
        format!("  severity {level} \"bad\" {{ {escalation}response_time = 15m }}\n")
    })
}

fn alerts() -> impl Strategy<Value = String> {
    let alert = (
        proptest::sample::select(vec!["critical", "error", "warning", "info"]),
        proptest::option::of(proptest::sample::select(vec!["P1", "P2", "P3", "P4"])),
    );
    proptest::collection::vec(alert, 0..4).prop_map(|alerts| {
        let line = |(number, (severity, escalates)): (usize, (&str, Option<&str>))| {
            let escalates = escalates.map_or_else(String::new, |it| format!(", escalates = {it}"));
            format!(
                "    alert_rule alert-{number} {{ query = \"up == 0\", severity = {severity}{escalates} }}\n"
            )
        };
        let alerts: String = alerts.into_iter().enumerate().map(line).collect();
        format!("  observability {{\n{alerts}  }}\n")
    })
}

pub(crate) fn service() -> impl Strategy<Value = String> {
    let rotations = ROTATIONS.map(rotation);
    let severities = ["P1", "P2", "P3", "P4"].map(|level| proptest::option::of(severity(level)));
    let major = policy("major", Just(vec!["P1", "P2"]));
    // So a P3 or P4 may have no policy.
    let minor = policy("minor", proptest::sample::subsequence(vec!["P1", "P2", "P3", "P4"], 1..=4));
    (rotations, major, minor, severities, alerts()).prop_map(
        |(rotations, major, minor, severities, alerts)| {
            let severities: String = severities.into_iter().flatten().collect();
            format!(
                "role lead {{ assignee = cho@x.com }}\nrole boss {{ title = \"Boss\" }}\n\
                 role cto {{ assignee = zoe@x.com }}\n\nservice Shop {{\n{}{major}{minor}{severities}{alerts}  \
                 resilience {{\n    rollback_plan back {{ to = previous_version }}\n  }}\n}}\n",
                rotations.concat()
            )
        },
    )
}
