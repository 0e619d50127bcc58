//! What holds for every text without errors.

use incident_fmt::format;
use incident_syntax::literal::{channel, duration, string};
use incident_syntax::parse;
use incident_syntax::tree::{Entry, Scalar, ScalarKind, Value};

/// Formats a text that must have no errors, and holds the result against every law.
#[track_caller]
pub(crate) fn formatted(text: &str) -> String {
    let once = format(text).unwrap_or_else(|refusal| panic!("{refusal:?} for:\n{text}")).text;
    let twice = format(&once).unwrap_or_else(|refusal| panic!("{refusal:?} for:\n{once}")).text;
    assert_eq!(twice, once, "twice is not once for:\n{text}");
    assert_eq!(trees(&once), trees(text), "the trees changed:\n{text}\n---\n{once}");
    assert_eq!(comments(&once), comments(text), "the comments changed:\n{text}\n---\n{once}");
    assert_layout(&once);
    once
}

/// The trees, with what each scalar means instead of its spelling.
fn trees(text: &str) -> Vec<String> {
    let parsed = parse(text);
    assert_eq!(parsed.errors, [], "{text}");
    parsed.items.iter().map(|item| entry(&item.entry)).collect()
}

fn entry(tree: &Entry) -> String {
    match tree {
        Entry::Attribute(attribute) => {
            let value = value(&attribute.value);
            format!("{:?} {}={value}", attribute.docs, attribute.key.text)
        }
        Entry::Block(block) => {
            let labels: Vec<String> = block.labels.iter().map(scalar).collect();
            let body = block.body.as_ref().map(|body| {
                let entries: Vec<String> = body.iter().map(entry).collect();
                format!("{{{}}}", entries.join(";"))
            });
            let body = body.unwrap_or_default();
            format!("{:?} {} {} {body}", block.docs, block.kind.text, labels.join(" "))
        }
    }
}

fn value(tree: &Value) -> String {
    match tree {
        Value::Scalar(leaf) => scalar(leaf),
        Value::List(list) => {
            let items: Vec<String> = list.items.iter().map(value).collect();
            format!("[{}]", items.join(","))
        }
        Value::Missing(_) => panic!("a value is missing in a text without errors"),
    }
}

fn scalar(leaf: &Scalar) -> String {
    let text = leaf.text.as_str();
    match leaf.kind {
        ScalarKind::String => format!("string {:?}", string::parse(text).unwrap()),
        ScalarKind::Channel => format!("channel {:?}", channel::parse(text)),
        ScalarKind::Number => match duration::parse(text) {
            Ok(duration) => format!("duration {duration:?}"),
            Err(_) => format!("number {text}"),
        },
        kind => format!("{kind:?} {text}"),
    }
}

/// The comments in order, line by line: a block comment may move as a whole. What they document is seen
/// in the trees.
fn comments(text: &str) -> Vec<String> {
    let of = |comment: &incident_syntax::comment::Comment| {
        let written = &text[std::ops::Range::<usize>::from(comment.range)];
        let lines: Vec<&str> = written.lines().map(str::trim).collect();
        lines.join("\n")
    };
    parse(text).comments.iter().map(of).collect()
}

/// What every formatted text looks like.
fn assert_layout(text: &str) {
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if body.is_empty() {
        return;
    }
    let crlf = body.find('\n').is_some_and(|at| body[..at].ends_with('\r'));
    assert!(body.ends_with('\n') && !body.ends_with("\n\n") && !body.ends_with("\n\r\n"), "{text}");
    assert!(!body.starts_with(['\n', '\r']), "{text}");
    let others = [incident_syntax::TokenKind::String, incident_syntax::TokenKind::BlockComment];
    let mut breaks = 0;
    for token in incident_syntax::tokens(text) {
        let written = &text[std::ops::Range::<usize>::from(token.range)];
        match token.kind {
            incident_syntax::TokenKind::Newline => {
                assert_eq!(written == "\r\n", crlf, "line ends differ in:\n{text}");
                breaks += 1;
                assert!(breaks < 3, "two blank lines in:\n{text}");
            }
            incident_syntax::TokenKind::Blank => assert!(!written.contains('\t'), "{text}"),
            kind => {
                assert!(others.contains(&kind) || written == written.trim_end(), "{text}");
                let closes = ["}", "]"].contains(&written);
                assert!(!closes || breaks < 2, "a blank line before a closer in:\n{text}");
                breaks = 0;
            }
        }
    }
}
