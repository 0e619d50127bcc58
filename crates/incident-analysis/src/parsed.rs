//! A file's contents, read: its top-level entries, what they are called, and what is wrong with its shape.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use compact_str::CompactString;
use incident_base::{ItemKey, Lines, MOST_LISTED, NodeId};
use incident_schema::{Kind, block as row, block_stands_in, is_kind, key_stands_in};
use incident_syntax::tree::{Block, Entry, ScalarKind};
use incident_syntax::{Opening, SyntaxError, SyntaxErrorKind, tree};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::reread::reread;
use crate::source::Content;
use crate::{Contents, broken};

/// What a file holds, and what it was read as. To read is all that takes no database: files can be read several
/// at a time before there is one.
#[derive(Clone, Debug)]
pub struct Source {
    pub(crate) contents: Contents,
    pub(crate) parsed: Arc<Parsed>,
    pub(crate) outline: Outline,
    pub(crate) shared: Shared,
}

impl Source {
    /// What the file holds.
    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    /// What a file holds after an edit: what the edit does not touch is not read again.
    pub(crate) fn after(
        before: &Contents,
        parsed: &Parsed,
        contents: Contents,
        most_listed: usize,
    ) -> Self {
        match reread(before.text(), parsed, contents.text()) {
            Some(items) => {
                let text = contents.text();
                let (parsed, outline) = assembled(text, items, Vec::new(), most_listed);
                Self::new(contents, parsed, outline)
            }
            None => Self::listing(contents, most_listed),
        }
    }

    /// What a file holds, with so many of its errors of shape.
    pub fn listing(contents: Contents, most_listed: usize) -> Self {
        let (parsed, outline) = read(contents.text(), most_listed);
        Self::new(contents, parsed, outline)
    }

    fn new(contents: Contents, parsed: Parsed, outline: Outline) -> Self {
        let shared = shared(&parsed, &outline);
        Self { contents, parsed: Arc::new(parsed), outline, shared }
    }
}

impl From<Contents> for Source {
    fn from(contents: Contents) -> Self {
        Self::listing(contents, MOST_LISTED)
    }
}

/// A file's entries with the offsets of their nodes.
#[derive(Debug)]
pub struct Parsed {
    /// Each with its key and the nodes in it that a syntax error makes doubtful, in order and each once.
    pub(crate) items: Vec<(ItemKey, tree::Item, Vec<NodeId>)>,
    /// Positions in the items.
    pub(crate) index: FxHashMap<ItemKey, usize>,
    /// The first of what is wrong with the shape.
    pub(crate) errors: Arc<[SyntaxError]>,
    /// Whether there are errors besides: further ones, or further entries of no known kind, which are not kept.
    pub(crate) has_more_errors: bool,
}

/// What a file declares, in order. Few edits change it.
pub(crate) type Outline = Arc<[Outlined]>;

/// What those entries of a file say that services refer to: all but the services, by their keys.
pub(crate) type Shared = FxHashMap<ItemKey, Content>;

fn shared(parsed: &Parsed, outline: &[Outlined]) -> Shared {
    let entries = parsed.items.iter().zip(outline);
    let shared = entries.filter(|(_, outlined)| outlined.kind != row(Kind::Service).name);
    shared.map(|((key, item, broken), _)| (*key, Content::of(item, broken))).collect()
}

/// A top-level entry by what others can know of it without looking into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlined {
    /// Its key in the file.
    pub(crate) key: ItemKey,
    /// The word it starts with.
    pub(crate) kind: CompactString,
    /// Its first label without quotes; empty without one.
    pub(crate) name: CompactString,
    /// Whether it declares a role, itself or inside.
    pub(crate) declares_role: bool,
    /// The names of the roles that it gives to every service, as written.
    pub(crate) shared_roles: Box<[CompactString]>,
}

fn read(text: &str, most_listed: usize) -> (Parsed, Outline) {
    let parse = incident_syntax::parse_by(text, holds);
    assembled(text, parse.items, parse.errors, most_listed)
}

/// Whether the language has an entry in a block that begins with a word, for those who read texts.
pub fn holds(outer: Option<&str>, entry: Opening<'_>) -> Option<bool> {
    match entry.is_block {
        true => block_stands_in(outer, entry.word),
        false => key_stands_in(outer, entry.word),
    }
}

