use incident_base::Origin;

use crate::{At, Channel, Duration, Given, Setting, Text, named::named};

named! {
    /// How bad an incident is.
    SeverityLevel {
        /// Complete service outage affecting all users.
        P1 = "P1",
        /// Major feature degradation affecting many users.
        P2 = "P2",
        /// Minor feature degradation affecting some users.
        P3 = "P3",
        /// Cosmetic issue or minor inconvenience.
        P4 = "P4",
    }
}

named! {
    /// What the status page shows for a component while the incident lasts.
    PageStatus {
        /// The component does not work.
        MajorOutage = "major_outage",
        /// The component does not work for some.
        PartialOutage = "partial_outage",
        /// The component works badly.
        DegradedPerformance = "degraded_performance",
    }
}

/// `severity P1 "…"`: what a severity means and what it asks of people.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Severity {
    /// The header.
    pub origin: Origin,
    /// The level.
    pub level: At<SeverityLevel>,
    /// The description.
    pub description: Text,
    /// Its documentation.
    pub docs: Option<Text>,
    /// Time to the first response.
    pub response_time: Given<Duration>,
    /// Who is told when it is declared.
    pub notify_channels: Vec<At<Channel>>,
    /// Whether an incident commander must be designated.
    pub requires_incident_commander: Setting<bool>,
    /// Whether the status page must be updated.
    pub requires_status_page_update: Setting<bool>,
    /// Whether a post-mortem must be written.
    pub requires_post_mortem: Setting<bool>,
    /// Time to the resolution.
    pub resolution_target: Given<Duration>,
    /// The policy in force, by its name in [`crate::Service::policies`]; `None` when none matches.
    pub policy: Option<Text>,
    /// The policy's name as written with `escalation =`, which may be one that does not exist.
    pub escalation: Given<Text>,
    /// Names of the status page's components that it affects.
    pub components: Vec<Text>,
    /// What the status page shows for them.
    pub page_status: PageStatus,
}
