//! The entries of a service and of its profiles as one block.

use std::sync::Arc;

use incident_ir::Text;
use incident_schema::{Kind, Unique, block as row_of};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::graph::used_by;
use crate::folded::folded;
use crate::typed_tree::{Attribute, Block, Value};
use crate::{Db, Item, Workspace, typed};

/// A service's block with the entries of its [`profiles_of`]: its own first, then those of the last profile,
/// of the one before, and so on. `None` when the item is no block of a known kind.
pub(crate) fn merged<'db>(
    db: &'db dyn Db,
    item: Item<'db>,
    profiles: &[Item<'db>],
) -> Option<Block> {
    let own = typed(db, item).block.as_ref()?;
    let blocks = profiles.iter().filter_map(|profile| typed(db, *profile).block.as_ref());
    let layers: Vec<&Block> = std::iter::once(own).chain(blocks).collect();
    Some(merge(own, &layers))
}

/// The profiles that an item uses, by way of others too, the one that counts most first.
pub fn profiles_of<'db>(db: &'db dyn Db, workspace: Workspace, item: Item<'db>) -> Vec<Item<'db>> {
    // Depth first: a profile counts once, where it has the greatest weight, and a cycle ends.
    let mut profiles = Vec::new();
    let mut seen = FxHashSet::default();
    let mut waiting: Vec<Item<'db>> = used_by(db, workspace, item).collect();
    while let Some(profile) = waiting.pop() {
        if seen.insert(profile) {
            profiles.push(profile);
            waiting.extend(used_by(db, workspace, profile));
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
