//! The resources of the provider `opsgenie/opsgenie`, with the arguments that we set, in the order in which they are
//! written.

use serde::Serialize;

use super::super::module::{Meta, Named};
use super::super::template::Template;

#[derive(Debug, Serialize)]
pub(in super::super) struct Resources {
    #[serde(skip_serializing_if = "Named::is_empty")]
    pub(super) opsgenie_schedule: Named<Schedule>,
    #[serde(skip_serializing_if = "Named::is_empty")]
    pub(super) opsgenie_schedule_rotation: Named<Rotation>,
    #[serde(skip_serializing_if = "Named::is_empty")]
    pub(super) opsgenie_escalation: Named<Escalation>,
    #[serde(skip_serializing_if = "Named::is_empty")]
    pub(super) opsgenie_team: Named<Team>,
    #[serde(skip_serializing_if = "Named::is_empty")]
    pub(super) opsgenie_team_routing_rule: Named<RoutingRule>,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Schedule {
    #[serde(flatten)]
    pub(super) meta: Meta,
    pub(super) name: Template,
    pub(super) description: Template,
    pub(super) timezone: Template,
    pub(super) enabled: bool,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Rotation {
    /// That of its schedule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) count: Option<Template>,
    pub(super) schedule_id: Template,
    pub(super) name: Template,
    /// `2026-01-05T09:00:00Z`.
    pub(super) start_date: String,
    /// `hourly`, `daily` or `weekly`.
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    /// So many hours, days or weeks.
    pub(super) length: u64,
    /// In the order of their turns.
    pub(super) participant: Vec<Participant>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) time_restriction: Option<TimeRestriction>,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Participant {
    /// `user` or `schedule`.
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) id: Template,
}

#[derive(Debug, Serialize)]
#[serde(tag = "type")]
pub(in super::super) enum TimeRestriction {
    #[serde(rename = "time-of-day")]
    TimeOfDay { restriction: DayHours },
    #[serde(rename = "weekday-and-time-of-day")]
    WeekdayAndTimeOfDay { restrictions: Vec<WeekHours> },
}

#[derive(Debug, Serialize)]
pub(in super::super) struct DayHours {
    pub(super) start_hour: i8,
    pub(super) start_min: i8,
    pub(super) end_hour: i8,
    pub(super) end_min: i8,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct WeekHours {
    pub(super) start_day: &'static str,
    pub(super) start_hour: i8,
    pub(super) start_min: i8,
    pub(super) end_day: &'static str,
    pub(super) end_hour: i8,
    pub(super) end_min: i8,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Escalation {
    #[serde(flatten)]
    pub(super) meta: Meta,
    pub(super) name: Template,
    pub(super) description: Template,
    pub(super) rules: Vec<Rule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) repeat: Option<Repeat>,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Rule {
    pub(super) condition: &'static str,
    pub(super) notify_type: &'static str,
    /// In minutes, from the alert.
    pub(super) delay: u64,
    pub(super) recipient: Participant,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Repeat {
    /// In minutes.
    pub(super) wait_interval: u64,
    pub(super) count: u32,
    pub(super) reset_recipient_states: bool,
    pub(super) close_alert_after_all: bool,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Team {
    pub(super) name: Template,
    pub(super) description: Template,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) member: Vec<Member>,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Member {
    pub(super) id: Template,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct RoutingRule {
    /// The rule before: an order is one of those that there are already.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) depends_on: Vec<String>,
    pub(super) team_id: Template,
    pub(super) name: Template,
    pub(super) order: usize,
    pub(super) criteria: Criteria,
    pub(super) notify: Notify,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Criteria {
    /// `match-any-condition`, or `match-all`, which has no conditions.
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) conditions: Vec<Condition>,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Condition {
    pub(super) field: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) key: Option<&'static str>,
    pub(super) operation: &'static str,
    pub(super) expected_value: Template,
    pub(super) order: usize,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Notify {
    /// `escalation`.
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) id: Template,
}
