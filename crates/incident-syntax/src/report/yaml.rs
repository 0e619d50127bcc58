//! Blocks as YAML writes them are one mistake, however many keys they have.

use incident_base::{TextRange, line_before};

use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::lexeme::slice;

/// A header or key with a `:`, or an item of a list with keys, and what stands deeper below it.
struct Block {
    /// The number of the error about it.
    at: usize,
    indent: usize,
    /// Up to here, all lines stand deeper.
    reached: usize,
    /// It is no header, so that only further keys and items below it show that it is a block.
    is_entry: bool,
}

/// Makes one error of those about a header with a `:` and about colons and `-` in the lines below that stand deeper.
pub(super) fn yaml(text: &str, errors: Vec<SyntaxError>) -> Vec<SyntaxError> {
    let mut kept: Vec<SyntaxError> = Vec::with_capacity(errors.len());
    let mut block: Option<Block> = None;
    for error in errors {
        let start = usize::from(error.range.start());
        block = block.filter(|block| {
            let is_item = text.get(start..).is_some_and(|behind| behind.starts_with('-'));
            let end = start + usize::from(is_item);
            let between = text.get(block.reached..end).unwrap_or_default();
            // The last one of them is the error's own.
            let mut lines = between.split('\n').skip(1);
            lines.all(|line| {
                let is_item = line.trim_start().starts_with('-');
                let least = block.indent + usize::from(!is_item);
                line.is_empty() || indent(line) >= least
            })
        });
        if let Some(block) = &mut block {
            block.reached = start;
        }
        match block.as_ref().and_then(|block| kept.get_mut(block.at)) {
            Some(header)
                if is_of_yaml(text, &error)
                    && (header.kind == SyntaxErrorKind::Yaml
                        || !block.as_ref().is_some_and(|block| block.is_entry)
                        || is_key_or_item(&error.kind)) =>
            {
                header.kind = SyntaxErrorKind::Yaml;
                header.range = header.range.cover(error.range);
            }
            Some(_) => kept.push(error),
            None => {
                let is_entry = is_entry_of_a_block(text, &error);
                if is_entry || is_colon_for_brace(&error.kind) {
                    let line = line_before(text, error.range.start().into());
                    let (at, indent) = (kept.len(), indent(line));
                    block = Some(Block { at, indent, reached: start, is_entry });
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

/// Of longer lines, none is looked at to its end for each of the errors in it.
const MOST: usize = 400;

/// `- role: team-lead`, or `tier: team-lead` above deeper lines.
fn is_entry_of_a_block(text: &str, error: &SyntaxError) -> bool {
    let behind = text.get(usize::from(error.range.end())..).unwrap_or_default();
    let end = behind.bytes().take(MOST).position(|byte| byte == b'\n');
    let Some((line, below)) = end.and_then(|end| behind.split_at_checked(end)) else {
        return false;
    };
    let line = line.trim_end();
    match &error.kind {
        SyntaxErrorKind::ColonForEquals { key, .. } => {
            let before = slice(text, TextRange::up_to(error.range.start()));
            let before = before.strip_suffix(key.as_str()).unwrap_or(before);
            let deeper = before.bytes().rev().take(MOST).take_while(|c| b" \t".contains(c)).count();
            let below = below.split('\n').find(|line| !line.trim().is_empty());
            before
                .get(..before.len() - deeper)
                .is_some_and(|it| it.is_empty() || it.ends_with('\n'))
                && !line.ends_with(['[', '{', ','])
                && below.is_some_and(|below| indent(below) > deeper)
        }
        kind => is_key_or_item(kind) && (line.contains(": ") || line.ends_with(':')),
    }
}

fn is_key_or_item(kind: &SyntaxErrorKind) -> bool {
    match kind {
        SyntaxErrorKind::ColonForEquals { .. } => true,
        SyntaxErrorKind::StrayCharacters { instead, text } => *instead == Some("[") || text == "-",
        _ => false,
    }
}

fn is_of_yaml(text: &str, error: &SyntaxError) -> bool {
    match &error.kind {
        SyntaxErrorKind::Unquoted { .. } | SyntaxErrorKind::SeveralWords { .. } => true,
        SyntaxErrorKind::Unclosed { .. } => slice(text, error.range) == ":",
        kind => is_key_or_item(kind) || is_colon_for_brace(kind),
    }
}
