//! Trees and errors as text, for tests that a reader can learn from.

use std::fmt::Write;

use incident_syntax::tree::{Attribute, Block, Entry, Scalar, ScalarKind, Value};
use incident_syntax::{Parse, SyntaxError, SyntaxErrorKind};

/// The trees, one entry a line, then the errors with the text they point at.
pub(crate) fn dump(text: &str, parse: &Parse) -> String {
    let mut out = String::new();
    for item in &parse.items {
        entry(&mut out, 0, &item.entry);
    }
    for error in &parse.errors {
        writeln!(out, "{}", describe(text, error)).unwrap();
    }
    out
}

/// `LINE:COLUMN «text»: what`.
pub(crate) fn describe(text: &str, error: &SyntaxError) -> String {
    let place = |range: incident_base::TextRange| {
        let index = incident_base::LineIndex::new(text);
        let at = index.line_column(range.start());
        let written = &text[range];
        format!("{}:{} «{}»", at.line, at.column, plain(written))
    };
    let mut out = format!("{}: {}", place(error.range), kind(&error.kind));
    if let Some(related) = error.related {
        write!(out, " (see {})", place(related)).unwrap();
    }
    out
}

fn kind(kind: &SyntaxErrorKind) -> String {
    match kind {
        SyntaxErrorKind::Unexpected { found, expected } => {
            format!("found {found}, expected {expected}")
        }
        SyntaxErrorKind::NeedlessOperator { kind, operator } => {
            format!("found `{operator}` behind {kind}, expected a label or `{{`")
        }
        other => format!("{other:?}"),
    }
}

pub(crate) fn entry(out: &mut String, depth: usize, entry: &Entry) {
    let indent = "  ".repeat(depth);
    let docs = match entry {
        Entry::Attribute(Attribute { docs, .. }) | Entry::Block(Block { docs, .. }) => docs,
    };
    if let Some(docs) = docs {
        writeln!(out, "{indent}docs {docs:?}").unwrap();
    }
    match entry {
        Entry::Attribute(attribute) => {
            writeln!(out, "{indent}{} = {}", attribute.key.text, value(&attribute.value)).unwrap();
        }
        Entry::Block(block) => {
            let labels: String =
                block.labels.iter().map(|label| format!(" {}", scalar(label))).collect();
            let body = if block.body.is_some() { " {" } else { "" };
            let kind = if block.kind.text.is_empty() { "(unreadable)" } else { &block.kind.text };
            writeln!(out, "{indent}{kind}{labels}{body}").unwrap();
            for inside in block.body.iter().flatten() {
                self::entry(out, depth + 1, inside);
            }
        }
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::Scalar(one) => scalar(one),
        Value::List(list) => {
            let items: Vec<_> = list.items.iter().map(self::value).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Missing(_) => "(missing)".to_owned(),
    }
}

fn scalar(scalar: &Scalar) -> String {
    let text = &scalar.text;
    match scalar.kind {
        ScalarKind::Name => text.to_string(),
        ScalarKind::String => format!("string({})", plain(text)),
        ScalarKind::Number => format!("number({text})"),
        ScalarKind::Email => format!("email({text})"),
        ScalarKind::Channel => format!("channel({text})"),
        ScalarKind::Malformed => format!("malformed({})", plain(text)),
    }
}

/// Only what cannot be seen is escaped.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c.is_control() || (c.is_whitespace() && c != ' ') {
            true => c.escape_default().to_string(),
            false => c.to_string(),
        })
        .collect()
}
