//! Rotations and their exceptions.

use super::choices::WEEKDAYS;
use super::{defaulted, optional, required};
use crate::{Block, Kind, Label, Place, Type, Unique};

pub(super) static ON_CALL_ROTATION: Block = Block {
    name: "on_call_rotation",
    stands: &[Place::In(Kind::Service), Place::TopLevel],
    labels: &[Label {
        name: "name",
        ty: Type::Declares,
        doc: "The team's name. The schedule at the provider is called NAME-oncall.",
    }],
    keys: &[
        required(
            "members",
            Type::List(&Type::Email),
            "[alice@company.com, bob@company.com]",
            "Who takes turns, in order; no one twice.",
        ),
        defaulted(
            "rotation_period",
            Type::Duration,
            "7d",
            "1d",
            "How long each person is on call before the next takes over.",
        ),
        defaulted(
            "escalation_timeout",
            Type::Duration,
            "15m",
            "10m",
            "How long an alert may stay unacknowledged before it escalates: the timeout of the \
             `oncall` tier where that tier gives none.",
        ),
        defaulted(
            "time_zone",
            Type::TimeZone,
            "\"UTC\"",
            "\"America/New_York\"",
            "The zone of the hand-offs, hours and spans: a name of the IANA time zone database.",
        ),
        optional(
            "active_hours",
            Type::Hours,
            "09:00-18:00",
            "The hours in which the rotation is active, local to its zone; they may cross midnight. \
             Without them it is active all day.",
        ),
        optional(
            "active_days",
            Type::List(&Type::Choice(&WEEKDAYS)),
            "[mon, tue, wed, thu, fri]",
            "The days on which the rotation is active. Without them it is active every day. Hours \
             over midnight belong to the day on which they begin.",
        ),
        optional(
            "schedule_source",
            Type::ScheduleSource,
            "\"pagerduty://team-backend\"",
            "The schedule is kept at the provider under this name: policies refer to it and none is \
             written.",
        ),
        defaulted(
            "starts",
            Type::DateOrInstant,
            "2024-01-01T09:00",
            "2026-01-05",
            "When the first member's first turn begins, local to the zone; a date means 09:00. It \
             fixes the time of day, and with weekly turns the weekday, of every hand-off.",
        ),
    ],
    needs: &[],
    unique: Unique::ByName,
    doc: "Who is on call and when. At the top level it is shared: services take it with \
          `rotation = NAME`, tiers reach it with `rotation = NAME`.",
    example: "on_call_rotation payments-backend {\n  members   = [alice@company.com, \
              bob@company.com]\n  time_zone = \"America/New_York\"\n}",
    since: "0.1",
};

pub(super) static OVERRIDE: Block = Block {
    name: "override",
    stands: &[Place::In(Kind::OnCallRotation)],
    labels: &[Label {
        name: "span",
        ty: Type::Span,
        doc: "When: two dates, both included, or two instants, the second not included; local to \
              the rotation's zone.",
    }],
    keys: &[
        optional(
            "replace",
            Type::Email,
            "david@company.com",
            "Whose turns are covered: a member of the rotation. Only this member's own turns inside \
             the span are; without it, the whole span is.",
        ),
        required("with", Type::Email, "bob@company.com", "Who covers, be it a member or not."),
    ],
    needs: &[],
    unique: Unique::Many,
    doc: "Somebody covers for somebody: vacations, swaps, sick leave.",
    example: "override 2026-12-21..2026-12-28 { replace = david@company.com, with = \
              bob@company.com }",
    since: "0.1",
};
