use text_size::TextRange;

/// A file of the program. Handed out by whoever loads files; says nothing about order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A top-level entry of a file: unique in its file and kept while its kind and name stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemKey(pub u32);

/// A node of an item's tree, counted in source order from 0, the item itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// Where something was written, without byte offsets: blank lines, comments and edits to other
/// items do not change it, so what was computed from it need not be computed again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The file.
    pub file: FileId,
    /// The top-level entry in that file.
    pub item: ItemKey,
    /// The node in that entry's tree.
    pub node: NodeId,
}

/// A byte range of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Byte offsets into the file's text (after a byte order mark, if there is one, they still
    /// count it), on character boundaries.
    pub range: TextRange,
}

/// What stands in a range of a text; nothing where the text has none.
pub fn slice(text: &str, range: TextRange) -> &str {
    text.get(usize::from(range.start())..usize::from(range.end())).unwrap_or_default()
}
