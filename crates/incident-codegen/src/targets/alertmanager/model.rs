//! Alertmanager's configuration, of which it takes no key that it does not know:
//! <https://prometheus.io/docs/alerting/latest/configuration/>.

use serde::Serialize;

#[derive(Debug, Serialize)]
pub(super) struct File {
    pub(super) route: RootRoute,
    pub(super) receivers: Vec<Receiver>,
}

/// The root matches every alert.
#[derive(Debug, Serialize)]
pub(super) struct RootRoute {
    pub(super) receiver: String,
    pub(super) routes: [ServiceRoute; 1],
}

/// The route of one service, complete in itself: what it does not say it would take from above.
#[derive(Debug, Serialize)]
pub(super) struct ServiceRoute {
    pub(super) matchers: Vec<String>,
    /// Of what no route below takes.
    pub(super) receiver: String,
    pub(super) group_by: [&'static str; 3],
    pub(super) group_wait: &'static str,
    pub(super) group_interval: &'static str,
    pub(super) repeat_interval: &'static str,
    /// The first that matches decides.
    pub(super) routes: Vec<Route>,
}

#[derive(Debug, Serialize)]
pub(super) struct Route {
    /// All must match.
    pub(super) matchers: Vec<String>,
    pub(super) receiver: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Receiver {
    /// Unique in its file.
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pagerduty_configs: Option<[PagerDuty; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) opsgenie_configs: Option<[Opsgenie; 1]>,
}

/// An event for the Events API v2. All but the file are templates.
#[derive(Debug, Serialize)]
pub(super) struct PagerDuty {
    pub(super) routing_key_file: String,
    /// The event's summary, which the API must have.
    pub(super) description: &'static str,
    /// One of `critical`, `error`, `warning`, `info`: the API refuses any other.
    pub(super) severity: String,
    /// What event orchestrations call `event.class`.
    pub(super) class: String,
    pub(super) component: String,
    pub(super) details: Details,
    /// Those without an address are left out by Alertmanager.
    pub(super) links: [Link; 1],
}

#[derive(Debug, Serialize)]
pub(super) struct Link {
    pub(super) href: &'static str,
    pub(super) text: &'static str,
}

/// An alert of Opsgenie. All but the file are templates; the labels that all alerts of a group have in
/// common become the alert's properties by themselves.
#[derive(Debug, Serialize)]
pub(super) struct Opsgenie {
    pub(super) api_key_file: String,
    pub(super) message: &'static str,
    /// `P1` to `P5`.
    pub(super) priority: &'static str,
    pub(super) entity: String,
    pub(super) responders: [Responder; 1],
    pub(super) details: Details,
}

#[derive(Debug, Serialize)]
pub(super) struct Responder {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
}

/// Besides what Alertmanager tells by itself.
#[derive(Debug, Serialize)]
pub(super) struct Details {
    pub(super) incident_severity: &'static str,
    /// What the service says that severity is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) incident: Option<String>,
    pub(super) escalation_policy: String,
    pub(super) response_guide: String,
    pub(super) runbook: &'static str,
}
