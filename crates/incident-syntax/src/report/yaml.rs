//! Blocks as YAML writes them are one mistake, however many keys they have.

use incident_base::TextRange;

use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::lexeme::slice;

/// A header with a `:`, and what stands deeper below it.
struct Block {
    /// The number of the error about it.
    at: usize,
    indent: usize,
    /// Up to here, all lines stand deeper.
    reached: usize,
}

/// Makes one error of those about a header with a `:` and about colons and `-` in the lines below that stand deeper.
pub(super) fn yaml(text: &str, errors: Vec<SyntaxError>) -> Vec<SyntaxError> {
    let mut kept: Vec<SyntaxError> = Vec::with_capacity(errors.len());
    let mut block: Option<Block> = None;
    for error in errors {
        let start = usize::from(error.range.start());
        block = block.filter(|block| {
            let between = text.get(block.reached..start).unwrap_or_default();
            // The last one of them is the error's own.
            let mut lines = between.split('\n').skip(1);
            lines.all(|line| line.is_empty() || indent(line) > block.indent)
        });
        if let Some(block) = &mut block {
            block.reached = start;
        }
        match block.as_ref().and_then(|block| kept.get_mut(block.at)) {
            Some(header) if is_of_yaml(text, &error) => {
                header.kind = SyntaxErrorKind::Yaml;
                header.range = header.range.cover(error.range);
            }
            Some(_) => kept.push(error),
            None => {
                if is_colon_for_brace(&error.kind) {
                    let before = slice(text, TextRange::up_to(error.range.start()));
                    let line = before.rsplit('\n').next().unwrap_or_default();
                    block = Some(Block { at: kept.len(), indent: indent(line), reached: start });
                }
                kept.push(error);
            }
        }
    }
    kept
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// `escalation_policy:` above its entries.
fn is_colon_for_brace(kind: &SyntaxErrorKind) -> bool {
    matches!(kind, SyntaxErrorKind::Unexpected { found, expected } if found == "`:`" && expected == "`{`")
}

fn is_of_yaml(text: &str, error: &SyntaxError) -> bool {
    match &error.kind {
        SyntaxErrorKind::ColonForEquals { .. }
        | SyntaxErrorKind::Unquoted { .. }
        | SyntaxErrorKind::SeveralWords { .. } => true,
        SyntaxErrorKind::Unclosed { .. } => slice(text, error.range) == ":",
        SyntaxErrorKind::StrayCharacters { instead, text } => *instead == Some("[") || text == "-",
        kind => is_colon_for_brace(kind),
    }
}
