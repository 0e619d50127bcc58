//! Escalation policies.

use incident_base::Origin;

use crate::{At, Channel, Duration, Given, Setting, SeverityLevel, Text, named::named};

/// Behind a policy's name, the name that its fallback has at a provider.
pub const FALLBACK_ENDING: &str = "-fallback";

/// Behind a policy's name, the name that its first tier alone has at a provider which cannot do without: Opsgenie.
pub const FIRST_TIER_ENDING: &str = "-first-tier";

/// `escalation_policy NAME`: who is told, in which order, how long each has.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EscalationPolicy {
    /// The header.
    pub origin: Origin,
    /// The policy's name.
    pub name: At<Text>,
    /// Its documentation.
    pub docs: Option<Text>,
    /// The tiers in order. Empty only when that has been reported.
    pub tiers: Vec<Tier>,
    /// What happens when nobody acknowledged in any cycle.
    pub fallback: Fallback,
    /// What is written behind `fallback`; what is in force is its default otherwise.
    pub fallback_written: Given<FallbackKind>,
    /// How often the tiers are repeated before the fallback.
    pub repeat_cycles: Setting<u32>,
    /// The severities it serves; `None` is all of the service.
    pub severities: Option<Vec<At<SeverityLevel>>>,
}

impl EscalationPolicy {
    /// Whether the policy serves this severity by its own `severities`.
    pub fn serves(&self, level: SeverityLevel) -> bool {
        self.severities.as_ref().is_none_or(|all| all.iter().any(|one| one.value == level))
    }

    /// Minutes from the page until the fallback: the tiers' timeouts as providers count them, once and
    /// `repeat_cycles` times more.
    pub fn minutes_until_fallback(&self) -> u64 {
        let once: u64 = self.tiers.iter().map(Tier::whole_minutes).sum();
        once.saturating_mul(1 + u64::from(self.repeat_cycles.value))
    }
}

/// `tier ROLE { timeout, channels, rotation }`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tier {
    /// The header.
    pub origin: Origin,
    /// Its documentation.
    pub docs: Option<Text>,
    /// The role; empty when the label is missing or malformed, which has been reported.
    pub role: At<Text>,
    /// The role's title in documents.
    pub title: Text,
    /// The timeout as written on the tier.
    pub timeout: Given<Duration>,
    /// The timeout in force: the tier's own, else its rotation's, else the default of its place.
    pub timeout_in_force: Duration,
    /// How the tier is told.
    pub channels: Setting<Vec<At<Channel>>>,
    /// Whom the tier reaches, in order. Empty only when that has been reported.
    pub responders: Vec<Responder>,
}

impl Tier {
    /// The timeout in whole minutes, rounded up: no provider counts seconds here.
    pub fn whole_minutes(&self) -> u64 {
        self.timeout_in_force.as_secs().div_ceil(60)
    }
}

/// Somebody a tier or a fallback reaches.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Responder {
    /// Whoever is on call in this rotation, one of [`crate::Service::rotations`].
    Rotation(Text),
    /// The holder of a role.
    Role {
        /// The role's name.
        name: Text,
        /// The e-mail address of its holder, where the role is declared with one.
        assignee: Option<Text>,
    },
}

named! {
    /// The word after `fallback =`.
    FallbackKind {
        /// All members of all tiers at once.
        NotifyAll = "notify_all",
        /// One executive role.
        ExecutiveEscalation = "executive_escalation",
        /// A rollback plan.
        AutoRemediate = "auto_remediate",
    }
}

/// What happens when nobody acknowledged.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Fallback {
    /// All members of all tiers are told at once.
    NotifyAll,
    /// One role is told.
    ExecutiveEscalation {
        /// Who; `None` when it could not be resolved, which has been reported.
        executive: Option<Responder>,
        /// The role's title in documents.
        title: Text,
    },
    /// A rollback plan is carried out.
    AutoRemediate {
        /// The plan's name, one of [`crate::Service::rollback_plans`]; `None` when it could not be
        /// resolved, which has been reported.
        remediation: Option<Text>,
    },
}
