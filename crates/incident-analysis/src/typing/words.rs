//! A text without quotes in a header, with commas in it: `severity P2 Search is slow, or old { … }`.

use compact_str::CompactString;
use incident_schema::{Kind, Label, Type, block_in, blocks_in, is_kind, keys_in};
use incident_syntax::tree::{self, Scalar, ScalarKind};

use crate::nearest::nearest;

/// Whether it can be a word of a text without quotes.
pub(super) fn is_plain(word: &Scalar) -> bool {
    matches!(word.kind, ScalarKind::Name | ScalarKind::Number)
}

/// The block with the words behind commas, which look like blocks of unknown kinds, and how many of those there are;
/// `None` where there are none.
pub(super) fn with_words_behind(
    parent: Kind,
    block: &tree::Block,
    below: &[tree::Entry],
) -> Option<(tree::Block, usize)> {
    // Nearly every block has a body or its text in quotes: what stands in a table is looked up for the others only.
    if block.body.is_some() || !block.labels.last().is_some_and(is_plain) {
        return None;
    }
    let (_, row) = block_in(Some(parent), &block.kind.text)?;
    let last = row.labels.last().map(|label: &Label| label.ty);
    let takes_text = matches!(last, Some(Type::Text | Type::DeclaresNameOrText));
    let words = block.labels.get(row.labels.len().checked_sub(1)?..)?;
    if !takes_text || words.is_empty() || !words.iter().all(is_plain) {
        return None;
    }
    let (first, more) = below.split_first()?;
    let first = words_of(parent, first)?;
    // `component Search, Cart` are rather two.
    if words.len() == 1 && first.labels.is_empty() {
        return None;
    }
    let mut whole = block.clone();
    let mut count = 0;
    let behind = more.iter().map_while(|entry| words_of(parent, entry));
    for part in std::iter::once(first).chain(behind) {
        if let Some(before) = whole.labels.last_mut() {
            before.text.push(',');
        }
        let text = CompactString::clone(&part.kind.text);
        whole.labels.push(Scalar { id: part.kind.id, kind: ScalarKind::Name, text });
        whole.labels.extend_from_slice(&part.labels);
        count += 1;
        if part.body.is_some() {
            whole.body.clone_from(&part.body);
            break;
        }
    }
    Some((whole, count))
}

/// What looks like a block, where nothing of the kind is known and its labels are words.
fn words_of(parent: Kind, entry: &tree::Entry) -> Option<&tree::Block> {
    let tree::Entry::Block(block) = entry else { return None };
    let word = block.kind.text.as_str();
    let known = || {
        let kinds = blocks_in(Some(parent)).map(|(_, row)| row.name);
        kinds.chain(keys_in(parent).map(|key| key.name))
    };
    let is_word = !word.is_empty()
        && block.labels.iter().all(is_plain)
        && !is_kind(word)
        && known().all(|name| name != word)
        && nearest(word, known()).is_none();
    is_word.then_some(block)
}
