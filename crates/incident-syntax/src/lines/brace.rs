//! Braces that are missing or too many on lines of several blocks, where what may stand in what says so:
//! `escalation_policy web tier oncall { … }`, `tier oncall { timeout = 5m, tier lead { … }`.

use incident_base::TextRange;

use super::shape::Line;
use super::surplus::Surplus;
use super::{Edit, Frame};
use crate::error::{Entries, SyntaxErrorKind};
use crate::indents::{Holds, Opening};
use crate::lexeme::{Lexeme, slice};
use crate::token::TokenKind;

/// A brace that is missing or too many.
pub(super) struct Mistake {
    pub(super) error: SyntaxErrorKind,
    pub(super) range: TextRange,
    /// The entry before which that shows.
    pub(super) entry: Option<TextRange>,
    /// The brace that is put in; `None` for one that is taken out.
    pub(super) added: Option<TokenKind>,
    pub(super) edit: Edit,
}

/// A line, and what is known of the text around it.
pub(super) struct Dense<'a> {
    pub(super) text: &'a str,
    pub(super) holds: Holds,
    pub(super) line: &'a Line<'a>,
    /// All of the text's.
    pub(super) lexemes: &'a [Lexeme],
    pub(super) frames: &'a [Frame],
    pub(super) surplus: &'a Surplus,
}

/// A block that is open: the first word of its header, and its brace.
#[derive(Clone, Copy)]
struct Open<'a> {
    kind: &'a str,
    brace: TextRange,
}

