//! The guides of the examples as pages in HTML: read by a parser of XML, and measured against what the
//! model and the calendar say by themselves.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use incident_calendar::{Cause, Interval, Shift, instant, shifts, zone};
use incident_ir::{Rotation, Service};
use incident_tests::compiled::{compiled, examples};
use jiff::{Timestamp, ToSpan, civil::Date};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use roxmltree::{Document, Node, ParsingOptions};

const PAGE: &str = "IncidentResponseGuide.html";
const MARKDOWN: &str = "IncidentResponseGuide.g.md";

/// Every service of the examples, with its page and its guide in Markdown.
fn pages() -> Vec<(Service, String, String)> {
    let services =
        examples().unwrap().into_values().flat_map(|example| compiled(&example).unwrap());
    let pages = services.map(|(service, mut files)| {
        let file = |path: &str| panic!("{} has no {path}", service.name.value);
        let page = files.remove(PAGE).unwrap_or_else(|| file(PAGE));
        let markdown = files.remove(MARKDOWN).unwrap_or_else(|| file(MARKDOWN));
        (service, page, markdown)
    });
    pages.collect()
}

fn parsed(page: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(page, options).unwrap_or_else(|error| panic!("{error}\n{page}"))
}

fn is(node: &Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

fn has_class(node: &Node<'_, '_>, class: &str) -> bool {
    node.attribute("class").is_some_and(|all| all.split(' ').any(|one| one == class))
}

fn words(node: Node<'_, '_>) -> String {
    let pieces = node.descendants().filter(Node::is_text).filter_map(|text| text.text());
    pieces.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_service_has_a_page_that_is_well_formed() {
    let pages = pages();
    assert!(pages.len() >= 7, "{}", pages.len());
    for (service, page, _) in &pages {
        let document = parsed(page);
        assert_eq!(document.root_element().attribute("lang"), Some("en"));
        let title = document.descendants().find(|node| is(node, "title")).unwrap();
        assert_eq!(words(title), format!("Incident Response Guide: {}", service.name.value));
    }
}

#[test]
fn a_page_asks_for_nothing_and_runs_nothing() {
    for (_, page, _) in pages() {
        let document = parsed(&page);
        for node in document.descendants().filter(Node::is_element) {
            let name = node.tag_name().name();
            assert!(!["script", "img", "iframe", "object", "embed"].contains(&name), "{name}");
            for attribute in node.attributes() {
                let (key, value) = (attribute.name(), attribute.value());
                assert!(!key.starts_with("on") && !["src", "style"].contains(&key), "{key}");
                let is_icon = is(&node, "link") && value == "data:,";
                let is_link = is(&node, "a")
                    && ["#", "https://", "mailto:", "tel:"]
                        .iter()
                        .any(|one| value.starts_with(one));
                assert!(key != "href" || is_icon || is_link, "{value}");
            }
        }
    }
}

/// The lines and cells of a document, without Markdown's marks.
fn lines_of(markdown: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Text(words) | Event::Code(words) => {
                lines.last_mut().unwrap().push_str(&words);
            }
            Event::SoftBreak | Event::Rule => lines.push(String::new()),
            Event::End(TagEnd::Link | TagEnd::Strong)
            | Event::Start(Tag::Link { .. } | Tag::Strong) => {}
            Event::Start(_) | Event::End(_) => lines.push(String::new()),
            other => panic!("{other:?}"),
        }
    }
    lines
}

/// Words without what stands between them, which is not the same in a list and in a table.
fn bare(words: &str) -> String {
    let words = words.to_lowercase();
    let words = words.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

#[test]
fn what_the_markdown_guide_says_the_page_says() {
    for (service, page, markdown) in pages() {
        let document = parsed(&page);
        let body = document.descendants().find(|node| is(node, "body")).unwrap();
        let read = bare(&words(body));
        let lines = lines_of(&markdown);
        // A rotation's members and turns are two facts of the page, and what is run needs no word.
        let said = lines.iter().flat_map(|line| line.split("; ")).map(bare);
        let said: Vec<String> = said.map(|part| part.replacen(" run ", " ", 1)).collect();
        assert!(said.len() > 20, "{markdown}");
        for part in said.iter().filter(|part| !part.trim().is_empty()) {
            assert!(read.contains(part.as_str()), "{}: {part}\n\n{read}", service.name.value);
        }
    }
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).unwrap_or_else(|| panic!("{name}")).parse().unwrap()
}

