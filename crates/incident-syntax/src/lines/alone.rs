//! Brackets that stand alone on a line and are one too many.

use std::ops::Range;

use super::surplus::Surplus;
use super::wrong_sort::Frame;
use super::{Mender, surplus};
use crate::error::SyntaxErrorKind;
use crate::indents::Indents;
use crate::lexeme::Lexeme;
use crate::token::TokenKind;

impl Mender<'_> {
    /// Leaves a bracket out that stands alone on this line and is one too many.
    pub(super) fn is_one_too_many(
        &mut self,
        above: Range<usize>,
        here: Range<usize>,
        in_list: bool,
    ) -> bool {
        let bracket = match self.of(here.clone()) {
            [bracket] if self.closes_early(above.clone(), here.clone()) => {
                let opener = self.of(above).last().map(|it| it.range);
                self.surplus.read_as(bracket.kind, None);
                self.report(SyntaxErrorKind::ClosedEarly, bracket.range, opener);
                // With the line break before it.
                self.edits.extend((here.start - 1..here.end).map(|at| (at, [None, None])));
                return true;
            }
            [bracket] => bracket,
            [_, second] if self.is_doubled_closer(here.clone()) => {
                self.surplus.read_as(second.kind, None);
                self.report(SyntaxErrorKind::UnmatchedCloser { closer: '}' }, second.range, None);
                self.edits.push((here.start + 1, [None, None]));
                return false;
            }
            _ => return false,
        };
        let alone = Alone {
            indents: self.indents,
            bracket: *bracket,
            above: self.of(above),
            below: self.lexemes.get(here.end + 1..).unwrap_or_default(),
            in_list,
            list_indent: self.list_indent,
            frames: &self.frames,
        };
        let is_too_many = alone.is_too_many(&self.surplus);
        if is_too_many {
            self.surplus.read_as(bracket.kind, None);
            self.report(surplus(bracket.kind), bracket.range, None);
            // With the line break before it, or behind it on the first line.
            let first = here.start.saturating_sub(1);
            self.edits.extend((first..first + 2).map(|at| (at, [None, None])));
        }
        is_too_many
    }

    /// A `}` directly below a header whose entries stand below it.
    fn closes_early(&self, above: Range<usize>, here: Range<usize>) -> bool {
        let kind = |at: usize| self.lexemes.get(at).map(|it| it.kind);
        let ends = |range: &Range<usize>| kind(range.end.saturating_sub(1));
        !above.is_empty()
            && above.end + 1 == here.start
            && (kind(above.start), ends(&above))
                == (Some(TokenKind::Name), Some(TokenKind::OpenBrace))
            && ends(&here) == Some(TokenKind::CloseBrace)
            && kind(here.end + 1) == Some(TokenKind::Name)
            && self.surplus.has(TokenKind::CloseBrace)
            && self.indent(here.end + 1) > self.indent(above.start)
    }

    /// `}  }` where one block ends: whether what follows still stands in the other, or ends it.
    fn is_doubled_closer(&self, here: Range<usize>) -> bool {
        let braces = self.of(here.clone()).iter().all(|it| it.kind == TokenKind::CloseBrace);
        let outer = self.frames.iter().nth_back(1);
        let below = self.lexemes.get(here.end + 1);
        braces
            && self.surplus.has(TokenKind::CloseBrace)
            && below.zip(outer).is_some_and(|(below, outer)| {
                let indent = self.indents.of(below.range.start());
                let ends_it = below.kind == TokenKind::CloseBrace && indent == outer.indent;
                indent > outer.indent || ends_it
            })
    }
}

/// A bracket alone on its line, and what stands around it.
struct Alone<'a> {
    indents: &'a Indents<'a>,
    bracket: Lexeme,
    above: &'a [Lexeme],
    /// From the first lexeme of the line below.
    below: &'a [Lexeme],
    in_list: bool,
    /// The indentation of the line on which that list began.
    list_indent: u32,
    frames: &'a [Frame],
}

impl Alone<'_> {
    /// Whether everything around it is right without it.
    fn is_too_many(&self, surplus: &Surplus) -> bool {
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