impl<'a> Dense<'a> {
    /// The first brace that is missing or too many on the line.
    pub(super) fn mistake(&self) -> Option<Mistake> {
        let lacks_closer = self.surplus.has(TokenKind::OpenBrace);
        let lacks_opener = self.surplus.has(TokenKind::CloseBrace);
        if !lacks_closer && !lacks_opener {
            return None;
        }
        if lacks_closer && let Some(second) = self.doubled_opener() {
            return Some(second);
        }
        let outer = self.frames.last().map(|frame| self.open(frame.at, frame.range));
        let mut open: Vec<Open<'a>> = outer.into_iter().collect();
        // The block that was closed last, and where, as long as no entry began behind it.
        let mut closed: Option<(usize, Open<'a>)> = None;
        let mut lists = 0_u32;
        let mut begins_entry = true;
        for at in 0..self.line.lexemes.len() {
            let lexeme = self.line.lexemes.get(at)?;
            match lexeme.kind {
                TokenKind::Name if begins_entry && lists == 0 => {
                    let words = self.words(at);
                    let found = match lacks_opener {
                        true => self
                            .opener(at, words)
                            .or_else(|| self.surplus_closer(at, words, closed.take()?, &open)),
                        false => self.closer(at, words, &open),
                    };
                    if found.is_some() {
                        return found;
                    }
                }
                TokenKind::OpenBracket => lists += 1,
                TokenKind::CloseBracket => lists = lists.saturating_sub(1),
                TokenKind::OpenBrace => open.push(self.open(self.line.first + at, lexeme.range)),
                TokenKind::CloseBrace => closed = open.pop().map(|block| (at, block)),
                _ => {}
            }
            begins_entry = matches!(
                lexeme.kind,
                TokenKind::OpenBrace | TokenKind::CloseBrace | TokenKind::Comma
            );
        }
        None
    }

    /// Whether this is a `{` behind a header, before an entry that may stand in its block: rather its `}` is missing.
    pub(super) fn is_opener(&self, at: usize) -> bool {
        if self.line.kind(at) != Some(TokenKind::OpenBrace)
            || self.line.kind(at + 1) != Some(TokenKind::Name)
        {
            return false;
        }
        let open = self.open(self.line.first + at, TextRange::default());
        let behind = self.line.kind(at + 1 + self.words(at + 1));
        let is_block = behind != Some(TokenKind::Equals);
        let opening = Opening { word: self.word(at + 1), is_block };
        (self.holds)(Some(open.kind), opening) == Some(true)
    }

    /// `escalation_policy web tier oncall { … }`, `service Web description = "Website", rotation = web`: one of a header's
    /// words begins an entry of the block.
    fn opener(&self, first: usize, words: usize) -> Option<Mistake> {
        let behind = self.line.kind(first + words)?;
        let last = first + words - 1;
        let begins = match behind {
            TokenKind::OpenBrace => first + 1..=last,
            TokenKind::Equals => last.max(first + 1)..=last,
            _ => return None,
        };
        let is_block = behind == TokenKind::OpenBrace;
        let kind = self.word(first);
        let mut names = begins.filter(|at| self.line.kind(*at) == Some(TokenKind::Name));
        let at = names.find(|at| {
            (self.holds)(Some(kind), Opening { word: self.word(*at), is_block }) == Some(true)
        })?;
        let entry = self.line.lexemes.get(at)?;
        let header =
            self.line.lexemes.get(first)?.range.cover(self.line.lexemes.get(at - 1)?.range);
        let error =
            SyntaxErrorKind::MissingBrace { kind: kind.to_owned(), entries: Entries::Closed };
        Some(self.before(at, TokenKind::OpenBrace, error, header, entry.range))
    }

    /// `tier oncall { timeout = 5m, tier lead { … }`: what stands here may not stand in the block around it, and beside it.
    fn closer(&self, first: usize, words: usize, open: &[Open<'a>]) -> Option<Mistake> {
        let [.., around, inner] = open else { return None };
        let opening = self.opening(first, words)?;
        let may_stand_in = |open: &Open<'_>| (self.holds)(Some(open.kind), opening);
        let is_behind = may_stand_in(inner) == Some(false) && may_stand_in(around) == Some(true);
        let entry = self.line.lexemes.get(first).filter(|_| is_behind)?;
        let comma = first.checked_sub(1).filter(|at| self.line.kind(*at) == Some(TokenKind::Comma));
        let error = SyntaxErrorKind::Unclosed { opener: '{', list_too: false };
        let at = comma.unwrap_or(first);
        Some(self.before(at, TokenKind::CloseBrace, error, inner.brace, entry.range))
    }

    /// `tier oncall { … }}, tier lead { … } }`: what stands here may stand in the block that was closed last, and not here.
    fn surplus_closer(
        &self,
        first: usize,
        words: usize,
        (brace, block): (usize, Open<'a>),
        open: &[Open<'a>],
    ) -> Option<Mistake> {
        let opening = self.opening(first, words)?;
        let may_stand_in = |open: &Open<'_>| (self.holds)(Some(open.kind), opening);
        let is_too_many =
            may_stand_in(&block) == Some(true) && may_stand_in(open.last()?) == Some(false);
        let range = self.line.lexemes.get(brace).filter(|_| is_too_many)?.range;
        let error = SyntaxErrorKind::Surplus { text: "}" };
        let edit = (self.line.first + brace, [None, None]);
        Some(Mistake { error, range, entry: None, added: None, edit })
    }

    /// `on_call_rotation mail {{ … }`: the second of the two.
    fn doubled_opener(&self) -> Option<Mistake> {
        let opens = |at: usize| self.line.kind(at) == Some(TokenKind::OpenBrace);
        let second = (1..self.line.lexemes.len()).find(|at| opens(at - 1) && opens(*at))?;
        let range = self.line.lexemes.get(second)?.range;
        let error = SyntaxErrorKind::Surplus { text: "{" };
        let edit = (self.line.first + second, [None, None]);
        Some(Mistake { error, range, entry: None, added: None, edit })
    }

    fn opening(&self, first: usize, words: usize) -> Option<Opening<'a>> {
        let is_block = match self.line.kind(first + words) {
            Some(TokenKind::Equals) => false,
            Some(TokenKind::OpenBrace) => true,
            _ => return None,
        };
        Some(Opening { word: self.word(first), is_block })
    }

    /// A brace that is put before one of the line's lexemes.
    fn before(
        &self,
        at: usize,
        kind: TokenKind,
        error: SyntaxErrorKind,
        range: TextRange,
        entry: TextRange,
    ) -> Mistake {
        let lexeme = self.line.lexemes.get(at).copied();
        let start = lexeme.map(|it| it.range.start()).unwrap_or_default();
        let brace = Lexeme { kind, range: TextRange::empty(start) };
        let edit = (self.line.first + at, [Some(brace), lexeme]);
        Mistake { error, range, entry: Some(entry), added: Some(kind), edit }
    }

    /// What a brace opens before which this is the number of the text's lexemes.
    fn open(&self, at: usize, brace: TextRange) -> Open<'a> {
        let before = self.lexemes.get(..at).unwrap_or_default();
        let words = before.iter().rev().take_while(|it| it.kind.is_scalar()).count();
        let kind = before.get(at - words).map_or("", |first| slice(self.text, first.range));
        Open { kind, brace }
    }

    /// How many words begin an entry.
    fn words(&self, first: usize) -> usize {
        let rest = self.line.lexemes.iter().skip(first);
        rest.take_while(|it| it.kind.is_scalar()).count()
    }

    fn word(&self, at: usize) -> &'a str {
        self.line.lexemes.get(at).map_or("", |it| slice(self.text, it.range))
    }
}
