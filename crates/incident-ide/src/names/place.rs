//! Where names and blocks stand in the text.

use incident_analysis::{Item, entry, items, span};
use incident_base::{FileId, Origin, Span, TextRange, TextSize};
use incident_schema::Kind;
use incident_syntax::tree::{self, Block, Entry};

use crate::Analysis;

/// A declaration to go to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    /// What is declared.
    pub kind: Kind,
    /// Its labels, as written.
    pub name: String,
    /// Where.
    pub file: FileId,
    /// The whole block.
    pub range: TextRange,
    /// What to put the cursor on: its first label, else the word that it starts with.
    pub focus: TextRange,
}

impl Target {
    /// The word of its kind.
    pub fn word(&self) -> &'static str {
        incident_schema::block(self.kind).name
    }
}

/// The top-level entry of a place.
pub(crate) fn item_of(analysis: &Analysis, origin: Origin) -> Option<Item<'_>> {
    let file = analysis.source(origin.file)?;
    let mut all = items(&analysis.db, file).iter().copied();
    all.find(|item| item.key(&analysis.db) == origin.item)
}

/// The letters of a name: a string's without its quotes, a channel's target without its kind.
pub(crate) fn letters(analysis: &Analysis, origin: Origin) -> Option<Span> {
    let token = span(&analysis.db, analysis.workspace, origin);
    let (start, end) = (usize::from(token.range.start()), usize::from(token.range.end()));
    let text = analysis.text(token.file).get(start..end)?;
    let kind = match text.starts_with('"') {
        true => 0,
        false => text.find(':').map_or(0, |colon| colon + 1),
    };
    let quotes = ["\"\"\"", "\""].into_iter().find(|quotes| {
        let rest = text.get(kind..).unwrap_or_default();
        rest.len() >= 2 * quotes.len() && rest.starts_with(quotes) && rest.ends_with(quotes)
    });
    let quotes = quotes.map_or(0, str::len);
    let at = |offset: usize| TextSize::try_from(offset).ok();
    let range = TextRange::new(at(start + kind + quotes)?, at(end - quotes)?);
    Some(Span { file: token.file, range })
}

/// The block with this header.
pub(crate) fn target(analysis: &Analysis, header: Origin) -> Option<Target> {
    let item = entry(&analysis.db, item_of(analysis, header)?)?;
    let (kind, block) = find(&item.entry, None, &|_, block| block.header == header.node)?;
    Some(described(item, kind, block, header.file))
}

/// A block as something to go to.
pub(crate) fn described(item: &tree::Item, kind: Kind, block: &Block, file: FileId) -> Target {
    let labels: Vec<&str> = block.labels.iter().map(|label| label.text.as_str()).collect();
    let name = match labels.as_slice() {
        [] => block.kind.text.to_string(),
        labels => labels.join(" "),
    };
    let focus = block.labels.first().map_or(block.kind.id, |label| label.id);
    Target { kind, name, file, range: item.range(block.id), focus: item.range(focus) }
}

/// The first block, the outer ones first, of which something holds; with its kind. What stands in a block of no known
/// kind is passed over.
pub(crate) fn find<'t>(
    entry: &'t Entry,
    parent: Option<Kind>,
    wanted: &impl Fn(Kind, &Block) -> bool,
) -> Option<(Kind, &'t Block)> {
    let Entry::Block(block) = entry else { return None };
    let kind = kind_of(block, parent)?;
    if wanted(kind, block) {
        return Some((kind, block));
    }
    block.body.iter().flatten().find_map(|inner| find(inner, Some(kind), wanted))
}

/// The kind of a block by its word, where it may stand there.
pub(crate) fn kind_of(block: &Block, parent: Option<Kind>) -> Option<Kind> {
    let mut all = incident_schema::blocks_in(parent);
    all.find(|(_, row)| row.name == block.kind.text).map(|(kind, _)| kind)
}
