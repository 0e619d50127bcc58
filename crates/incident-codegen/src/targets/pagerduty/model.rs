//! The bodies of requests to PagerDuty's REST API v2, with the fields that we set, in the order in which
//! they are written.

use std::borrow::Cow;

use serde::Serialize;

use crate::placeholder::Placeholder;

/// An object by its kind (`user_reference`, `schedule_reference`, …) and its identifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::targets) struct Reference {
    #[serde(rename = "type")]
    pub(in crate::targets) kind: &'static str,
    pub(in crate::targets) id: Placeholder,
}

/// `POST /escalation_policies`.
#[derive(Debug, Serialize)]
pub(in crate::targets) struct EscalationPolicyBody<'a> {
    pub(in crate::targets) escalation_policy: EscalationPolicy<'a>,
}

#[derive(Debug, Serialize)]
pub(in crate::targets) struct EscalationPolicy<'a> {
    /// `escalation_policy`. The API wants it; the article's body lacks it and is kept as it is, so for
    /// that one deployment adds it.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(in crate::targets) kind: Option<&'static str>,
    pub(in crate::targets) name: Cow<'a, str>,
    /// In order; at least one.
    pub(in crate::targets) escalation_rules: Vec<EscalationRule>,
    /// How often the rules are repeated after the first time, 0 to 9.
    pub(in crate::targets) num_loops: u32,
    pub(in crate::targets) description: Cow<'a, str>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::targets) struct EscalationRule {
    /// At least 1.
    pub(in crate::targets) escalation_delay_in_minutes: u64,
    /// 1 to 10.
    pub(in crate::targets) targets: Vec<Reference>,
}

/// `POST /schedules`.
#[derive(Debug, Serialize)]
pub(in crate::targets) struct ScheduleBody<'a> {
    pub(in crate::targets) schedule: Schedule<'a>,
}

#[derive(Debug, Serialize)]
pub(in crate::targets) struct Schedule<'a> {
    #[serde(rename = "type")]
    pub(in crate::targets) kind: &'static str,
    pub(in crate::targets) name: String,
    pub(in crate::targets) time_zone: &'a str,
    pub(in crate::targets) description: &'a str,
    pub(in crate::targets) schedule_layers: Vec<ScheduleLayer<'a>>,
}

#[derive(Debug, Serialize)]
pub(in crate::targets) struct ScheduleLayer<'a> {
    pub(in crate::targets) name: &'a str,
    /// RFC 3339. The API replaces a moment in the past by now.
    pub(in crate::targets) start: String,
    /// RFC 3339: from where turns are counted; may be past.
    pub(in crate::targets) rotation_virtual_start: String,
    /// 3,600 to 365 days.
    pub(in crate::targets) rotation_turn_length_seconds: u64,
    /// In the order of their turns.
    pub(in crate::targets) users: Vec<LayerUser>,
    /// Absent means around the clock.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::targets) restrictions: Vec<Restriction>,
}

#[derive(Debug, Serialize)]
pub(in crate::targets) struct LayerUser {
    pub(in crate::targets) user: Reference,
}

/// A window of the schedule's local time in which the layer is active.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::targets) struct Restriction {
    /// `daily_restriction` or `weekly_restriction`.
    #[serde(rename = "type")]
    pub(in crate::targets) kind: &'static str,
    /// Monday 1 to Sunday 7; in weekly restrictions only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::targets) start_day_of_week: Option<u8>,
    /// `HH:mm:ss`.
    pub(in crate::targets) start_time_of_day: String,
    /// Daily less than a day, weekly less than a week.
    pub(in crate::targets) duration_seconds: u32,
}

/// `POST /schedules/{id}/overrides`.
#[derive(Debug, Serialize)]
pub(in crate::targets) struct OverridesBody {
    pub(in crate::targets) overrides: Vec<Override>,
}

#[derive(Debug, Serialize)]
pub(in crate::targets) struct Override {
    /// RFC 3339.
    pub(in crate::targets) start: String,
    /// RFC 3339.
    pub(in crate::targets) end: String,
    pub(in crate::targets) user: Reference,
}

/// `POST /services`.
#[derive(Debug, Serialize)]
pub(in crate::targets) struct ServiceBody<'a> {
    pub(in crate::targets) service: TechnicalService<'a>,
}

#[derive(Debug, Serialize)]
pub(in crate::targets) struct TechnicalService<'a> {
    #[serde(rename = "type")]
    pub(in crate::targets) kind: &'static str,
    pub(in crate::targets) name: &'a str,
    pub(in crate::targets) description: &'a str,
    pub(in crate::targets) escalation_policy: Reference,
    pub(in crate::targets) incident_urgency_rule: UrgencyRule,
    pub(in crate::targets) auto_resolve_timeout: Off,
    pub(in crate::targets) acknowledgement_timeout: Off,
}

/// A timer that never runs out. Left out, it is off in a POST and stays what it was in a PUT; `null` is none of the
/// integers that the description of the API takes.
#[derive(Clone, Copy, Debug)]
pub(in crate::targets) struct Off;

impl Serialize for Off {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(0)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::targets) struct UrgencyRule {
    /// `constant`: the same at any hour.
    #[serde(rename = "type")]
    pub(in crate::targets) kind: &'static str,
    /// `high`, or `severity_based`.
    pub(in crate::targets) urgency: &'static str,
}

/// `PUT /event_orchestrations/services/{id}`.
#[derive(Debug, Serialize)]
pub(in crate::targets) struct OrchestrationBody {
    pub(in crate::targets) orchestration_path: OrchestrationPath,
}

#[derive(Debug, Serialize)]
pub(in crate::targets) struct OrchestrationPath {
    #[serde(rename = "type")]
    pub(in crate::targets) kind: &'static str,
    /// One, `start`.
    pub(in crate::targets) sets: Vec<RuleSet>,
    pub(in crate::targets) catch_all: CatchAll,
}

#[derive(Debug, Serialize)]
pub(in crate::targets) struct RuleSet {
    pub(in crate::targets) id: &'static str,
    /// The first that matches decides.
    pub(in crate::targets) rules: Vec<OrchestrationRule>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::targets) struct OrchestrationRule {
    pub(in crate::targets) label: String,
    /// Any of them.
    pub(in crate::targets) conditions: Vec<Condition>,
    pub(in crate::targets) actions: Actions,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::targets) struct Condition {
    pub(in crate::targets) expression: String,
}

/// What is done with a matching event. Empty leaves it to the service's own policy.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(in crate::targets) struct Actions {
    /// An identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::targets) priority: Option<Placeholder>,
    /// An identifier; overrides the service's policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::targets) escalation_policy: Option<Placeholder>,
    /// A note on the incident.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::targets) annotate: Option<String>,
}

#[derive(Debug, Serialize)]
pub(in crate::targets) struct CatchAll {
    pub(in crate::targets) actions: Actions,
}
