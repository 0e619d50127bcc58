//! Status pages and what they show.

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

impl Component {
    /// What its automation is called, `PaymentServiceOps.PaymentProcessing`: the service's name, and the health check that
    /// the component names, else the component itself.
    pub fn health_check_ref(&self, service: &str) -> String {
        let check = self.health_check.as_ref().unwrap_or(&self.name);
        format!("{service}.{}", pascal_case(check))
    }
}

/// The words of a name, each with a capital, without what stands between them: "Payment Processing"
/// and "payment-processing" are both `PaymentProcessing`, "API gateway" is `APIGateway`.
pub fn pascal_case(name: &str) -> String {
    name.split(|letter: char| !letter.is_alphanumeric())
        .flat_map(|word| {
            let mut letters = word.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            first.chain(letters).collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_at_anything_that_is_neither_letter_nor_digit() {
        for (name, expected) in [
            ("Payment Processing", "PaymentProcessing"),
            ("payment-gateway", "PaymentGateway"),
            ("  search & browse (EU) ", "SearchBrowseEU"),
            ("API gateway v2.1", "APIGatewayV21"),
            ("über-prüfung", "ÜberPrüfung"),
            ("決済 処理", "決済処理"),
        ] {
            assert_eq!(pascal_case(name), expected);
        }
    }
}
