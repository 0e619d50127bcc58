//! What can be folded: blocks, lists, comments.

use incident_analysis::{entry, items};
use incident_base::{FileId, TextRange};
use incident_syntax::tree::{self, Entry, Value};
use incident_syntax::{TokenKind, tokens};

use crate::Analysis;

/// A part of a text that can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// All of it, over at least two lines.
    pub range: TextRange,
    /// Which sort.
    pub kind: FoldKind,
}

/// Sorts of folds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// A block or a list; its first and its last line stay.
    Brackets,
    /// Comments, or documentation; the first line stays.
    Comment,
}

pub(crate) fn of(analysis: &Analysis, file: FileId) -> Vec<Fold> {
    let text = analysis.text(file);
    let mut folds = comments(text);
    let Some(source) = analysis.source(file) else { return folds };
    for item in items(&analysis.db, source) {
        if let Some(tree) = entry(&analysis.db, *item) {
            brackets(tree, &tree.entry, text, &mut folds);
        }
    }
    folds.sort_by_key(|fold| (fold.range.start(), fold.range.end()));
    folds
}

fn brackets(tree: &tree::Item, entry: &Entry, text: &str, folds: &mut Vec<Fold>) {
    let mut add = |range: TextRange| {
        if has_break(text, range) {
            folds.push(Fold { range, kind: FoldKind::Brackets });
        }
    };
    match entry {
        Entry::Attribute(attribute) => {
            if let Value::List(list) = &attribute.value {
                add(tree.range(list.id));
            }
        }
        Entry::Block(block) => {
            add(tree.range(block.id));
            for inner in block.body.iter().flatten() {
                brackets(tree, inner, text, folds);
            }
        }
    }
}

/// Comments over several lines, and runs of comments that each have a line of their own.
fn comments(text: &str) -> Vec<Fold> {
    let mut folds = Vec::new();
    let mut run: Option<(TokenKind, TextRange)> = None;
    let mut breaks = 1;
    for token in tokens(text) {
        match token.kind {
            TokenKind::Newline => breaks += 1,
            TokenKind::Blank => {}
            TokenKind::LineComment | TokenKind::DocComment if breaks > 0 => {
                run = match run {
                    Some((kind, range)) if kind == token.kind && breaks == 1 => {
                        Some((kind, range.cover(token.range)))
                    }
                    before => {
                        folds.extend(before.map(|(_, range)| range));
                        Some((token.kind, token.range))
                    }
                };
                breaks = 0;
            }
            kind => {
                folds.extend(run.take().map(|(_, range)| range));
                breaks = 0;
                if kind == TokenKind::BlockComment {
                    folds.push(token.range);
                }
            }
        }
    }
    folds.extend(run.map(|(_, range)| range));
    let long = folds.into_iter().filter(|range| has_break(text, *range));
    long.map(|range| Fold { range, kind: FoldKind::Comment }).collect()
}

fn has_break(text: &str, range: TextRange) -> bool {
    let inside = text.get(usize::from(range.start())..usize::from(range.end()));
    inside.is_some_and(|inside| inside.contains(['\n', '\r']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::fixture;

    #[test]
    fn blocks_lists_and_comments_fold() {
        let text = "// one\n// two\n\n// three\n/// docs\n/// more\nservice A {\n  use = [\n    b,\n  ]\n  \
                    role x { title = \"y\" } /* a\n b */\n}\n";
        let fixture = fixture(text);
        let folds = fixture.analysis.folds(fixture.file);
        let shown: Vec<(&str, FoldKind)> = folds
            .iter()
            .map(|fold| {
                let whole = &text[usize::from(fold.range.start())..usize::from(fold.range.end())];
                (whole.lines().next().unwrap(), fold.kind)
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("// one", FoldKind::Comment),
                ("/// docs", FoldKind::Comment),
                ("service A {", FoldKind::Brackets),
                ("[", FoldKind::Brackets),
                ("/* a", FoldKind::Comment),
            ]
        );
    }
}
