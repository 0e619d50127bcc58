//! Whole pages, read by a parser of XML: what a text of the source can do to them.

use std::sync::Arc;

use incident_ir::{
    EscalationPolicy, Fallback, Given, Override, Person, Responder, RollbackTarget, ScheduleSource,
    Settings, Span, Text,
};
use jiff::civil::date;
use proptest::prelude::*;
use roxmltree::{Document, Node, ParsingOptions};

use super::{page::page, *};
use crate::{
    markdown::one_line,
    testing::{at, channel, checkout, given, held_by, names, origin, payment, service},
};

/// What must not get a page to do anything.
const HOSTILE: [&str; 10] = [
    "<script>alert(1)</script>",
    "\" onload=\"alert(1)",
    "' onclick='alert(1)",
    "]]><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "--><script>",
    "</style><script>",
    "&lt;script&gt;&#60;",
    "</svg></title></main>",
    "\u{202e}gpj.exe\u{0}\u{ffff}",
];

fn of(service: &Service) -> String {
    page(service, &Settings::default())
}

fn parsed(page: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(page, options).unwrap_or_else(|error| panic!("{error}\n{page}"))
}

/// The checkout service, with the text wherever the language takes a string that gets into the page.
fn with_text_everywhere(string: &str) -> Service {
    let text = Text::from(string);
    let mut service = checkout();
    service.description = Some(text.clone());
    service.docs = Some(text.clone());
    service.runbook = Some(format!("x{text}").into());
    service.roles[0].title = given(text.clone());
    service.roles[0].docs = Some(text.clone());
    service.roles[1].assignee = given(text.clone());
    with_text_in_policies(&mut service, &text);
    with_text_in_rotations(&mut service, &text);
    let page = &mut service.status_pages[0];
    page.docs = Some(text.clone());
    page.components[0].name = at(text.clone());
    page.components[0].group = Some(text.clone());
    for severity in &mut service.severities {
        severity.description = text.clone();
        severity.docs = Some(text.clone());
        severity.components = vec![text.clone()];
        for kind in ["slack", "phone", "email", "webhook"] {
            let mut one = channel(kind);
            one.value.target = Some(format!("x{text}").into());
            severity.notify_channels.push(one);
        }
    }
    service.alert_rules[0].docs = Some(text.clone());
    service.alert_rules[0].runbook = Some(format!("x{text}").into());
    service.rollback_plans[0].docs = Some(text.clone());
    service.rollback_plans[0].to = RollbackTarget::Version(text.clone());
    service.rollback_plans[0].command = Some(format!("x{text}").into());
    if let Some(template) = &mut service.post_mortem {
        template.required_sections = names(&["Summary", string]);
        template.reviewers = names(&[string]);
    }
    service
}

fn with_text_in_policies(service: &mut Service, text: &Text) {
    service.policies[0].docs = Some(text.clone());
    for tier in &mut service.policies[0].tiers {
        tier.title = text.clone();
        tier.docs = Some(text.clone());
    }
    for fallback in [
        Fallback::NotifyAll,
        Fallback::ExecutiveEscalation {
            executive: Some(held_by("cto", "cy@x.com")),
            title: text.clone(),
        },
        Fallback::ExecutiveEscalation {
            executive: Some(Responder::Rotation("checkout-backend".into())),
            title: text.clone(),
        },
    ] {
        let policy = EscalationPolicy { fallback, ..service.policies[0].clone() };
        service.policies.push(policy);
    }
}

fn with_text_in_rotations(service: &mut Service, text: &Text) {
    service.people.push(Arc::new(Person {
        origin: origin(),
        email: at("alice@company.com".into()),
        name: given(text.clone()),
        time_zone: Given::Absent,
        away: Vec::new(),
        left: Given::Absent,
    }));
    let mut kept = service.rotations[0].clone();
    kept.schedule_source = Some(at(ScheduleSource {
        provider: "pagerduty".into(),
        schedule: format!("x{text}").into(),
    }));
    service.rotations.push(kept);
    let rotation = &mut service.rotations[0];
    rotation.docs = Some(text.clone());
    rotation.overrides.push(Override {
        origin: origin(),
        span: Some(at(Span {
            start: date(2030, 1, 7).at(0, 0, 0, 0),
            end: date(2030, 1, 9).at(0, 0, 0, 0),
        })),
        replace: Given::Absent,
        with: given(format!("{text}@x.com").into()),
    });
}

