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
                // A part of a drawing that is shown again.
                let is_again = is(&node, "use") && value.starts_with('#');
                assert!(key != "href" || is_icon || is_link || is_again, "{value}");
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

/// The numbers of a path's commands or a transformation, in order.
fn numbers(words: &str) -> Vec<f64> {
    let parts = words.split(|letter: char| !letter.is_ascii_digit() && letter != '.');
    parts.filter(|part| !part.is_empty()).map(|part| part.parse().unwrap()).collect()
}

/// Left, top, width and height of each rectangle that a path is drawn around.
fn rectangles(node: Node<'_, '_>) -> Vec<[f64; 4]> {
    let outlines = node.attribute("d").unwrap().split_inclusive('z');
    let rectangles = outlines.map(|outline| {
        let letters: String = outline.chars().filter(char::is_ascii_alphabetic).collect();
        assert_eq!(letters, "Mhvhz", "{outline}");
        let numbers = numbers(outline);
        assert_eq!(numbers[2], numbers[4], "{outline}");
        [numbers[0], numbers[1], numbers[2], numbers[3]]
    });
    rectangles.collect()
}

fn with_id<'a, 'input>(document: &'a Document<'input>, id: &str) -> Option<Node<'a, 'input>> {
    document.descendants().find(|node| node.attribute("id") == Some(id))
}

/// The tops and heights of the bars of a drawing, whether they stand in it or are shown again.
fn bars(document: &Document<'_>, node: Node<'_, '_>, down: f64) -> Vec<(f64, f64)> {
    let mut all = Vec::new();
    for child in node.children().filter(Node::is_element) {
        if is(&child, "use") {
            let id = child.attribute("href").unwrap().strip_prefix('#').unwrap();
            let down = down + child.attribute("y").map_or(0.0, |y| y.parse().unwrap());
            let shown = with_id(document, id).unwrap();
            all.extend(own_bars(shown, down));
            all.extend(bars(document, shown, down));
        } else {
            all.extend(own_bars(child, down));
            all.extend(bars(document, child, down));
        }
    }
    all
}

/// The bars in a group of them.
fn own_bars(node: Node<'_, '_>, down: f64) -> Vec<(f64, f64)> {
    let paths = node.children().filter(|path| is(path, "path") && has_class(&node, "bars"));
    paths.flat_map(rectangles).map(|[_, top, _, height]| (top + down, height)).collect()
}

