//! Which profiles use which, and whom they reach.

use incident_ir::Text;
use incident_schema::Kind;
use rustc_hash::{FxHashMap, FxHashSet};

use super::used;
use crate::typed_tree::Block;
use crate::{Db, Item, Part, Workspace, declared, parts, typed};

/// An item's own `use`, so that an edit of anything else in it leaves the graph alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Uses {
    pub(super) names: Vec<Text>,
    /// Whether all names in the list could be read.
    pub(super) whole: bool,
}

#[salsa::tracked(returns(ref))]
fn uses<'db>(db: &'db dyn Db, item: Item<'db>) -> Uses {
    let block = typed(db, item).block.as_ref();
    block.map_or_else(|| Uses { whole: true, ..Uses::default() }, uses_of)
}

/// The `use` of a block.
pub(super) fn uses_of(block: &Block) -> Uses {
    Uses {
        names: used(block).map(|name| name.value).collect(),
        whole: block.value("use").is_none_or(|at| at.value.is_whole()),
    }
}

/// The profiles that an item names itself.
pub(super) fn used_by<'db>(db: &'db dyn Db, item: Item<'db>) -> impl Iterator<Item = Item<'db>> {
    uses(db, item).names.iter().filter_map(move |name| declared(db, Kind::Profile, name))
}

/// Whether an item names a profile that there is not.
pub(super) fn lacks_one<'db>(db: &'db dyn Db, item: Item<'db>) -> bool {
    let uses = uses(db, item);
    let is_missing = |name: &Text| declared(db, Kind::Profile, name).is_none();
    !uses.whole || uses.names.iter().any(is_missing)
}

/// The services of a part that each profile's entries reach, in order.
#[salsa::tracked(returns(ref))]
fn reach<'db>(db: &'db dyn Db, part: Part<'db>) -> FxHashMap<Item<'db>, Vec<Item<'db>>> {
    let workspace = Workspace::get(db);
    let mut reach: FxHashMap<Item<'db>, Vec<Item<'db>>> = FxHashMap::default();
    for service in part.items_of_kind(db, workspace, Kind::Service) {
        let mut reached = FxHashSet::default();
        let mut waiting: Vec<Item<'db>> = used_by(db, service).collect();
        while let Some(profile) = waiting.pop() {
            if reached.insert(profile) {
                reach.entry(profile).or_default().push(service);
                waiting.extend(used_by(db, profile));
            }
        }
    }
    reach
}

/// The services that a profile's entries reach, in order.
#[salsa::tracked(returns(deref))]
pub fn services_using<'db>(db: &'db dyn Db, profile: Item<'db>) -> Vec<Item<'db>> {
    let workspace = Workspace::get(db);
    let reached = |part| reach(db, part).get(&profile).into_iter().flatten();
    parts(db, workspace).flat_map(reached).copied().collect()
}