/// Elements, and the names of their attributes. Without links: whether an address or a number is one
/// depends on its text, and what they lead to is another test's.
fn structure(page: &str) -> Vec<String> {
    let document = parsed(page);
    let elements = document.descendants().filter(Node::is_element);
    // The drawings break lines where their words do.
    let is_kept = |node: &Node<'_, '_>| !["a", "text"].contains(&node.tag_name().name());
    let elements = elements.filter(is_kept);
    elements.map(|node| format!("{} {:?}", node.tag_name().name(), keys(node))).collect()
}

fn keys<'a>(node: Node<'a, '_>) -> Vec<&'a str> {
    node.attributes().map(|attribute| attribute.name()).collect()
}

#[test]
fn no_text_gets_a_page_to_do_anything() {
    let plain = structure(&of(&with_text_everywhere("Plain")));
    for hostile in HOSTILE {
        let page = of(&with_text_everywhere(hostile));
        assert!(structure(&page) == plain, "{hostile}: {page}");
        assert_is_harmless(&page);
    }
}

#[track_caller]
fn assert_is_harmless(page: &str) {
    for node in parsed(page).descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        assert!(!["script", "img", "iframe", "object", "form", "base"].contains(&name), "{name}");
        for attribute in node.attributes() {
            let (key, value) = (attribute.name(), attribute.value());
            assert!(!key.starts_with("on") && key != "style" && key != "src", "{key}");
            let schemes = ["#", "http://", "https://", "mailto:", "tel:", "data:,"];
            let is_known = schemes.iter().any(|scheme| value.starts_with(scheme));
            assert!(key != "href" || is_known, "{value}");
        }
    }
}

#[test]
fn what_is_written_is_what_is_read() {
    for hostile in HOSTILE {
        let page = of(&with_text_everywhere(hostile));
        let document = parsed(&page);
        let read: String = document.root_element().descendants().filter_map(|n| n.text()).collect();
        let shown: String = one_line(hostile).chars().filter(|one| *one != '\u{ffff}').collect();
        assert!(read.matches(&shown).count() > 20, "{hostile}: {read}");
    }
}

proptest! {
    #[test]
    fn any_text_in_any_string_is_text_in_the_page(source in any::<String>()) {
        // Never nothing, for which whole parts are left out.
        let source = format!("x{source}");
        let page = of(&with_text_everywhere(&source));
        let plain = of(&with_text_everywhere("Plain"));
        prop_assert!(structure(&page) == structure(&plain), "{}", source);
        assert_is_harmless(&page);
    }
}

#[test]
fn headings_are_in_order_and_every_reference_leads_somewhere() {
    for service in [payment(), checkout(), service("Shop")] {
        let page = of(&service);
        let document = parsed(&page);
        let elements: Vec<Node<'_, '_>> = document.descendants().filter(Node::is_element).collect();
        let mut above = 0;
        for node in &elements {
            if let Some(level) = node.tag_name().name().strip_prefix('h')
                && let Ok(level) = level.parse::<u32>()
            {
                assert!(level <= above + 1, "h{level} after h{above}");
                above = level;
            }
        }
        let mut ids: Vec<&str> = elements.iter().filter_map(|node| node.attribute("id")).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "an identifier is there twice");
        let mut references = 0;
        for node in &elements {
            if let Some(id) = node.attribute("href").and_then(|href| href.strip_prefix('#')) {
                assert!(ids.contains(&id), "{id}");
                references += 1;
            }
        }
        assert!(references > 0 || service.severities.is_empty(), "no reference was looked at");
        for landmark in ["header", "main", "footer"] {
            let count = elements.iter().filter(|node| node.tag_name().name() == landmark).count();
            assert_eq!(count, 1, "{landmark}");
        }
    }
}

#[test]
fn a_service_without_severities_says_so() {
    let page = of(&service("Shop"));
    assert!(page.contains("<p>No severities are declared for this service.</p>"), "{page}");
    assert!(!page.contains("<nav"), "{page}");
}

#[test]
fn the_style_sheet_is_the_same_in_html_and_in_xml() {
    let sheet = include_str!("style.css");
    assert!(!sheet.contains(['<', '&']) && !sheet.contains("]]>"));
    // Nothing that would make a request.
    assert!(!sheet.contains("url(") && !sheet.contains("@import") && !sheet.contains("@font-face"));
}
