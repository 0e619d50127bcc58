//! What a line looks like from its beginning.

use crate::lexeme::Lexeme;
use crate::token::TokenKind;

/// The shape of a line, as far as its lexemes tell without regard to what is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `}` …
    Closer,
    /// `{` …
    Opener,
    /// `NAME =` or `NAME :`
    Attribute,
    /// `NAME … {`
    Block,
    /// `NAME …` and nothing else on the line. Its end is the number behind the last label.
    Header { end: usize },
    /// `NAME … NAME = … }` with the `}` closing nothing of this line: the `{` before the lexeme with
    /// the number is missing.
    Braceless { key: usize },
    /// Something else.
    Other,
}

/// The shape of the line whose first lexeme has the number `first`. Adds to `visited` how many lexemes it
/// looked at.
pub(super) fn shape(lexemes: &[Lexeme], first: usize, visited: &mut u64) -> Shape {
    let kind = |at: usize| lexemes.get(at).map(|lexeme| lexeme.kind);
    match kind(first) {
        Some(TokenKind::CloseBrace) => return Shape::Closer,
        Some(TokenKind::OpenBrace) => return Shape::Opener,
        Some(TokenKind::Name) => {}
        // `timeout:10m`
        Some(TokenKind::Channel) => return Shape::Attribute,
        _ => return Shape::Other,
    }
    let mut end = first + 1;
    while kind(end).is_some_and(TokenKind::is_scalar) {
        end += 1;
    }
    *visited += (end - first) as u64;
    match kind(end) {
        Some(TokenKind::OpenBrace) => Shape::Block,
        Some(TokenKind::Newline) | None => Shape::Header { end },
        Some(TokenKind::Equals | TokenKind::Colon) if end == first + 1 => Shape::Attribute,
        Some(TokenKind::Equals)
            if kind(end - 1) == Some(TokenKind::Name) && closes_more(lexemes, end, visited) =>
        {
            Shape::Braceless { key: end - 1 }
        }
        _ => Shape::Other,
    }
}

/// Whether more braces are closed than opened from here to the line's end.
fn closes_more(lexemes: &[Lexeme], from: usize, visited: &mut u64) -> bool {
    let mut depth = 0_i64;
    for lexeme in lexemes.iter().skip(from) {
        *visited += 1;
        match lexeme.kind {
            TokenKind::Newline => break,
            TokenKind::OpenBrace => depth += 1,
            TokenKind::CloseBrace => {
                depth -= 1;
                if depth < 0 {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}
