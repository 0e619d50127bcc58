//! From a file's text to its top-level items.

#![allow(missing_docs, reason = "salsa makes methods without docs; what stands here has them")]

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use compact_str::CompactString;
use incident_base::{FileId, ItemKey, NodeId, Origin, Span};
use incident_syntax::tree::{Entry, ScalarKind};
use incident_syntax::{SyntaxError, tree};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::{Db, SourceFile, Workspace, broken};

/// A top-level entry. Its kind, name and key say which one it is; its tree may change.
#[salsa::tracked(debug)]
pub struct Item<'db> {
    /// Where it stands.
    #[returns(copy)]
    pub file: SourceFile,
    /// Its key in that file.
    #[returns(copy)]
    pub key: ItemKey,
    /// The word it starts with.
    #[returns(deref)]
    pub kind: CompactString,
    /// Its first label without quotes; empty without one.
    #[returns(deref)]
    pub name: CompactString,
    /// What it says.
    #[tracked]
    #[returns(ref)]
    pub tree: Arc<Entry>,
    /// The nodes in it that a syntax error makes doubtful.
    #[tracked]
    #[returns(deref)]
    pub broken: Vec<NodeId>,
}

#[derive(Debug)]
struct Parsed {
    items: Vec<(ItemKey, tree::Item, Vec<NodeId>)>,
    index: FxHashMap<ItemKey, usize>,
    errors: Arc<[SyntaxError]>,
}

/// Comparing trees is of no use here, since every edit moves offsets; [`items`] does, item by item.
#[salsa::tracked(no_eq, returns(ref))]
fn parse(db: &dyn Db, file: SourceFile) -> Parsed {
    let parse = incident_syntax::parse(file.text(db));
    let mut keys = Keys::default();
    let mut items = Vec::with_capacity(parse.items.len());
    for item in parse.items {
        items.push((keys.next(&item.entry), item, Vec::new()));
    }
    for error in &parse.errors {
        let offset = error.range.start();
        let after = items.partition_point(|(_, item, _)| item.range(NodeId(0)).start() <= offset);
        if let Some((_, item, broken)) = after.checked_sub(1).and_then(|at| items.get_mut(at)) {
            broken.extend(broken::nodes(item, file.text(db), offset));
        }
    }
    let index = items.iter().enumerate().map(|(position, (key, ..))| (*key, position)).collect();
    Parsed { items, index, errors: parse.errors.into() }
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
                _ => &label.text,
            });
            (&block.kind.text, name)
        }
    }
}

/// The file's top-level entries, in order.
#[salsa::tracked(returns(deref))]
pub fn items<'db>(db: &'db dyn Db, file: SourceFile) -> Vec<Item<'db>> {
    parse(db, file)
        .items
        .iter()
        .map(|(key, item, broken)| {
            let (kind, name) = kind_and_name(&item.entry);
            let tree = Arc::clone(&item.entry);
            Item::new(db, file, *key, kind.into(), name.into(), tree, broken.clone())
        })
        .collect()
}

/// What is wrong with the file's shape.
pub fn syntax_errors(db: &dyn Db, file: SourceFile) -> &[SyntaxError] {
    &parse(db, file).errors
}

/// The file of a number.
#[salsa::tracked(returns(ref))]
fn files_by_id(db: &dyn Db, workspace: Workspace) -> FxHashMap<FileId, SourceFile> {
    workspace.files(db).iter().map(|file| (file.id(db), *file)).collect()
}

/// Where an origin stands now. It is for the edges: a query that calls it runs at every edit.
pub fn span(db: &dyn Db, workspace: Workspace, origin: Origin) -> Span {
    let range = files_by_id(db, workspace).get(&origin.file).and_then(|file| {
        let parsed = parse(db, *file);
        let position = parsed.index.get(&origin.item)?;
        let (_, item, _) = parsed.items.get(*position)?;
        Some(item.range(origin.node))
    });
    Span { file: origin.file, range: range.unwrap_or_default() }
}
