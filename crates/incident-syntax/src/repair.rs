//! Brackets that do not balance are made to balance, so that the grammar never sees any that do not.
//!
//! Most texts balance, and nothing is changed in them. Where one does not, layout decides, but only
//! outside of pairs that are plainly whole: a mistake in one service changes nothing in the next.

mod edits;
mod layout;
mod line;
mod pairs;

use incident_base::TextRange;

use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::indents::{Holds, Indents};
use crate::lexeme::Lexeme;

/// Lexemes whose brackets balance.
#[derive(Debug)]
pub(crate) struct Repaired {
    pub(crate) lexemes: Vec<Lexeme>,
    /// How many lexemes were looked at.
    pub(crate) work: u64,
}

/// Balances the brackets and reports what it had to guess.
pub(crate) fn repair(
    text: &str,
    lexemes: Vec<Lexeme>,
    holds: Option<Holds>,
    errors: &mut Vec<SyntaxError>,
) -> Repaired {
    let work = lexemes.len() as u64;
    if pairs::balanced(&lexemes) {
        return Repaired { lexemes, work };
    }
    let indents = Indents::new(text, &lexemes, holds);
    let partners = pairs::match_plainly(&lexemes, &indents);
    let mut layout = layout::Layout::new(text, &lexemes, &partners, &indents, errors);
    layout.run();
    let (edits, visited) = layout.finish();
    let lexemes = edits.apply(&lexemes);
    debug_assert!(pairs::balanced(&lexemes), "the grammar would know nothing of {text}");
    Repaired { lexemes, work: work + indents.work() + visited }
}

fn report(
    errors: &mut Vec<SyntaxError>,
    kind: SyntaxErrorKind,
    range: TextRange,
    related: Option<TextRange>,
) {
    errors.push(SyntaxError { kind, range, related });
}
