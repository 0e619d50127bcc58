//! Services for unit tests, built by hand, as `incident-analysis` makes them of the two examples in
//! `examples/`: [`payment`] and [`checkout`].
//!
//! Places say nothing here: every [`Origin`] is [`origin`]'s.

mod checkout;
mod payment;

use incident_base::{FileId, ItemKey, NodeId};
use incident_ir::{
    At, Channel, ChannelKind, Component, Due, Duration, EscalationPolicy, Fallback, Given, Origin,
    PagingProvider, PostMortemTemplate, Responder, Rotation, Service, Setting, Severity,
    SeverityLevel, StatusPage, StatusPageProvider, Text, Tier, default_title,
};
use jiff::civil::date;

pub(crate) use checkout::checkout;
pub(crate) use payment::payment;

/// A place.
pub(crate) fn origin() -> Origin {
    Origin { file: FileId(0), item: ItemKey(0), node: NodeId(0) }
}

/// A value at a place.
pub(crate) fn at<T>(value: T) -> At<T> {
    At::new(value, origin())
}

/// A key that was written.
pub(crate) fn given<T>(value: T) -> Given<T> {
    Given::Written(at(value))
}

/// A setting that was written.
pub(crate) fn set<T>(value: T) -> Setting<T> {
    Setting { value, written: Some(origin()) }
}

/// A setting's default.
pub(crate) fn default<T>(value: T) -> Setting<T> {
    Setting { value, written: None }
}

/// Names, each at a place.
pub(crate) fn names(all: &[&str]) -> Vec<At<Text>> {
    all.iter().map(|name| at((*name).into())).collect()
}

/// A duration as it is written in the language: `1h30m`.
pub(crate) fn duration(written: &str) -> Duration {
    let mut duration = Duration { weeks: 0, days: 0, hours: 0, minutes: 0, seconds: 0 };
    let mut count = 0;
    for letter in written.chars() {
        match letter {
            '0'..='9' => count = count * 10 + letter.to_digit(10).unwrap(),
            'w' => duration.weeks = std::mem::take(&mut count),
            'd' => duration.days = std::mem::take(&mut count),
            'h' => duration.hours = std::mem::take(&mut count),
            'm' => duration.minutes = std::mem::take(&mut count),
            's' => duration.seconds = std::mem::take(&mut count),
            other => panic!("{other} is no unit"),
        }
    }
    duration
}

/// A channel as it is written in the language: `slack:#incidents`.
pub(crate) fn channel(written: &str) -> At<Channel> {
    let (kind, target) = match written.split_once(':') {
        Some((kind, target)) => (kind, Some(target.into())),
        None => (written, None),
    };
    at(Channel { kind: ChannelKind::from_name(kind).unwrap(), target })
}

/// Channels, separated by blanks.
pub(crate) fn channels(written: &str) -> Vec<At<Channel>> {
    written.split_whitespace().map(channel).collect()
}

/// A service with nothing in it.
pub(crate) fn service(name: &str) -> Service {
    Service {
        origin: origin(),
        name: at(name.into()),
        docs: None,
        description: None,
        runbook: None,
        paging_provider: default(PagingProvider::PagerDuty),
        status_update_interval: default(duration("15m")),
        rotations: Vec::new(),
        oncall: None,
        policies: Vec::new(),
        status_pages: Vec::new(),
        post_mortem: None,
        severities: Vec::new(),
        alert_rules: Vec::new(),
        health_checks: Vec::new(),
        apps: Vec::new(),
        canary: None,
        rollback_plans: Vec::new(),
        circuit_breakers: Vec::new(),
        feature_flags: Vec::new(),
        roles: Vec::new(),
        people: Vec::new(),
    }
}

/// A weekly rotation in UTC, around the clock.
pub(crate) fn rotation(name: &str, members: &[&str]) -> Rotation {
    Rotation {
        origin: origin(),
        name: at(name.into()),
        docs: None,
        members: names(members),
        rotation_period: default(duration("7d")),
        escalation_timeout: Given::Absent,
        time_zone: default("UTC".into()),
        active_hours: None,
        active_days: Vec::new(),
        schedule_source: None,
        starts: default(date(2024, 1, 1).at(9, 0, 0, 0)),
        overrides: Vec::new(),
        team: None,
    }
}

/// A policy that serves every severity, repeats twice and then tells everybody.
pub(crate) fn policy(name: &str, tiers: Vec<Tier>) -> EscalationPolicy {
    EscalationPolicy {
        origin: origin(),
        name: at(name.into()),
        docs: None,
        tiers,
        fallback: Fallback::NotifyAll,
        fallback_written: Given::Absent,
        repeat_cycles: default(2),
        severities: None,
    }
}

/// A tier of one role with its timeout and its channels, and whom it reaches.
pub(crate) fn tier(role: &str, timeout: &str, over: &str, responders: Vec<Responder>) -> Tier {
    Tier {
        origin: origin(),
        docs: None,
        role: at(role.into()),
        title: default_title(role).into(),
        timeout: given(duration(timeout)),
        timeout_in_force: duration(timeout),
        channels: set(channels(over)),
        responders,
    }
}

/// Whoever is on call in a rotation.
pub(crate) fn whoever_in(rotation: &str) -> Responder {
    Responder::Rotation(rotation.into())
}

/// The holder of a role whose holder is not declared.
pub(crate) fn holder_of(role: &str) -> Responder {
    Responder::Role { name: role.into(), assignee: None }
}

/// The holder of a role, declared.
pub(crate) fn held_by(role: &str, assignee: &str) -> Responder {
    Responder::Role { name: role.into(), assignee: Some(assignee.into()) }
}

/// A severity with nothing but its policy.
pub(crate) fn severity(level: SeverityLevel, description: &str, policy: Option<&str>) -> Severity {
    Severity {
        origin: origin(),
        level: at(level),
        description: description.into(),
        docs: None,
        response_time: Given::Absent,
        notify_channels: Vec::new(),
        requires_incident_commander: default(false),
        requires_status_page_update: default(false),
        requires_post_mortem: default(true),
        resolution_target: Given::Absent,
        policy: policy.map(Text::from),
        escalation: Given::Absent,
        components: Vec::new(),
        page_status: match level {
            SeverityLevel::P1 => incident_ir::PageStatus::MajorOutage,
            SeverityLevel::P2 => incident_ir::PageStatus::PartialOutage,
            SeverityLevel::P3 | SeverityLevel::P4 => incident_ir::PageStatus::DegradedPerformance,
        },
    }
}

/// A page at Statuspage that follows health checks.
pub(crate) fn status_page(name: &str, components: Vec<Component>) -> StatusPage {
    StatusPage {
        origin: origin(),
        name: at(name.into()),
        docs: None,
        provider: default(StatusPageProvider::Statuspage),
        auto_update_from_health_checks: default(true),
        min_duration_before_update: default(duration("5m")),
        components,
    }
}

/// A component, in a group where one is named.
pub(crate) fn component(name: &str, group: Option<&str>) -> Component {
    Component {
        origin: origin(),
        docs: None,
        name: at(name.into()),
        group: group.map(Text::from),
        health_check: None,
        description: None,
    }
}

/// A template with these sections and every default.
pub(crate) fn post_mortem(required_sections: &[&str]) -> PostMortemTemplate {
    PostMortemTemplate {
        origin: origin(),
        required_sections: names(required_sections),
        due_within: default(Due::BusinessDays(3)),
        requires_action_items: default(true),
        min_action_items: default(1),
        action_items_require_owners: default(true),
        action_items_require_deadlines: default(true),
        reviewers: Vec::new(),
    }
}
