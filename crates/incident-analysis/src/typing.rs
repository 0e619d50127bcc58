//! Entries against the schema: kinds, places, labels, keys and the types of values.
//!
//! It is a query per top-level item and looks at nothing else. Required keys are not checked here,
//! because a profile may give them: see [`crate::complete`].

mod alike;
mod attributes;
mod blocks;
mod defaults;
mod labels;
pub(crate) mod meant;
mod numbers;
mod seen;
mod twice;
mod values;
mod words;

use std::sync::Arc;

use incident_base::{FileId, ItemKey, NodeId, Origin};
use incident_syntax::tree::Entry;

pub(crate) use blocks::describe;
pub(crate) use defaults::default_value;

use crate::source::said;
use crate::typed_tree::Block;
use crate::{Db, Issue, IssueKind, Issues, Item};

/// A top-level item with the schema's types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The item; `None` when its kind is not known, which is among the issues.
    pub block: Option<Block>,
    /// What is wrong with its words and values.
    pub issues: Issues,
}

/// Gives an item's entries the schema's types. In a large workspace, those that were not asked for since long are
/// forgotten: what is made of them is not, and is all that most of them are needed for.
#[salsa::tracked(returns(ref), lru = 64)]
pub fn typed<'db>(db: &'db dyn Db, item: Item<'db>) -> Arc<Typed> {
    Arc::new(type_item(db, item))
}

/// The same, not remembered.
pub(crate) fn type_item(db: &dyn Db, item: Item<'_>) -> Typed {
    let Some((entry, broken)) = said(db, item) else {
        return Typed { block: None, issues: Issues::of(db) };
    };
    let mut typer = Typer {
        file: item.file(db).id(db),
        item: item.key(db),
        broken,
        issues: Issues::of(db),
        before: 0,
        misplaced: Vec::new(),
    };
    let block = match entry {
        Entry::Block(block) => typer.block(block, None),
        Entry::Attribute(attribute) => {
            typer.stray_attribute(attribute);
            None
        }
    };
    Typed { block, issues: typer.issues.without_spare_room() }
}

/// Collects what is wrong while an item is typed.
struct Typer<'a> {
    file: FileId,
    item: ItemKey,
    broken: &'a [NodeId],
    issues: Issues,
    /// How many were found before those, which are of one value of a list.
    before: usize,
    /// The words of the blocks so far that stand where their kind cannot.
    misplaced: Vec<String>,
}

impl Typer<'_> {
    /// Does something and, where a syntax error makes the node doubtful, forgets what it reported.
    fn unless_doubtful<T>(&mut self, node: NodeId, act: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.issues.mark();
        let result = act(self);
        if self.is_broken(node) {
            self.issues.forget_since(mark);
        }
        result
    }

    fn is_broken(&self, node: NodeId) -> bool {
        self.broken.binary_search(&node).is_ok()
    }

    /// The nearest spelling or the like, for the first issues of an item: to look for one takes longer than all else, and
    /// nobody reads as many.
    fn hint<T>(&self, look: impl FnOnce() -> Option<T>) -> Option<T> {
        const HINTS: usize = 1_000;
        if self.before + self.issues.len() < HINTS { look() } else { None }
    }

    fn origin(&self, node: NodeId) -> Origin {
        Origin { file: self.file, item: self.item, node }
    }

    fn report(&mut self, node: NodeId, kind: IssueKind) {
        let origin = self.origin(node);
        self.issues.push(Issue { kind, origin, related: None });
    }

    fn report_against(&mut self, origin: Origin, first: Origin, kind: IssueKind) {
        self.issues.push(Issue { kind, origin, related: Some(first) });
    }
}
