//! Brackets that stand alone on a line and are one too many.

use super::surplus::Surplus;
use super::wrong_sort::Frame;
use crate::indents::Indents;
use crate::lexeme::Lexeme;
use crate::token::TokenKind;

/// A bracket alone on its line, and what stands around it.
pub(super) struct Alone<'a> {
    pub(super) indents: &'a Indents<'a>,
    pub(super) bracket: Lexeme,
    pub(super) above: &'a [Lexeme],
    /// From the first lexeme of the line below.
    pub(super) below: &'a [Lexeme],
    pub(super) in_list: bool,
    /// The indentation of the line on which that list began.
    pub(super) list_indent: u32,
    pub(super) frames: &'a [Frame],
}

impl Alone<'_> {
    /// Whether everything around it is right without it.
    pub(super) fn is_too_many(&self, surplus: &Surplus) -> bool {
        surplus.has(self.bracket.kind)
            && match self.bracket.kind {
                TokenKind::OpenBrace => !self.is_below_a_header(),
                TokenKind::CloseBrace => {
                    self.in_list && (self.is_above_a_value() || self.is_above_the_lists_end())
                        || !self.is_below_what_it_closes() && self.is_above_deeper()
                }
                TokenKind::CloseBracket => {
                    self.in_list && self.is_above_a_value() && self.is_above_the_lists_depth()
                }
                _ => false,
            }
    }

    /// Whether it opens the block of a header that stands above it.
    fn is_below_a_header(&self) -> bool {
        let first = self.above.first().filter(|it| it.kind == TokenKind::Name);
        let is_below_less = |header| {
            self.below.first().is_some_and(|below| self.indent(below) > self.indent(header))
        };
        first.is_some_and(is_below_less) && self.above.iter().all(|it| it.kind.is_scalar())
    }

    /// Whether it stands where the innermost open block's closer belongs.
    fn is_below_what_it_closes(&self) -> bool {
        self.frames.last().is_some_and(|frame| frame.indent == self.indent(&self.bracket))
    }

    /// Whether what follows stands deeper: it still belongs to a block.
    fn is_above_deeper(&self) -> bool {
        self.below.first().is_some_and(|below| self.indent(below) > self.indent(&self.bracket))
    }

    /// Whether what follows stands deeper than the key of the list, which may go on so.
    fn is_above_the_lists_depth(&self) -> bool {
        self.below.first().is_some_and(|below| self.indent(below) > self.list_indent)
    }

    fn is_above_a_value(&self) -> bool {
        let mut kinds = self.below.iter().map(|it| it.kind);
        kinds.next().is_some_and(TokenKind::is_scalar)
            && matches!(kinds.next(), None | Some(TokenKind::Comma | TokenKind::Newline))
    }

    fn is_above_the_lists_end(&self) -> bool {
        self.below.first().is_some_and(|below| below.kind == TokenKind::CloseBracket)
    }

    fn indent(&self, lexeme: &Lexeme) -> u32 {
        self.indents.of(lexeme.range.start())
    }
}