#[test]
fn the_escalation_path_is_drawn_to_scale() {
    let mut paths = 0;
    for (service, page, _) in pages() {
        let document = parsed(&page);
        for severity in &service.severities {
            let id = format!("{}-path", severity.level.value.name().to_lowercase());
            let drawing = with_id(&document, &id);
            let policy = severity.policy.as_deref().and_then(|name| service.policy(name));
            assert_eq!(drawing.is_some(), policy.is_some(), "{id}");
            let (Some(drawing), Some(policy)) = (drawing, policy) else { continue };
            let bars = bars(&document, drawing, 0.0);
            let cycles = 1 + usize::try_from(policy.repeat_cycles.value).unwrap();
            let tiers = policy.tiers.iter().cycle().take(policy.tiers.len() * cycles);
            assert_eq!(bars.len(), policy.tiers.len() * cycles);
            let ((top, _), (last, height)) = (bars[0], bars[bars.len() - 1]);
            let per_minute = (last + height - top) / policy.minutes_until_fallback() as f64;
            let mut minutes = 0;
            for ((y, height), tier) in bars.iter().zip(tiers) {
                let expected = top + minutes as f64 * per_minute;
                assert!((y - expected).abs() < 0.3, "minute {minutes} of {id}");
                let expected = tier.whole_minutes() as f64 * per_minute;
                assert!((height - expected).abs() < 0.3, "{minutes}");
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
    /// The letter, or nothing where it has no room.
    letter: String,
    colour: String,
}

/// The letters and colours of a calendar's legend, with whom they are.
fn legend(drawing: Node<'_, '_>) -> Vec<(String, String, String)> {
    let figure = drawing.parent().unwrap();
    let swatches = figure.descendants().filter(|node| has_class(node, "swatch"));
    let people = swatches.filter_map(|swatch| {
        let colour = swatch.attribute("class").unwrap().strip_prefix("swatch k")?;
        let who = swatch.next_sibling_element().map(words).unwrap();
        Some((words(swatch), format!("k{colour}"), who))
    });
    people.collect()
}

/// The weeks of a calendar and what is drawn in them, from the places of the rectangles alone.
fn read_off(drawing: Node<'_, '_>, rotation: &Rotation) -> Vec<(Interval, Vec<Drawn>)> {
    let zone = zone(&rotation.time_zone.value).unwrap();
    let weeks = drawing.descendants().filter(|node| has_class(node, "week"));
    let weeks = weeks.map(|week| {
        let monday: Date = week.attribute("data-monday").unwrap().parse().unwrap();
        let midnight = |day: i64| instant(&zone, monday.saturating_add(day.days()).at(0, 0, 0, 0));
        let track = week.children().find(|node| has_class(node, "track")).unwrap();
        let [left, _, width, _] = rectangles(track)[0];
        let day = width / 7.0;
        let moment = |x: f64| -> Timestamp {
            let days = ((x - left) / day).clamp(0.0, 7.0);
            let start = midnight(days.floor() as i64);
            let end = midnight(days.floor() as i64 + 1);
            let part = (end.as_second() - start.as_second()) as f64 * days.fract();
            start.saturating_add((part.round() as i64).seconds()).unwrap()
        };
        let stretches = week
            .children()
            .filter(|node| is(node, "g") && (has_class(node, "turn") || has_class(node, "cover")));
        let stretches = stretches.flat_map(|node| {
            let outlines = node.children().find(|child| is(child, "path")).unwrap();
            let letter = node.children().find(|child| is(child, "text")).map(words);
            let letter = letter.unwrap_or_default();
            let letter = letter.trim_start_matches('↺').split(' ').next().unwrap().to_owned();
            let drawn = move |[x, _, width, _]: [f64; 4]| Drawn {
                interval: Interval { start: moment(x), end: moment(x + width) },
                is_cover: has_class(&node, "cover"),
                letter: letter.clone(),
                colour: node.attribute("class").unwrap().split(' ').nth(1).unwrap().to_owned(),
            };
            rectangles(outlines).into_iter().map(drawn).collect::<Vec<Drawn>>()
        });
        (Interval { start: midnight(0), end: midnight(7) }, stretches.collect())
    });
    weeks.collect()
}

#[test]
fn the_calendars_agree_with_who_is_on_call() {
    let (mut stretches, mut lettered, mut covers) = (0, 0, 0);
    for (service, page, _) in pages() {
        let document = parsed(&page);
        for (place, rotation) in service.rotations.iter().enumerate() {
            let id = format!("rotation-{}", place + 1);
            let drawing = with_id(&document, &id);
            let drawing = drawing.unwrap_or_else(|| panic!("{} {id}", service.name.value));
            let legend = legend(drawing);
            for (week, drawn) in read_off(drawing, rotation) {
                let expected = shifts(rotation, week);
                assert_eq!(drawn.len(), expected.len(), "{id}: {week:?}");
                for (drawn, shift) in drawn.iter().zip(&expected) {
                    assert_drawn(drawn, shift, &legend);
                    stretches += 1;
                    lettered += usize::from(!drawn.letter.is_empty());
                    covers += usize::from(drawn.is_cover);
                }
            }
        }
    }
    assert!(stretches > 100 && covers > 3, "{stretches} stretches, {covers} covers");
    assert!(lettered * 10 > stretches * 9, "{lettered} of {stretches} have a letter");
}

fn assert_drawn(drawn: &Drawn, shift: &Shift, legend: &[(String, String, String)]) {
    let off = |one: Timestamp, other: Timestamp| (one.as_second() - other.as_second()).abs();
    // A tenth of a unit is four minutes, at either end.
    assert!(off(drawn.interval.start, shift.start) <= 300, "{:?}: {shift:?}", drawn.interval);
    assert!(off(drawn.interval.end, shift.end) <= 300, "{:?}: {shift:?}", drawn.interval);
    assert_eq!(drawn.is_cover, matches!(shift.cause, Cause::Override { .. }));
    let is_theirs = |(_, _, who): &&(String, String, String)| who.contains(shift.person.as_str());
    let (letter, colour, _) = legend.iter().find(is_theirs).unwrap();
    assert_eq!(&drawn.colour, colour, "{shift:?}");
    assert!(drawn.letter.is_empty() || &drawn.letter == letter, "{}: {shift:?}", drawn.letter);
}

#[test]
fn every_drawing_has_a_name_and_a_table() {
    for (_, page, _) in pages() {
        let document = parsed(&page);
        for drawing in document.descendants().filter(|node| is(node, "svg")) {
            assert_eq!(drawing.attribute("role"), Some("img"));
            assert!(drawing.attribute("aria-label").is_some_and(|name| name.len() > 20));
            // Beside a path, below a calendar.
            let figure = drawing.parent().unwrap();
            let near = figure.next_siblings().take(4).chain([figure]);
            let table = near.flat_map(|node| node.descendants()).find(|node| is(node, "table"));
            assert!(table.is_some(), "{:?}", drawing.attribute("id"));
        }
    }
}
