//! A file's top-level entries as trees that know no byte offsets.
//!
//! Every node has a number, counted in source order within its entry; the offsets stand in a table
//! beside the tree ([`Item::ranges`]). So two versions of a file that differ in blank lines, comments
//! or other entries have equal trees, and nothing computed from a tree is computed again.

use std::sync::Arc;

use compact_str::CompactString;
use incident_base::{NodeId, TextRange};

/// A top-level entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The tree; its own number is 0.
    pub entry: Arc<Entry>,
    /// The range of each node, by its number.
    pub ranges: Arc<[TextRange]>,
}

impl Item {
    /// The range of a node; of the whole entry for a number that is not in the tree.
    pub fn range(&self, node: NodeId) -> TextRange {
        let whole = self.ranges.first().copied().unwrap_or_default();
        self.ranges.get(node.0 as usize).copied().unwrap_or(whole)
    }
}

/// `key = value` or a block.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Entry {
    /// `key = value`.
    Attribute(Attribute),
    /// `kind labels { … }`.
    Block(Block),
}

/// A word that names a key or a kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// Its range is the word's.
    pub id: NodeId,
    /// The word.
    pub text: CompactString,
}

/// `key = value`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Attribute {
    /// Its range is the whole entry's, without docs.
    pub id: NodeId,
    /// Text of the `///` lines above, their common indent removed.
    pub docs: Option<Box<str>>,
    /// The key.
    pub key: Name,
    /// The value.
    pub value: Value,
}

/// `kind label … { … }`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Block {
    /// Its range is the whole entry's, without docs.
    pub id: NodeId,
    /// Its range is that of the kind and the labels.
    pub header: NodeId,
    /// Text of the `///` lines above, their common indent removed.
    pub docs: Option<Box<str>>,
    /// The kind; empty where what stands before the braces is none, which was reported.
    pub kind: Name,
    /// The scalars between the kind and the body.
    pub labels: Vec<Scalar>,
    /// The entries between the braces; `None` without braces.
    pub body: Option<Vec<Entry>>,
}

/// What stands behind `=` or in a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// One token.
    Scalar(Scalar),
    /// `[ … ]`.
    List(List),
    /// Nothing, or something that was reported; its range is empty, where the value should stand.
    Missing(NodeId),
}

/// `[ … ]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct List {
    /// Its range includes the brackets.
    pub id: NodeId,
    /// The values. A value that was reported is [`Value::Missing`].
    pub items: Vec<Value>,
}

/// One token that is a value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Scalar {
    /// Its range is the token's.
    pub id: NodeId,
    /// What sort of token.
    pub kind: ScalarKind,
    /// The token as written, quotes and escapes included.
    pub text: CompactString,
}

/// Sorts of scalar tokens. What a digit-started run means is judged by the key's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScalarKind {
    /// `eng-manager`, `true`.
    Name,
    /// `"…"` on one line or `"""…"""`.
    String,
    /// A run that starts with a digit: `5m`, `9:00`, `2026-12-20..2026-12-24`.
    Number,
    /// `alice@company.com`.
    Email,
    /// `slack:#p1-incidents`; one without a target is a [`ScalarKind::Name`].
    Channel,
    /// Something that was reported where it stands.
    Malformed,
}
