//! What stands at a place of a text, as the tree knows it.

use incident_analysis::{Item, entry, items};
use incident_base::{FileId, NodeId, Origin, TextRange, TextSize};
use incident_schema::{Kind, kind_named};
use incident_syntax::tree::{self, Attribute, Block, Entry, Scalar, Value};

use crate::Analysis;

/// The entry that holds a place, and what of it stands there.
pub(crate) struct Cursor<'a> {
    /// The top-level entry.
    pub(crate) item: Item<'a>,
    /// The same with the ranges of its nodes.
    pub(crate) tree: &'a tree::Item,
    /// The blocks around the place, from the outermost to the innermost.
    pub(crate) blocks: Vec<&'a Block>,
    /// What stands there.
    pub(crate) at: At<'a>,
    file: FileId,
    offset: TextSize,
}

/// What stands at a place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum At<'a> {
    /// The word that the innermost block starts with.
    Kind,
    /// A label of the innermost block, by its position.
    Label(usize, &'a Scalar),
    /// The key of an attribute.
    Key(&'a Attribute),
    /// A value, or one in a list.
    Value(&'a Attribute, &'a Scalar),
    /// Nothing of these: blanks, comments, brackets.
    Nothing,
}

impl<'a> Cursor<'a> {
    /// The entry around a place; `None` outside of all. A place directly behind a word counts as the word's.
    pub(crate) fn find(analysis: &'a Analysis, file: FileId, offset: TextSize) -> Option<Self> {
        let db = &analysis.db;
        let all = items(db, analysis.source(file)?);
        let known = all.iter().filter_map(|item| Some((*item, entry(db, *item)?)));
        let mut holding =
            known.filter(|(_, tree)| tree.range(NodeId(0)).contains_inclusive(offset));
        // Of two that meet at the place, the one that starts there.
        let (item, tree) = holding.by_ref().last()?;
        let mut cursor = Self { item, tree, blocks: Vec::new(), at: At::Nothing, file, offset };
        cursor.descend(&tree.entry, offset);
        Some(cursor)
    }

    /// Whether the place is in a node.
    pub(crate) fn is_in(&self, node: NodeId) -> bool {
        self.holds(node, self.offset)
    }

    /// The entry around a place, or before it where what is being typed is not part of it yet; what of it stands there
    /// does not matter.
    pub(crate) fn near(analysis: &'a Analysis, file: FileId, offset: TextSize) -> Option<Self> {
        let db = &analysis.db;
        let all = items(db, analysis.source(file)?).iter();
        let known = all.filter_map(|item| Some((*item, entry(db, *item)?)));
        let (item, tree) = known
            .filter(|(_, tree)| tree.range(NodeId(0)).start() <= offset)
            .max_by_key(|(_, tree)| tree.range(NodeId(0)).start())?;
        let mut cursor = Self { item, tree, blocks: Vec::new(), at: At::Nothing, file, offset };
        cursor.descend(&tree.entry, offset);
        Some(cursor)
    }

    fn holds(&self, node: NodeId, offset: TextSize) -> bool {
        self.tree.range(node).contains_inclusive(offset)
    }

    fn descend(&mut self, entry: &'a Entry, offset: TextSize) {
        match entry {
            Entry::Attribute(attribute) => self.attribute(attribute, offset),
            Entry::Block(block) => {
                self.blocks.push(block);
                if self.holds(block.kind.id, offset) {
                    self.at = At::Kind;
                    return;
                }
                let mut labels = block.labels.iter().enumerate();
                if let Some((position, label)) = labels.find(|(_, it)| self.holds(it.id, offset)) {
                    self.at = At::Label(position, label);
                    return;
                }
                let mut inner = block.body.iter().flatten();
                let holding = inner.rfind(|entry| self.holds(id(entry), offset));
                if let Some(entry) = holding {
                    self.descend(entry, offset);
                }
            }
        }
    }

    fn attribute(&mut self, attribute: &'a Attribute, offset: TextSize) {
        if self.holds(attribute.key.id, offset) {
            self.at = At::Key(attribute);
        } else if let Some(scalar) = self.scalar(&attribute.value, offset) {
            self.at = At::Value(attribute, scalar);
        }
    }

    fn scalar(&self, value: &'a Value, offset: TextSize) -> Option<&'a Scalar> {
        match value {
            Value::Scalar(scalar) => self.holds(scalar.id, offset).then_some(scalar),
            Value::List(list) => list.items.iter().find_map(|item| self.scalar(item, offset)),
            Value::Missing(_) => None,
        }
    }

    /// The innermost block around the place.
    pub(crate) fn block(&self) -> Option<&'a Block> {
        self.blocks.last().copied()
    }

    /// The kinds of the blocks around the place as far as they are known, from the outermost.
    pub(crate) fn kinds(&self) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = Vec::with_capacity(self.blocks.len());
        for block in &self.blocks {
            let Some(kind) = kind_named(&block.kind.text, kinds.last().copied()) else { break };
            kinds.push(kind);
        }
        kinds
    }

    /// The kind of the innermost block, where it and all around it are known.
    pub(crate) fn kind(&self) -> Option<Kind> {
        let kinds = self.kinds();
        kinds.last().copied().filter(|_| kinds.len() == self.blocks.len())
    }

    /// The node that stands there.
    pub(crate) fn node(&self) -> Option<NodeId> {
        match self.at {
            At::Kind => self.block().map(|block| block.kind.id),
            At::Label(_, scalar) | At::Value(_, scalar) => Some(scalar.id),
            At::Key(attribute) => Some(attribute.key.id),
            At::Nothing => None,
        }
    }

    /// The range of what stands there.
    pub(crate) fn range(&self) -> Option<TextRange> {
        self.node().map(|node| self.tree.range(node))
    }

    /// What the checked model knows a node by.
    pub(crate) fn origin(&self, analysis: &Analysis, node: NodeId) -> Origin {
        Origin { file: self.file, item: self.item.key(&analysis.db), node }
    }
}

/// The number of an entry.
pub(crate) fn id(entry: &Entry) -> NodeId {
    match entry {
        Entry::Attribute(attribute) => attribute.id,
        Entry::Block(block) => block.id,
    }
}
