use super::*;
use crate::testing::{checkout, payment};

/// The guide of a service in a workspace that configures nothing.
fn guide(service: &Service) -> String {
    contents(service, &Settings::default())
}

#[test]
fn the_article_s_guide() {
    expect_test::expect_file!["golden/PaymentServiceOps.md"].assert_eq(&guide(&payment()));
}

#[test]
fn the_checkout_s_guide() {
    expect_test::expect_file!["golden/CheckoutOps.md"].assert_eq(&guide(&checkout()));
}
