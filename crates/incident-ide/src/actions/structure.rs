//! Mends that need to know how the text is built: an entry that is added to a block or taken out of it, a bracket that
//! closes what is open.

use incident_analysis::lower;
use incident_base::{Code, FileId, TextEdit, TextRange, TextSize, line_around};
use incident_schema::keys_in;
use incident_syntax::tree::{Attribute, Block, Entry, Value};

use super::insert::behind_brace;
use super::{Action, ActionKind, indent, line_end, profile};
use crate::cursor::{At, Cursor, id};
use crate::{Analysis, Finding};

/// A P1 without a response time.
const NO_RESPONSE_TIME: Code = Code::new(3);
/// Tiers without a timeout.
const TIMEOUTS: Code = Code::new(4);
/// An `oncall` tier that reaches none of several rotations.
const NO_ROTATION: Code = Code::new(6);
/// A bracket that is never closed.
const UNCLOSED: Code = Code::new(104);
/// A block without its brace.
const BRACELESS: Code = Code::new(105);
/// A closer of nothing.
const CLOSES_NOTHING: Code = Code::new(106);
/// A key twice in a block.
const KEY_TWICE: Code = Code::new(131);
/// An empty list.
const EMPTY_LIST: Code = Code::new(134);
/// An override of somebody outside the rotation.
const NOT_IN_ROTATION: Code = Code::new(142);

/// What mends a finding of which the rule itself knows no change of the text at its place.
pub(super) fn mend(analysis: &Analysis, file: FileId, finding: &Finding) -> Option<Action> {
    let diagnostic = &finding.diagnostic;
    if finding.mend.is_some() {
        return None;
    }
    let range = diagnostic.place.range;
    let text = analysis.text(file);
    let cursor = Cursor::find(analysis, file, range.start())?;
    let (title, edits) = match diagnostic.code {
        CLOSES_NOTHING => {
            let key = diagnostic.related.first().filter(|key| key.place.file == file);
            surplus(text, range, key.map(|key| key.place.range))?
        }
        NO_RESPONSE_TIME => added(text, &cursor, "response_time = 5m")?,
        TIMEOUTS => {
            let tiers = diagnostic.related.iter().map(|tier| {
                let cursor = Cursor::find(analysis, file, tier.place.range.start())?;
                let is_there = tier.place.file == file;
                added(text, &cursor, "timeout = 30m").filter(|_| is_there)
            });
            let edits: Option<Vec<_>> = tiers.map(|tier| tier.map(|(_, edits)| edits)).collect();
            let title = "Add `timeout = 30m` to each tier that has none".to_owned();
            (title, edits?.concat())
        }
        NO_ROTATION => {
            let lowered = lower(&analysis.db, cursor.item)?;
            let first = lowered.service.rotations.first()?;
            added(text, &cursor, &format!("rotation = {}", first.name.value))?
        }
        UNCLOSED => closed(text, &cursor, range)?,
        BRACELESS => opened(text, &cursor, range)?,
        KEY_TWICE | NOT_IN_ROTATION => removed(text, &cursor, attribute_at(&cursor)?)?,
        EMPTY_LIST => {
            let attribute = attribute_at(&cursor)?;
            let key = keys_in(cursor.kind()?).find(|key| key.name == attribute.key.text)?;
            removed(text, &cursor, attribute).filter(|_| !key.required)?
        }
        _ => return None,
    };
    (!edits.is_empty()).then(|| Action {
        title,
        kind: ActionKind::Fix,
        mends: vec![(diagnostic.code, range)],
        is_preferred: false,
        edits,
        elsewhere: Vec::new(),
    })
}

type Mend = (String, Vec<TextEdit>);

fn insert(place: TextSize, text: String) -> TextEdit {
    TextEdit { start: place, end: place, text }
}

/// An entry in the innermost block around a place, before its others.
fn added(text: &str, cursor: &Cursor<'_>, entry: &str) -> Option<Mend> {
    let block = cursor.block()?;
    let header = cursor.tree.range(block.header).end();
    let title = format!("Add `{entry}`");
    let Some(entries) = &block.body else {
        return Some((title, vec![insert(header, format!(" {{ {entry} }}"))]));
    };
    let brace = behind_brace(text, header)?;
    let line = line_around(text, brace.into());
    let starts = |range: TextRange| line.contains(&usize::from(range.start()));
    let beside = entries.first().is_some_and(|first| starts(cursor.tree.range(id(first))));
    let closes = line.contains(&usize::from(cursor.tree.range(block.id).end()).saturating_sub(1));
    let edit = match (beside, closes) {
        (true, _) => insert(brace, format!(" {entry},")),
        (false, true) if text.get(usize::from(brace)..)?.starts_with('}') => {
            insert(brace, format!(" {entry} "))
        }
        (false, true) => insert(brace, format!(" {entry}")),
        // A comment behind the brace stays there.
        (false, false) => {
            let indent = indent(text, header.into());
            let place = TextSize::try_from(line.end).ok()?;
            insert(place, format!("{}{indent}  {entry}", line_end(text)))
        }
    };
    Some((title, vec![edit]))
}

