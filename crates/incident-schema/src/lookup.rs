//! Questions about the table.

use crate::{Block, Key, Kind, Place, block, blocks};

/// The kind whose entries may stand in a block of this kind: a profile holds what a service holds.
fn content_of(kind: Kind) -> Kind {
    match kind {
        Kind::Profile => Kind::Service,
        other => other,
    }
}

/// The blocks that may stand in a block of this kind (`None`: at the top level), in the table's order.
pub fn blocks_in(parent: Option<Kind>) -> impl Iterator<Item = (Kind, &'static Block)> {
    let place = match parent {
        None => Place::TopLevel,
        Some(kind) => Place::In(content_of(kind)),
    };
    blocks().filter(move |(_, block)| block.stands.contains(&place))
}

/// The keys that may stand in a block of this kind.
pub fn keys_in(kind: Kind) -> impl Iterator<Item = &'static Key> {
    block(content_of(kind)).keys.iter()
}

/// Where a kind may stand, in words: "in `service` or at the top level".
pub fn places_of(kind: Kind) -> String {
    let mut places: Vec<String> = Vec::new();
    for place in block(kind).stands {
        match place {
            Place::TopLevel => places.push("at the top level".to_owned()),
            Place::In(parent) => places.push(format!("in `{}`", block(*parent).name)),
        }
    }
    match places.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [all @ .., last] => format!("{} or {last}", all.join(", ")),
    }
}
