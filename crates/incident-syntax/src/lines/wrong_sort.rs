//! Brackets of another sort than the language has there: `service A [`, `tier b ( timeout = 1m )`,
//! `members = { a@b.c ]`.

use incident_base::TextRange;

use super::surplus::Surplus;
use crate::indents::Indents;
use crate::lexeme::{Lexeme, slice};
use crate::token::TokenKind;

/// A bracket, and what it is meant to be.
pub(super) struct WrongSort {
    /// Its number on its line.
    pub(super) at: usize,
    pub(super) found: TokenKind,
    pub(super) meant: TokenKind,
    /// The opener that a closer does not fit; `None` behind an opener that is wrong as well, and was told.
    pub(super) opener: Option<TextRange>,
    pub(super) is_told: bool,
}

/// A block that is open.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// The number of the lexeme that opens it, or before which that was put in.
    pub(super) at: usize,
    /// Its opener, and of what sort it should have been.
    pub(super) range: TextRange,
    pub(super) is_wrong: bool,
    /// The indentation of its opener's line.
    pub(super) indent: u32,
}

/// A line, and what stands around it.
pub(super) struct Around<'a> {
    pub(super) text: &'a str,
    pub(super) indents: &'a Indents<'a>,
    pub(super) lexemes: &'a [Lexeme],
    /// Without the line itself: from the first lexeme of the line below.
    pub(super) below: &'a [Lexeme],
    pub(super) in_list: bool,
    /// That list began with a `(`.
    pub(super) in_parentheses: bool,
    pub(super) frames: &'a [Frame],
    pub(super) surplus: &'a Surplus,
}

/// How much of an entry was read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    Start,
    /// A name and its labels.
    Header,
    /// `NAME =`.
    Operator,
    Other,
}

/// What is open on the line.
#[derive(Clone, Copy)]
enum Open {
    Block { at: usize, is_wrong: bool },
    List { is_wrong: bool },
}