/// What a text was read as, from its entries and what is wrong with its shape.
pub(crate) fn assembled(
    text: &str,
    read: Vec<tree::Item>,
    mut errors: Vec<SyntaxError>,
    most_listed: usize,
) -> (Parsed, Outline) {
    let mut keys = Keys::default();
    let mut items = Vec::with_capacity(read.len());
    let mut outline = Vec::with_capacity(read.len());
    for item in read {
        let key = keys.next(&item.entry);
        outline.push(outlined(key, &item.entry));
        items.push((key, item, Vec::new()));
    }
    let lines = Lines::new(if errors.is_empty() { "" } else { text });
    for error in &errors {
        let offset = error.range.start();
        let after = items.partition_point(|(_, item, _)| item.range(NodeId(0)).start() <= offset);
        if let Some((_, item, broken)) = after.checked_sub(1).and_then(|at| items.get_mut(at)) {
            broken.extend(broken::nodes(item, &lines, offset));
            if is_about_a_bracket(&error.kind) {
                let opens = matches!(
                    error.kind,
                    SyntaxErrorKind::Unclosed { opener: '{', list_too: false }
                        | SyntaxErrorKind::CutOff { opener: '{', .. }
                );
                broken.extend(broken::around_bracket(item, text, &lines, offset, opens));
            }
            broken.extend(broken::last_line(item, text, &lines, error));
        }
        if error.kind == SyntaxErrorKind::Yaml {
            let from = items.get_mut(after.saturating_sub(1)..).unwrap_or_default();
            for (_, item, broken) in from
                .iter_mut()
                .take_while(|(_, item, _)| item.range(NodeId(0)).start() < error.range.end())
            {
                broken.extend(broken::inside(item, error.range));
            }
        }
    }
    let kept = are_kept(&items, most_listed);
    // What was said of the shape of an entry is all that is said of it.
    let is_told_of = |(_, _, broken): &(ItemKey, tree::Item, Vec<NodeId>)| !broken.is_empty();
    let is_lost = |item: &_, kept: &bool| !kept && !is_told_of(item);
    let has_more_errors = errors.len() > most_listed
        || items.iter().zip(&kept).any(|(item, kept)| is_lost(item, kept));
    retain(&mut items, &kept);
    retain(&mut outline, &kept);
    for (_, _, broken) in &mut items {
        broken.sort_unstable();
        broken.dedup();
    }
    errors.truncate(most_listed);
    let index = items.iter().enumerate().map(|(position, (key, ..))| (*key, position)).collect();
    (Parsed { items, index, errors: errors.into(), has_more_errors }, outline.into())
}

/// Of which entries of the top level more is known than that their words mean nothing there, with the first of the others: each of those is
/// an error, and to keep an entry takes more than to tell of it. Nothing else is known of what would be left out here.
fn are_kept(items: &[(ItemKey, tree::Item, Vec<NodeId>)], most_listed: usize) -> Vec<bool> {
    let mut without_meaning = 0;
    let is_kept = |(_, item, _): &(ItemKey, tree::Item, Vec<NodeId>)| {
        let means_something = match &*item.entry {
            Entry::Attribute(_) => false,
            Entry::Block(block) => is_kind(&block.kind.text),
        };
        if !means_something {
            without_meaning += 1;
        }
        means_something || without_meaning <= most_listed
    };
    items.iter().map(is_kept).collect()
}

/// Leaves out those that are not kept.
fn retain<T>(all: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    all.retain(|_| kept.next().is_none_or(|kept| *kept));
}

/// Whether a bracket of a block is missing or too many there.
fn is_about_a_bracket(kind: &SyntaxErrorKind) -> bool {
    matches!(
        kind,
        SyntaxErrorKind::MissingBrace { .. }
            | SyntaxErrorKind::Surplus { .. }
            | SyntaxErrorKind::ClosedEarly
            | SyntaxErrorKind::Unclosed { opener: '{', .. }
            | SyntaxErrorKind::CutOff { .. }
    )
}

fn outlined(key: ItemKey, entry: &Entry) -> Outlined {
    let (kind, name) = kind_and_name(entry);
    let block = match entry {
        Entry::Attribute(_) => None,
        Entry::Block(block) => Some(block),
    };
    let roles = || block.into_iter().flat_map(roles);
    let is_shared = [Kind::Role, Kind::Team].iter().any(|shared| kind == row(*shared).name);
    let shared = roles().filter(|_| is_shared).filter_map(|role| role.labels.first());
    let shared = shared.filter(|label| label.kind == ScalarKind::Name);
    Outlined {
        key,
        kind: kind.into(),
        name: name.into(),
        declares_role: roles().any(|role| !role.labels.is_empty()),
        shared_roles: shared.map(|label| label.text.clone()).collect(),
    }
}

/// The roles that a block declares, itself or directly inside.
fn roles(block: &Block) -> impl Iterator<Item = &Block> {
    let inner = block.body.iter().flatten().filter_map(|entry| match entry {
        Entry::Block(block) => Some(block),
        Entry::Attribute(_) => None,
    });
    inner.chain([block]).filter(|block| block.kind.text == row(Kind::Role).name)
}

/// Hands out keys that stay while an entry's kind and name stay, each once in a file.
#[derive(Default)]
struct Keys {
    taken: FxHashSet<ItemKey>,
    /// How many entries of a kind and name there have been, by their hash.
    again: FxHashMap<u64, u32>,
}

impl Keys {
    fn next(&mut self, entry: &Entry) -> ItemKey {
        let name = hash(kind_and_name(entry));
        let again = self.again.entry(name).or_default();
        loop {
            let hash = hash((name, *again));
            let key = ItemKey((hash ^ (hash >> 32)) as u32);
            *again += 1;
            if self.taken.insert(key) {
                return key;
            }
        }
    }
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

fn kind_and_name(entry: &Entry) -> (&str, &str) {
    match entry {
        Entry::Attribute(attribute) => (&attribute.key.text, ""),
        Entry::Block(block) => {
            let name = block.labels.first().map_or("", |label| match label.kind {
                ScalarKind::String => label.text.trim_matches('"'),
                // What was meant is not known.
                ScalarKind::Malformed => "",
                _ => &label.text,
            });
            (&block.kind.text, name)
        }
    }
}
