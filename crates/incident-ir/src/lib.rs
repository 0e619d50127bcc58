//! The checked model: what a service's incident posture *is*, with names resolved, defaults filled
//! in and units in the types.
//!
//! It is plain data in the order it was written; every part knows the [`Origin`] it came from. It is
//! made by `incident-analysis`, read by the rules, and turned into artefacts by `incident-codegen`,
//! which sees it only when there are no errors. What it means for an alert is said in [`routing`],
//! and whom a page reaches in [`reach`].

mod channel;
mod named;
mod neighbours;
mod people;
mod policy;
mod post_mortem;
pub mod reach;
mod rotation;
pub mod routing;
mod service;
mod severity;
mod status_page;
mod target;
mod time;
mod written;

pub use channel::{Channel, ChannelKind};
pub use compact_str::CompactString as Text;
pub use neighbours::{
    AlertRule, AlertSeverity, App, CanaryStrategy, CircuitBreaker, Effect, FeatureFlag,
    HealthCheck, OnIncident, Percent, RollbackPlan, RollbackTarget,
};
pub use people::{Absence, ONCALL, Person, Role, Team, USUAL_ROLES, default_title};
pub use policy::{
    EscalationPolicy, FALLBACK_ENDING, FIRST_TIER_ENDING, Fallback, FallbackKind, Responder, Tier,
};
pub use post_mortem::{Due, PostMortemTemplate};
pub use rotation::{Override, Rotation, SCHEDULE_ENDING, ScheduleSource};
pub use service::{AlertSeverities, PagingProvider, Service, Settings};
pub use severity::{PageStatus, Severity, SeverityLevel};
pub use status_page::{CachetVersion, Component, StatusPage, StatusPageProvider, pascal_case};
pub use target::{TARGETS, TargetName, Targets};
pub use time::{Duration, Hours, Span, Weekday};
pub use written::{At, Given, Setting};

#[doc(no_inline)]
pub use incident_base::{Origin, turns_text};