/// The attribute at a place, by its key or its value.
fn attribute_at<'a>(cursor: &Cursor<'a>) -> Option<&'a Attribute> {
    match cursor.at {
        At::Key(attribute) | At::Value(attribute, _) => Some(attribute),
        // The brackets of a list.
        _ => cursor.block()?.body.iter().flatten().find_map(|entry| match entry {
            Entry::Attribute(attribute) => Some(attribute).filter(|it| cursor.is_in(it.id)),
            Entry::Block(_) => None,
        }),
    }
}

/// Without an entry: its lines where it has some of its own, else it and the comma that parts it from others.
fn removed(text: &str, cursor: &Cursor<'_>, attribute: &Attribute) -> Option<Mend> {
    let range = cursor.tree.range(attribute.id);
    let title = format!("Remove `{}`", attribute.key.text);
    let removed = |start: usize, end: usize| {
        let (start, end) = (TextSize::try_from(start).ok()?, TextSize::try_from(end).ok()?);
        Some(vec![TextEdit { start, end, text: String::new() }])
    };
    if let Some(lines) = profile::lines(text, range) {
        return Some((title, removed(lines.start().into(), lines.end().into())?));
    }
    let (start, end) = (usize::from(range.start()), usize::from(range.end()));
    let behind = text.get(end..)?;
    let blanks = |text: &str| text.len() - text.trim_start_matches([' ', '\t']).len();
    let comma = blanks(behind);
    if let Some(rest) = behind.get(comma..)?.strip_prefix(',') {
        return Some((title, removed(start, end + comma + 1 + blanks(rest))?));
    }
    let before = text.get(..start)?.trim_end_matches([' ', '\t']);
    if before.ends_with('\n') {
        return Some((title, removed(start, end + comma)?));
    }
    let start = before.strip_suffix(',').unwrap_or(before).len();
    Some((title, removed(start, end)?))
}

/// A closer where the text was read as if there were one.
fn closed(text: &str, cursor: &Cursor<'_>, opener: TextRange) -> Option<Mend> {
    let start = usize::from(opener.start());
    let closers = match text.get(start..usize::from(opener.end()))? {
        "{" => "}",
        "[" => "]",
        _ => return None,
    };
    let end = match closers {
        "}" => {
            let is_its = |block: &&&Block| cursor.tree.range(block.header).end() <= opener.start();
            let block = cursor.blocks.iter().rev().find(is_its)?;
            cursor.tree.range(block.id).end()
        }
        _ => {
            let Value::List(list) = &attribute_at(cursor)?.value else { return None };
            cursor.tree.range(list.id).end()
        }
    };
    Some((format!("Add `{closers}`"), vec![closer(text, start, end, closers)?]))
}

/// A closer behind a place: on its line where the opener is too, else on the next, below the opener's.
fn closer(text: &str, opener: usize, end: TextSize, closer: &str) -> Option<TextEdit> {
    let line = line_around(text, end.into());
    if line.contains(&opener) {
        let blank = if closer == "}" { " " } else { "" };
        return Some(insert(end, format!("{blank}{closer}")));
    }
    let place = TextSize::try_from(line.end).ok()?;
    Some(insert(place, format!("{}{}{closer}", line_end(text), indent(text, opener))))
}

/// The `[` behind the key that it was read as missing behind. Else without the closer; without its line, where nothing else
/// stands on it.
fn surplus(text: &str, closer: TextRange, key: Option<TextRange>) -> Option<Mend> {
    let there = text.get(usize::from(closer.start())..usize::from(closer.end()))?;
    if let ("]", Some(key)) = (there, key) {
        let behind = text.get(usize::from(key.end())..)?;
        let blanks = behind.len() - behind.trim_start_matches([' ', '\t']).len();
        let place = key.end() + TextSize::try_from(blanks).ok()?;
        return Some(("Add `[`".to_owned(), vec![insert(place, "[".to_owned())]));
    }
    let range = profile::lines(text, closer).unwrap_or(closer);
    let edit = TextEdit { start: range.start(), end: range.end(), text: String::new() };
    matches!(there, "}" | "]").then(|| (format!("Remove `{there}`"), vec![edit]))
}

/// The braces of a block whose entries stand behind its header.
fn opened(text: &str, cursor: &Cursor<'_>, header: TextRange) -> Option<Mend> {
    let block = cursor.blocks.iter().rev().find(|it| cursor.tree.range(it.header) == header)?;
    let end = cursor.tree.range(block.id).end();
    let line = line_around(text, header.start().into());
    let edits = vec![insert(header.end(), " {".to_owned()), insert(end, " }".to_owned())];
    line.contains(&(usize::from(end) - 1)).then(|| ("Add `{` and `}`".to_owned(), edits))
}
