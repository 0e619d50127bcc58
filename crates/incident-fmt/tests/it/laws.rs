//! What holds for every text without errors.

use incident_fmt::format;
use incident_syntax::TokenKind;
use incident_syntax::literal::{channel, duration, string};
use incident_syntax::tree::{Entry, Scalar, ScalarKind, Value};
use incident_syntax::{parse, parse_ast};

/// Formats a text that must have no errors, and holds the result against every law.
#[track_caller]
pub(crate) fn formatted(text: &str) -> String {
    let once = format(text).unwrap_or_else(|refusal| panic!("{refusal:?} for:\n{text}")).text;
    let twice = format(&once).unwrap_or_else(|refusal| panic!("{refusal:?} for:\n{once}")).text;
    assert_eq!(twice, once, "twice is not once for:\n{text}");
    assert_eq!(trees(&once), trees(text), "the trees changed:\n{text}\n---\n{once}");
    assert_eq!(comments(&once), comments(text), "the comments changed:\n{text}\n---\n{once}");
    let (above, may_go) = blank_lines(text);
    let (mut above_now, _) = blank_lines(&once);
    above_now.retain(|number| !may_go.contains(number));
    assert_eq!(above_now, above, "blank lines changed:\n{text}\n---\n{once}");
    assert_layout(&once);
    once
}

/// The tokens and comments above which at least one blank line stands, by their numbers; and comments behind a comma
/// that begins a line, above which it may go, since they may be about what stands before the comma. Commas are not
/// counted, since they come and go; nor are blank lines at the ends of a body or a list, where they part nothing.
fn blank_lines(text: &str) -> (Vec<usize>, Vec<usize>) {
    let (mut above, mut may_go) = (Vec::new(), Vec::new());
    // The file's first line begins like any other.
    let (mut number, mut breaks, mut is_first, mut behind_comma) = (0, 1, true, false);
    let mut blank = false;
    for token in incident_syntax::tokens(text) {
        let is_comment = matches!(
            token.kind,
            TokenKind::LineComment | TokenKind::DocComment | TokenKind::BlockComment
        );
        match token.kind {
            TokenKind::Newline => {
                breaks += 1;
                blank |= breaks > 1;
                behind_comma = false;
            }
            TokenKind::Comma => {
                breaks = 0;
                behind_comma = true;
            }
            kind if is_comment || !kind.is_trivia() => {
                let closes = matches!(kind, TokenKind::CloseBrace | TokenKind::CloseBracket);
                if std::mem::take(&mut blank) && !is_first && !closes {
                    let list = if is_comment && behind_comma { &mut may_go } else { &mut above };
                    list.push(number);
                }
                let is_beside_opener = is_first && is_comment && breaks == 0;
                is_first = is_beside_opener
                    || matches!(kind, TokenKind::OpenBrace | TokenKind::OpenBracket);
                number += 1;
                breaks = 0;
            }
            _ => {}
        }
    }
    (above, may_go)
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
    parse_ast(text).comments.iter().map(of).collect()
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
    let others = [TokenKind::String, TokenKind::BlockComment];
    let mut breaks = 0;
    for token in incident_syntax::tokens(text) {
        let written = &text[std::ops::Range::<usize>::from(token.range)];
        match token.kind {
            TokenKind::Newline => {
                assert_eq!(written == "\r\n", crlf, "line ends differ in:\n{text}");
                breaks += 1;
                assert!(breaks < 3, "two blank lines in:\n{text}");
            }
            TokenKind::Blank => assert!(!written.contains('\t'), "{text}"),
            kind => {
                assert!(others.contains(&kind) || written == written.trim_end(), "{text}");
                let closes = ["}", "]"].contains(&written);
                assert!(!closes || breaks < 2, "a blank line before a closer in:\n{text}");
                breaks = 0;
            }
        }
    }
}
