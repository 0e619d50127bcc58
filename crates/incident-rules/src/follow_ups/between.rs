//! What stands between two findings.

use incident_base::{Diagnostic, TextRange};
use incident_syntax::{TokenKind, tokens};

/// Whether no block around a place ends before a finding.
pub(crate) fn is_in_same_block(text: &str, place: TextRange, finding: &Diagnostic) -> bool {
    let mut depth = 0_i64;
    between(text, place, finding).into_iter().all(|kind| {
        depth += match kind {
            TokenKind::OpenBrace => 1,
            TokenKind::CloseBrace => -1,
            _ => 0,
        };
        depth >= 0
    })
}

/// What stands between a place and a finding, without blanks, line ends and comments.
pub(crate) fn between(text: &str, place: TextRange, finding: &Diagnostic) -> Vec<TokenKind> {
    let range = usize::from(place.end())..usize::from(finding.place.range.start());
    let all = tokens(text.get(range).unwrap_or_default()).into_iter().map(|token| token.kind);
    all.filter(|kind| !kind.is_trivia() && *kind != TokenKind::Newline).collect()
}

/// Whether these are the rest of an attribute and nothing more.
pub(crate) fn is_next_entry(between: &[TokenKind]) -> bool {
    let braces = [TokenKind::OpenBrace, TokenKind::CloseBrace];
    let equals = between.iter().filter(|kind| **kind == TokenKind::Equals).count();
    equals == 1 && !between.iter().any(|kind| braces.contains(kind))
}
