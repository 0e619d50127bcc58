//! Adding the severity levels that a service does not declare.

use incident_base::{FileId, TextEdit, TextSize};
use incident_schema::vocabulary::SEVERITY_LEVELS;
use incident_schema::{Choice, Kind, block};
use incident_syntax::tree::{Block, Entry};

use super::{Action, indent, line_end, rewrite};
use crate::Analysis;
use crate::cursor::{At, Cursor};

/// Behind the last severity, or at the end of the service: offered at the service's header and at any severity's.
pub(super) fn add_missing(analysis: &Analysis, file: FileId, at: TextSize) -> Option<Action> {
    let cursor = Cursor::find(analysis, file, at)?;
    let is_header = matches!(cursor.at, At::Kind | At::Label(..));
    let asks = matches!(cursor.kind(), Some(Kind::Service | Kind::Severity));
    let service = cursor.blocks.first().filter(|_| is_header && asks)?;
    if service.kind.text != block(Kind::Service).name {
        return None;
    }
    let declared: Vec<(&Block, &str)> = severities(service).collect();
    let is_missing =
        |level: &&Choice| declared.iter().all(|(_, name)| !name.eq_ignore_ascii_case(level.name));
    let missing: Vec<&Choice> = SEVERITY_LEVELS.choices.iter().filter(is_missing).collect();
    if missing.is_empty() {
        return None;
    }
    let text = analysis.text(file);
    let (end, outer) = (line_end(text), indent(text, cursor.tree.range(service.id).start().into()));
    let place = match declared.last() {
        Some((last, _)) => cursor.tree.range(last.id).end(),
        None => {
            let entries = service.body.as_ref()?;
            let last = entries.last().map(|last| cursor.tree.range(crate::cursor::id(last)).end());
            last.or_else(|| behind_brace(text, cursor.tree.range(service.header).end()))?
        }
    };
    let blocks = missing.iter().map(|level| of_level(level, &format!("{outer}  "), end));
    let names: Vec<&str> = missing.iter().map(|level| level.name).collect();
    let edit = TextEdit { start: place, end: place, text: blocks.collect() };
    Some(rewrite(format!("Add severity {}", names.join(", ")), vec![edit]))
}

fn severities(service: &Block) -> impl Iterator<Item = (&Block, &str)> {
    service.body.iter().flatten().filter_map(|entry| match entry {
        Entry::Block(inner) if inner.kind.text == block(Kind::Severity).name => {
            Some((inner, inner.labels.first()?.text.as_str()))
        }
        _ => None,
    })
}

/// The place behind the brace of an empty service.
fn behind_brace(text: &str, header: TextSize) -> Option<TextSize> {
    let rest = text.get(usize::from(header)..)?;
    let brace = TextSize::try_from(rest.find('{')? + 1).ok()?;
    Some(header + brace)
}

/// A severity with what its level means for a description, until somebody writes what it means here.
fn of_level(level: &Choice, indent: &str, end: &str) -> String {
    let meaning = level.doc.split('.').next().unwrap_or_default();
    let body = match level.name {
        "P1" => format!(" {{{end}{indent}  response_time = 5m{end}{indent}}}"),
        _ => String::new(),
    };
    format!("{end}{indent}severity {} \"{meaning}\"{body}", level.name)
}
