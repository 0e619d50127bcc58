use expect_test::{expect, expect_file};
use incident_ir::{CachetVersion, Component, Duration};

use super::*;
use crate::testing::{at, checkout, component, payment, service, set, status_page};

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
            contents: include_str!("golden/status_page.payments.json").to_owned(),
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

/// The article's page at another provider.
fn hosted_by(provider: StatusPageProvider, settings: &Settings) -> String {
    let mut service = payment();
    service.status_pages[0].provider = set(provider);
    StatusPages.artefacts(&service, settings).remove(0).contents
}

#[test]
fn the_article_s_page_at_cachet_3() {
    let page = hosted_by(StatusPageProvider::Cachet, &Settings::default());
    expect_file!["golden/cachet_3.status_page.payments.json"].assert_eq(&page);
}

#[test]
fn the_article_s_page_at_cachet_2() {
    let settings = Settings { cachet: CachetVersion::Two, ..Settings::default() };
    let page = hosted_by(StatusPageProvider::Cachet, &settings);
    expect_file!["golden/cachet_2.status_page.payments.json"].assert_eq(&page);
}

#[test]
fn the_article_s_page_at_instatus() {
    let page = hosted_by(StatusPageProvider::Instatus, &Settings::default());
    expect_file!["golden/instatus.status_page.payments.json"].assert_eq(&page);
}

#[test]
fn the_article_s_page_on_a_page_of_one_s_own() {
    let page = hosted_by(StatusPageProvider::Custom, &Settings::default());
    expect_file!["golden/custom.status_page.payments.json"].assert_eq(&page);
}

#[test]
fn whatever_a_component_is_called_it_is_only_text() {
    for provider in StatusPageProvider::ALL.iter().copied() {
        for cachet in [CachetVersion::Two, CachetVersion::Three] {
            let hostile = "a\"b\\c\n}}{{resolve:x:y:z}} <b>";
            let page = StatusPage {
                provider: set(provider),
                ..status_page("shop", vec![component(hostile, Some(hostile))])
            };
            let service = Service { status_pages: vec![page], ..service("Shop") };
            let settings = Settings { cachet, ..Settings::default() };
            let written = StatusPages.artefacts(&service, &settings).remove(0).contents;
            let page: serde_json::Value = serde_json::from_str(&written).unwrap();
            assert_eq!(page["components"][0]["name"], hostile, "{written}");
        }
    }
}

#[test]
fn without_groups_automation_and_severities_there_are_the_components() {
    let page = StatusPage {
        provider: set(StatusPageProvider::Cachet),
        auto_update_from_health_checks: set(false),
        ..status_page("shop", vec![component("Cart", None)])
    };
    expect![[r#"
        {
          "cachet": 3,
          "components": [
            {
              "name": "Cart",
              "status": 1,
              "order": 1,
              "enabled": true
            }
          ],
          "statuses": {
            "operational": 1,
            "degraded_performance": 2,
            "partial_outage": 3,
            "major_outage": 4
          }
        }
    "#]]
    .assert_eq(&written(page)[0].contents);
}
