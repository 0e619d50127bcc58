//! The bodies of requests to Opsgenie's REST API, with the fields that we set, in the order in which they
//! are written.

use std::borrow::Cow;

use serde::Serialize;

/// `opsgenie-config.json`: the bodies by what they make, in the order in which they can be made.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Config<'a> {
    /// `POST /v2/teams`, for a service with a policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) team: Option<Team<'a>>,
    /// `POST /v2/schedules`.
    pub(super) schedules: Vec<Schedule<'a>>,
    /// Overrides with the schedules they belong to.
    pub(super) overrides: Vec<OverrideOf>,
    /// `POST /v2/escalations`.
    pub(super) escalations: Vec<Escalation<'a>>,
    /// `POST /v2/teams/{identifier}/routing-rules` of the team.
    pub(super) routing_rules: Vec<RoutingRule>,
    /// `PATCH /v2/teams/{identifier}/routing-rules/{id}` of the rule that Opsgenie makes with a team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) default_routing_rule: Option<DefaultRoutingRule>,
}

#[derive(Debug, Serialize)]
pub(super) struct Team<'a> {
    /// ASCII letters, digits, blanks, `_`, `.` and `-`; less than 100.
    pub(super) name: &'a str,
    pub(super) description: &'a str,
    pub(super) members: Vec<TeamMember>,
}

#[derive(Debug, Serialize)]
pub(super) struct TeamMember {
    pub(super) user: UserName,
}

#[derive(Debug, Serialize)]
pub(super) struct UserName {
    /// An e-mail address.
    pub(super) username: String,
}

/// Whom something reaches. One of the names, or the identifier, by the type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Recipient {
    /// `user`, `schedule` or `escalation`.
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    /// Of a schedule or an escalation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    /// Of a user: an e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) username: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Schedule<'a> {
    /// ASCII letters, digits, `_`, `.` and `-`; no team's name.
    pub(super) name: String,
    pub(super) description: &'a str,
    /// IANA name.
    pub(super) timezone: &'a str,
    pub(super) enabled: bool,
    pub(super) rotations: Vec<Rotation<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rotation<'a> {
    pub(super) name: &'a str,
    /// RFC 3339; Opsgenie moves it to a full or half hour.
    pub(super) start_date: String,
    /// `hourly`, `daily` or `weekly`.
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    /// So many hours, days or weeks; at least 1.
    pub(super) length: u64,
    /// In the order of their turns.
    pub(super) participants: Vec<Recipient>,
    /// Absent means around the clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) time_restriction: Option<TimeRestriction>,
}

/// When a rotation is active, on the clocks of the schedule's zone.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type")]
pub(super) enum TimeRestriction {
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
pub(super) struct DayHours {
    /// 0 to 23.
    pub(super) start_hour: i8,
    /// 0 or 30.
    pub(super) start_min: i8,
    /// 0 to 23.
    pub(super) end_hour: i8,
    /// 0 or 30.
    pub(super) end_min: i8,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WeekHours {
    /// `monday` to `sunday`.
    pub(super) start_day: &'static str,
    /// 0 to 23.
    pub(super) start_hour: i8,
    /// 0 or 30.
    pub(super) start_min: i8,
    /// `monday` to `sunday`.
    pub(super) end_day: &'static str,
    /// 0 to 23.
    pub(super) end_hour: i8,
    /// 0 or 30.
    pub(super) end_min: i8,
}

#[derive(Debug, Serialize)]
pub(super) struct OverrideOf {
    /// The schedule's name.
    pub(super) schedule: String,
    /// `POST /v2/schedules/{identifier}/overrides`.
    #[serde(rename = "override")]
    pub(super) body: Override,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Override {
    /// What the override is found by; one of its schedule.
    pub(super) alias: String,
    pub(super) user: Recipient,
    /// RFC 3339.
    pub(super) start_date: String,
    /// RFC 3339.
    pub(super) end_date: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Escalation<'a> {
    pub(super) name: String,
    pub(super) description: Cow<'a, str>,
    /// In the order of their delays; at least one.
    pub(super) rules: Vec<EscalationRule>,
    /// Absent means that the rules run once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) repeat: Option<Repeat>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EscalationRule {
    /// `if-not-acked`.
    pub(super) condition: &'static str,
    /// `default`: whoever is on call, or the user.
    pub(super) notify_type: &'static str,
    pub(super) delay: Delay,
    /// One: Opsgenie drops others without a word.
    pub(super) recipient: Recipient,
}

/// Counted from when the escalation began with the alert, not from the rule before.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Delay {
    pub(super) time_amount: u64,
    /// `minutes`.
    pub(super) time_unit: &'static str,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Repeat {
    /// Minutes from the last rule to the first of the next time.
    pub(super) wait_interval: u64,
    /// How often the rules are repeated after the first time, 1 to 20.
    pub(super) count: u32,
    /// Whether a repetition forgets that somebody acknowledged, and tells everybody again.
    pub(super) reset_recipient_states: bool,
    /// Whether the alert is closed after the last time.
    pub(super) close_alert_after_all: bool,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct RoutingRule {
    pub(super) name: String,
    /// From 0; the first rule that matches decides.
    pub(super) order: usize,
    pub(super) criteria: Criteria,
    pub(super) notify: Recipient,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Criteria {
    /// `match-any-condition`.
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    /// At least one.
    pub(super) conditions: Vec<Condition>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Condition {
    /// `priority`, or `extra-properties`.
    pub(super) field: &'static str,
    /// Of an extra property.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) key: Option<&'static str>,
    /// `equals`.
    pub(super) operation: &'static str,
    pub(super) expected_value: String,
}

#[derive(Debug, Serialize)]
pub(super) struct DefaultRoutingRule {
    pub(super) notify: Recipient,
}
