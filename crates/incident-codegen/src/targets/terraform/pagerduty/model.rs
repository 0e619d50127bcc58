//! The resources of the provider `pagerduty/pagerduty`, with the arguments that we set, in the order in which they are
//! written. Restrictions and urgency rules have the names of the API.

use serde::Serialize;

use super::super::module::{Meta, Named};
use super::super::template::Template;
use super::pagerduty::model::{Restriction, UrgencyRule};

#[derive(Debug, Serialize)]
pub(in super::super) struct Resources {
    #[serde(skip_serializing_if = "Named::is_empty")]
    pub(super) pagerduty_schedule: Named<Schedule>,
    #[serde(skip_serializing_if = "Named::is_empty")]
    pub(super) pagerduty_escalation_policy: Named<EscalationPolicy>,
    #[serde(skip_serializing_if = "Named::is_empty")]
    pub(super) pagerduty_service: Named<TechnicalService>,
    #[serde(skip_serializing_if = "Named::is_empty")]
    pub(super) pagerduty_event_orchestration_service: Named<Orchestration>,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Schedule {
    #[serde(flatten)]
    pub(super) meta: Meta,
    pub(super) name: Template,
    pub(super) description: Template,
    pub(super) time_zone: Template,
    /// One.
    pub(super) layer: Vec<Layer>,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Layer {
    pub(super) name: Template,
    /// RFC 3339.
    pub(super) start: String,
    /// RFC 3339.
    pub(super) rotation_virtual_start: String,
    pub(super) rotation_turn_length_seconds: u64,
    /// Identifiers, in the order of their turns.
    pub(super) users: Vec<Template>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) restriction: Vec<Restriction>,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct EscalationPolicy {
    #[serde(flatten)]
    pub(super) meta: Meta,
    pub(super) name: Template,
    pub(super) description: Template,
    pub(super) num_loops: u32,
    pub(super) rule: Vec<Rule>,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Rule {
    pub(super) escalation_delay_in_minutes: u64,
    pub(super) target: Vec<Target>,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Target {
    /// `user_reference` or `schedule_reference`.
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) id: Template,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct TechnicalService {
    pub(super) name: Template,
    pub(super) description: Template,
    /// An identifier.
    pub(super) escalation_policy: Template,
    pub(super) incident_urgency_rule: UrgencyRule,
    pub(super) auto_resolve_timeout: Off,
    pub(super) acknowledgement_timeout: Off,
}

/// A timer that never runs out: without a word the provider asks for 4 hours and 30 minutes, and of a number it makes
/// that number (`resource_pagerduty_service.go`).
#[derive(Debug)]
pub(in super::super) struct Off;

impl Serialize for Off {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("null")
    }
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Orchestration {
    /// An identifier.
    pub(super) service: Template,
    /// Without it the rules are stored and do nothing.
    pub(super) enable_event_orchestration_for_service: bool,
    pub(super) set: Vec<RuleSet>,
    pub(super) catch_all: CatchAll,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct RuleSet {
    pub(super) id: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) rule: Vec<OrchestrationRule>,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct OrchestrationRule {
    pub(super) label: Template,
    pub(super) condition: Vec<Condition>,
    pub(super) actions: Actions,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Condition {
    pub(super) expression: Template,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Actions {
    /// An identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) priority: Option<Template>,
    /// An identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) escalation_policy: Option<Template>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) annotate: Option<Template>,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct CatchAll {
    pub(super) actions: Actions,
}
