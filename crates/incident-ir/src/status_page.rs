use incident_base::Origin;

use crate::{At, Duration, Setting, Text, named::named};

named! {
    /// Who hosts the status page.
    StatusPageProvider {
        /// Atlassian Statuspage.
        Statuspage = "statuspage",
        /// Cachet.
        Cachet = "cachet",
        /// Instatus.
        Instatus = "instatus",
        /// Something else.
        Custom = "custom",
    }
}

/// The versions of Cachet, which share neither paths nor fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CachetVersion {
    /// 2.4, of 2023 and before.
    Two,
    /// 3.
    #[default]
    Three,
}

/// `status_page NAME`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StatusPage {
    /// The header.
    pub origin: Origin,
    /// The page's name.
    pub name: At<Text>,
    /// Its documentation.
    pub docs: Option<Text>,
    /// Who hosts it.
    pub provider: Setting<StatusPageProvider>,
    /// Whether components follow their health checks.
    pub auto_update_from_health_checks: Setting<bool>,
    /// How long something must last before the page is changed.
    pub min_duration_before_update: Setting<Duration>,
    /// The components in the order written, those of groups among them.
    pub components: Vec<Component>,
}

/// `component "NAME"`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Component {
    /// The header.
    pub origin: Origin,
    /// Its documentation.
    pub docs: Option<Text>,
    /// Its name.
    pub name: At<Text>,
    /// The group it stands in.
    pub group: Option<Text>,
    /// The health check it follows.
    pub health_check: Option<At<Text>>,
    /// What the page says about it.
    pub description: Option<Text>,
}
