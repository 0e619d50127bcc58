//! A service, and what the workspace sets for all of them.

use std::sync::Arc;

use incident_base::Origin;
use jiff::civil::Date;

use crate::{
    AlertRule, AlertSeverity, App, At, CachetVersion, CanaryStrategy, CircuitBreaker, Duration,
    EscalationPolicy, FeatureFlag, HealthCheck, Person, PostMortemTemplate, Role, RollbackPlan,
    Rotation, Setting, Severity, SeverityLevel, StatusPage, Targets, Text, named::named,
};

named! {
    /// Who pages people.
    PagingProvider {
        /// PagerDuty.
        PagerDuty = "pagerduty",
        /// Opsgenie.
        Opsgenie = "opsgenie",
    }
}

/// A service with everything that is known about its incidents, profiles merged in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Service {
    /// The header.
    pub origin: Origin,
    /// Its name.
    pub name: At<Text>,
    /// Its documentation.
    pub docs: Option<Text>,
    /// One sentence about it.
    pub description: Option<Text>,
    /// URL or path of its runbook.
    pub runbook: Option<Text>,
    /// Who pages people.
    pub paging_provider: Setting<PagingProvider>,
    /// How often the status page is updated while an incident lasts.
    pub status_update_interval: Setting<Duration>,
    /// The service's own rotations, then the shared ones it or its tiers refer to.
    pub rotations: Vec<Rotation>,
    /// The rotation that the role `oncall` means, by its name in `rotations`: the service's only one,
    /// own or taken with `rotation =`.
    pub oncall: Option<Text>,
    /// The escalation policies in order.
    pub policies: Vec<EscalationPolicy>,
    /// The status pages in order.
    pub status_pages: Vec<StatusPage>,
    /// What a post-mortem must contain.
    pub post_mortem: Option<PostMortemTemplate>,
    /// The severities in the order written.
    pub severities: Vec<Severity>,
    /// Alerts.
    pub alert_rules: Vec<AlertRule>,
    /// Health checks.
    pub health_checks: Vec<HealthCheck>,
    /// What is deployed.
    pub apps: Vec<App>,
    /// How a deployment is tried out.
    pub canary: Option<CanaryStrategy>,
    /// Rollback plans.
    pub rollback_plans: Vec<RollbackPlan>,
    /// Circuit breakers.
    pub circuit_breakers: Vec<CircuitBreaker>,
    /// Feature flags.
    pub feature_flags: Vec<FeatureFlag>,
    /// The declared roles that the service refers to: its own, its teams', the workspace's.
    pub roles: Vec<Role>,
    /// The declared people that the service refers to.
    pub people: Vec<Arc<Person>>,
}

impl Service {
    /// The rotation with this name.
    pub fn rotation(&self, name: &str) -> Option<&Rotation> {
        self.rotations.iter().find(|rotation| rotation.name.as_str() == name)
    }

    /// The policy with this name.
    pub fn policy(&self, name: &str) -> Option<&EscalationPolicy> {
        self.policies.iter().find(|policy| policy.name.as_str() == name)
    }

    /// The severity of this level.
    pub fn severity(&self, level: SeverityLevel) -> Option<&Severity> {
        self.severities.iter().find(|severity| severity.level.value == level)
    }

    /// The rollback plan with this name.
    pub fn rollback_plan(&self, name: &str) -> Option<&RollbackPlan> {
        self.rollback_plans.iter().find(|plan| plan.name.as_str() == name)
    }
}

/// What alert severities mean.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AlertSeverities {
    /// What `critical` means.
    pub critical: SeverityLevel,
    /// What `error` means.
    pub error: SeverityLevel,
    /// What `warning` means.
    pub warning: SeverityLevel,
    /// What `info` means.
    pub info: SeverityLevel,
}

impl AlertSeverities {
    /// What this alert severity means.
    pub fn level(&self, severity: AlertSeverity) -> SeverityLevel {
        match severity {
            AlertSeverity::Critical => self.critical,
            AlertSeverity::Error => self.error,
            AlertSeverity::Warning => self.warning,
            AlertSeverity::Info => self.info,
        }
    }
}

/// `critical` is P1, `error` P2, `warning` P3, `info` P4.
impl Default for AlertSeverities {
    fn default() -> Self {
        Self {
            critical: SeverityLevel::P1,
            error: SeverityLevel::P2,
            warning: SeverityLevel::P3,
            info: SeverityLevel::P4,
        }
    }
}

/// What `incident.toml` says about every service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Settings {
    /// Days that are not business days besides Saturdays and Sundays, in order.
    pub holidays: Vec<Date>,
    /// What alert severities mean.
    pub alert_severities: AlertSeverities,
    /// What is made of a service.
    pub targets: Targets,
    /// Which Cachet the status pages with `provider = cachet` are.
    pub cachet: CachetVersion,
}
