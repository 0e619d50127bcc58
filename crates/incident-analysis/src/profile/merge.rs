//! The entries of a service and of its profiles as one block.

use std::sync::Arc;

use incident_ir::Text;
use incident_schema::{Kind, Unique, block as row_of};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::graph::{lacks_one, used_by, uses_of};
use crate::folded::folded;
use crate::typed_tree::{Attribute, Block, Value};
use crate::{Db, Item, declared, typed};

/// What a service is made of.
pub(crate) struct Merged {
    /// Its block with the entries of its [`profiles_of`]: its own first, then those of the last profile, of the one before,
    /// and so on.
    pub(crate) block: Block,
    /// Whether it, or one of them, names a profile that there is not, which has been reported: that could give anything.
    pub(crate) lacks_a_profile: bool,
}

pub(crate) fn merged(db: &dyn Db, own: &Block) -> Merged {
    let uses = uses_of(own);
    if uses.names.is_empty() {
        return Merged { block: own.clone(), lacks_a_profile: !uses.whole };
    }
    let given = given(db, Names::new(db, uses.names));
    let block = match &given.block {
        Some(block) => merge(own, &[own, block]),
        None => own.clone(),
    };
    Merged { block, lacks_a_profile: !uses.whole || given.lacks_one }
}

/// The names in a `use`.
#[salsa::interned]
struct Names<'db> {
    #[returns(deref)]
    names: Vec<Text>,
}

/// What profiles give.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Given {
    /// Their blocks as one; `None` where there is none.
    block: Option<Block>,
    /// Whether one of them, or of those that they use, is missing.
    lacks_one: bool,
}

/// What profiles give to whoever uses them: put together once for all services that use the same.
#[salsa::tracked(returns(ref))]
fn given<'db>(db: &'db dyn Db, used: Names<'db>) -> Given {
    let declared = |name: &Text| declared(db, Kind::Profile, name);
    let profiles = reached(db, used.names(db).iter().filter_map(declared).collect());
    let lacks_one = used.names(db).iter().any(|name| declared(name).is_none())
        || profiles.iter().any(|profile| lacks_one(db, *profile));
    let layers: Vec<&Block> =
        profiles.iter().filter_map(|profile| typed(db, *profile).block.as_ref()).collect();
    Given { block: layers.first().map(|first| merge(first, &layers)), lacks_one }
}

/// The profiles that an item uses, by way of others too, the one that counts most first.
pub fn profiles_of<'db>(db: &'db dyn Db, item: Item<'db>) -> Vec<Item<'db>> {
    reached(db, used_by(db, item).collect())
}

/// The same of profiles that are used one behind the other.
fn reached<'db>(db: &'db dyn Db, mut waiting: Vec<Item<'db>>) -> Vec<Item<'db>> {
    // Depth first: a profile counts once, where it has the greatest weight, and a cycle ends.
    let mut profiles = Vec::new();
    let mut seen = FxHashSet::default();
    while let Some(profile) = waiting.pop() {
        if seen.insert(profile) {
            profiles.push(profile);
            waiting.extend(used_by(db, profile));
        }
    }
    profiles
}

/// Merges blocks that are the same, of which the earlier ones win; `first` is the first of them.
fn merge(first: &Block, layers: &[&Block]) -> Block {
    if let [_] = layers {
        return first.clone();
    }
    let docs = layers.iter().filter(|layer| layer.kind == first.kind);
    Block {
        kind: first.kind,
        header: first.header,
        word: first.word,
        docs: docs.map(|layer| &layer.docs).find(|docs| docs.is_some()).cloned().flatten(),
        incomplete: layers.iter().any(|layer| layer.incomplete),
        labels: first.labels.clone(),
        attributes: attributes(layers),
        blocks: blocks(layers),
    }
}

/// The same for blocks inside of others: one that is in a single layer is shared with it.
fn merge_inner(first: &Arc<Block>, more: &[&Arc<Block>]) -> Arc<Block> {
    if more.is_empty() {
        return Arc::clone(first);
    }
    let layers: Vec<&Block> =
        std::iter::once(first).chain(more.iter().copied()).map(Arc::as_ref).collect();
    Arc::new(merge(first, &layers))
}

fn attributes(layers: &[&Block]) -> Vec<Attribute> {
    let mut all: Vec<Attribute> =
        Vec::with_capacity(layers.iter().map(|layer| layer.attributes.len()).sum());
    for (depth, layer) in layers.iter().enumerate() {
        let given = layer.attributes.iter().filter(|one| depth == 0 || one.key.name != "use");
        // No kind has many keys.
        for one in given {
            if all.iter().all(|known| known.key.name != one.key.name) {
                all.push(one.clone());
            }
        }
    }
    all
}

/// Blocks are the same when their kinds and first labels are; tiers are taken from one layer as a whole.
fn blocks(layers: &[&Block]) -> Vec<Arc<Block>> {
    // The first of each, and those that are the same.
    let count = layers.iter().map(|layer| layer.blocks.len()).sum();
    let mut groups: Vec<(&Arc<Block>, Vec<&Arc<Block>>)> = Vec::with_capacity(count);
    let mut places: FxHashMap<(Kind, Label), usize> =
        FxHashMap::with_capacity_and_hasher(count, FxBuildHasher);
    let mut has_tiers = false;
    for (depth, layer) in layers.iter().enumerate() {
        let skips_tiers = has_tiers;
        for block in &layer.blocks {
            if block.kind == Kind::Tier {
                has_tiers = true;
                if skips_tiers {
                    continue;
                }
            }
            let known = first_label(block)
                .map(|label| *places.entry((block.kind, label)).or_insert(groups.len()));
            match known.filter(|_| depth > 0).and_then(|place| groups.get_mut(place)) {
                Some((_, more)) => more.push(block),
                None => groups.push((block, Vec::new())),
            }
        }
    }
    groups.into_iter().map(|(first, more)| merge_inner(first, &more)).collect()
}

/// What tells a block from others of its kind.
#[derive(PartialEq, Eq, Hash)]
enum Label {
    /// It has none.
    None,
    /// A name or address, case folded, or a text as it stands.
    Text(Text),
    /// Anything else.
    Other(Value),
}

/// `None` for a label that could not be read: its block is like no other.
fn first_label(block: &Block) -> Option<Label> {
    Some(match block.labels.first().map(|at| &at.value) {
        None => Label::None,
        Some(Value::Malformed) => return None,
        Some(value) => match value.as_text() {
            Some(text) if row_of(block.kind).unique == Unique::ByText => Label::Text(text.clone()),
            Some(text) => Label::Text(folded(text)),
            None => Label::Other(value.clone()),
        },
    })
}
