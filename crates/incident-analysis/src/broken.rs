//! What a syntax error makes doubtful.
//!
//! A line that could not be read as a whole is one mistake: what was read of it is used, but nothing
//! more is said about it, and from what the block around it lacks nothing is concluded.

use incident_base::{Lines, NodeId, TextRange, TextSize};
use incident_syntax::tree::{Attribute, Block, Entry, Item};
use incident_syntax::{SyntaxError, SyntaxErrorKind};

/// The nodes of an item that an error at this offset makes doubtful: an attribute, or a block's header,
/// and the block around it. The item itself when the offset is past its end.
pub(crate) fn nodes(item: &Item, lines: &Lines, offset: TextSize) -> Vec<NodeId> {
    let mut block = match &*item.entry {
        Entry::Attribute(attribute) => {
            let is_beside = same_line(lines, item.range(attribute.id).end(), offset);
            return Some(attribute.id).filter(|_| is_beside).into_iter().collect();
        }
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
            Some(entry) if same_line(lines, item.range(id(entry)).end(), offset) => {
                return vec![doubtful(entry), block.id];
            }
            None if same_line(lines, item.range(block.header).end(), offset) => {
                return vec![block.header, block.id];
            }
            _ => {
                let behind = body.get(after);
                let behind =
                    behind.filter(|entry| same_line(lines, offset, item.range(id(entry)).start()));
                return behind.map(doubtful).into_iter().chain([block.id]).collect();
            }
        }
    }
}

/// How many entries behind a bracket on its line are looked at: more stand on no line that people write, and a line of
/// many mistakes would be gone through for each.
const ON_A_LINE: usize = 64;

/// What a bracket that is missing or too many makes doubtful besides: the blocks around it, and what follows on its line.
/// `opens`: it is the `{` of a block without its `}`. The keys directly behind that are the block's, wherever it should end.
pub(crate) fn around_bracket(
    item: &Item,
    text: &str,
    lines: &Lines,
    offset: TextSize,
    opens: bool,
) -> Vec<NodeId> {
    let mut nodes = Vec::new();
    let mut blocks = match &*item.entry {
        Entry::Block(block) => vec![block],
        Entry::Attribute(_) => Vec::new(),
    };
    while let Some(block) = blocks.pop() {
        if item.range(block.id).contains_inclusive(offset) {
            nodes.push(block.id);
        }
        let body = block.body.as_deref().unwrap_or_default();
        let header = usize::from(item.range(block.header).end());
        let between = text.get(header..usize::from(offset));
        let is_opener = opens && between.is_some_and(|between| between.trim().is_empty());
        let mut are_own = is_opener;
        let reaches = body.partition_point(|entry| item.range(id(entry)).end() < offset);
        for entry in body.iter().skip(reaches).take(ON_A_LINE) {
            let start = item.range(id(entry)).start();
            let is_behind = start > offset;
            if is_behind && !same_line(lines, offset, start) {
                break;
            }
            are_own &= matches!(entry, Entry::Attribute(_));
            if is_behind && !are_own {
                nodes.push(doubtful(entry));
            }
            if let Entry::Block(inner) = entry {
                blocks.push(inner);
            }
        }
    }
    nodes
}

/// What stands on the last line of a text that breaks off, as an error says: what that was to become is not known.
pub(crate) fn last_line(
    item: &Item,
    text: &str,
    lines: &Lines,
    error: &SyntaxError,
) -> Vec<NodeId> {
    let is_open_at_the_end = error.related == Some(TextRange::empty(TextSize::of(text)));
    let is_cut_off = match error.kind {
        SyntaxErrorKind::CutOff { .. } => true,
        SyntaxErrorKind::Unclosed { .. } if is_open_at_the_end => {
            !text.trim_end_matches([' ', '\t']).ends_with('\n')
        }
        _ => return Vec::new(),
    };
    let end = TextSize::of(text.trim_end());
    let mut entry = &*item.entry;
    while let Entry::Block(Block { body: Some(body), .. }) = entry
        && let Some(last) = body.last()
    {
        entry = last;
    }
    // A text that has all of its lines may lack one bracket: then only a header breaks off.
    let is_header = matches!(entry, Entry::Block(Block { body: None, .. }));
    let is_last = same_line(lines, item.range(id(entry)).end(), end);
    match is_last && (is_cut_off || is_header) {
        true => vec![id(entry), doubtful(entry)],
        false => Vec::new(),
    }
}

/// All that begins in a part of the text which is of another language.
pub(crate) fn inside(item: &Item, range: TextRange) -> Vec<NodeId> {
    let mut nodes = Vec::new();
    let mut entries = vec![&*item.entry];
    while let Some(entry) = entries.pop() {
        nodes.extend([id(entry), doubtful(entry)]);
        if let Entry::Block(block) = entry {
            let body = block.body.as_deref().unwrap_or_default();
            let first = body.partition_point(|it| item.range(id(it)).end() <= range.start());
            let behind = body.partition_point(|it| item.range(id(it)).start() < range.end());
            entries.extend(body.get(first..behind).unwrap_or_default());
        }
    }
    nodes
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
fn same_line(lines: &Lines, end: TextSize, offset: TextSize) -> bool {
    offset <= end || lines.at(end) == lines.at(offset)
}
