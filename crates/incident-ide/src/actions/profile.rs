//! Making a profile of what two services say alike.

use incident_analysis::{Item, SourceFile, declared_names, entry, items};
use incident_base::{
    FileId, TextEdit, TextRange, TextSize, line_above, line_around, slice, whole_line_around,
};
use incident_schema::{Key, Kind, Type, block};
use incident_syntax::tree::{self, Block, Entry, Value};
use incident_syntax::{TokenKind, tokens};

use super::insert::behind_brace;
use super::{Action, ActionKind, line_end};
use crate::Analysis;
use crate::cursor::{At, Cursor, id};

/// What may be moved without changing what it means where it is used: nothing in which the order of a service's own
/// blocks decides, and nothing that is another object at a provider for each service.
const MOVED: [Kind; 2] = [Kind::PostMortemTemplate, Kind::Severity];

/// Whether a key's value can be a habit of several services, as one of a few words or a length of time is. A text or a name
/// is about the one that says it.
fn is_habit(key: &Key) -> bool {
    matches!(key.ty, Type::Choice(_) | Type::Duration | Type::Boolean | Type::Integer { .. })
}

/// So many files beside a service's own, before it and behind it by their paths, are looked at: to compare it with all
/// services of a large workspace takes long.
const BESIDE: usize = 25;

/// Moves what a service has in common with another one, of its file if there is one, into a profile that both use: offered
/// at its header where that is a block at least.
pub(super) fn extract(analysis: &Analysis, file: FileId, at: TextSize) -> Option<Action> {
    let cursor = Cursor::find(analysis, file, at)?;
    let is_header = matches!(cursor.at, At::Kind | At::Label(..));
    if !is_header || cursor.kinds() != [Kind::Service] {
        return None;
    }
    let text = analysis.text(file);
    let own = Service::of(file, text, cursor.tree)?;
    let files = std::iter::once(vec![analysis.source(file)?]).chain([beside(analysis, file)]);
    let mut found = files.map(|files| {
        let all = files.into_iter().flat_map(|file| items(&analysis.db, file)).copied();
        let others = all.filter(|item| *item != cursor.item);
        let others = others.filter_map(|item| service(analysis, item));
        others.max_by_key(|other| own.alike(other).len())
    });
    let holds_block = |other: &Service<'_>| {
        own.alike(other).iter().any(|(moved, _)| matches!(moved.entry, Entry::Block(_)))
    };
    let other = found.find_map(|other| other.filter(holds_block))?;
    let alike = own.alike(&other);
    let name = free_name(analysis)?;
    let end = line_end(text);
    let changed = |service: &Service<'_>, moved: Vec<&Part<'_>>| {
        let mut edits = removals(service.text, moved.iter().map(|part| part.lines));
        edits.push(service.using(&name)?);
        Some(edits)
    };
    let mut edits = changed(&own, alike.iter().map(|(own, _)| *own).collect())?;
    let theirs = changed(&other, alike.iter().map(|(_, other)| *other).collect())?;
    let mut elsewhere = Vec::new();
    match other.file == file {
        true => edits.extend(theirs),
        false => elsewhere.push((other.file, theirs)),
    }
    let parts = alike.iter().map(|(own, _)| slice(text, own.lines).trim_matches(['\r', '\n']));
    let parts = parts.collect::<Vec<_>>().join(end);
    let last = TextSize::of(text);
    let apart = if text.ends_with('\n') { end } else { &[end, end].concat() };
    let profile = format!("{apart}profile {name} {{{end}{parts}{end}}}{end}");
    edits.push(TextEdit { start: last, end: last, text: profile });
    Some(Action {
        title: format!("Move what it has in common with {} into a profile", other.name),
        kind: ActionKind::Extract,
        mends: Vec::new(),
        is_preferred: false,
        edits,
        elsewhere,
    })
}

/// A service, and the text that it stands in.
struct Service<'a> {
    file: FileId,
    text: &'a str,
    name: &'a str,
    tree: &'a tree::Item,
    block: &'a Block,
    parts: Vec<Part<'a>>,
}

/// An entry that may be moved.
struct Part<'a> {
    entry: &'a Entry,
    /// Its lines, with its documentation.
    lines: TextRange,
    /// Its words, without what stands between them.
    words: Vec<&'a str>,
}

fn service<'a>(analysis: &'a Analysis, item: Item<'a>) -> Option<Service<'a>> {
    let file = item.file(&analysis.db).id(&analysis.db);
    Service::of(file, analysis.text(file), entry(&analysis.db, item)?)
}

/// The files beside one, in the order of their paths.
fn beside(analysis: &Analysis, file: FileId) -> Vec<SourceFile> {
    let all = analysis.workspace.files(&analysis.db);
    let Some(own) = all.iter().position(|it| it.id(&analysis.db) == file) else {
        return Vec::new();
    };
    let around = all.iter().skip(own.saturating_sub(BESIDE)).take(2 * BESIDE + 1);
    around.filter(|it| it.id(&analysis.db) != file).copied().collect()
}

