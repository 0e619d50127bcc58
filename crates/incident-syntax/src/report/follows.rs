//! What only follows from the error before it, as the two and what stands between them tell.

use incident_base::TextRange;

use super::ends_its_line;
use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::grammar::shape::MORE;
use crate::lexeme::slice;

/// Whether an error says again what the one before it says.
pub(super) fn from(text: &str, before: &SyntaxError, error: &SyntaxError) -> bool {
    let start = before.range.end().min(error.range.start());
    let between = || slice(text, TextRange::new(start, error.range.start()));
    match (&before.kind, &error.kind) {
        // `members = [alice@company.com, bob@`
        (SyntaxErrorKind::Unclosed { .. }, SyntaxErrorKind::StrayCharacters { text: sign, .. }) => {
            sign == "@" && ends_its_line(text, error) && !between().contains('\n')
        }
        // `"Impact", "Timeli` above a line of further texts
        (SyntaxErrorKind::UnterminatedString, SyntaxErrorKind::Unexpected { expected, .. }) => {
            expected == MORE && between().contains('\n') && between().trim().is_empty()
        }
        _ => false,
    }
}
