//! A file's top-level items.

#![allow(missing_docs, reason = "salsa makes methods without docs; what stands here has them")]

use std::sync::Arc;

use compact_str::CompactString;
use incident_base::{FileId, ItemKey, NodeId, Origin, Span};
use incident_schema::{Kind, block};
use incident_syntax::SyntaxError;
use incident_syntax::tree::{self, Entry};
use rustc_hash::FxHashMap;

use crate::{Db, SourceFile, Workspace};

/// A top-level entry, by its kind, name and key. What it says may change.
#[salsa::interned(debug)]
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
}

/// What an item says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pub(crate) tree: Arc<Entry>,
    /// The nodes in it that a syntax error makes doubtful, in order and each once.
    pub(crate) broken: Vec<NodeId>,
}

impl Content {
    pub(crate) fn of(item: &tree::Item, broken: &[NodeId]) -> Self {
        Self { tree: Arc::clone(&item.entry), broken: broken.to_vec() }
    }
}

/// What an item says; `None` when its file does not hold it any more. Of a file that was edited, only the items
/// that say something else now have another content.
#[salsa::tracked(returns(as_ref))]
fn content<'db>(db: &'db dyn Db, item: Item<'db>) -> Option<Content> {
    let (file, key) = (item.file(db), item.key(db));
    if item.kind(db) != block(Kind::Service).name {
        return file.shared(db).get(&key).cloned();
    }
    let parsed = file.parsed(db);
    let (_, item, broken) = parsed.items.get(*parsed.index.get(&key)?)?;
    Some(Content::of(item, broken))
}

/// What an item says, and the nodes in it that a syntax error makes doubtful, in order and each once.
pub(crate) fn said<'db>(db: &'db dyn Db, item: Item<'db>) -> Option<(&'db Entry, &'db [NodeId])> {
    if Workspace::get(db).is_unchanging(db) {
        let parsed = item.file(db).parsed(db);
        let (_, item, broken) = parsed.items.get(*parsed.index.get(&item.key(db))?)?;
        return Some((&item.entry, broken));
    }
    content(db, item).map(|content| (&*content.tree, content.broken.as_slice()))
}

/// The file's top-level entries, in order.
#[salsa::tracked(returns(deref))]
pub fn items<'db>(db: &'db dyn Db, file: SourceFile) -> Vec<Item<'db>> {
    file.outline(db)
        .iter()
        .map(|one| Item::new(db, file, one.key, one.kind.clone(), one.name.clone()))
        .collect()
}

/// What is wrong with the file's shape.
pub fn syntax_errors(db: &dyn Db, file: SourceFile) -> &[SyntaxError] {
    &file.parsed(db).errors
}

/// Whether there are errors besides, of which nothing more is known.
pub fn has_more_errors(db: &dyn Db, file: SourceFile) -> bool {
    file.parsed(db).has_more_errors
}

/// An item's tree with the places of its nodes; `None` when its file does not hold it any more. As [`span`], it is for
/// the edges.
pub fn entry<'db>(db: &'db dyn Db, item: Item<'db>) -> Option<&'db tree::Item> {
    let parsed = item.file(db).parsed(db);
    let (_, entry, _) = parsed.items.get(*parsed.index.get(&item.key(db))?)?;
    Some(entry)
}

/// The files by their numbers, without `incident.toml`.
#[salsa::tracked(returns(ref))]
pub fn files_by_id(db: &dyn Db, workspace: Workspace) -> FxHashMap<FileId, SourceFile> {
    workspace.files(db).iter().map(|file| (file.id(db), *file)).collect()
}

/// Where an origin stands now. It is for the edges: a query that calls it runs at every edit.
pub fn span(db: &dyn Db, workspace: Workspace, origin: Origin) -> Span {
    let range = files_by_id(db, workspace).get(&origin.file).and_then(|file| {
        let parsed = file.parsed(db);
        let position = parsed.index.get(&origin.item)?;
        let (_, item, _) = parsed.items.get(*position)?;
        Some(item.range(origin.node))
    });
    Span { file: origin.file, range: range.unwrap_or_default() }
}
