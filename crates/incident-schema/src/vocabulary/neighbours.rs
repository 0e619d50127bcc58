//! What the neighbours of the incident declare: alerts, deployments, rollbacks, flags.

use super::choices::{ALERT_SEVERITIES, EFFECTS, FLAG_ACTIONS, ROLLBACK_TARGETS, SEVERITY_LEVELS};
use super::{defaulted, optional, required};
use crate::{Block, Key, Kind, Label, Place, Type, Unique};

/// A section of a service that only groups blocks.
const fn section(name: &'static str, doc: &'static str, example: &'static str) -> Block {
    Block {
        name,
        stands: &[Place::In(Kind::Service)],
        labels: &[],
        keys: &[],
        needs: &[],
        unique: Unique::One,
        doc,
        example,
        since: "0.1",
    }
}

/// A block in a section, with a name.
const fn named(
    name: &'static str,
    stands: &'static [Place],
    keys: &'static [Key],
    doc: &'static str,
    example: &'static str,
) -> Block {
    Block {
        name,
        stands,
        labels: &[Label { name: "name", ty: Type::Declares, doc: "Its name." }],
        keys,
        needs: &[],
        unique: Unique::ByName,
        doc,
        example,
        since: "0.1",
    }
}

pub(super) static OBSERVABILITY: Block = section(
    "observability",
    "The alerts that raise incidents and the health checks that the status page follows.",
    "observability {\n  health_check payments { url = \"https://payments.company.com/healthz\" }\n}",
);

pub(super) static ALERT_RULE: Block = named(
    "alert_rule",
    &[Place::In(Kind::Observability)],
    &[
        required(
            "query",
            Type::Text,
            "\"rate(errors_total[5m]) > 0.05\"",
            "The expression that fires it, in the language of the alerting system (PromQL).",
        ),
        required(
            "severity",
            Type::Choice(&ALERT_SEVERITIES),
            "critical",
            "How bad it is, which maps to the severity of the incident it raises.",
        ),
        optional("for", Type::Duration, "5m", "How long the expression must hold before it fires."),
        optional(
            "runbook",
            Type::UrlOrPath,
            "\"https://runbooks.company.com/errors\"",
            "Where its runbook is: a URL, or a path from the workspace's folder.",
        ),
        optional(
            "escalates",
            Type::Choice(&SEVERITY_LEVELS),
            "P2",
            "The severity of the incident it raises, in place of the mapping.",
        ),
    ],
    "An alert that raises an incident.",
    "alert_rule errors { query = \"rate(errors_total[5m]) > 0.05\", severity = critical }",
);

pub(super) static HEALTH_CHECK: Block = named(
    "health_check",
    &[Place::In(Kind::Observability)],
    &[
        required("url", Type::Url, "\"https://payments.company.com/healthz\"", "What is asked."),
        defaulted("interval", Type::Duration, "30s", "1m", "How often it is asked."),
        defaulted("timeout", Type::Duration, "5s", "2s", "How long an answer may take."),
        defaulted(
            "expect_status",
            Type::Integer { min: 100, max: 599 },
            "200",
            "204",
            "The HTTP status that means health.",
        ),
    ],
    "A question whose answer says whether a component works.",
    "health_check payments { url = \"https://payments.company.com/healthz\" }",
);

pub(super) static DEPLOYMENT: Block = section(
    "deployment",
    "What is deployed for this service and how.",
    "deployment {\n  app \"payment-service\"\n}",
);

pub(super) static APP: Block = Block {
    name: "app",
    stands: &[Place::In(Kind::Deployment)],
    labels: &[Label { name: "name", ty: Type::Text, doc: "What it is deployed as." }],
    keys: &[],
    needs: &[],
    unique: Unique::ByName,
    doc: "Something that is deployed. Every deployed service must have an on-call rotation.",
    example: "app \"payment-service\"",
    since: "0.1",
};

pub(super) static CANARY_STRATEGY: Block = Block {
    name: "canary_strategy",
    stands: &[Place::In(Kind::Deployment)],
    labels: &[],
    keys: &[
        required(
            "error_rate_threshold",
            Type::Percent,
            "5%",
            "The error rate at which the canary has failed, which raises an incident.",
        ),
        optional(
            "steps",
            Type::List(&Type::Percent),
            "[5%, 25%, 100%]",
            "Shares of the traffic, in order.",
        ),
        defaulted(
            "severity",
            Type::Choice(&SEVERITY_LEVELS),
            "P2",
            "P3",
            "The severity of the incident that a failed canary raises.",
        ),
    ],
    needs: &[],
    unique: Unique::One,
    doc: "How a new version is tried out, and what a failure raises.",
    example: "canary_strategy { error_rate_threshold = 5%, steps = [5%, 25%, 100%] }",
    since: "0.1",
};

pub(super) static RESILIENCE: Block = section(
    "resilience",
    "Ways back: rollback plans and circuit breakers.",
    "resilience {\n  rollback_plan payments { to = previous_version }\n}",
);

pub(super) static ROLLBACK_PLAN: Block = named(
    "rollback_plan",
    &[Place::In(Kind::Resilience)],
    &[
        required(
            "to",
            Type::ChoiceOrText(&ROLLBACK_TARGETS),
            "previous_version",
            "What is rolled back to: the version that ran before, or a named one.",
        ),
        optional("estimated_time", Type::Duration, "3m", "How long it takes."),
        optional("command", Type::Text, "\"deploy rollback payments\"", "What to run."),
    ],
    "A way back that the guide tells, and that `auto_remediate` and a failed canary trigger.",
    "rollback_plan payments { to = previous_version, estimated_time = 3m }",
);

pub(super) static CIRCUIT_BREAKER: Block = named(
    "circuit_breaker",
    &[Place::In(Kind::Resilience)],
    &[
        required(
            "failures",
            Type::Integer { min: 1, max: u32::MAX as u64 },
            "5",
            "It trips after so many failures.",
        ),
        required("within", Type::Duration, "30s", "The failures count within this time."),
    ],
    "A circuit breaker that can be activated by hand.",
    "circuit_breaker payment-gateway { failures = 5, within = 30s }",
);

pub(super) static ENVIRONMENT_PARITY: Block = section(
    "environment_parity",
    "Feature flags that matter in an incident.",
    "environment_parity {\n  feature_flag payment-v2 { on_incident = disable }\n}",
);

pub(super) static FEATURE_FLAG: Block = named(
    "feature_flag",
    &[Place::In(Kind::EnvironmentParity)],
    &[
        required(
            "on_incident",
            Type::Choice(&FLAG_ACTIONS),
            "disable",
            "What is done to the flag in an incident.",
        ),
        optional(
            "effect",
            Type::ChoiceOrDuration(&EFFECTS),
            "immediate",
            "How soon the change is felt: `immediate`, or after a duration.",
        ),
    ],
    "A feature flag that the guide tells to switch.",
    "feature_flag payment-v2 { on_incident = disable, effect = immediate }",
);
