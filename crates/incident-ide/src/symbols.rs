//! What a file and a workspace are made of.

mod search;

use incident_analysis::{entry, items};
use incident_base::{FileId, TextRange};
use incident_schema::{Kind, block};
use incident_syntax::literal;
use incident_syntax::tree::{self, Block, Entry, Scalar, ScalarKind};

use crate::Analysis;
use crate::names::place::kind_of;

pub use search::Found;
pub(crate) use search::search;

/// A block of a known kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its labels; of a block without labels, the word that it starts with. Never blank.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// All of it.
    pub range: TextRange,
    /// Its first label, else the word that it starts with.
    pub focus: TextRange,
    /// The blocks in it.
    pub children: Vec<Symbol>,
}

impl Symbol {
    /// The word of its kind.
    pub fn word(&self) -> &'static str {
        block(self.kind).name
    }
}

/// A file's blocks.
pub(crate) fn of(analysis: &Analysis, file: FileId) -> Vec<Symbol> {
    let Some(source) = analysis.source(file) else { return Vec::new() };
    let all = items(&analysis.db, source).iter();
    let trees = all.filter_map(|item| entry(&analysis.db, *item));
    trees.filter_map(|item| symbol(item, &item.entry, None)).collect()
}

fn symbol(item: &tree::Item, entry: &Entry, parent: Option<Kind>) -> Option<Symbol> {
    let Entry::Block(block) = entry else { return None };
    let kind = kind_of(block, parent)?;
    let inner = block.body.iter().flatten();
    Some(Symbol {
        name: name(block),
        kind,
        range: item.range(block.id),
        focus: focus(item, block),
        children: inner.filter_map(|entry| symbol(item, entry, Some(kind))).collect(),
    })
}

fn focus(item: &tree::Item, block: &Block) -> TextRange {
    item.range(block.labels.first().map_or(block.kind.id, |label| label.id))
}

/// The labels in words, else the word that the block starts with.
fn name(block: &Block) -> String {
    let labels: Vec<String> = block.labels.iter().map(words).collect();
    match labels.join(" ") {
        blank if blank.trim().is_empty() => block.kind.text.to_string(),
        name => name,
    }
}

/// A label without quotes and on one line.
fn words(label: &Scalar) -> String {
    let text = match label.kind {
        ScalarKind::String => literal::string::parse(&label.text).ok(),
        _ => None,
    };
    let text = text.unwrap_or_else(|| label.text.as_str().into());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
