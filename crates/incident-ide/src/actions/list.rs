//! Lists: one value a line, and members in the order of their addresses.

use incident_base::{FileId, TextEdit, TextRange, TextSize};
use incident_syntax::tree::{Attribute, Entry, List, Value};

use super::{Action, indent, line_end, rewrite};
use crate::Analysis;
use crate::cursor::{At, Cursor};

/// Breaks a list that stands on one line.
pub(super) fn to_lines(analysis: &Analysis, file: FileId, at: TextSize) -> Option<Action> {
    let (list, range, items, _) = list_at(analysis, file, at)?;
    let text = analysis.text(file);
    let whole = slice(text, range)?;
    if list.items.len() < 2 || whole.contains(['\n', '\r']) || whole.contains("/*") {
        return None;
    }
    let (end, indent) = (line_end(text), indent(text, range.start().into()));
    let lines: String = items.iter().map(|item| format!("{indent}  {item},{end}")).collect();
    let lines = format!("[{end}{lines}{indent}]");
    let edit = TextEdit { start: range.start(), end: range.end(), text: lines };
    Some(rewrite("Put each value on a line of its own", vec![edit]))
}

/// Sorts the people of `members`.
pub(super) fn sort_members(analysis: &Analysis, file: FileId, at: TextSize) -> Option<Action> {
    let (list, range, items, attribute) = list_at(analysis, file, at)?;
    let whole = slice(analysis.text(file), range)?;
    let mut sorted = items.clone();
    sorted.sort_by_key(|item| item.to_lowercase());
    // A comment belongs to one of them, and nobody knows to which.
    if attribute.key.text != "members"
        || sorted == items
        || whole.contains("//")
        || whole.contains("/*")
    {
        return None;
    }
    let mut text = String::new();
    let mut behind = range.start();
    let cursor = Cursor::find(analysis, file, at)?;
    for (item, name) in list.items.iter().zip(&sorted) {
        let place = cursor.tree.range(node(item)?);
        text.push_str(slice(analysis.text(file), TextRange::new(behind, place.start()))?);
        text.push_str(name);
        behind = place.end();
    }
    text.push_str(slice(analysis.text(file), TextRange::new(behind, range.end()))?);
    let edit = TextEdit { start: range.start(), end: range.end(), text };
    Some(rewrite("Sort the members (this changes whose turn is when)", vec![edit]))
}

/// The list around a place, its range, its values as written, and its key.
fn list_at(
    analysis: &Analysis,
    file: FileId,
    at: TextSize,
) -> Option<(&List, TextRange, Vec<String>, &Attribute)> {
    let cursor = Cursor::find(analysis, file, at)?;
    let attribute = match cursor.at {
        At::Value(attribute, _) | At::Key(attribute) => attribute,
        At::Label(..) | At::Kind => return None,
        At::Nothing => match &*cursor.tree.entry {
            Entry::Attribute(_) => return None,
            Entry::Block(_) => {
                let entries = cursor.block()?.body.iter().flatten();
                entries.into_iter().find_map(|entry| match entry {
                    Entry::Attribute(attribute) => {
                        let range = cursor.tree.range(attribute.id);
                        range.contains_inclusive(at).then_some(attribute)
                    }
                    Entry::Block(_) => None,
                })?
            }
        },
    };
    let Value::List(list) = &attribute.value else { return None };
    let text = analysis.text(file);
    let item = |item: &Value| Some(slice(text, cursor.tree.range(node(item)?))?.to_owned());
    let items = list.items.iter().map(item).collect::<Option<Vec<String>>>()?;
    Some((list, cursor.tree.range(list.id), items, attribute))
}

fn node(value: &Value) -> Option<incident_base::NodeId> {
    match value {
        Value::Scalar(scalar) => Some(scalar.id),
        Value::List(list) => Some(list.id),
        Value::Missing(_) => None,
    }
}

fn slice(text: &str, range: TextRange) -> Option<&str> {
    text.get(usize::from(range.start())..usize::from(range.end()))
}
