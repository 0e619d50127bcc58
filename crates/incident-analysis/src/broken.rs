//! What a syntax error makes doubtful.
//!
//! A line that could not be read as a whole is one mistake: what was read of it is used, but nothing
//! more is said about it, and from what the block around it lacks nothing is concluded.

use incident_base::{NodeId, TextSize};
use incident_syntax::tree::{Attribute, Block, Entry, Item};

/// The nodes of an item that an error at this offset makes doubtful: an attribute, or a block's header,
/// and the block around it. The item itself when the offset is past its end.
pub(crate) fn nodes(item: &Item, text: &str, offset: TextSize) -> Vec<NodeId> {
    let mut block = match &*item.entry {
        Entry::Attribute(attribute) => return vec![attribute.id],
        Entry::Block(block) => block,
    };
    loop {
        let body = block.body.as_deref().unwrap_or_default();
        let after = body.partition_point(|entry| item.range(id(entry)).start() <= offset);
        let before = after.checked_sub(1).and_then(|position| body.get(position));
        match before {
            Some(Entry::Block(inner)) if item.range(inner.id).contains_inclusive(offset) => {
                block = inner;
            }
            Some(entry) if same_line(text, item.range(id(entry)).end(), offset) => {
                return vec![doubtful(entry), block.id];
            }
            None if same_line(text, item.range(block.header).end(), offset) => {
                return vec![block.header, block.id];
            }
            _ => {
                let behind = body.get(after);
                let behind =
                    behind.filter(|entry| same_line(text, offset, item.range(id(entry)).start()));
                return behind.map(doubtful).into_iter().chain([block.id]).collect();
            }
        }
    }
}

fn id(entry: &Entry) -> NodeId {
    match entry {
        Entry::Attribute(Attribute { id, .. }) | Entry::Block(Block { id, .. }) => *id,
    }
}

fn doubtful(entry: &Entry) -> NodeId {
    match entry {
        Entry::Attribute(attribute) => attribute.id,
        Entry::Block(block) => block.header,
    }
}

/// Whether no line ends between the two; the second may come first.
fn same_line(text: &str, end: TextSize, offset: TextSize) -> bool {
    let between = text.get(usize::from(end)..usize::from(offset)).unwrap_or_default();
    !between.contains('\n')
}
