//! Rendering gives back the text that went in, in the block it was meant for, and nothing else.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::phrase::{self, Block};

use super::{code, code_block, document, heading, is_shown, link, one_line, prose, row, text};

/// The document as GitHub takes it apart.
pub(crate) fn events(markdown: &str) -> Vec<Event<'_>> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    Parser::new_ext(markdown, options).collect()
}

/// The blocks and spans that begin, in order.
pub(crate) fn structure(markdown: &str) -> Vec<String> {
    let starts = events(markdown).into_iter().filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(format!("{level}")),
        Event::Start(Tag::Table(_)) => Some("table".to_owned()),
        Event::Start(Tag::CodeBlock(_)) => Some("code block".to_owned()),
        Event::Start(Tag::Link { .. }) => Some("link".to_owned()),
        Event::Start(tag) => Some(format!("{tag:?}")),
        Event::Text(_) | Event::End(_) | Event::Code(_) | Event::SoftBreak => None,
        other => Some(format!("{other:?}")),
    });
    starts.collect()
}

/// What is read between the start and the end of each block of one kind.
fn read(markdown: &str, begins: fn(&Tag<'_>) -> bool, ends: fn(&TagEnd) -> bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut inside = false;
    for event in events(markdown) {
        match event {
            Event::Start(tag) if begins(&tag) => {
                inside = true;
                found.push(String::new());
            }
            Event::End(tag) if ends(&tag) => inside = false,
            Event::Text(piece) | Event::Code(piece) if inside => {
                found.last_mut().unwrap().push_str(&piece);
            }
            _ => {}
        }
    }
    found
}

/// Such texts on several lines, some of which look like points of a list.
fn any_lines() -> impl Strategy<Value = String> {
    let starts = vec!["", "- ", "* ", "  + ", "1. ", "2) ", "3. ", "12. ", "\n", "    "];
    let line = (proptest::sample::select(starts), any_text())
        .prop_map(|(start, text)| start.to_owned() + &text);
    proptest::collection::vec(line, 0..6).prop_map(|lines| lines.join("\n"))
}

/// Texts in which the marks of Markdown stand close together, and any others.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    let marks = proptest::collection::vec(
        prop_oneof![
            proptest::sample::select(vec![
                "|",
                "\\",
                "`",
                "``",
                "*",
                "**",
                "_",
                "__",
                "~",
                "~~",
                "[",
                "]",
                "(",
                ")",
                "<",
                ">",
                "#",
                "-",
                "---",
                "+",
                "=",
                "===",
                ":",
                ":-",
                "!",
                "&",
                "&lt;",
                "&#35;",
                ";",
                "$",
                "1.",
                "2)",
                "\"",
                "'",
                "{",
                "}",
                "^",
                "@",
                "%",
                " ",
                "  ",
                "\n",
                "\n\n",
                "\r\n",
                "\t",
                "\u{0}",
                "\u{a0}",
                "\u{3000}",
                "\u{2028}",
                "\u{feff}",
                "é",
                "<b>",
                "<!--",
                "-->",
                "https://x.com",
                "www.x.com",
                "a@x.com",
                "[a]: b",
                "[ ]",
                "[x]",
                "a",
                "b",
                "7",
            ])
            .prop_map(str::to_owned),
            any::<char>().prop_map(String::from),
        ],
        0..12,
    );
    prop_oneof![marks.prop_map(|marks| marks.concat()), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_heading_is_one_heading(source in any_text(), level in 1_usize..=6) {
        let markdown = document(&[heading(level, &source), "next".to_owned()]);
        prop_assert_eq!(
            structure(&markdown), [format!("h{level}"), "Paragraph".to_owned()], "{}", markdown
        );
        let titles =
            read(&markdown, |tag| matches!(tag, Tag::Heading { .. }), |tag| matches!(tag, TagEnd::Heading(_)));
        prop_assert_eq!(titles, [one_line(&source)], "{}", markdown);
    }

    #[test]
    fn a_table_keeps_its_cells(cells in proptest::collection::vec(any_text(), 4)) {
        let row = row(cells.iter().map(String::as_str));
        let markdown = format!("| a | b | c | d |\n|---|---|---|---|\n{row}\n");
        let expected: Vec<String> =
            ["a", "b", "c", "d"].into_iter().chain(cells.iter().map(String::as_str)).map(|text| one_line(text).into_owned()).collect();
        let found =
            read(&markdown, |tag| *tag == Tag::TableCell, |tag| *tag == TagEnd::TableCell);
        prop_assert_eq!(found, expected, "{}", markdown);
        let structure = structure(&markdown);
        prop_assert_eq!(structure.len(), 1 + 1 + 4 + 1 + 4, "{} {:?}", markdown, structure);
    }

    #[test]
    fn an_item_is_one_item(source in any_text()) {
        let line = one_line(&source);
        prop_assume!(!line.is_empty());
        for (item, list) in [("-", "List(None)"), ("1.", "List(Some(1))")] {
            let markdown = format!("{item} {}\n{item} next\n", text(&source));
            prop_assert_eq!(structure(&markdown), [list, "Item", "Item"], "{}", markdown);
            let found = read(&markdown, |tag| *tag == Tag::Item, |tag| *tag == TagEnd::Item);
            prop_assert_eq!(found, [&*line, "next"], "{}", markdown);
        }
    }

    #[test]
    fn bold_text_is_all_bold(source in any_text()) {
        let line = one_line(&source);
        prop_assume!(!line.is_empty());
        let markdown = format!("- **{}:** a\n", text(&source));
        prop_assert_eq!(structure(&markdown), ["List(None)", "Item", "Strong"], "{}", markdown);
        let found = read(&markdown, |tag| *tag == Tag::Strong, |tag| *tag == TagEnd::Strong);
        prop_assert_eq!(found, [format!("{line}:")], "{}", markdown);
    }

    #[test]
    fn prose_is_paragraphs_and_lists(source in any_lines()) {
        let markdown = document(&prose(&source));
        let mut expected = Vec::new();
        let mut words = String::new();
        for block in phrase::blocks(&source) {
            match block {
                Block::Paragraph(paragraph) => {
                    expected.push("Paragraph".to_owned());
                    words.push_str(&paragraph);
                }
                Block::List { ordered, items } => {
                    expected.push(format!("List({:?})", ordered.then_some(1_u64)));
                    expected.extend(items.iter().map(|_| "Item".to_owned()));
                    words.push_str(&items.concat());
                }
            }
        }
        prop_assert_eq!(structure(&markdown), expected, "{}", markdown);
        let shown = events(&markdown).into_iter().filter_map(|event| match event {
            Event::Text(piece) => Some(piece.into_string()),
            _ => None,
        });
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(letters(&shown.collect::<String>()), letters(&one_line(&words)), "{}", markdown);
    }

    #[test]
    fn code_is_shown_as_it_is(source in any_text()) {
        let written = code(&source);
        prop_assume!(!written.is_empty());
        let markdown = format!("- Run: {written}\n");
        prop_assert_eq!(structure(&markdown), ["List(None)", "Item"], "{}", markdown);
        let shown: Vec<String> = events(&markdown)
            .into_iter()
            .filter_map(|event| match event {
                Event::Code(piece) => Some(piece.to_string()),
                _ => None,
            })
            .collect();
        let kept = |letter: &char| matches!(letter, '\n' | '\t') || is_shown(*letter);
        let expected = source.chars().filter(kept).collect::<String>().replace('\n', " ");
        prop_assert_eq!(shown, [expected], "{}", markdown);
    }

    #[test]
    fn lines_of_code_are_shown_as_they_are(source in any_text()) {
        let markdown = format!("- Run:\n{}\n- next\n", code_block(&source, "  "));
        prop_assert_eq!(
            structure(&markdown), ["List(None)", "Item", "code block", "Item"], "{}", markdown
        );
        let found = read(
            &markdown, |tag| matches!(tag, Tag::CodeBlock(_)), |tag| *tag == TagEnd::CodeBlock
        );
        let kept = |letter: &char| matches!(letter, '\n' | '\t') || is_shown(*letter);
        let expected: String = source.chars().filter(kept).collect();
        let found = found.concat();
        prop_assert_eq!(
            found.trim_end_matches('\n'), expected.trim_end_matches('\n'), "{}", markdown
        );
    }

    #[test]
    fn a_link_leads_where_it_says(label in any_text(), path in any_text()) {
        let address = format!("https://x.com/{path}");
        let markdown = format!("- See {}.\n", link(&format!("x{label}"), &address).unwrap());
        prop_assert_eq!(structure(&markdown), ["List(None)", "Item", "link"], "{}", markdown);
        let mut destinations = Vec::new();
        for event in events(&markdown) {
            if let Event::Start(Tag::Link { dest_url, .. }) = event {
                destinations.push(percent_decoded(&dest_url));
            }
        }
        prop_assert_eq!(destinations, [percent_decoded(address.trim())], "{}", markdown);
        let labels = read(
            &markdown, |tag| matches!(tag, Tag::Link { .. }), |tag| *tag == TagEnd::Link
        );
        let label = format!("x{label}");
        prop_assert_eq!(labels, [one_line(&label)], "{}", markdown);
    }
}

fn percent_decoded(url: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = url.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match hex.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    bytes
}
