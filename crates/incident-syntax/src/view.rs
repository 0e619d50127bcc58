//! What the grammar sees: lexemes whose brackets balance, with line breaks only where they end an entry.

use incident_base::{TextRange, TextSize};

use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::lexeme::{Lexeme, slice};
use crate::token::TokenKind;

/// Blocks and lists in each other. More have no use, and a limit keeps every walk over a tree shallow.
pub const DEPTH_LIMIT: u32 = 64;

/// What could stand where an entry begins, in the words of messages.
pub(crate) const ENTRY: &str = "a key or a block";

/// Kinds for the grammar and, beside them, places for what it builds.
#[derive(Debug, Default)]
pub(crate) struct View {
    pub(crate) kinds: Vec<TokenKind>,
    pub(crate) ranges: Vec<TextRange>,
}

impl View {
    fn push(&mut self, kind: TokenKind, range: TextRange) {
        self.kinds.push(kind);
        self.ranges.push(range);
    }

    fn pop(&mut self) {
        self.kinds.pop();
        self.ranges.pop();
    }

    /// The range of one of them; the end of the last for a number past it.
    pub(crate) fn range(&self, at: usize) -> TextRange {
        self.ranges.get(at).copied().unwrap_or_else(|| TextRange::empty(self.end()))
    }

    pub(crate) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.kinds.get(at).copied()
    }

    fn end(&self) -> TextSize {
        self.ranges.last().map(|last| last.end()).unwrap_or_default()
    }
}

/// Where in an entry the next lexeme stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    /// At the beginning of a body, before its first entry.
    First,
    /// Before an entry.
    Start,
    /// Behind a kind and only labels.
    Header,
    /// Anywhere else.
    Inside,
}

/// Makes the view of lexemes whose brackets balance.
pub(crate) fn view(text: &str, lexemes: &[Lexeme], errors: &mut Vec<SyntaxError>) -> View {
    let mut builder = Builder {
        text,
        view: View {
            kinds: Vec::with_capacity(lexemes.len()),
            ranges: Vec::with_capacity(lexemes.len()),
        },
        errors,
        open: Vec::new(),
        position: Position::First,
        header_above: false,
        comma_reported: false,
        behind_block: false,
    };
    let mut skipped: Option<usize> = None;
    let mut too_deep_reported = false;
    for (at, lexeme) in lexemes.iter().enumerate() {
        if let Some(depth) = skipped.as_mut() {
            match lexeme.kind {
                TokenKind::OpenBrace | TokenKind::OpenBracket => *depth += 1,
                TokenKind::CloseBrace | TokenKind::CloseBracket => *depth -= 1,
                _ => {}
            }
            if *depth == 0 {
                skipped = None;
            }
            continue;
        }
        let opens = matches!(lexeme.kind, TokenKind::OpenBrace | TokenKind::OpenBracket);
        if opens && builder.open.len() >= DEPTH_LIMIT as usize {
            if !too_deep_reported {
                too_deep_reported = true;
                let kind = SyntaxErrorKind::TooDeep { limit: DEPTH_LIMIT };
                builder.report(kind, lexeme.range);
            }
            builder.too_deep(lexeme);
            skipped = Some(1);
            continue;
        }
        let next = lexemes.get(at + 1).map(|next| next.kind);
        builder.take(lexeme, next);
    }
    builder.view
}

struct Builder<'t> {
    text: &'t str,
    view: View,
    errors: &'t mut Vec<SyntaxError>,
    open: Vec<TokenKind>,
    position: Position,
    /// The line above is a header without a brace.
    header_above: bool,
    /// A comma at the top level was reported on this line.
    comma_reported: bool,
    /// The lexeme before closed a block.
    behind_block: bool,
}

