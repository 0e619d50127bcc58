use serde::Serialize;

/// The whole file.
#[derive(Serialize)]
pub(super) struct CanaryFailed<'a> {
    pub(super) hook: &'static str,
    pub(super) service: &'a str,
    pub(super) apps: Vec<&'a str>,
    pub(super) canary: Strategy,
    pub(super) incident: Incident<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) escalation_policy: Option<Policy<'a>>,
    pub(super) status_page: StatusPages<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rollback: Option<Rollback<'a>>,
}

/// Percents as in the language: `0.5%`.
#[derive(Serialize)]
pub(super) struct Strategy {
    pub(super) error_rate_threshold: String,
    pub(super) steps: Vec<String>,
}

/// The incident to raise.
#[derive(Serialize)]
pub(super) struct Incident<'a> {
    pub(super) title: String,
    pub(super) severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) runbook: Option<&'a str>,
}

/// The policy to raise it with.
#[derive(Serialize)]
pub(super) struct Policy<'a> {
    pub(super) provider: &'static str,
    pub(super) name: &'a str,
    pub(super) id: String,
}

/// What to show.
#[derive(Serialize)]
pub(super) struct StatusPages<'a> {
    pub(super) components: Vec<Component<'a>>,
}

/// A component and the status to set.
#[derive(Serialize)]
pub(super) struct Component<'a> {
    pub(super) provider: &'static str,
    pub(super) page: &'a str,
    pub(super) name: &'a str,
    pub(super) status: &'static str,
}

/// The rollback plan to trigger.
#[derive(Serialize)]
pub(super) struct Rollback<'a> {
    pub(super) plan: &'a str,
    pub(super) to: &'a str,
    /// In the units of the language, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) estimated_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) command: Option<&'a str>,
}
