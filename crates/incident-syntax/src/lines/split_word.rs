//! A word of the language with a mark in it: `time,out = 5m`, `esca=lation_policy web {`.

use std::iter;

use incident_base::TextRange;

use super::Mender;
use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::indents::{Opening, knows};
use crate::lexeme::{Lexeme, slice};
use crate::token::TokenKind;

/// A word in two parts.
struct Split {
    /// Which of the line's lexemes the first part is.
    at: usize,
    /// How many lexemes it is.
    count: usize,
    mark: TextRange,
    range: TextRange,
    /// The word that is meant.
    joined: String,
}

impl Mender<'_> {
    /// The line with the word in one piece, which is reported; `first` is the number of its first lexeme.
    pub(super) fn split_word(&mut self, first: usize, line: &[Lexeme]) -> Option<Vec<Lexeme>> {
        let split = (0..line.len()).find_map(|at| self.split_at(line, at))?;
        let mark = slice(self.text, split.mark).to_owned();
        let kind = SyntaxErrorKind::MarkInWord { mark, joined: split.joined };
        let told = self.errors.get(..self.found_before).unwrap_or_default();
        match told.binary_search_by_key(&split.mark.start(), |it| it.range.start()) {
            // What was told of a blank that no token is is told with the word.
            Ok(at) if self.errors.get(at).is_some_and(|it| it.range == split.mark) => {
                if let Some(told) = self.errors.get_mut(at) {
                    *told = SyntaxError { kind, range: split.range, related: None };
                }
            }
            _ => self.report(kind, split.range, None),
        }
        let word = Lexeme { kind: TokenKind::Name, range: split.range };
        let start = first + split.at;
        self.edits.push((start, [Some(word), None]));
        self.edits.extend((1..split.count).map(|at| (start + at, [None, None])));
        let mut mended = line.to_vec();
        mended.splice(split.at..split.at + split.count, [word]);
        Some(mended)
    }

    /// The word that begins with this lexeme, where it begins an entry.
    fn split_at(&self, line: &[Lexeme], at: usize) -> Option<Split> {
        let kind = |at: usize| line.get(at).map(|it| it.kind);
        let (one, next) = (line.get(at)?, line.get(at + 1)?);
        let (mark, count) = match next.kind {
            TokenKind::Comma | TokenKind::Equals => (next.range, 3),
            TokenKind::Name => (TextRange::new(one.range.end(), next.range.start()), 2),
            _ => return None,
        };
        let other = line.get(at + count - 1)?;
        let is_glued = one.range.end() == mark.start() && mark.end() == other.range.start();
        let are_words = (one.kind, other.kind) == (TokenKind::Name, TokenKind::Name);
        let written = slice(self.text, mark);
        if !is_glued || !are_words || written.is_empty() || written.starts_with([' ', '\t']) {
            return None;
        }
        let behind = kind(at + count);
        let holds = self.holds?;
        let texts = [one, other].map(|it| slice(self.text, it.range));
        // The mark may stand for a letter.
        let joined = |is_block| {
            let letters = iter::once(String::new()).chain(('_'..='z').map(String::from));
            let mut words = letters.map(|letter| texts.join(&letter));
            words.find(|word| knows(holds, Opening { word, is_block }))
        };
        let range = one.range.cover(other.range);
        let begins_entry = at.checked_sub(1).is_none_or(|before| {
            matches!(
                kind(before),
                Some(TokenKind::OpenBrace | TokenKind::CloseBrace | TokenKind::Comma)
            )
        });
        let joined = match behind? {
            _ if !begins_entry => None,
            TokenKind::Equals => joined(false),
            TokenKind::OpenBrace => joined(true),
            behind if behind.is_scalar() => joined(true),
            _ => None,
        };
        Some(Split { at, count, mark, range, joined: joined? })
    }
}
