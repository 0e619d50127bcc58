//! A text that ends in the middle is one mistake, however many brackets are open there and whatever its last line was
//! to become.

use incident_base::{TextRange, TextSize};

use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::lexeme::slice;

/// Makes one error of those about brackets that the text's end leaves open, and leaves out what is wrong with a last
/// line that breaks off. The errors are in the order of their places.
pub(super) fn cut_off(text: &str, errors: Vec<SyntaxError>) -> Vec<SyntaxError> {
    let end = TextRange::empty(TextSize::of(text));
    let is_open = |error: &SyntaxError| {
        matches!(error.kind, SyntaxErrorKind::Unclosed { .. })
            && error.related == Some(end)
            // Not the `:` of YAML.
            && matches!(slice(text, error.range), "{" | "[")
    };
    let open: Vec<TextRange> =
        errors.iter().filter(|error| is_open(error)).map(|error| error.range).collect();
    let Some((innermost, around)) = open.split_last() else { return errors };
    let whole = text.trim_end();
    let last = TextSize::of(whole);
    let last_line = whole.rfind('\n').map_or(0, |at| at + 1);
    let last_line = TextSize::of(whole.get(..last_line).unwrap_or_default());
    let breaks_off = |error: &SyntaxError| {
        !is_open(error)
            && match error.kind {
                // The text may go on with commas and brackets, which it does not seem to.
                SyntaxErrorKind::UnterminatedString => error.range.start() >= last_line,
                SyntaxErrorKind::MissingValue { .. } | SyntaxErrorKind::StrayCharacters { .. } => {
                    error.range.end() == last
                }
                // A text that has all of its lines may lack one bracket, and be wrong in its last line besides.
                _ => error.range.end() == last && (last == end.end() || !around.is_empty()),
            }
    };
    let mut kept: Vec<SyntaxError> = Vec::with_capacity(errors.len());
    for mut error in errors {
        if breaks_off(&error) || is_open(&error) && error.range != *innermost {
            continue;
        }
        if is_open(&error) && !around.is_empty() {
            let closer = |opener: &TextRange| if slice(text, *opener) == "[" { ']' } else { '}' };
            error.kind = SyntaxErrorKind::CutOff {
                opener: if closer(innermost) == ']' { '[' } else { '{' },
                closers: open.iter().rev().map(closer).collect(),
                around: around.iter().rev().copied().collect(),
            };
        }
        kept.push(error);
    }
    kept
}
