//! The values of a list, and the `]` below them, without the line that opens it.

use std::ops::Range;

use super::Mender;
use crate::error::SyntaxErrorKind;
use crate::lexeme::Lexeme;
use crate::token::TokenKind;

impl Mender<'_> {
    /// Leaves the values of a list out of which the first line is missing; the number of the lexeme behind them.
    pub(super) fn is_headless_list(&mut self, above: Range<usize>, first: usize) -> Option<usize> {
        if let Some(end) = self.is_list_above_its_block(first) {
            return Some(end);
        }
        let last = self.of(above).last().map(|it| it.kind);
        // The `[` may stand in a text without its end.
        let goes_on =
            matches!(last, Some(TokenKind::Comma | TokenKind::Equals | TokenKind::Malformed));
        if goes_on || first < self.no_list_before || !self.surplus.has(TokenKind::CloseBracket) {
            return None;
        }
        let rest = self.lexemes.get(first..).unwrap_or_default();
        match before_its_end(rest) {
            Ok(values) => {
                let close = first + values;
                let range = |at: usize| self.lexemes.get(at).map(|it| it.range);
                let (value, closer) = (range(first)?, range(close));
                self.report(SyntaxErrorKind::HeadlessList, value, closer);
                self.surplus.read_as(TokenKind::CloseBracket, None);
                self.edits.extend((first..=close + 1).map(|at| (at, [None, None])));
                Some(close + 1)
            }
            Err(looked_at) => {
                self.work += looked_at as u64;
                self.no_list_before = first + looked_at;
                None
            }
        }
    }
}

/// How many lexemes stand before the `]` of a list, of which the values begin here; how many were looked at where they
/// are no such.
pub(super) fn before_its_end(lexemes: &[Lexeme]) -> Result<usize, usize> {
    let mut before = TokenKind::Comma;
    for (at, lexeme) in lexemes.iter().enumerate() {
        let behind = lexemes.get(at + 1).map(|it| it.kind);
        let fits = match lexeme.kind {
            TokenKind::Comma => before.is_scalar(),
            TokenKind::Newline => {
                before == TokenKind::Comma || behind == Some(TokenKind::CloseBracket)
            }
            TokenKind::CloseBracket => {
                return match behind {
                    None | Some(TokenKind::Newline) if at > 0 => Ok(at),
                    _ => Err(at),
                };
            }
            kind => kind.is_scalar() && before == TokenKind::Comma,
        };
        if !fits {
            return Err(at);
        }
        if lexeme.kind != TokenKind::Newline {
            before = lexeme.kind;
        }
    }
    Err(lexemes.len())
}
