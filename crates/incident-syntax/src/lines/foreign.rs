//! Lines that other languages have around a block: `[status_page]` above its entries, `end` below them.

use incident_base::TextRange;

use super::Edit;
use super::surplus::Surplus;
use crate::error::SyntaxErrorKind;
use crate::indents::{Holds, Opening};
use crate::lexeme::{Lexeme, slice};
use crate::token::TokenKind;

/// A line of another language, and what is read instead.
pub(super) struct Foreign {
    pub(super) error: SyntaxErrorKind,
    pub(super) range: TextRange,
    pub(super) edits: Vec<Edit>,
    /// The brace that is put in.
    pub(super) brace: Option<TokenKind>,
}

/// What a line is that stands in no list; `first` is the number of its first lexeme.
pub(super) fn foreign(
    text: &str,
    holds: Holds,
    surplus: &Surplus,
    first: usize,
    line: &[Lexeme],
) -> Option<Foreign> {
    let is_kind = |word| holds(None, Opening { word, is_block: true }).is_some();
    match line {
        [open, words @ .., close]
            if (open.kind, close.kind) == (TokenKind::OpenBracket, TokenKind::CloseBracket) =>
        {
            let (kind, last) = (words.first()?, words.last()?);
            let is_header = words.iter().all(|it| it.kind.is_scalar())
                && kind.kind == TokenKind::Name
                && is_kind(slice(text, kind.range));
            if !is_header {
                return None;
            }
            let is_closed = surplus.has(TokenKind::CloseBrace);
            let header = slice(text, kind.range.cover(last.range)).to_owned();
            let error = SyntaxErrorKind::HeaderInBrackets { header, is_closed };
            let range = open.range.cover(close.range);
            let brace = Lexeme { kind: TokenKind::OpenBrace, ..*close };
            let edits = match is_closed {
                true => vec![(first, [None, None]), (first + line.len() - 1, [Some(brace), None])],
                // Its entries stand where the line does, and are not judged.
                false => (first..=first + line.len()).map(|at| (at, [None, None])).collect(),
            };
            Some(Foreign { error, range, edits, brace: is_closed.then_some(TokenKind::OpenBrace) })
        }
        [word] if word.kind == TokenKind::Name && slice(text, word.range) == "end" => {
            let found = "the name `end`".to_owned();
            let expected = "`}`".to_owned();
            let brace = Lexeme { kind: TokenKind::CloseBrace, ..*word };
            surplus.has(TokenKind::OpenBrace).then(|| Foreign {
                error: SyntaxErrorKind::Unexpected { found, expected },
                range: word.range,
                edits: vec![(first, [Some(brace), None])],
                brace: Some(TokenKind::CloseBrace),
            })
        }
        _ => None,
    }
}
