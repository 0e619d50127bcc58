//! What a selection grows to: from a word to its value, its entry, its block, the file.

use incident_analysis::{entry, items};
use incident_base::{FileId, NodeId, TextRange, TextSize};
use incident_syntax::Token;
use incident_syntax::token::token_at;
use incident_syntax::tokens;
use incident_syntax::tree::{self, Entry, Value};

use crate::Analysis;
use crate::cursor::id;

/// For each place the ranges around it, from the smallest to the whole file; each holds the one before.
pub(crate) fn around(
    analysis: &Analysis,
    file: FileId,
    offsets: &[TextSize],
) -> Vec<Vec<TextRange>> {
    let tokens = tokens(analysis.text(file));
    offsets.iter().map(|offset| around_one(analysis, file, &tokens, *offset)).collect()
}

fn around_one(
    analysis: &Analysis,
    file: FileId,
    tokens: &[Token],
    offset: TextSize,
) -> Vec<TextRange> {
    let text = analysis.text(file);
    let mut ranges = vec![TextRange::up_to(TextSize::of(text))];
    if let Some(source) = analysis.source(file) {
        let all = items(&analysis.db, source).iter();
        let trees = all.filter_map(|item| entry(&analysis.db, *item));
        let holding = trees.filter(|tree| tree.range(NodeId(0)).contains_inclusive(offset)).last();
        if let Some(tree) = holding {
            of_entry(tree, &tree.entry, offset, &mut ranges);
        }
    }
    ranges.extend(token_at(tokens, offset).map(|token| token.range));
    ranges.reverse();
    let mut nested: Vec<TextRange> = Vec::with_capacity(ranges.len());
    for range in ranges {
        if nested.last().is_none_or(|last| range != *last && range.contains_range(*last)) {
            nested.push(range);
        }
    }
    nested
}

fn of_entry(tree: &tree::Item, entry: &Entry, offset: TextSize, ranges: &mut Vec<TextRange>) {
    let holds = |node: NodeId| tree.range(node).contains_inclusive(offset);
    ranges.push(tree.range(id(entry)));
    match entry {
        Entry::Attribute(attribute) => of_value(tree, &attribute.value, offset, ranges),
        Entry::Block(block) if holds(block.header) => ranges.push(tree.range(block.header)),
        Entry::Block(block) => {
            let inside = block.body.iter().flatten();
            let entries: Vec<&Entry> = inside.collect();
            if let (Some(first), Some(last)) = (entries.first(), entries.last()) {
                let body = tree.range(id(first)).cover(tree.range(id(last)));
                if body.contains_inclusive(offset) {
                    ranges.push(body);
                }
            }
            if let Some(inner) = entries.into_iter().rfind(|inner| holds(id(inner))) {
                of_entry(tree, inner, offset, ranges);
            }
        }
    }
}

fn of_value(tree: &tree::Item, value: &Value, offset: TextSize, ranges: &mut Vec<TextRange>) {
    let holds = |node: NodeId| tree.range(node).contains_inclusive(offset);
    match value {
        Value::Scalar(scalar) if holds(scalar.id) => ranges.push(tree.range(scalar.id)),
        Value::List(list) if holds(list.id) => {
            ranges.push(tree.range(list.id));
            list.items.iter().for_each(|item| of_value(tree, item, offset, ranges));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{EXAMPLES, example, fixture};

    #[test]
    fn a_selection_grows_by_what_belongs_together() {
        let text = "service A {\n  use = [one, t$0wo]\n  runbook = \"r\"\n}\n";
        let fixture = fixture(text);
        let text = fixture.analysis.text(fixture.file);
        let shown: Vec<&str> = around(&fixture.analysis, fixture.file, &[fixture.offset])
            .into_iter()
            .flatten()
            .map(|range| &text[usize::from(range.start())..usize::from(range.end())])
            .collect();
        assert_eq!(
            shown,
            [
                "two",
                "[one, two]",
                "use = [one, two]",
                "use = [one, two]\n  runbook = \"r\"",
                "service A {\n  use = [one, two]\n  runbook = \"r\"\n}",
                text,
            ]
        );
    }

    #[test]
    fn ranges_are_nested_everywhere() {
        for name in EXAMPLES {
            let text = example(name);
            let fixture = fixture(&text);
            let places: Vec<TextSize> =
                text.char_indices().map(|(at, _)| TextSize::new(at as u32)).collect();
            let all = around(&fixture.analysis, fixture.file, &places);
            for (at, ranges) in places.iter().zip(all) {
                assert!(ranges.windows(2).all(|two| two[1].contains_range(two[0])), "{at:?}");
            }
        }
    }
}
