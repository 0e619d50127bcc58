//! Escalation.

use super::choices::{FALLBACKS, SEVERITY_LEVELS};
use super::{defaulted, optional};
use crate::{Block, Kind, Label, Place, Reference, Type, Unique};

pub(super) static ESCALATION_POLICY: Block = Block {
    name: "escalation_policy",
    stands: &[Place::In(Kind::Service)],
    labels: &[Label {
        name: "name",
        ty: Type::Declares,
        doc: "The policy's name, at the provider too.",
    }],
    keys: &[
        defaulted(
            "fallback",
            Type::Choice(&FALLBACKS),
            "notify_all",
            "executive_escalation",
            "What happens when nobody acknowledged in any cycle.",
        ),
        optional(
            "executive",
            Type::Name(Reference::Role),
            "vp-engineering",
            "The role that `executive_escalation` pages. Without it, the last tier's.",
        ),
        optional(
            "remediation",
            Type::Name(Reference::RollbackPlan),
            "payment-service-rollback",
            "The rollback plan that `auto_remediate` carries out. Without it, the service's only one.",
        ),
        defaulted(
            "repeat_cycles",
            Type::Integer { min: 0, max: u32::MAX as u64 },
            "2",
            "3",
            "How often the tiers are gone through again before the fallback.",
        ),
        optional(
            "severities",
            Type::List(&Type::Choice(&SEVERITY_LEVELS)),
            "[P1, P2]",
            "The severities that this policy serves. Without it, all of the service.",
        ),
    ],
    needs: &[Kind::Tier],
    unique: Unique::ByName,
    doc: "Who is told, in which order, and how long each has to acknowledge.",
    example: "escalation_policy payments-critical {\n  tier oncall    { timeout = 10m, channels = \
              [pagerduty] }\n  tier team-lead { timeout = 20m, channels = [pagerduty, slack] }\n}",
    since: "0.1",
};

pub(super) static TIER: Block = Block {
    name: "tier",
    stands: &[Place::In(Kind::EscalationPolicy)],
    labels: &[Label {
        name: "role",
        ty: Type::Name(Reference::Role),
        doc: "Who is told: a role. `oncall` is whoever is on call in the service's rotation.",
    }],
    keys: &[
        optional(
            "timeout",
            Type::Duration,
            "10m",
            "How long the tier has to acknowledge before the next is told. When no tier gives one: \
             15, 30 and 60 minutes, for up to three tiers.",
        ),
        defaulted(
            "channels",
            Type::List(&Type::Channel),
            "[page]",
            "[pagerduty, slack]",
            "How the tier is told.",
        ),
        optional(
            "rotation",
            Type::OneOrMore(&Type::Name(Reference::Rotation)),
            "[payments-emea, payments-amer]",
            "The rotation the tier reaches, whatever its role; of several, whoever of them is active.",
        ),
    ],
    needs: &[],
    unique: Unique::ByName,
    doc: "One step of a policy.",
    example: "tier oncall { timeout = 10m, channels = [pagerduty] }",
    since: "0.1",
};