impl Around<'_> {
    /// The brackets of the wrong sort on the line, in order.
    pub(super) fn wrong_sorts(&self) -> Vec<WrongSort> {
        let mut found = Vec::new();
        let mut open: Vec<Open> = Vec::new();
        let mut outside = self.frames.len();
        let mut in_list = self.in_list;
        let mut entry = Entry::Start;
        for (at, lexeme) in self.lexemes.iter().enumerate() {
            entry = match (lexeme.kind, entry) {
                (TokenKind::Name, Entry::Start) if !in_list => Entry::Header,
                // `escalation_policy payments =` above its entries
                (TokenKind::Equals, Entry::Header) if at > 1 && self.is_above_its_entries(at) => {
                    found.push(self.wrong(at, TokenKind::OpenBrace));
                    open.push(Open::Block { at, is_wrong: true });
                    Entry::Start
                }
                (TokenKind::Equals, Entry::Header) => Entry::Operator,
                (kind, Entry::Header) if kind.is_scalar() => Entry::Header,
                (TokenKind::OpenBrace, Entry::Operator)
                    if self.is_list_with_brace() || self.is_list_in_braces(at) =>
                {
                    found.push(self.wrong(at, TokenKind::OpenBracket));
                    open.push(Open::List { is_wrong: true });
                    Entry::Other
                }
                // `key = (` above the values
                (TokenKind::Stray, Entry::Operator)
                    if self.is(at, "(")
                        && at + 1 == self.lexemes.len()
                        && (self.surplus.lists < 0 || is_value(self.below)) =>
                {
                    found.push(self.wrong(at, TokenKind::OpenBracket));
                    open.push(Open::List { is_wrong: true });
                    Entry::Other
                }
                (TokenKind::OpenBrace, _) => {
                    open.push(Open::Block { at, is_wrong: false });
                    Entry::Start
                }
                (TokenKind::OpenBracket | TokenKind::Stray, Entry::Header)
                    if self.opens_block(at) =>
                {
                    found.push(self.wrong(at, TokenKind::OpenBrace));
                    open.push(Open::Block { at, is_wrong: true });
                    Entry::Start
                }
                (TokenKind::OpenBracket, _) => {
                    open.push(Open::List { is_wrong: false });
                    Entry::Other
                }
                (TokenKind::Stray, _)
                    if self.in_parentheses && in_list && open.is_empty() && self.is(at, ")") =>
                {
                    in_list = false;
                    let wrong = self.wrong(at, TokenKind::CloseBracket);
                    found.push(WrongSort { is_told: true, ..wrong });
                    Entry::Other
                }
                // `severity P1 "…" { … }; severity P2 "…" { … }`
                (TokenKind::Stray, _)
                    if self.is(at, ";")
                        && outside + open.len() > 0
                        && at > 0
                        && self.kind(at - 1) == Some(TokenKind::CloseBrace)
                        && self.kind(at + 1) == Some(TokenKind::Name) =>
                {
                    found.push(self.wrong(at, TokenKind::Comma));
                    Entry::Start
                }
                // `on_call_rotation search ;` above its entries, where a `{` is missing
                (TokenKind::Stray | TokenKind::CloseBracket, Entry::Header)
                    if self.surplus.has(TokenKind::CloseBrace)
                        && (lexeme.kind == TokenKind::Stray || self.surplus.lists < 0)
                        && self.is_above_its_entries(at) =>
                {
                    found.push(self.wrong(at, TokenKind::OpenBrace));
                    open.push(Open::Block { at, is_wrong: false });
                    Entry::Start
                }
                // `tier oncall { timeout = 5m ;` where a `}` is missing
                (TokenKind::Stray | TokenKind::Colon, _)
                    if at + 1 == self.lexemes.len()
                        && !self.is(at, ")")
                        && self.surplus.has(TokenKind::OpenBrace)
                        && matches!(open.last(), Some(Open::Block { .. })) =>
                {
                    let opener = match open.pop() {
                        Some(Open::Block { at, .. }) => self.range(at),
                        _ => None,
                    };
                    let wrong = self.wrong(at, TokenKind::CloseBrace);
                    found.push(WrongSort { opener, ..wrong });
                    Entry::Other
                }
                // `escalation_policy payments:` above its entries
                (TokenKind::Colon | TokenKind::Comma, Entry::Header)
                    if (lexeme.kind == TokenKind::Colon
                        || self.surplus.has(TokenKind::CloseBrace))
                        && (self.is_above_its_entries(at) || self.is_before_its_entries(at)) =>
                {
                    found.push(self.wrong(at, TokenKind::OpenBrace));
                    open.push(Open::Block { at, is_wrong: true });
                    Entry::Start
                }
                (TokenKind::CloseBracket, _) if in_list && open.is_empty() => {
                    in_list = false;
                    Entry::Other
                }
                (kind, _) if self.closes(at) => {
                    let (range, is_wrong) = match open.pop() {
                        Some(Open::Block { at, is_wrong }) => (self.range(at), is_wrong),
                        Some(Open::List { is_wrong }) => {
                            if is_wrong && kind == TokenKind::CloseBrace {
                                let wrong = self.wrong(at, TokenKind::CloseBracket);
                                found.push(WrongSort { is_told: true, ..wrong });
                            }
                            entry = Entry::Other;
                            continue;
                        }
                        None => {
                            outside = outside.saturating_sub(1);
                            let Some(frame) = self.frames.get(outside) else { continue };
                            (Some(frame.range), frame.is_wrong)
                        }
                    };
                    let is_missing = kind == TokenKind::Stray && self.surplus.braces > 0;
                    if kind != TokenKind::CloseBrace && (is_wrong || is_missing) {
                        let wrong = self.wrong(at, TokenKind::CloseBrace);
                        found.push(WrongSort { opener: range, is_told: is_wrong, ..wrong });
                    }
                    Entry::Other
                }
                (TokenKind::Comma, _) if !matches!(open.last(), Some(Open::List { .. })) => {
                    Entry::Start
                }
                _ => Entry::Other,
            };
        }
        found
    }

    fn wrong(&self, at: usize, meant: TokenKind) -> WrongSort {
        let found = self.kind(at).unwrap_or(TokenKind::Stray);
        WrongSort { at, found, meant, opener: None, is_told: false }
    }

    /// Whether entries of a block follow a bracket behind a header.
    fn opens_block(&self, at: usize) -> bool {
        let behind = self.lexemes.get(at + 1..).unwrap_or_default();
        let is_bracket = self.kind(at) == Some(TokenKind::OpenBracket) || self.is(at, "(");
        is_bracket
            && match behind {
                [] => begins_entry(self.text, self.below),
                // `severity [ P1 "…" {` has one too many.
                entries => begins_entry(self.text, entries) && !opens(self.text, entries),
            }
    }

    /// Whether it ends its line, and deeper entries stand below.
    fn is_above_its_entries(&self, at: usize) -> bool {
        let indent =
            |lexemes: &[Lexeme]| lexemes.first().map(|first| self.indents.of(first.range.start()));
        at + 1 == self.lexemes.len()
            && begins_entry(self.text, self.below)
            && indent(self.below) > indent(self.lexemes)
    }

    /// `tier oncall: timeout = 10m }`: whether keys stand behind it, and a `}` of which the `{` is missing.
    fn is_before_its_entries(&self, at: usize) -> bool {
        at > 1
            && self.kind(at + 1) == Some(TokenKind::Name)
            && self.kind(at + 2) == Some(TokenKind::Equals)
            && self.surplus.has(TokenKind::CloseBrace)
    }

    /// Whether `key = {` is meant to be `key = [`: a `]` closes nothing.
    fn is_list_with_brace(&self) -> bool {
        self.surplus.braces > 0 && self.surplus.lists < 0
    }

    /// Whether values stand between the brace and the next one, at least two or one that is no name: `key = { a, b }`.
    fn is_list_in_braces(&self, at: usize) -> bool {
        let behind = self.lexemes.get(at + 1..).unwrap_or_default();
        let is_value = |it: &&Lexeme| it.kind.is_scalar() || it.kind == TokenKind::Comma;
        let inside = behind.iter().take_while(is_value).count();
        let values = behind.get(..inside).unwrap_or_default();
        let in_turn = values
            .iter()
            .enumerate()
            .all(|(at, it)| it.kind.is_scalar() == (at % 2 == 0) && !self.is_key_with_colon(it));
        let are_values = match values {
            [] => false,
            [alone] => alone.kind != TokenKind::Name,
            _ => true,
        };
        // `assignee = { ann@company.com }` with a `{` too many has the `}` of another.
        self.surplus.braces == 0
            && are_values
            && in_turn
            && behind.get(inside).is_some_and(|it| it.kind == TokenKind::CloseBrace)
    }

    /// Whether it could be a key, a colon and a value: no value of a key begins with `#` or `@`.
    fn is_key_with_colon(&self, lexeme: &Lexeme) -> bool {
        lexeme.kind == TokenKind::Channel
            && slice(self.text, lexeme.range)
                .split_once(':')
                .is_some_and(|(_, target)| !target.starts_with(['#', '@', '"']))
    }

    /// Whether a closer of any sort stands there; a `)` only where an entry or a line ends behind it.
    fn closes(&self, at: usize) -> bool {
        let ends =
            matches!(self.kind(at + 1), None | Some(TokenKind::Comma | TokenKind::CloseBrace));
        match self.kind(at) {
            Some(TokenKind::CloseBrace | TokenKind::CloseBracket) => true,
            Some(TokenKind::Stray) => ends && self.is(at, ")"),
            _ => false,
        }
    }

    fn is(&self, at: usize, text: &str) -> bool {
        self.range(at).is_some_and(|range| slice(self.text, range) == text)
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.lexemes.get(at).map(|it| it.kind)
    }

    fn range(&self, at: usize) -> Option<TextRange> {
        self.lexemes.get(at).map(|it| it.range)
    }
}

