//! Which brackets a text has too many of.

use crate::error::SyntaxErrorKind;
use crate::lexeme::Lexeme;
use crate::token::TokenKind;

/// How many brackets more are opened than closed, both sorts together.
pub(crate) fn depth(lexemes: &[Lexeme]) -> i64 {
    let surplus = Surplus::of(lexemes);
    surplus.braces + surplus.lists
}

/// How many brackets more are opened than closed.
pub(super) struct Surplus {
    pub(super) braces: i64,
    pub(super) lists: i64,
}

impl Surplus {
    pub(super) fn of(lexemes: &[Lexeme]) -> Self {
        let mut surplus = Self { braces: 0, lists: 0 };
        lexemes.iter().for_each(|lexeme| surplus.count(lexeme.kind, 1));
        surplus
    }

    /// Whether the text has one of these too many, and no other bracket that it could be mistaken for.
    pub(super) fn has(&self, kind: TokenKind) -> bool {
        match kind {
            TokenKind::OpenBrace => self.braces > 0 && self.lists >= 0,
            TokenKind::CloseBrace => self.braces < 0 && self.lists <= 0,
            TokenKind::OpenBracket => self.lists > 0 && self.braces >= 0,
            TokenKind::CloseBracket => self.lists < 0 && self.braces <= 0,
            TokenKind::Comma => true,
            _ => false,
        }
    }

    /// Whether one more of these closers, and one less of the others, would make the brackets balance better.
    pub(super) fn is_mistaken_for(&self, closer: TokenKind) -> bool {
        match closer {
            TokenKind::CloseBracket => self.lists > 0 && self.braces < 0,
            _ => self.braces > 0 && self.lists < 0,
        }
    }

    /// Takes note that a bracket is left out, or read as one of another sort.
    pub(super) fn read_as(&mut self, found: TokenKind, instead: Option<TokenKind>) {
        self.count(found, -1);
        if let Some(instead) = instead {
            self.count(instead, 1);
        }
    }

    /// Takes note that a bracket is put in.
    pub(super) fn add(&mut self, kind: TokenKind) {
        self.count(kind, 1);
    }

    fn count(&mut self, kind: TokenKind, times: i64) {
        match kind {
            TokenKind::OpenBrace => self.braces += times,
            TokenKind::CloseBrace => self.braces -= times,
            TokenKind::OpenBracket => self.lists += times,
            TokenKind::CloseBracket => self.lists -= times,
            _ => {}
        }
    }
}

/// What is said of a bracket too many.
pub(super) fn surplus(kind: TokenKind) -> SyntaxErrorKind {
    SyntaxErrorKind::Surplus { text: written(kind) }
}

/// A bracket or comma as it is written.
pub(super) fn written(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::OpenBrace => "{",
        TokenKind::OpenBracket => "[",
        TokenKind::CloseBrace => "}",
        TokenKind::CloseBracket => "]",
        _ => ",",
    }
}
