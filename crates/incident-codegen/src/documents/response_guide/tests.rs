//! Whole guides; what each part says is tested in `tests/`.

mod escalation;
mod facts;
mod neighbours;
mod steps;
mod texts;

use incident_ir::SeverityLevel;

use super::*;
use crate::testing::{checkout, payment, service, severity};

/// The guide of a service in a workspace that configures nothing.
fn guide(service: &Service) -> String {
    contents(service, &Settings::default())
}

/// What stands below a heading of the second level, up to the next line across.
fn section<'a>(guide: &'a str, title: &str) -> &'a str {
    let heading = format!("\n## {title}");
    let (_, below) = guide.split_once(&heading).unwrap_or_else(|| panic!("{title}: {guide}"));
    below.split("\n---\n").next().unwrap()
}

#[track_caller]
fn assert_contains(document: &str, part: &str) {
    assert!(document.contains(part), "not there: {part}\n\n{document}");
}

#[track_caller]
fn assert_lacks(document: &str, part: &str) {
    assert!(!document.contains(part), "there: {part}\n\n{document}");
}

/// The guide in the article, which leaves out most of the severities below P1.
const ARTICLE: &str = include_str!("golden/article.md");

#[test]
fn the_guide_begins_as_the_article_s_up_to_the_end_of_p1() {
    let (up_to_p1, _) = ARTICLE.split_once("## P2").unwrap();
    assert!(guide(&payment()).starts_with(up_to_p1));
}

#[test]
fn every_line_of_the_article_s_guide_is_there_in_its_order() {
    let guide = guide(&payment());
    let mut lines = guide.lines();
    for shown in ARTICLE.lines().filter(|line| *line != "[... similar structure ...]") {
        assert!(lines.any(|line| line == shown), "not there, or not in its place: {shown}");
    }
}

#[test]
fn the_article_s_guide() {
    expect_test::expect_file!["golden/PaymentServiceOps.md"].assert_eq(&guide(&payment()));
}

#[test]
fn the_checkout_s_guide() {
    expect_test::expect_file!["golden/CheckoutOps.md"].assert_eq(&guide(&checkout()));
}

#[test]
fn the_most_severe_comes_first_whatever_the_order_of_the_source() {
    let mut service = payment();
    service.severities.reverse();
    assert_eq!(guide(&service), guide(&payment()));
}

#[test]
fn a_service_without_severities_says_so() {
    assert_eq!(
        guide(&service("Shop")),
        "# Incident Response Guide -- Shop\n\nNo severities are declared for this service.\n"
    );
}

#[test]
fn lines_across_stand_between_sections_only() {
    let service = Service {
        severities: vec![
            severity(SeverityLevel::P3, "Slow", None),
            severity(SeverityLevel::P4, "Ugly", None),
        ],
        ..service("Shop")
    };
    let guide = guide(&service);
    assert_eq!(guide.matches("\n\n---\n\n## P4: Ugly\n").count(), 1, "{guide}");
    assert_eq!(guide.matches("\n---\n").count(), 1, "{guide}");
}
