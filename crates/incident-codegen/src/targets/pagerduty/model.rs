//! The bodies of requests to PagerDuty's REST API v2, with the fields that we set, in the order in which
//! they are written.

use std::borrow::Cow;

use serde::Serialize;

/// An object by its kind (`user_reference`, `schedule_reference`, …) and its identifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Reference {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) id: String,
}

/// `POST /escalation_policies`.
#[derive(Debug, Serialize)]
pub(super) struct EscalationPolicyBody<'a> {
    pub(super) escalation_policy: EscalationPolicy<'a>,
}

#[derive(Debug, Serialize)]
pub(super) struct EscalationPolicy<'a> {
    /// `escalation_policy`. The API wants it; the article's body lacks it and is kept as it is, so for
    /// that one deployment adds it.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<&'static str>,
    pub(super) name: Cow<'a, str>,
    /// In order; at least one.
    pub(super) escalation_rules: Vec<EscalationRule>,
    /// How often the rules are repeated after the first time, 0 to 9.
    pub(super) num_loops: u32,
    pub(super) description: Cow<'a, str>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct EscalationRule {
    /// At least 1.
    pub(super) escalation_delay_in_minutes: u64,
    /// 1 to 10.
    pub(super) targets: Vec<Reference>,
}

/// `POST /schedules`.
#[derive(Debug, Serialize)]
pub(super) struct ScheduleBody<'a> {
    pub(super) schedule: Schedule<'a>,
}

#[derive(Debug, Serialize)]
pub(super) struct Schedule<'a> {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) name: String,
    pub(super) time_zone: &'a str,
    pub(super) description: &'a str,
    pub(super) schedule_layers: Vec<ScheduleLayer<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct ScheduleLayer<'a> {
    pub(super) name: &'a str,
    /// RFC 3339. The API replaces a moment in the past by now.
    pub(super) start: String,
    /// RFC 3339: from where turns are counted; may be past.
    pub(super) rotation_virtual_start: String,
    /// 3,600 to 365 days.
    pub(super) rotation_turn_length_seconds: u64,
    /// In the order of their turns.
    pub(super) users: Vec<LayerUser>,
    /// Absent means around the clock.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) restrictions: Vec<Restriction>,
}

#[derive(Debug, Serialize)]
pub(super) struct LayerUser {
    pub(super) user: Reference,
}

/// A window of the schedule's local time in which the layer is active.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Restriction {
    /// `daily_restriction` or `weekly_restriction`.
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    /// Monday 1 to Sunday 7; in weekly restrictions only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) start_day_of_week: Option<u8>,
    /// `HH:mm:ss`.
    pub(super) start_time_of_day: String,
    /// Daily less than a day, weekly less than a week.
    pub(super) duration_seconds: u32,
}

/// `POST /schedules/{id}/overrides`.
#[derive(Debug, Serialize)]
pub(super) struct OverridesBody {
    pub(super) overrides: Vec<Override>,
}

#[derive(Debug, Serialize)]
pub(super) struct Override {
    /// RFC 3339.
    pub(super) start: String,
    /// RFC 3339.
    pub(super) end: String,
    pub(super) user: Reference,
}

/// `POST /services`.
#[derive(Debug, Serialize)]
pub(super) struct ServiceBody<'a> {
    pub(super) service: TechnicalService<'a>,
}

#[derive(Debug, Serialize)]
pub(super) struct TechnicalService<'a> {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) name: &'a str,
    pub(super) description: &'a str,
    pub(super) escalation_policy: Reference,
    pub(super) incident_urgency_rule: UrgencyRule,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct UrgencyRule {
    /// `constant`: the same at any hour.
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    /// `high`, or `severity_based`.
    pub(super) urgency: &'static str,
}

/// `PUT /event_orchestrations/services/{id}`.
#[derive(Debug, Serialize)]
pub(super) struct OrchestrationBody {
    pub(super) orchestration_path: OrchestrationPath,
}

#[derive(Debug, Serialize)]
pub(super) struct OrchestrationPath {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    /// One, `start`.
    pub(super) sets: Vec<RuleSet>,
    pub(super) catch_all: CatchAll,
}

#[derive(Debug, Serialize)]
pub(super) struct RuleSet {
    pub(super) id: &'static str,
    /// The first that matches decides.
    pub(super) rules: Vec<OrchestrationRule>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct OrchestrationRule {
    pub(super) label: String,
    /// Any of them.
    pub(super) conditions: Vec<Condition>,
    pub(super) actions: Actions,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Condition {
    pub(super) expression: String,
}

/// What is done with a matching event. Empty leaves it to the service's own policy.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Actions {
    /// An identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) priority: Option<String>,
    /// An identifier; overrides the service's policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) escalation_policy: Option<String>,
    /// A note on the incident.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) annotate: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct CatchAll {
    pub(super) actions: Actions,
}
