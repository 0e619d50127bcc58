//! What the sister languages of incidents declare: alerts, deployments, ways back, flags.

use incident_base::Origin;

use crate::{At, Duration, SeverityLevel, Text, named::named};

named! {
    /// How bad an alert says it is.
    AlertSeverity {
        /// By default a P1.
        Critical = "critical",
        /// By default a P2.
        Error = "error",
        /// By default a P3.
        Warning = "warning",
        /// By default a P4.
        Info = "info",
    }
}

named! {
    /// What is done to a feature flag in an incident.
    OnIncident {
        /// It is switched off.
        Disable = "disable",
        /// It is switched on.
        Enable = "enable",
    }
}

/// `alert_rule NAME`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AlertRule {
    /// The header.
    pub origin: Origin,
    /// Its name.
    pub name: At<Text>,
    /// Its documentation.
    pub docs: Option<Text>,
    /// The expression that fires it.
    pub query: At<Text>,
    /// How bad it says it is.
    pub severity: AlertSeverity,
    /// How long the expression must hold.
    pub hold: Option<Duration>,
    /// URL or path of its runbook.
    pub runbook: Option<Text>,
    /// The incident severity it raises, in place of the mapping.
    pub escalates: Option<SeverityLevel>,
}

/// `health_check NAME`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HealthCheck {
    /// The header.
    pub origin: Origin,
    /// Its name.
    pub name: At<Text>,
    /// What is asked.
    pub url: Text,
    /// How often.
    pub interval: Duration,
    /// How long an answer may take.
    pub timeout: Duration,
    /// The HTTP status that means health.
    pub expect_status: u32,
}

/// `app "NAME"`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct App {
    /// The header.
    pub origin: Origin,
    /// What is deployed.
    pub name: At<Text>,
}

/// A percentage in hundredths of a percent, 0 to 10,000: `0.5%` is 50.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(pub u32);

/// As written in the language: `0.5%`.
impl std::fmt::Display for Percent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, hundredths) = (self.0 / 100, self.0 % 100);
        match hundredths {
            0 => write!(f, "{whole}%"),
            tenths if tenths % 10 == 0 => write!(f, "{whole}.{}%", tenths / 10),
            _ => write!(f, "{whole}.{hundredths:02}%"),
        }
    }
}

/// `canary_strategy`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CanaryStrategy {
    /// The header.
    pub origin: Origin,
    /// Its documentation.
    pub docs: Option<Text>,
    /// The error rate at which the canary has failed.
    pub error_rate_threshold: Percent,
    /// Shares of the traffic, in order.
    pub steps: Vec<Percent>,
    /// The severity of the incident that a failed canary raises.
    pub severity: SeverityLevel,
}

/// What is rolled back to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RollbackTarget {
    /// The version that ran before.
    PreviousVersion,
    /// A named version.
    Version(Text),
}

/// `rollback_plan NAME`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RollbackPlan {
    /// The header.
    pub origin: Origin,
    /// Its documentation.
    pub docs: Option<Text>,
    /// Its name.
    pub name: At<Text>,
    /// What is rolled back to.
    pub to: RollbackTarget,
    /// How long it takes.
    pub estimated_time: Option<Duration>,
    /// What to run.
    pub command: Option<Text>,
}

/// `circuit_breaker NAME`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CircuitBreaker {
    /// The header.
    pub origin: Origin,
    /// Its documentation.
    pub docs: Option<Text>,
    /// Its name.
    pub name: At<Text>,
    /// It trips after so many failures,
    pub failures: u32,
    /// in so long.
    pub within: Duration,
}

/// How soon a feature flag's change is felt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// At once.
    Immediate,
    /// After so long.
    After(Duration),
}

/// `feature_flag NAME`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FeatureFlag {
    /// The header.
    pub origin: Origin,
    /// Its documentation.
    pub docs: Option<Text>,
    /// Its name.
    pub name: At<Text>,
    /// What is done to it in an incident.
    pub on_incident: OnIncident,
    /// How soon that is felt, where declared.
    pub effect: Option<Effect>,
}