impl<'a> Service<'a> {
    fn of(file: FileId, text: &'a str, tree: &'a tree::Item) -> Option<Self> {
        let Entry::Block(written) = &*tree.entry else { return None };
        if written.kind.text != block(Kind::Service).name {
            return None;
        }
        let entries = written.body.as_ref()?.iter().filter(|entry| may_move(entry));
        let parts = entries.filter_map(|entry| {
            let lines = lines(text, tree.range(id(entry)))?;
            Some(Part { entry, lines, words: words(slice(text, lines)) })
        });
        let name = written.labels.first()?.text.as_str();
        Some(Self { file, text, name, tree, block: written, parts: parts.collect() })
    }

    /// The entries that both have, in the order of this one.
    fn alike<'s>(&'s self, other: &'s Self) -> Vec<(&'s Part<'a>, &'s Part<'a>)> {
        let same = |part: &'s Part<'a>| {
            let there = other.parts.iter().find(|it| it.words == part.words)?;
            Some((part, there))
        };
        self.parts.iter().filter_map(same).collect()
    }

    /// The change that has it use a profile, behind all others: as what the service said itself did, it counts before
    /// theirs.
    fn using(&self, name: &str) -> Option<TextEdit> {
        let text = self.text;
        let entries = self.block.body.iter().flatten();
        let written = entries.into_iter().find_map(|entry| match entry {
            Entry::Attribute(attribute) if attribute.key.text == "use" => Some(&attribute.value),
            _ => None,
        });
        match written {
            None => {
                let at = behind_brace(text, self.tree.range(self.block.header).end())?;
                let added = format!("{}  use = [{name}]", line_end(text));
                Some(TextEdit { start: at, end: at, text: added })
            }
            Some(Value::List(list)) => {
                let (at, comma) = match list.items.last() {
                    None => (self.tree.range(list.id).start() + TextSize::of('['), ""),
                    Some(Value::Scalar(last)) => (self.tree.range(last.id).end(), ", "),
                    Some(_) => return None,
                };
                Some(TextEdit { start: at, end: at, text: format!("{comma}{name}") })
            }
            Some(_) => None,
        }
    }
}

fn may_move(entry: &Entry) -> bool {
    match entry {
        Entry::Attribute(attribute) => {
            block(Kind::Service).key(&attribute.key.text).is_some_and(is_habit)
        }
        Entry::Block(inner) => MOVED.iter().any(|kind| inner.kind.text == block(*kind).name),
    }
}

/// The whole lines of an entry and of the documentation above it; `None` when something else stands on them.
pub(super) fn lines(text: &str, range: TextRange) -> Option<TextRange> {
    let (start, end) = (usize::from(range.start()), usize::from(range.end()));
    let mut first = line_around(text, start).start;
    let last = whole_line_around(text, end).end;
    let beside = [text.get(first..start)?, text.get(end..last)?];
    if beside.iter().any(|text| !text.trim().is_empty()) {
        return None;
    }
    while let Some(above) = line_above(text, first) {
        if !text.get(above.clone())?.trim_start().starts_with("///") {
            break;
        }
        first = above.start;
    }
    let size = |at: usize| TextSize::try_from(at).ok();
    Some(TextRange::new(size(first)?, size(last)?))
}

fn words(text: &str) -> Vec<&str> {
    let all = tokens(text).into_iter();
    let words = all.filter(|token| !matches!(token.kind, TokenKind::Blank | TokenKind::Newline));
    words.map(|token| slice(text, token.range)).collect()
}

/// Takes lines out; of the blank lines around them, those above. What stands beside each other is taken out at once.
fn removals(text: &str, lines: impl Iterator<Item = TextRange>) -> Vec<TextEdit> {
    let mut lines: Vec<TextRange> = lines.collect();
    lines.sort_by_key(|lines| lines.start());
    let mut edits: Vec<TextEdit> = Vec::new();
    for lines in lines {
        let start = behind_text_above(text, lines.start());
        match edits.last_mut().filter(|last| last.end >= start) {
            Some(last) => last.end = lines.end(),
            None => edits.push(TextEdit { start, end: lines.end(), text: String::new() }),
        }
    }
    edits
}

/// Where the line below the last one with something on it begins.
fn behind_text_above(text: &str, line: TextSize) -> TextSize {
    let before = text.get(..usize::from(line)).unwrap_or_default();
    let kept = before.trim_end_matches(['\r', '\n']);
    let breaks = before.get(kept.len()..).unwrap_or_default();
    let one = if breaks.starts_with("\r\n") { 2 } else { 1 };
    TextSize::try_from(kept.len() + one.min(breaks.len())).unwrap_or(line)
}

/// A name that no profile has.
fn free_name(analysis: &Analysis) -> Option<String> {
    let taken: Vec<String> =
        declared_names(&analysis.db, Kind::Profile).map(str::to_lowercase).collect();
    let names = std::iter::once("shared".to_owned()).chain((2..).map(|n| format!("shared-{n}")));
    names.take(taken.len() + 1).find(|name| !taken.contains(name))
}
