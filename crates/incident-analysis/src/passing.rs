//! What is made of a service for its findings and no longer than that.
//!
//! Where nothing changes any more, findings are all that is asked of most services. What they are found in is then not
//! remembered: the next service takes its place in memory, which is still at hand, and no thread waits for others to forget it.

use std::cell::Cell;
use std::sync::Arc;

use incident_schema::{Kind, block};
use salsa::plumbing::AsId as _;

use crate::lowering::{Lowered, lowered};
use crate::typing::{Typed, type_item};
use crate::{Db, Item, lower, typed};

/// The last service that a thread looked at.
#[derive(Default)]
pub struct Passing {
    is_on: bool,
    typed: Slot<Typed>,
    lowered: Slot<Lowered>,
}

type Slot<T> = Cell<Option<(salsa::Id, Arc<T>)>>;

impl Passing {
    /// For programs that do not change.
    pub(crate) fn on() -> Self {
        Self { is_on: true, ..Self::default() }
    }

    /// Whether a query is to use it for an item.
    fn is_for(&self, db: &dyn Db, item: Item<'_>) -> bool {
        self.is_on && item.kind(db) == block(Kind::Service).name
    }
}

/// Each thread looks at others.
impl Clone for Passing {
    fn clone(&self) -> Self {
        Self { is_on: self.is_on, ..Self::default() }
    }
}

/// What a slot holds of an item, or else what is made and put there.
fn kept<T>(
    slot: &Slot<T>,
    item: Item<'_>,
    make: impl FnOnce() -> Option<Arc<T>>,
) -> Option<Arc<T>> {
    let made = match slot.take() {
        Some((id, last)) if id == item.as_id() => last,
        _ => make()?,
    };
    slot.set(Some((item.as_id(), Arc::clone(&made))));
    Some(made)
}

/// An item with the schema's types, for queries about what is wrong with it.
pub fn typed_in_passing(db: &dyn Db, item: Item<'_>) -> Arc<Typed> {
    let passing = db.passing();
    let in_passing = || kept(&passing.typed, item, || Some(Arc::new(type_item(db, item))));
    let made = if passing.is_for(db, item) { in_passing() } else { None };
    made.unwrap_or_else(|| Arc::clone(typed(db, item)))
}

/// A service's model, for queries about what is wrong with it.
pub fn lowered_in_passing(db: &dyn Db, item: Item<'_>) -> Option<Arc<Lowered>> {
    let passing = db.passing();
    if !passing.is_for(db, item) {
        return lower(db, item).map(Arc::clone);
    }
    kept(&passing.lowered, item, || lowered(db, item, &typed_in_passing(db, item)))
}
