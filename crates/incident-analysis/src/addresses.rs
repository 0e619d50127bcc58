//! The addresses of people that items name, other than to declare them.

use incident_ir::Text;
use incident_schema::Kind;
use rustc_hash::FxHashSet;

use crate::passing::typed_in_passing;
use crate::typed_tree::{Block, Value};
use crate::{Db, Item, Part, Workspace, parts};

/// The addresses that an item names, in small letters, so that other edits of it leave them alone.
#[salsa::tracked(returns(deref))]
pub fn addresses_named_in<'db>(db: &'db dyn Db, item: Item<'db>) -> Vec<Text> {
    let mut all = Vec::new();
    if let Some(block) = &typed_in_passing(db, item).block
        && block.kind != Kind::Person
    {
        collect(block, &mut all);
    }
    all.shrink_to_fit();
    all
}

fn collect(block: &Block, all: &mut Vec<Text>) {
    for attribute in &block.attributes {
        match &attribute.value.value {
            Value::Email(address) => all.push(address.to_ascii_lowercase()),
            Value::List(list) => all.extend(list.iter().filter_map(|at| match &at.value {
                Value::Email(address) => Some(address.to_ascii_lowercase()),
                _ => None,
            })),
            _ => {}
        }
    }
    for inner in &block.blocks {
        collect(inner, all);
    }
}

/// The addresses that anything in the workspace names, in small letters.
#[salsa::tracked(returns(ref))]
pub fn addresses_named(db: &dyn Db, workspace: Workspace) -> FxHashSet<Text> {
    parts(db, workspace).flat_map(|part| named_in_part(db, part)).cloned().collect()
}

/// The items that name an address, whatever its case, by file and place.
pub fn items_naming<'db>(
    db: &'db dyn Db,
    workspace: Workspace,
    address: &str,
) -> impl Iterator<Item = Item<'db>> {
    let address = Text::from(address.to_ascii_lowercase());
    let here = address.clone();
    let name = move |item: &Item<'db>| addresses_named_in(db, *item).contains(&here);
    parts(db, workspace)
        .filter(move |part| named_in_part(db, *part).contains(&address))
        .flat_map(move |part| part.items(db, workspace))
        .filter(name)
}

/// Does what [`addresses_named`] needs of a part.
pub fn prepare_addresses<'db>(db: &'db dyn Db, part: Part<'db>) {
    named_in_part(db, part);
}

#[salsa::tracked(returns(ref))]
fn named_in_part<'db>(db: &'db dyn Db, part: Part<'db>) -> FxHashSet<Text> {
    let workspace = Workspace::get(db);
    part.items(db, workspace).flat_map(|item| addresses_named_in(db, item)).cloned().collect()
}
