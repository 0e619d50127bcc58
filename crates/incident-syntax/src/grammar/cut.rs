//! Keys at the end of a line that was not finished: `tier oncall { timeout = 10m, channels`.

use incident_base::TextRange;

use super::Source;
use super::shape::{Operand, Parts};
use crate::ast::{Attribute, Entry, Value};
use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::lexeme::slice;
use crate::token::TokenKind;

/// Whether these are a name alone, behind which the `}` of its own line's block had to be put in.
pub(super) fn is_cut_off(source: Source<'_>, parts: &Parts) -> bool {
    /// More words have no room on a line.
    const MOST: usize = 100;
    let unfinished = parts.junk.is_none()
        && matches!(&parts.operand, Operand::Scalars(None, _))
        && source.view.kind(parts.name + 1) == Some(TokenKind::CloseBrace)
        && source.view.range(parts.name + 1).is_empty();
    unfinished
        && (1..MOST)
            .map_while(|back| parts.name.checked_sub(back).and_then(|at| source.view.kind(at)))
            .take_while(|kind| *kind != TokenKind::Newline)
            .any(|kind| kind == TokenKind::OpenBrace)
}

/// A key without `=` and value.
pub(super) fn cut_off(source: Source<'_>, name: usize) -> Entry {
    let key = source.view.range(name);
    let kind = SyntaxErrorKind::MissingValue { key: slice(source.text, key).to_owned() };
    Entry::Attribute(Attribute {
        range: key,
        key,
        value: Value::Missing(TextRange::empty(key.end())),
        braces: None,
        problem: Some(Box::new(SyntaxError { kind, range: key, related: None })),
    })
}
