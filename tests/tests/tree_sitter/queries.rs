//! The queries that editors use.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;

use incident_tests::compiled::examples;
use incident_tests::files::{project, read};
use incident_tests::highlight::{Class, Classified, classified, slice};
use incident_tests::literate::is_update;
use incident_tests::words;
use tree_sitter::{Query, QueryCursor, StreamingIterator as _};
use tree_sitter_incident::{FOLDS_QUERY, HIGHLIGHTS_QUERY, INDENTS_QUERY, LANGUAGE, LOCALS_QUERY};

use crate::{FOLDER, texts, tree};

/// What a query captures in a text.
fn captures(query: &str, text: &str) -> Vec<(String, Range<usize>)> {
    let query = Query::new(&LANGUAGE.into(), query).unwrap();
    let names = query.capture_names();
    let tree = tree(text);
    let mut cursor = QueryCursor::new();
    let mut found = cursor.captures(&query, tree.root_node(), text.as_bytes());
    let mut all = Vec::new();
    while let Some((matched, index)) = found.next() {
        let capture = matched.captures()[*index];
        all.push((names[capture.index as usize].to_owned(), capture.node.byte_range()));
    }
    all
}

fn capture_of(class: Class) -> Option<&'static str> {
    Some(match class {
        Class::LineComment | Class::BlockComment => "comment",
        Class::Documentation => "comment.documentation",
        Class::Kind => "keyword",
        Class::Key => "property",
        Class::Declared => "type",
        Class::Boolean => "boolean",
        Class::Constant => "constant.builtin",
        Class::ShortString | Class::LongString => "string",
        Class::Number => "number",
        Class::Email => "string.special.url",
        Class::Equals => "operator",
        Class::Comma => "punctuation.delimiter",
        Class::Bracket => "punctuation.bracket",
        Class::UnknownKind | Class::UnknownKey | Class::Reference | Class::Channel => return None,
    })
}

/// What should be captured.
fn wanted(text: &str, one: Classified) -> Vec<(&'static str, Range<usize>)> {
    let start = usize::from(one.token.range.start());
    let end = usize::from(one.token.range.end());
    let written = slice(text, one.token.range);
    let mut wanted = Vec::new();
    let mut strings = start..end;
    match one.class {
        Class::Channel => {
            let colon = start + written.find(':').unwrap();
            strings = colon + 1..end;
            wanted.push(("constant.builtin", start..colon));
            wanted.push(("punctuation.delimiter", colon..colon + 1));
            let quoted = text[strings.clone()].starts_with('"');
            wanted.push((if quoted { "string" } else { "string.special" }, strings.clone()));
        }
        class => wanted.extend(capture_of(class).map(|name| (name, start..end))),
    }
    if matches!(one.class, Class::ShortString | Class::LongString | Class::Channel) {
        let mut at = strings.start;
        while let Some(backslash) = text[at..strings.end].find('\\').map(|found| at + found) {
            let rest = &text[backslash..strings.end];
            let length = if rest.starts_with("\\u") { rest.find('}').unwrap() + 1 } else { 2 };
            wanted.push(("string.escape", backslash..backslash + length));
            at = backslash + length;
        }
    }
    wanted
}

#[test]
fn every_token_is_coloured_once_as_what_it_is() {
    for (name, text) in texts() {
        let mut wanted: Vec<(String, Range<usize>)> = Vec::new();
        for one in classified(&text) {
            // `///` behind something documents nothing; that tree-sitter cannot tell.
            let documents = slice(&text, one.token.range).starts_with("///")
                && !slice(&text, one.token.range).starts_with("////");
            match one.class {
                Class::LineComment if documents => {
                    let range = one.token.range;
                    wanted.push((
                        "comment.documentation".into(),
                        range.start().into()..range.end().into(),
                    ));
                }
                _ => wanted
                    .extend(self::wanted(&text, one).into_iter().map(|(n, r)| (n.to_owned(), r))),
            }
        }
        let mut found = captures(HIGHLIGHTS_QUERY, &text);
        let by_place = |it: &(String, Range<usize>)| (it.1.start, std::cmp::Reverse(it.1.end));
        found.sort_by_key(by_place);
        wanted.sort_by_key(by_place);
        let first = found.iter().zip(&wanted).find(|(found, wanted)| found != wanted);
        assert_eq!(first, None, "{name}\n{text}");
        assert_eq!(found.len(), wanted.len(), "{name}\n{text}");
    }
}

