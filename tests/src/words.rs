//! The schema's words, by what they are.

use std::collections::BTreeSet;

use incident_schema::vocabulary::CHANNEL_KINDS;
use incident_schema::{Enumeration, Type, blocks};

/// The kinds of blocks.
pub fn kinds() -> BTreeSet<&'static str> {
    blocks().map(|(_, block)| block.name).collect()
}

/// The keys of all blocks.
pub fn keys() -> BTreeSet<&'static str> {
    blocks().flat_map(|(_, block)| block.keys).map(|key| key.name).collect()
}

/// The words that values are taken from, without `true` and `false`.
pub fn constants() -> BTreeSet<&'static str> {
    let types = blocks().flat_map(|(_, block)| {
        block.labels.iter().map(|label| label.ty).chain(block.keys.iter().map(|key| key.ty))
    });
    let sets = types.filter_map(words_of).flat_map(|set| set.choices);
    sets.map(|choice| choice.name).collect()
}

fn words_of(ty: Type) -> Option<&'static Enumeration> {
    match ty.item() {
        Type::Channel => Some(&CHANNEL_KINDS),
        one => one.set(),
    }
}