impl Builder<'_> {
    fn take(&mut self, lexeme: &Lexeme, next: Option<TokenKind>) {
        let in_list = self.open.last() == Some(&TokenKind::OpenBracket);
        if std::mem::take(&mut self.behind_block) && lexeme.kind == TokenKind::Name {
            self.separator_missing(lexeme);
        }
        self.behind_block = lexeme.kind == TokenKind::CloseBrace;
        let at_start = matches!(self.position, Position::First | Position::Start);
        match lexeme.kind {
            TokenKind::Newline => {
                self.comma_reported = false;
                if in_list {
                    return;
                }
                self.header_above = self.position == Position::Header;
                if self.position != Position::First {
                    self.position = Position::Start;
                }
                return self.view.push(lexeme.kind, lexeme.range);
            }
            TokenKind::OpenBrace => {
                if at_start && self.header_above && !in_list {
                    // The line break between header and brace.
                    self.view.pop();
                    self.report(SyntaxErrorKind::BraceOnNextLine, lexeme.range);
                }
                self.open.push(lexeme.kind);
                self.position = Position::First;
            }
            TokenKind::OpenBracket => {
                self.open.push(lexeme.kind);
                self.position = Position::Inside;
            }
            TokenKind::CloseBrace | TokenKind::CloseBracket => {
                self.open.pop();
                self.position = Position::Inside;
            }
            TokenKind::Comma if in_list => {}
            // `tier boss, { … }`: the comma would cut the block off from its body.
            TokenKind::Comma
                if self.position == Position::Header && next == Some(TokenKind::OpenBrace) =>
            {
                let kind = SyntaxErrorKind::Unexpected {
                    found: "`,`".to_owned(),
                    expected: "`{`".to_owned(),
                };
                return self.report(kind, lexeme.range);
            }
            TokenKind::Comma if self.open.is_empty() || self.position == Position::First => {
                return self.stray_comma(lexeme);
            }
            TokenKind::Comma => self.position = Position::Start,
            TokenKind::Stray if at_start => {}
            TokenKind::Name if at_start && !in_list => self.position = Position::Header,
            TokenKind::Channel if at_start && self.is_behind_channel() => {
                self.position = Position::Inside;
            }
            TokenKind::Channel | TokenKind::Malformed if at_start && !in_list => {
                self.header_above = false;
                return self.key_with_colon(lexeme);
            }
            kind if kind.is_scalar() && self.position == Position::Header => {}
            _ => self.position = Position::Inside,
        }
        self.header_above = false;
        self.view.push(lexeme.kind, lexeme.range);
    }

    /// `notify_channels = slack:#a, slack:#b`: a second channel is no key with its value.
    fn is_behind_channel(&self) -> bool {
        self.view.kinds.ends_with(&[TokenKind::Channel, TokenKind::Comma])
    }

    /// `a { } b { }` on one line: two entries, and what should part them is missing.
    fn separator_missing(&mut self, lexeme: &Lexeme) {
        let expected = if self.open.is_empty() { "a line end" } else { "`,` or a line end" };
        let kind = SyntaxErrorKind::Unexpected {
            found: format!("the name `{}`", slice(self.text, lexeme.range)),
            expected: expected.to_owned(),
        };
        self.report(kind, lexeme.range);
        self.view.push(TokenKind::Newline, TextRange::empty(lexeme.range.start()));
        self.position = Position::Start;
        self.header_above = false;
    }

    /// What stands too deep is something malformed where a value or a body would be.
    fn too_deep(&mut self, lexeme: &Lexeme) {
        if lexeme.kind == TokenKind::OpenBracket {
            self.view.push(TokenKind::Malformed, lexeme.range);
        }
        self.position = Position::Inside;
        self.header_above = false;
    }

    /// Commas separate entries in braces only, and behind an entry.
    fn stray_comma(&mut self, lexeme: &Lexeme) {
        if !self.comma_reported {
            self.comma_reported = true;
            let expected = if self.position == Position::First || self.position == Position::Start {
                ENTRY
            } else {
                "a line end"
            };
            let kind = SyntaxErrorKind::Unexpected {
                found: "`,`".to_owned(),
                expected: expected.to_owned(),
            };
            self.report(kind, lexeme.range);
        }
        if self.open.is_empty() && !matches!(self.position, Position::First | Position::Start) {
            self.view.push(TokenKind::Newline, lexeme.range);
            self.position = Position::Start;
            self.header_above = false;
        }
    }

    /// `timeout:10m` looks like a channel, but where an entry begins it is a key, a colon and a value. In
    /// `runbook:https://…` the missing quotes were reported, and that is enough for one line.
    fn key_with_colon(&mut self, lexeme: &Lexeme) {
        self.position = Position::Inside;
        let text = slice(self.text, lexeme.range);
        let parts = text.split_once(':').filter(|(key, value)| {
            let is_channel = lexeme.kind == TokenKind::Channel;
            // No value of a key begins like that.
            let is_none: &[char] = if is_channel { &['#', '@'] } else { &['/', '\\'] };
            (is_channel || sort(key) == TokenKind::Name) && !value.starts_with(is_none)
        });
        let Some((key, value)) = parts else { return self.view.push(lexeme.kind, lexeme.range) };
        let (operator, kind) = match lexeme.kind {
            TokenKind::Channel => (TokenKind::Colon, sort(value)),
            kind => (TokenKind::Equals, kind),
        };
        let start = lexeme.range.start();
        let colon = start + TextSize::of(key);
        let behind = colon + TextSize::of(':');
        self.view.push(TokenKind::Name, TextRange::new(start, colon));
        self.view.push(operator, TextRange::new(colon, behind));
        self.view.push(kind, TextRange::new(behind, lexeme.range.end()));
    }

    fn report(&mut self, kind: SyntaxErrorKind, range: TextRange) {
        self.errors.push(SyntaxError { kind, range, related: None });
    }
}

/// Which sort of token a text would be on its own.
fn sort(text: &str) -> TokenKind {
    let mut tokens = crate::lexer::lex(text).tokens.into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(token), None) => token.kind,
        _ => TokenKind::Stray,
    }
}
