//! What the schema wants at a place where something stands that the parser could not read.

use incident_base::TextSize;
use incident_schema::{Kind, Type, blocks_in, keys_in};
use incident_syntax::tree::{Block, Entry, Item, List, Value};

use crate::{Db, SourceFile};

/// The type of the label or value that begins at an offset; of a list's item, the item's.
pub fn wanted(db: &dyn Db, file: SourceFile, offset: TextSize) -> Option<Type> {
    let items = &file.parsed(db).items;
    let starts = |item: &Item| item.range(incident_base::NodeId(0)).start();
    let after = items.partition_point(|(_, item, _)| starts(item) <= offset);
    let (_, item, _) = items.get(after.checked_sub(1)?)?;
    match &*item.entry {
        Entry::Block(block) => in_block(item, block, None, offset),
        Entry::Attribute(_) => None,
    }
}

fn in_block(item: &Item, source: &Block, parent: Option<Kind>, offset: TextSize) -> Option<Type> {
    let (kind, row) = blocks_in(parent).find(|(_, row)| row.name == source.kind.text)?;
    let begins = |id| item.range(id).start() == offset;
    if let Some(position) = source.labels.iter().position(|label| begins(label.id)) {
        return row.labels.get(position).map(|label| label.ty);
    }
    let body = source.body.as_deref()?;
    let id = |entry: &Entry| match entry {
        Entry::Attribute(attribute) => attribute.id,
        Entry::Block(block) => block.id,
    };
    let after = body.partition_point(|entry| item.range(id(entry)).start() <= offset);
    match body.get(after.checked_sub(1)?)? {
        Entry::Block(inner) => in_block(item, inner, Some(kind), offset),
        Entry::Attribute(attribute) => {
            let ty = keys_in(kind).find(|key| key.name == attribute.key.text)?.ty;
            match (&attribute.value, ty) {
                (Value::List(list), Type::List(of) | Type::OneOrMore(of)) => {
                    holds(list, &begins).then_some(*of)
                }
                (Value::Scalar(scalar), ty) if begins(scalar.id) => Some(ty),
                _ => None,
            }
        }
    }
}

fn holds(list: &List, begins: &impl Fn(incident_base::NodeId) -> bool) -> bool {
    list.items.iter().any(|value| matches!(value, Value::Scalar(scalar) if begins(scalar.id)))
}
