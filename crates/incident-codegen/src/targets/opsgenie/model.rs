//! The bodies of requests to Opsgenie's REST API, with the fields that we set, in the order in which they
//! are written.

use std::borrow::Cow;

use serde::Serialize;

use crate::placeholder::Placeholder;

/// `opsgenie-config.json`: the bodies by what they make, in the order in which they can be made.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::targets) struct Config<'a> {
    /// `POST /v2/teams`, for a service with a policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::targets) team: Option<Team<'a>>,
    /// `POST /v2/schedules`.
    pub(in crate::targets) schedules: Vec<Schedule<'a>>,
    /// Overrides with the schedules they belong to.
    pub(in crate::targets) overrides: Vec<OverrideOf>,
    /// `POST /v2/escalations`.
    pub(in crate::targets) escalations: Vec<Escalation<'a>>,
    /// `POST /v2/teams/{identifier}/routing-rules` of the team.
    pub(in crate::targets) routing_rules: Vec<RoutingRule>,
    /// `PATCH /v2/teams/{identifier}/routing-rules/{id}` of the rule that Opsgenie makes with a team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::targets) default_routing_rule: Option<DefaultRoutingRule>,
}

#[derive(Debug, Serialize)]
pub(in crate::targets) struct Team<'a> {
    /// ASCII letters, digits, blanks, `_`, `.` and `-`; less than 100.
    pub(in crate::targets) name: &'a str,
    pub(in crate::targets) description: &'a str,
    pub(in crate::targets) members: Vec<TeamMember>,
}

#[derive(Debug, Serialize)]
pub(in crate::targets) struct TeamMember {
    pub(in crate::targets) user: UserName,
}

#[derive(Debug, Serialize)]
pub(in crate::targets) struct UserName {
    /// An e-mail address.
    pub(in crate::targets) username: String,
}

/// Whom something reaches. One of the names, or the identifier, by the type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(in crate::targets) struct Recipient {
    /// `user`, `schedule` or `escalation`.
    #[serde(rename = "type")]
    pub(in crate::targets) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::targets) id: Option<Placeholder>,
    /// Of a schedule or an escalation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::targets) name: Option<String>,
    /// Of a user: an e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::targets) username: Option<String>,
}

#[derive(Debug, Serialize)]
pub(in crate::targets) struct Schedule<'a> {
    /// ASCII letters, digits, `_`, `.` and `-`; no team's name.
    pub(in crate::targets) name: String,
    pub(in crate::targets) description: &'a str,
    /// IANA name.
    pub(in crate::targets) timezone: &'a str,
    pub(in crate::targets) enabled: bool,
    pub(in crate::targets) rotations: Vec<Rotation<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::targets) struct Rotation<'a> {
    pub(in crate::targets) name: &'a str,
    /// RFC 3339; Opsgenie moves it to a full or half hour.
    pub(in crate::targets) start_date: String,
    /// `hourly`, `daily` or `weekly`.
    #[serde(rename = "type")]
    pub(in crate::targets) kind: &'static str,
    /// So many hours, days or weeks; at least 1.
    pub(in crate::targets) length: u64,
    /// In the order of their turns.
    pub(in crate::targets) participants: Vec<Recipient>,
    /// Absent means around the clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::targets) time_restriction: Option<TimeRestriction>,
}

/// When a rotation is active, on the clocks of the schedule's zone.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type")]
pub(in crate::targets) enum TimeRestriction {
    /// The same hours every day.
    #[serde(rename = "time-of-day")]
    TimeOfDay {
        /// One.
        restriction: DayHours,
    },
    /// Hours on days.
    #[serde(rename = "weekday-and-time-of-day")]
    WeekdayAndTimeOfDay {
        /// 1 to 15.
        restrictions: Vec<WeekHours>,
    },
}

/// An end before the start is on the next day.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::targets) struct DayHours {
    /// 0 to 23.
    pub(in crate::targets) start_hour: i8,
    /// 0 or 30.
    pub(in crate::targets) start_min: i8,
    /// 0 to 23.
    pub(in crate::targets) end_hour: i8,
    /// 0 or 30.
    pub(in crate::targets) end_min: i8,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::targets) struct WeekHours {
    /// `monday` to `sunday`.
    pub(in crate::targets) start_day: &'static str,
    /// 0 to 23.
    pub(in crate::targets) start_hour: i8,
    /// 0 or 30.
    pub(in crate::targets) start_min: i8,
    /// `monday` to `sunday`.
    pub(in crate::targets) end_day: &'static str,
    /// 0 to 23.
    pub(in crate::targets) end_hour: i8,
    /// 0 or 30.
    pub(in crate::targets) end_min: i8,
}

#[derive(Debug, Serialize)]
pub(in crate::targets) struct OverrideOf {
    /// The schedule's name.
    pub(in crate::targets) schedule: String,
    /// `POST /v2/schedules/{identifier}/overrides`.
    #[serde(rename = "override")]
    pub(in crate::targets) body: Override,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::targets) struct Override {
    /// What the override is found by; one of its schedule.
    pub(in crate::targets) alias: String,
    pub(in crate::targets) user: Recipient,
    /// RFC 3339.
    pub(in crate::targets) start_date: String,
    /// RFC 3339.
    pub(in crate::targets) end_date: String,
}

#[derive(Debug, Serialize)]
pub(in crate::targets) struct Escalation<'a> {
    pub(in crate::targets) name: String,
    pub(in crate::targets) description: Cow<'a, str>,
    /// In the order of their delays; at least one.
    pub(in crate::targets) rules: Vec<EscalationRule>,
    /// Absent means that the rules run once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::targets) repeat: Option<Repeat>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::targets) struct EscalationRule {
    /// `if-not-acked`.
    pub(in crate::targets) condition: &'static str,
    /// `default`: whoever is on call, or the user.
    pub(in crate::targets) notify_type: &'static str,
    pub(in crate::targets) delay: Delay,
    /// One: Opsgenie drops others without a word.
    pub(in crate::targets) recipient: Recipient,
}

/// Counted from when the escalation began with the alert, not from the rule before.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::targets) struct Delay {
    pub(in crate::targets) time_amount: u64,
    /// `minutes`.
    pub(in crate::targets) time_unit: &'static str,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::targets) struct Repeat {
    /// Minutes from the last rule to the first of the next time.
    pub(in crate::targets) wait_interval: u64,
    /// How often the rules are repeated after the first time, 1 to 20.
    pub(in crate::targets) count: u32,
    /// Whether a repetition forgets that somebody acknowledged, and tells everybody again.
    pub(in crate::targets) reset_recipient_states: bool,
    /// Whether the alert is closed after the last time.
    pub(in crate::targets) close_alert_after_all: bool,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::targets) struct RoutingRule {
    pub(in crate::targets) name: String,
    /// From 0; the first rule that matches decides.
    pub(in crate::targets) order: usize,
    pub(in crate::targets) criteria: Criteria,
    pub(in crate::targets) notify: Recipient,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::targets) struct Criteria {
    /// `match-any-condition`.
    #[serde(rename = "type")]
    pub(in crate::targets) kind: &'static str,
    /// At least one.
    pub(in crate::targets) conditions: Vec<Condition>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::targets) struct Condition {
    /// `priority`, or `extra-properties`.
    pub(in crate::targets) field: &'static str,
    /// Of an extra property.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::targets) key: Option<&'static str>,
    /// `equals`.
    pub(in crate::targets) operation: &'static str,
    pub(in crate::targets) expected_value: String,
}

#[derive(Debug, Serialize)]
pub(in crate::targets) struct DefaultRoutingRule {
    pub(in crate::targets) notify: Recipient,
}
