//! What is declared twice in one place.

use std::collections::hash_map::Entry;
use std::sync::Arc;

use incident_base::Origin;
use incident_ir::Text;
use incident_schema::{Kind, Unique, block};
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{Typer, describe};
use crate::IssueKind;
use crate::folded::{folded, same_name};
use crate::typed_tree::{Block, Value};

impl Typer<'_> {
    /// Reports what is declared twice among the blocks of one place, and leaves it out: the first is
    /// the one that counts. Whether there are such.
    pub(super) fn twice(&mut self, blocks: &mut Vec<Arc<Block>>, place: &Block) -> bool {
        let count = blocks.len();
        if plainly_differ(blocks) {
            return false;
        }
        let mut seen: FxHashMap<(Kind, Text), (Text, Origin)> =
            FxHashMap::with_capacity_and_hasher(blocks.len(), FxBuildHasher);
        blocks.retain(|inner| {
            let row = block(inner.kind);
            let (name, folded) = match (row.unique, inner.name()) {
                (Unique::Many, _) | (Unique::ByName | Unique::ByText, None) => return true,
                (Unique::One, _) => (Text::default(), Text::default()),
                (Unique::ByText, Some(name)) => (name.value.clone(), name.value),
                (Unique::ByName, Some(name)) => {
                    let folded = folded(&name.value);
                    (name.value, folded)
                }
            };
            match seen.entry((inner.kind, folded)) {
                // Half a header says too little.
                Entry::Occupied(_) if lacks_label(inner) => false,
                Entry::Occupied(first) => {
                    let (first_name, first) = first.get();
                    let issue = IssueKind::DeclaredTwice {
                        kind: row.name,
                        differs_in_case: *first_name != name,
                        name: name.to_string(),
                        place: describe(place),
                    };
                    self.report_against(inner.header, *first, issue);
                    false
                }
                Entry::Vacant(free) => {
                    free.insert((name, inner.header));
                    true
                }
            }
        });
        blocks.len() < count
    }
}

fn lacks_label(block: &Block) -> bool {
    block.labels.iter().any(|label| label.value == Value::Malformed)
}

/// Whether a few blocks, as most have in them, are seen to be different ones without a table of their names.
fn plainly_differ(blocks: &[Arc<Block>]) -> bool {
    const FEW: usize = 16;
    blocks.len() <= FEW
        && blocks.iter().enumerate().all(|(at, one)| {
            let unique = block(one.kind).unique;
            let differs = |other: &Arc<Block>| match unique {
                _ if other.kind != one.kind => true,
                Unique::Many => true,
                Unique::One => false,
                Unique::ByName | Unique::ByText => {
                    match (one.name_as_written(), other.name_as_written()) {
                        (Some(one), Some(other)) => !same_name(one, other),
                        _ => true,
                    }
                }
            };
            blocks.iter().take(at).all(differs)
        })
}
