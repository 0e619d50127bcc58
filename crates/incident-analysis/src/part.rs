//! Stretches of the workspace's files, for queries about all of it.
//!
//! A query that asks every file has as many dependencies, and after every edit each is looked at. One that asks
//! parts, of which all but the edited file's are known to hold, looks at a few.

#![allow(missing_docs, reason = "salsa makes methods without docs; what stands here has them")]

use incident_schema::{Kind, block};

use crate::{Db, Item, SourceFile, Workspace, items};

/// About the square root of a large workspace's number of files: as many parts as files in a part.
const FILES: usize = 100;

/// Some of the workspace's files that stand beside each other.
#[salsa::interned(debug)]
pub struct Part<'db> {
    #[returns(copy)]
    position: usize,
}

/// All parts, in the order of their files.
pub fn parts(db: &dyn Db, workspace: Workspace) -> impl Iterator<Item = Part<'_>> {
    (0..workspace.files(db).len().div_ceil(FILES)).map(|position| Part::new(db, position))
}

impl<'db> Part<'db> {
    /// Its files, in order.
    pub fn files(self, db: &'db dyn Db, workspace: Workspace) -> &'db [SourceFile] {
        workspace.files(db).chunks(FILES).nth(self.position(db)).unwrap_or_default()
    }

    /// The top-level items of its files, in order.
    pub fn items(self, db: &'db dyn Db, workspace: Workspace) -> impl Iterator<Item = Item<'db>> {
        self.files(db, workspace).iter().flat_map(|file| items(db, *file)).copied()
    }

    /// Those of a kind.
    pub fn items_of_kind(
        self,
        db: &'db dyn Db,
        workspace: Workspace,
        kind: Kind,
    ) -> impl Iterator<Item = Item<'db>> {
        let word = block(kind).name;
        self.items(db, workspace).filter(move |item| item.kind(db) == word)
    }
}