/// Whether these begin with a value of a list on a line of its own.
fn is_value(lexemes: &[Lexeme]) -> bool {
    let second = lexemes.get(1).map(|it| it.kind);
    lexemes.first().is_some_and(|it| it.kind.is_scalar())
        && matches!(second, None | Some(TokenKind::Comma | TokenKind::Newline))
}

/// Whether these begin with `NAME =`, `NAME:`, `NAME "…"`, or with the header of a block.
fn begins_entry(text: &str, lexemes: &[Lexeme]) -> bool {
    let second = lexemes.get(1).map(|it| it.kind);
    lexemes.first().is_some_and(|it| it.kind == TokenKind::Name)
        && (matches!(second, Some(TokenKind::Equals | TokenKind::Colon | TokenKind::String))
            || opens(text, lexemes))
}

/// Whether a `{` stands behind the first words, or at the line's end a `[`, `(` or `:` that is meant as one.
fn opens(text: &str, lexemes: &[Lexeme]) -> bool {
    let Some(at) = lexemes.iter().position(|it| !it.kind.is_scalar()) else { return false };
    let kind = |at: usize| lexemes.get(at).map(|it| it.kind);
    let ends_line = matches!(kind(at + 1), None | Some(TokenKind::Newline));
    match kind(at) {
        Some(TokenKind::OpenBrace) => true,
        Some(TokenKind::OpenBracket | TokenKind::Colon) => ends_line,
        Some(TokenKind::Stray) => {
            ends_line && lexemes.get(at).is_some_and(|it| slice(text, it.range) == "(")
        }
        _ => false,
    }
}