/// The lists of words in a query, in order, replaced.
fn with_words(query: &str, lists: &[&BTreeSet<&str>]) -> String {
    let mut lists = lists.iter();
    let lines = query.lines().map(|line| {
        let is_list = line.trim_start().starts_with("(#any-of? ") && !line.contains("@boolean");
        let next = if is_list { lists.next() } else { None };
        let Some(words) = next else { return line.to_owned() };
        let head: Vec<&str> = line.trim_start().split(' ').take(2).collect();
        let words: Vec<String> = words.iter().map(|word| format!(" \"{word}\"")).collect();
        format!("  {}{}))", head.join(" "), words.concat())
    });
    lines.map(|line| line + "\n").collect()
}

#[test]
fn the_highlights_have_the_words_of_the_schema() {
    let path = project(FOLDER).join("queries/highlights.scm");
    let written = read(&path).unwrap();
    let (kinds, keys, constants) = (words::kinds(), words::keys(), words::constants());
    let made = with_words(&written, &[&kinds, &keys, &constants, &constants]);
    if is_update() {
        fs::write(&path, &made).unwrap();
    } else {
        assert!(made == written, "INCIDENT_UPDATE=1 writes the schema's words into the query");
    }
    let text = "severity = severity\nseverity severity\n";
    let names: Vec<String> =
        captures(HIGHLIGHTS_QUERY, text).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["property", "operator", "keyword", "type"]);
}

#[test]
fn bodies_lists_and_long_texts_fold() {
    let text = "/* a\n*/\nb {\n  c = [\n    1,\n  ]\n  d = \"\"\"\n  \"\"\"\n  e = [1]\n}\n";
    let lines = |range: &Range<usize>| {
        let line = |at: usize| text[..at].matches('\n').count();
        (line(range.start), line(range.end))
    };
    let found = captures(FOLDS_QUERY, text);
    let folds: Vec<_> = found.iter().map(|(_, range)| lines(range)).collect();
    let folds: Vec<_> = folds.into_iter().filter(|(first, last)| first < last).collect();
    assert_eq!(folds, [(0, 1), (2, 9), (3, 5), (6, 7)]);
}

/// How far the query says each line is indented; `None` for text that is not ours.
fn indents(text: &str) -> Vec<Option<usize>> {
    let found = captures(INDENTS_QUERY, text);
    let of = |name: &str| -> Vec<Range<usize>> {
        found.iter().filter(|(it, _)| it == name).map(|(_, range)| range.clone()).collect()
    };
    let (begins, branches, ignored) =
        (of("indent.begin"), of("indent.branch"), of("indent.ignore"));
    assert_eq!((begins.clone(), branches.clone()), (of("indent"), of("outdent")));
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let first = start + line.len() - line.trim_start().len();
        start += line.len();
        if ignored.iter().any(|it| it.start < first && first < it.end) || line.trim().is_empty() {
            return None;
        }
        let line_of = |at: usize| text[..at].matches('\n').count();
        // Openers on one line indent once.
        let open = begins.iter().filter(|it| it.start < first && first < it.end);
        let opened: BTreeSet<usize> =
            open.map(|it| line_of(it.start)).filter(|line| *line < line_of(first)).collect();
        let closes = branches.iter().any(|it| it.start == first);
        Some(2 * (opened.len() - usize::from(closes)))
    });
    lines.collect()
}

#[test]
fn the_examples_are_indented_as_the_query_says() {
    let mut count = 0;
    for (path, text) in examples().unwrap().into_values().flatten() {
        if !path.ends_with(".incident") {
            continue;
        }
        for (line, indent) in text.lines().zip(indents(&text)) {
            if let Some(indent) = indent {
                assert_eq!(line.len() - line.trim_start().len(), indent, "{path}: {line}");
                count += 1;
            }
        }
    }
    assert!(count > 300, "{count} lines");
}

#[test]
fn declarations_and_what_refers_to_them_are_told_apart() {
    let text = "role boss { title = \"B\" }\nservice S {\n  use = [base]\n  tier boss { rotation = r }\n}\n\
                person a@b.example\nteam t { members = [a@b.example] }\n";
    let mut found: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, range) in captures(LOCALS_QUERY, text) {
        if name != "local.scope" {
            found.entry(name).or_default().push(&text[range]);
        }
    }
    assert_eq!(found["local.definition"], ["boss", "S", "boss", "a@b.example", "t"]);
    assert_eq!(found["local.reference"], ["base", "r", "a@b.example"]);
    let scopes = captures(LOCALS_QUERY, text).iter().filter(|(it, _)| it == "local.scope").count();
    assert_eq!(scopes, 5);
}
