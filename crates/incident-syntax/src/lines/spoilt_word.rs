//! A word with a bracket in it, or a word behind a key that is none: the rest of the line is read as it is written.

use std::ops::Range;

use super::Mender;
use super::shape::{Ends, Line};
use crate::lexeme::{Lexeme, slice};
use crate::lexer::stray_characters;
use crate::token::TokenKind;

impl Mender<'_> {
    /// Reads the line as it would be without what spoils a word of it; how it then ends.
    pub(super) fn has_spoilt_word(&mut self, here: Range<usize>) -> Option<Ends> {
        let edited = self.edits.len();
        let in_block = !self.frames.is_empty();
        let lexemes = self.spoilt_word(here.clone())?;
        let line = Line { first: here.start, in_block, lexemes: &lexemes };
        let ends = line.fit(false, None).unwrap_or_else(|misfit| misfit.ends);
        self.list_indent = self.indent(here.start).unwrap_or_default();
        self.open_and_close(here, edited);
        Some(ends)
    }

    /// The line as it is read; `None` where no word of it is spoilt.
    fn spoilt_word(&mut self, here: Range<usize>) -> Option<Vec<Lexeme>> {
        let line = self.of(here.clone());
        self.work += line.len() as u64;
        // `notify_channels é = [page]`
        if let [key, word, equals, ..] = line
            && (key.kind, word.kind, equals.kind)
                == (TokenKind::Name, TokenKind::Malformed, TokenKind::Equals)
            && key.range.end() < word.range.start()
        {
            self.edits.push((here.start + 1, [None, None]));
            let mut mended = line.to_vec();
            mended.remove(1);
            return Some(mended);
        }
        if let Some(mended) = self.split_word(here.start, line) {
            return Some(mended);
        }
        let at = (1..line.len()).find(|at| self.is_inside_a_word(line, *at))?;
        let (before, bracket, behind) = (line.get(at - 1)?, line.get(at)?, line.get(at + 1)?);
        let kind = if at == 1 { TokenKind::Name } else { TokenKind::Malformed };
        let word = Lexeme { kind, range: before.range.cover(behind.range) };
        self.surplus.read_as(bracket.kind, None);
        self.report(stray_characters(slice(self.text, bracket.range)), bracket.range, None);
        self.edits.push((here.start + at - 1, [Some(word), None]));
        self.edits.extend([at, at + 1].map(|at| (here.start + at, [None, None])));
        let mut mended = line.to_vec();
        mended.splice(at - 1..=at + 1, [word]);
        Some(mended)
    }

    /// `requires_post_mo}rtem = true`, `= tr]ue`, `[page{rduty]`: a bracket too many with the two halves of a word, or what
    /// else is no place for it, on both sides.
    fn is_inside_a_word(&self, line: &[Lexeme], at: usize) -> bool {
        let kind = |at: usize| line.get(at).map(|it| it.kind);
        let Some(bracket) = line.get(at).filter(|it| {
            let is_bracket = matches!(
                it.kind,
                TokenKind::OpenBrace
                    | TokenKind::CloseBrace
                    | TokenKind::OpenBracket
                    | TokenKind::CloseBracket
            );
            is_bracket && self.surplus.has(it.kind)
        }) else {
            return false;
        };
        let is_word = |it: &&Lexeme| it.kind == TokenKind::Name;
        let before = at.checked_sub(1).and_then(|before| line.get(before)).filter(is_word);
        let behind = line.get(at + 1).filter(is_word);
        let is_glued = before.is_some_and(|it| it.range.end() == bracket.range.start())
            && behind.is_some_and(|it| it.range.start() == bracket.range.end());
        let ahead = at.checked_sub(2).and_then(kind);
        let follows = kind(at + 2);
        let closes = matches!(bracket.kind, TokenKind::CloseBrace | TokenKind::CloseBracket);
        is_glued
            && match ahead {
                None => closes && follows == Some(TokenKind::Equals),
                Some(TokenKind::Equals) => {
                    closes && matches!(follows, None | Some(TokenKind::Comma))
                }
                Some(TokenKind::OpenBracket | TokenKind::Comma) => {
                    matches!(follows, Some(TokenKind::Comma | TokenKind::CloseBracket))
                }
                _ => false,
            }
    }
}
