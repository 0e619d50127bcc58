//! Severities.

use super::choices::{PAGE_STATUSES, SEVERITY_LEVELS};
use super::{defaulted, optional};
use crate::{Block, Kind, Label, Place, Reference, Type, Unique};

pub(super) static SEVERITY: Block = Block {
    name: "severity",
    stands: &[Place::In(Kind::Service)],
    labels: &[
        Label { name: "level", ty: Type::Choice(&SEVERITY_LEVELS), doc: "How bad." },
        Label {
            name: "description",
            ty: Type::Text,
            doc: "What it looks like at this service, in one sentence.",
        },
    ],
    keys: &[
        optional(
            "response_time",
            Type::Duration,
            "5m",
            "How long the first response may take after the alert. A P1 must have one.",
        ),
        optional(
            "notify_channels",
            Type::List(&Type::Channel),
            "[pagerduty, slack:#p1-incidents, phone:eng-manager]",
            "Who is told when an incident of this severity is declared.",
        ),
        defaulted(
            "requires_incident_commander",
            Type::Boolean,
            "false",
            "true",
            "Whether an incident commander must be designated.",
        ),
        defaulted(
            "requires_status_page_update",
            Type::Boolean,
            "false",
            "true",
            "Whether the status page must be updated.",
        ),
        defaulted(
            "requires_post_mortem",
            Type::Boolean,
            "true",
            "false",
            "Whether a post-mortem must be written.",
        ),
        optional(
            "resolution_target",
            Type::Duration,
            "1h",
            "How long the resolution may take. For tracking, not for escalation.",
        ),
        optional(
            "escalation",
            Type::Name(Reference::Policy),
            "payments-critical",
            "The policy that serves this severity. Without it, the first whose `severities` list it.",
        ),
        optional(
            "components",
            Type::List(&Type::TextName(Reference::Component)),
            "[\"Payment Processing\"]",
            "The components of the status page that it affects. Without it, the first of the \
             service's pages.",
        ),
        optional(
            "page_status",
            Type::Choice(&PAGE_STATUSES),
            "partial_outage",
            "What the status page shows for them. Without it, `major_outage` for a P1, \
             `partial_outage` for a P2, `degraded_performance` below.",
        ),
    ],
    needs: &[],
    unique: Unique::ByName,
    doc: "What a severity means at this service and what it asks of people.",
    example: "severity P1 \"Complete payment processing outage\" {\n  response_time = 5m\n}",
    since: "0.1",
};
