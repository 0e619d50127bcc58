//! The table itself, a file for each part of the language.

mod choices;
mod elsewhere;
mod neighbours;
mod page;
mod people;
mod policy;
mod post_mortem;
mod rotation;
mod service;
mod severity;

pub use choices::{
    ALERT_SEVERITIES, CHANNEL_KINDS, EFFECTS, FALLBACKS, FLAG_ACTIONS, PAGE_STATUSES,
    PAGING_PROVIDERS, ROLLBACK_TARGETS, SEVERITY_LEVELS, STATUS_PAGE_PROVIDERS, WEEKDAYS,
};
pub use elsewhere::{called_elsewhere, choice_called_elsewhere, words_elsewhere};

use crate::{Block, Key, Type};

/// The version of the language that this table describes.
pub const LANGUAGE_VERSION: &str = "0.1";

/// Gives every kind its row.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident => $row:path,)+) => {
        /// A kind of block.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $kind,)+
        }

        /// The row of a kind.
        pub fn block(kind: Kind) -> &'static Block {
            match kind {
                $(Kind::$kind => &$row,)+
            }
        }

        /// Every kind with its row, in the order of the reference.
        pub fn blocks() -> impl Iterator<Item = (Kind, &'static Block)> {
            const ALL: &[(Kind, &Block)] = &[$((Kind::$kind, &$row)),+];
            ALL.iter().copied()
        }
    };
}

kinds! {
    /// A service.
    Service => service::SERVICE,
    /// A set of entries that services share.
    Profile => service::PROFILE,
    /// A foreign file.
    Import => service::IMPORT,
    /// Who takes turns.
    OnCallRotation => rotation::ON_CALL_ROTATION,
    /// An exception to the turns.
    Override => rotation::OVERRIDE,
    /// A team.
    Team => people::TEAM,
    /// A role.
    Role => people::ROLE,
    /// A person.
    Person => people::PERSON,
    /// Who is told in which order.
    EscalationPolicy => policy::ESCALATION_POLICY,
    /// A step of a policy.
    Tier => policy::TIER,
    /// A status page.
    StatusPage => page::STATUS_PAGE,
    /// A group of components.
    Group => page::GROUP,
    /// A component.
    Component => page::COMPONENT,
    /// What a post-mortem contains.
    PostMortemTemplate => post_mortem::POST_MORTEM_TEMPLATE,
    /// What a severity means.
    Severity => severity::SEVERITY,
    /// Alerts and health checks.
    Observability => neighbours::OBSERVABILITY,
    /// An alert.
    AlertRule => neighbours::ALERT_RULE,
    /// A health check.
    HealthCheck => neighbours::HEALTH_CHECK,
    /// What is deployed and how.
    Deployment => neighbours::DEPLOYMENT,
    /// Something deployed.
    App => neighbours::APP,
    /// How a deployment is tried out.
    CanaryStrategy => neighbours::CANARY_STRATEGY,
    /// Ways back.
    Resilience => neighbours::RESILIENCE,
    /// A way back.
    RollbackPlan => neighbours::ROLLBACK_PLAN,
    /// A circuit breaker.
    CircuitBreaker => neighbours::CIRCUIT_BREAKER,
    /// Differences between environments.
    EnvironmentParity => neighbours::ENVIRONMENT_PARITY,
    /// A feature flag.
    FeatureFlag => neighbours::FEATURE_FLAG,
}

/// A key without default that may be left out.
const fn optional(name: &'static str, ty: Type, example: &'static str, doc: &'static str) -> Key {
    Key { name, ty, required: false, default: None, doc, example, since: "0.1" }
}

/// A key that must be written.
const fn required(name: &'static str, ty: Type, example: &'static str, doc: &'static str) -> Key {
    Key { name, ty, required: true, default: None, doc, example, since: "0.1" }
}

/// A key with a default.
const fn defaulted(
    name: &'static str,
    ty: Type,
    default: &'static str,
    example: &'static str,
    doc: &'static str,
) -> Key {
    Key { name, ty, required: false, default: Some(default), doc, example, since: "0.1" }
}
