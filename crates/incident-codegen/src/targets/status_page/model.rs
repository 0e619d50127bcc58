use serde::Serialize;

/// The whole file.
#[derive(Serialize)]
pub(super) struct Page<'a> {
    pub(super) components: Vec<PageComponent<'a>>,
}

/// A component. `name` and `description` are the fields of Statuspage's component, `group` is the name
/// of its component group.
#[derive(Serialize)]
pub(super) struct PageComponent<'a> {
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) group: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) automation: Option<Automation>,
}

/// What moves the component without anybody's doing.
#[derive(Serialize)]
pub(super) struct Automation {
    pub(super) health_check_ref: String,
    /// In the units of the language, as written.
    pub(super) min_duration_before_update: String,
}
