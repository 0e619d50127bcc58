//! Tokens without trivia: what the bracket repair works on.

use incident_base::TextRange;
pub(crate) use incident_base::slice;

use crate::token::{Token, TokenKind};

/// A token that is no trivia, or one that the repair put in; that one's range is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lexeme {
    pub(crate) kind: TokenKind,
    pub(crate) range: TextRange,
}

/// The tokens that are no trivia. Line breaks in a row become one, and a comment over several lines
/// is one; there is none at the very beginning.
pub(crate) fn lexemes(text: &str, tokens: &[Token]) -> Vec<Lexeme> {
    let mut lexemes: Vec<Lexeme> = Vec::with_capacity(tokens.len() / 2 + 1);
    for token in tokens {
        let kind = match token.kind {
            TokenKind::BlockComment if slice(text, token.range).contains('\n') => {
                TokenKind::Newline
            }
            kind if kind.is_trivia() => continue,
            kind => kind,
        };
        if kind == TokenKind::Newline {
            match lexemes.last_mut() {
                // The last of them begins the line below, whose indentation counts.
                Some(last) if last.kind == TokenKind::Newline => {
                    last.range = token.range;
                    continue;
                }
                Some(_) => {}
                None => continue,
            }
        }
        lexemes.push(Lexeme { kind, range: token.range });
    }
    lexemes
}
