//! Whatever is written in a string of the source, the documents keep their shape and hold that text.

use std::sync::Arc;

use incident_ir::{
    Component, EscalationPolicy, Fallback, Given, Person, RollbackTarget, Service, Settings,
    StatusPage, Text,
};
use proptest::prelude::*;
use pulldown_cmark::Event;

use super::{PostMortemTemplateDocument, ResponseGuide};
use crate::{
    Target,
    markdown::{
        one_line,
        properties::{any_text, events, structure},
    },
    phrase::{self, Block},
    testing::{at, channel, checkout, component, given, held_by, names, origin, status_page},
};

/// The checkout service, with the text wherever the language takes a string that gets into a document.
fn with_text_everywhere(string: &str) -> Service {
    let text = Text::from(string);
    let mut service = checkout();
    service.description = Some(text.clone());
    service.docs = Some(text.clone());
    service.runbook = Some(format!("docs/{text}").into());
    service.policies[0].docs = Some(text.clone());
    for tier in &mut service.policies[0].tiers {
        tier.title = text.clone();
        tier.channels.value[0].value.target = Some(format!("#{text}").into());
    }
    for (name, fallback) in [
        ("all", Fallback::NotifyAll),
        (
            "executive",
            Fallback::ExecutiveEscalation {
                executive: Some(held_by("cto", "cy@x.com")),
                title: text.clone(),
            },
        ),
    ] {
        service.policies.push(EscalationPolicy {
            name: at(name.into()),
            fallback,
            ..service.policies[0].clone()
        });
    }
    service.people.push(Arc::new(Person {
        origin: origin(),
        email: at("tina@company.com".into()),
        name: given(text.clone()),
        time_zone: Given::Absent,
        away: Vec::new(),
        left: Given::Absent,
    }));
    service.roles[0].title = given(text.clone());
    service.roles[1].assignee = given(text.clone());
    service.status_pages = vec![
        StatusPage {
            docs: Some(text.clone()),
            ..status_page("one", vec![Component { name: at(text.clone()), ..component("", None) }])
        },
        status_page("two", vec![component("Queue", None)]),
    ];
    for severity in &mut service.severities {
        severity.description = text.clone();
        severity.docs = Some(text.clone());
        severity.components = vec![text.clone(), "Queue".into(), text.clone()];
        let mut slack = channel("slack");
        slack.value.target = Some(format!("#{text}").into());
        severity.notify_channels =
            vec![channel("page"), slack.clone(), channel("phone:team-lead"), slack];
    }
    service.alert_rules[0].docs = Some(text.clone());
    service.alert_rules[0].runbook = Some(format!("docs/{text}").into());
    service.rollback_plans[0].to = RollbackTarget::Version(text.clone());
    service.rollback_plans[0].command = Some(text);
    if let Some(template) = &mut service.post_mortem {
        template.required_sections = names(&["Summary", string, "Action Items"]);
        template.reviewers = names(&[string, "team-lead"]);
    }
    service
}

/// Both documents.
fn documents(service: &Service) -> Vec<String> {
    let targets: [&dyn Target; 2] = [&PostMortemTemplateDocument, &ResponseGuide];
    let files = targets.iter().flat_map(|target| target.artefacts(service, &Settings::default()));
    files.map(|file| file.contents).collect()
}

/// What is read, block by block, with blanks for line breaks.
fn read(markdown: &str) -> String {
    let pieces = events(markdown).into_iter().filter_map(|event| match event {
        Event::Text(piece) | Event::Code(piece) => Some(piece.to_string()),
        Event::SoftBreak => Some(" ".to_owned()),
        Event::End(_) => Some("\n".to_owned()),
        _ => None,
    });
    pieces.collect()
}

proptest! {
    #[test]
    fn any_text_in_any_string_is_text_in_the_documents(source in any_text()) {
        const PLAIN: &str = "Plain";
        let source = one_line(&source);
        // Documentation of one point is a list; `markdown/properties.rs` has those.
        prop_assume!(matches!(phrase::blocks(&source).as_slice(), [Block::Paragraph(_)]));
        let plain = documents(&with_text_everywhere(PLAIN));
        let written = documents(&with_text_everywhere(&source));
        for (plain, written) in plain.iter().zip(&written) {
            prop_assert_eq!(structure(written), structure(plain), "{}", written);
            prop_assert_eq!(read(written), read(plain).replace(PLAIN, &source), "{}", written);
        }
    }
}
