//! Status pages: which components there are, how they are grouped, and which health check moves each.
//!
//! The article's shape, which is not the body of one request: Statuspage takes components one by one,
//! and then the groups with their components' identifiers. A page of another provider is skipped: none
//! has its shape here yet, and a rule says so.

mod model;

use incident_ir::{Component, Service, Settings, StatusPage, StatusPageProvider};
use model::{Automation, Page, PageComponent};

use crate::{Artefact, Target, file_name::file_name_part, json::to_json};

/// `status_page.<name>.json`.
pub(crate) struct StatusPages;

impl Target for StatusPages {
    fn name(&self) -> &'static str {
        "status_page"
    }

    fn artefacts(&self, service: &Service, _settings: &Settings) -> Vec<Artefact> {
        service
            .status_pages
            .iter()
            .filter(|page| page.provider.value == StatusPageProvider::Statuspage)
            .map(|page| Artefact {
                path: format!("status_page.{}.json", file_name_part(&page.name)),
                contents: to_json(&Page {
                    components: page
                        .components
                        .iter()
                        .map(|component| page_component(service, page, component))
                        .collect(),
                }),
            })
            .collect()
    }
}

fn page_component<'a>(
    service: &Service,
    page: &StatusPage,
    component: &'a Component,
) -> PageComponent<'a> {
    let automation = page.auto_update_from_health_checks.value.then(|| Automation {
        health_check_ref: health_check_ref(service, component),
        min_duration_before_update: page.min_duration_before_update.to_string(),
    });
    PageComponent {
        name: &component.name,
        description: component.description.as_deref().or(component.docs.as_deref()),
        group: component.group.as_deref(),
        automation,
    }
}

/// `PaymentServiceOps.PaymentProcessing`: the service, and the health check that the component names,
/// else the component itself.
fn health_check_ref(service: &Service, component: &Component) -> String {
    let check = component.health_check.as_ref().unwrap_or(&component.name);
    format!("{}.{}", service.name.value, pascal_case(check))
}

/// The words of a name, each with a capital, without what stands between them: "Payment Processing"
/// and "payment-processing" are both `PaymentProcessing`, "API gateway" is `APIGateway`.
fn pascal_case(name: &str) -> String {
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
    use expect_test::expect;
    use incident_ir::Duration;

    use super::*;
    use crate::testing::{at, checkout, component, default, payment, service, set, status_page};

    fn written(page: StatusPage) -> Vec<Artefact> {
        let service = Service { status_pages: vec![page], ..service("Shop") };
        StatusPages.artefacts(&service, &Settings::default())
    }

    #[test]
    fn the_article_s_page() {
        let pages = StatusPages.artefacts(&payment(), &Settings::default());
        assert_eq!(
            pages,
            [Artefact {
                path: "status_page.payments.json".to_owned(),
                contents: include_str!("status_page/golden/status_page.payments.json").to_owned(),
            }]
        );
    }

    #[test]
    fn a_component_follows_the_health_check_it_names() {
        let mut service = checkout();
        service.status_pages[0].components[0].health_check = Some(at("deep-check".into()));
        let pages = StatusPages.artefacts(&service, &Settings::default());
        assert!(pages[0].contents.contains("\"CheckoutOps.DeepCheck\""), "{}", pages[0].contents);
    }

    #[test]
    fn no_group_no_automation_and_a_description_where_there_is_one() {
        let page = StatusPage {
            auto_update_from_health_checks: set(false),
            ..status_page(
                "shop",
                vec![
                    component("Cart", None),
                    Component {
                        description: Some("Cards, \"Wallet\" and\nvouchers".into()),
                        ..component("Payments", None)
                    },
                ],
            )
        };
        expect![[r#"
            {
              "components": [
                {
                  "name": "Cart"
                },
                {
                  "name": "Payments",
                  "description": "Cards, \"Wallet\" and\nvouchers"
                }
              ]
            }
        "#]]
        .assert_eq(&written(page)[0].contents);
    }

    #[test]
    fn the_minimum_duration_keeps_the_units_it_was_written_in() {
        let page = StatusPage {
            min_duration_before_update: set(Duration { seconds: 30, ..Duration::minutes(90) }),
            ..status_page("shop", vec![component("Cart", None)])
        };
        assert!(written(page)[0].contents.contains("\"90m30s\""));
    }

    #[test]
    fn a_page_of_another_provider_is_not_written_in_statuspage_s_shape() {
        for provider in
            [StatusPageProvider::Cachet, StatusPageProvider::Instatus, StatusPageProvider::Custom]
        {
            let page =
                StatusPage { provider: default(provider), ..status_page("shop", Vec::new()) };
            assert_eq!(written(page), []);
        }
    }

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