#[test]
fn the_escalation_path_is_drawn_to_scale() {
    let mut paths = 0;
    for (service, page, _) in pages() {
        let document = parsed(&page);
        for severity in &service.severities {
            let id = format!("{}-path", severity.level.value.name().to_lowercase());
            let drawing = document.descendants().find(|node| node.attribute("id") == Some(&id));
            let policy = severity.policy.as_deref().and_then(|name| service.policy(name));
            assert_eq!(drawing.is_some(), policy.is_some(), "{id}");
            let (Some(drawing), Some(policy)) = (drawing, policy) else { continue };
            let bars: Vec<Node<'_, '_>> =
                drawing.descendants().filter(|node| has_class(node, "bar")).collect();
            let cycles = 1 + usize::try_from(policy.repeat_cycles.value).unwrap();
            let tiers = policy.tiers.iter().cycle().take(policy.tiers.len() * cycles);
            assert_eq!(bars.len(), policy.tiers.len() * cycles);
            let last = bars[bars.len() - 1];
            let top = number(bars[0], "y");
            let length = number(last, "y") + number(last, "height") - top;
            let per_minute = length / policy.minutes_until_fallback() as f64;
            let mut minutes = 0;
            for (bar, tier) in bars.iter().zip(tiers) {
                let y = top + minutes as f64 * per_minute;
                assert!((number(*bar, "y") - y).abs() < 0.2, "minute {minutes} of {id}");
                let height = tier.whole_minutes() as f64 * per_minute;
                assert!((number(*bar, "height") - height).abs() < 0.3, "{minutes}");
                minutes += tier.whole_minutes();
            }
            paths += 1;
        }
    }
    assert!(paths > 10, "{paths}");
}

/// A stretch of a calendar, as it is read off the drawing.
struct Drawn {
    interval: Interval,
    is_cover: bool,
    who: String,
}

/// The weeks of a calendar and what is drawn in them, from the places of the rectangles alone.
fn read_off(drawing: Node<'_, '_>, rotation: &Rotation) -> Vec<(Interval, Vec<Drawn>)> {
    let zone = zone(&rotation.time_zone.value).unwrap();
    let weeks = drawing.descendants().filter(|node| has_class(node, "week"));
    let weeks = weeks.map(|week| {
        let monday: Date = week.attribute("data-monday").unwrap().parse().unwrap();
        let midnight = |day: i64| instant(&zone, monday.saturating_add(day.days()).at(0, 0, 0, 0));
        let track = week.children().find(|node| has_class(node, "track")).unwrap();
        let (left, day) = (number(track, "x"), number(track, "width") / 7.0);
        let moment = |x: f64| -> Timestamp {
            let days = ((x - left) / day).clamp(0.0, 7.0);
            let start = midnight(days.floor() as i64);
            let end = midnight(days.floor() as i64 + 1);
            let part = (end.as_second() - start.as_second()) as f64 * days.fract();
            start.saturating_add((part.round() as i64).seconds()).unwrap()
        };
        let stretches = week.children().filter(|node| {
            is(node, "rect") && (has_class(node, "turn") || has_class(node, "cover"))
        });
        let stretches = stretches.map(|node| {
            let x = number(node, "x");
            let end = moment(x + number(node, "width"));
            Drawn {
                interval: Interval { start: moment(x), end },
                is_cover: has_class(&node, "cover"),
                who: words(node),
            }
        });
        (Interval { start: midnight(0), end: midnight(7) }, stretches.collect())
    });
    weeks.collect()
}

#[test]
fn the_calendars_agree_with_who_is_on_call() {
    let (mut stretches, mut covers) = (0, 0);
    for (service, page, _) in pages() {
        let document = parsed(&page);
        for (place, rotation) in service.rotations.iter().enumerate() {
            let id = format!("rotation-{}", place + 1);
            let drawing = document.descendants().find(|node| node.attribute("id") == Some(&id));
            let drawing = drawing.unwrap_or_else(|| panic!("{} {id}", service.name.value));
            for (week, drawn) in read_off(drawing, rotation) {
                let expected = shifts(rotation, week);
                assert_eq!(drawn.len(), expected.len(), "{id}: {week:?}");
                for (drawn, shift) in drawn.iter().zip(&expected) {
                    assert_drawn(drawn, shift);
                    stretches += 1;
                    covers += usize::from(drawn.is_cover);
                }
            }
        }
    }
    assert!(stretches > 100 && covers > 3, "{stretches} stretches, {covers} covers");
}

fn assert_drawn(drawn: &Drawn, shift: &Shift) {
    let off = |one: Timestamp, other: Timestamp| (one.as_second() - other.as_second()).abs();
    // A tenth of a unit is four minutes, at either end.
    assert!(off(drawn.interval.start, shift.start) <= 300, "{:?}: {shift:?}", drawn.interval);
    assert!(off(drawn.interval.end, shift.end) <= 300, "{:?}: {shift:?}", drawn.interval);
    assert_eq!(drawn.is_cover, matches!(shift.cause, Cause::Override { .. }));
    assert!(drawn.who.contains(shift.person.as_str()), "{}: {shift:?}", drawn.who);
}

#[test]
fn every_drawing_has_a_name_and_a_table() {
    for (_, page, _) in pages() {
        let document = parsed(&page);
        for drawing in document.descendants().filter(|node| is(node, "svg")) {
            assert_eq!(drawing.attribute("role"), Some("img"));
            for (attribute, element) in [("aria-labelledby", "title"), ("aria-describedby", "desc")]
            {
                let id = drawing.attribute(attribute).unwrap();
                let named =
                    drawing.children().find(|node| node.attribute("id") == Some(id)).unwrap();
                assert!(is(&named, element) && !words(named).is_empty());
            }
            // Beside a path, below a calendar.
            let figure = drawing.parent().unwrap();
            let near = figure.next_siblings().take(4).chain([figure]);
            let table = near.flat_map(|node| node.descendants()).find(|node| is(node, "table"));
            assert!(table.is_some(), "{:?}", drawing.attribute("id"));
        }
    }
}
