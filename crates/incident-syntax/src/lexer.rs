//! From text to tokens, and what is wrong with single tokens.

mod address;
mod address_marks;
mod alike;
mod borrowed;
mod comments;
mod conflict;
mod diff;
mod foreign_comments;
mod foreign_texts;
mod hash_lines;
mod marked_lines;
mod memory;
mod odd_quotes;
mod outline;
mod pasted;
mod rules;
mod stray;
mod strings;
mod unquoted;

use incident_base::{TextRange, TextSize};
use logos::Logos;

use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::token::{Token, TokenKind};
use odd_quotes::Odd;
use rules::{Rule, Scanner};
pub(crate) use stray::stray_characters;

/// A text's tokens and what is wrong with single ones. Stray characters are left to the grammar, which
/// knows what else on their line is skipped.
#[derive(Debug)]
pub(crate) struct Lexed {
    pub(crate) tokens: Vec<Token>,
    /// In the order of their places.
    pub(crate) errors: Vec<SyntaxError>,
    /// How many brackets more are opened than closed on lines that begin with `#`.
    pub(crate) hash_depth: i64,
    /// Characters and tokens looked at, beyond the one pass over the text.
    pub(crate) work: u64,
}

/// Cuts a text shorter than 4 GiB into tokens that cover it without gaps.
pub(crate) fn lex(text: &str) -> Lexed {
    cut(text, false)
}

/// The same for a text whose lines with `#` open or close what the lines around them need.
pub(crate) fn lex_with_hash_lines(text: &str) -> Lexed {
    cut(text, true)
}

/// The sort of a text that is a name or a channel and nothing else. It is asked for every value of these sorts, which
/// makes no list of tokens.
pub(crate) fn whole(text: &str) -> Option<TokenKind> {
    let mut scanner = Rule::lexer(text);
    let kind = match scanner.next()? {
        Ok(Rule::Name) => TokenKind::Name,
        Ok(Rule::Channel) => TokenKind::Channel,
        _ => return None,
    };
    scanner.remainder().is_empty().then_some(kind)
}

fn cut(text: &str, hash_lines_hold: bool) -> Lexed {
    const MARK: &str = "\u{FEFF}";
    let body = text.strip_prefix(MARK).unwrap_or(text);
    let mut cutter = Cutter {
        text,
        base: text.len() - body.len(),
        tokens: Vec::with_capacity(text.len() / 5 + 1),
        errors: Vec::new(),
        quotes: stray::Quotes::default(),
        conflict: conflict::Conflict::default(),
        diff: diff::Diff::default(),
        pasted: pasted::Pasted::default(),
        no_here_end: false,
        is_fenced: false,
        return_reported: false,
        hash_lines_hold,
    };
    if cutter.base > 0 {
        cutter.push(TokenKind::ByteOrderMark, 0, cutter.base);
    }
    let mut scanner = Rule::lexer(body);
    cutter.line_mark(&mut scanner);
    while let Some(rule) = scanner.next() {
        match rule {
            Ok(rule) => cutter.take(rule, &mut scanner),
            Err(()) => cutter.unknown(&mut scanner),
        }
    }
    let work = scanner.extras.searched + cutter.tokens.len() as u64;
    let hash_depth = scanner.extras.hash_lines.depth;
    Lexed { tokens: cutter.tokens, errors: cutter.errors, hash_depth, work }
}

struct Cutter<'t> {
    text: &'t str,
    /// Length of the byte order mark.
    base: usize,
    tokens: Vec<Token>,
    errors: Vec<SyntaxError>,
    quotes: stray::Quotes,
    conflict: conflict::Conflict,
    diff: diff::Diff,
    pasted: pasted::Pasted,
    /// The end of a text that `<<` begins was looked for to the end of the file in vain.
    no_here_end: bool,
    /// A line of Markdown that begins a text was reported.
    is_fenced: bool,
    /// A carriage return without a line feed was reported.
    return_reported: bool,
    /// What lines with `#` open and close counts.
    hash_lines_hold: bool,
}

impl Cutter<'_> {
    fn take(&mut self, rule: Rule, scanner: &mut Scanner<'_>) {
        let kind = match rule {
            Rule::Blank => TokenKind::Blank,
            Rule::Newline => return self.newline(scanner),
            Rule::LoneReturn => {
                if !std::mem::replace(&mut self.return_reported, true) {
                    self.report(SyntaxErrorKind::LoneReturn, self.here(scanner));
                }
                return self.newline(scanner);
            }
            Rule::LineComment | Rule::DocComment | Rule::BlockComment => {
                self.turned_text(scanner);
                match rule {
                    Rule::LineComment => TokenKind::LineComment,
                    Rule::DocComment => TokenKind::DocComment,
                    _ => TokenKind::BlockComment,
                }
            }
            Rule::Name | Rule::Number | Rule::Word => return self.word(rule, scanner),
            Rule::Email => return self.address(scanner),
            Rule::Channel => TokenKind::Channel,
            Rule::String => TokenKind::String,
            Rule::OpenBrace => {
                scanner.extras.open_lists = 0;
                TokenKind::OpenBrace
            }
            Rule::CloseBrace => {
                scanner.extras.open_lists = 0;
                scanner.extras.empty_string = None;
                TokenKind::CloseBrace
            }
            Rule::OpenBracket => {
                scanner.extras.open_lists += 1;
                TokenKind::OpenBracket
            }
            Rule::CloseBracket => {
                scanner.extras.open_lists = scanner.extras.open_lists.saturating_sub(1);
                TokenKind::CloseBracket
            }
            Rule::Equals => {
                scanner.extras.empty_string = None;
                TokenKind::Equals
            }
            Rule::Colon => TokenKind::Colon,
            Rule::Comma => TokenKind::Comma,
            Rule::LoneQuote | Rule::UnopenedString | Rule::SurplusQuote
                if self.quote_before_sign(scanner) =>
            {
                return;
            }
            Rule::LoneQuote => return self.stray(scanner),
            Rule::BadEscapes => {
                self.bad_escapes(scanner);
                TokenKind::Malformed
            }
            Rule::UnterminatedComment => {
                let opener = self.range(scanner.span().start, scanner.span().start + 2);
                self.report(SyntaxErrorKind::UnterminatedComment, opener);
                TokenKind::BlockComment
            }
            Rule::UnterminatedString => {
                self.report(SyntaxErrorKind::UnterminatedString, self.here(scanner));
                TokenKind::Malformed
            }
            Rule::MixedQuotes => {
                self.report(quotes(scanner.slice()), self.here(scanner));
                TokenKind::Malformed
            }
            Rule::DoubledQuote => {
                let start = scanner.span().start;
                self.report_stray("\"\"", self.range(start, start + 2));
                TokenKind::Malformed
            }
            Rule::UnopenedString => return self.unopened(scanner),
            Rule::SurplusQuote => {
                self.report(SyntaxErrorKind::Surplus { text: "\"" }, self.here(scanner));
                return self.stray(scanner);
            }
            Rule::QuoteInside => {
                if let Some(Odd::Inside(at)) = scanner.extras.odd_quote.take() {
                    let kind = SyntaxErrorKind::Surplus { text: "\"" };
                    self.report(kind, self.range(at, at + 1));
                }
                TokenKind::Malformed
            }
            Rule::OddQuotes => {
                self.report(SyntaxErrorKind::OddQuotes, self.here(scanner));
                TokenKind::Malformed
            }
            Rule::StringOverLines => {
                self.report(SyntaxErrorKind::StringOverLines, self.here(scanner));
                TokenKind::Malformed
            }
            Rule::UnterminatedLongString => {
                let opener = self.range(scanner.span().start, scanner.span().start + 3);
                self.report(SyntaxErrorKind::UnterminatedLongString, opener);
                TokenKind::Malformed
            }
            Rule::LongStringClosedByFewer => {
                let text = scanner.slice();
                let closer = if text.ends_with("\"\"") { 2 } else { 1 };
                let range = self.range(scanner.span().end - closer, scanner.span().end);
                let text = "\"".repeat(closer);
                let kind = SyntaxErrorKind::StrayCharacters { text, instead: Some("\"\"\"") };
                self.report(kind, range);
                TokenKind::Malformed
            }
            Rule::LateLongQuote => return self.late_long_quote(scanner),
            Rule::Unquoted => {
                self.unquoted(scanner.slice(), self.here(scanner));
                TokenKind::Malformed
            }
            Rule::WrongEquals => {
                if self.other_side(scanner) {
                    return;
                }
                let text = scanner.slice().to_owned();
                let instead = Some("=").filter(|_| self.is_behind_key(scanner));
                // `[alice -> bob]`
                if instead.is_none() && matches!(text.as_str(), "->" | "+=") {
                    return self.stray(scanner);
                }
                let kind = SyntaxErrorKind::StrayCharacters { text, instead };
                self.report(kind, self.here(scanner));
                TokenKind::Equals
            }
        };
        self.push(kind, scanner.span().start + self.base, scanner.span().end + self.base);
    }

    fn newline(&mut self, scanner: &mut Scanner<'_>) {
        let last = self
            .tokens
            .last()
            .filter(|last| last.kind == TokenKind::String && self.slice(last.range) == "\"\"");
        if last.is_some() {
            scanner.extras.empty_string = Some(self.tokens.len() - 1);
        }
        self.push_here(TokenKind::Newline, scanner);
        self.line_mark(scanner);
    }

    /// Where a line begins: takes what a diff or another program put before it.
    fn line_mark(&mut self, scanner: &mut Scanner<'_>) {
        let tokens = self.tokens.len();
        self.diff_mark(scanner);
        if self.tokens.len() == tokens {
            self.pasted_mark(scanner);
        }
    }

    /// A `"""` that begins a line below a `""`: the opening quotes lack one. Both and all between them
    /// become one token.
    fn late_long_quote(&mut self, scanner: &mut Scanner<'_>) {
        let first = scanner.extras.empty_string.take().unwrap_or(self.tokens.len());
        let Some(opener) = self.tokens.get(first).copied() else { return self.stray(scanner) };
        self.tokens.truncate(first);
        while self.errors.pop_if(|last| last.range.start() >= opener.range.start()).is_some() {}
        let text = "\"\"".to_owned();
        let kind = SyntaxErrorKind::StrayCharacters { text, instead: Some("\"\"\"") };
        self.report(kind, opener.range);
        let end = scanner.span().end + self.base;
        self.push(TokenKind::Malformed, opener.range.start().into(), end);
    }

    /// `description = Takes the money"`: the text and its quote become one token. In a header it is not known
    /// with which of the words it begins: with the last, unless there is a comma.
    fn unopened(&mut self, scanner: &Scanner<'_>) {
        use TokenKind::{
            Blank, Channel, Colon, Comma, Email, Equals, Malformed, Name, Number, OpenBracket,
            Stray,
        };
        let in_list = scanner.extras.open_lists > 0;
        let of_text = |kind| match kind {
            Blank | Name | Number | Email | Channel | Malformed | Stray => true,
            Comma => !in_list,
            _ => false,
        };
        let end = scanner.span().end + self.base;
        let behind = self.tokens.iter().rposition(|token| !of_text(token.kind));
        let before = behind.and_then(|at| self.tokens.get(at)).map(|token| token.kind);
        let run = behind.map_or(0, |at| self.before_comparison(at).unwrap_or(at) + 1);
        let position = |wanted: TokenKind| {
            self.tokens.iter().skip(run).position(|token| token.kind == wanted).map(|at| run + at)
        };
        let known = matches!(before, Some(Equals | Colon | OpenBracket | Comma))
            && !self.is_comparison(run.saturating_sub(1));
        let first = match position(Comma) {
            _ if known => self.tokens.iter().skip(run).position(|token| token.kind != Blank),
            Some(comma) => comma.checked_sub(run + 1),
            None => None,
        };
        let first = first.map_or(self.tokens.len().saturating_sub(1), |at| run + at);
        let Some(token) = self.tokens.get(first).copied() else { return self.stray(scanner) };
        let reported = self.tokens.last().is_some_and(|last| last.kind == Malformed);
        let range = text_range(token.range.start().into(), end);
        let other_quote = self.slice(range).starts_with(stray::is_typographic_quote);
        self.tokens.truncate(first);
        self.push(Malformed, token.range.start().into(), end);
        if reported && !other_quote {
            self.only_quoted_at_its_end(token.range.start(), end);
            return;
        }
        while self.errors.pop_if(|last| last.range.start() >= token.range.start()).is_some() {}
        if other_quote {
            let kind = quotes(self.slice(range));
            return self.report(kind, range);
        }
        let text = self.slice(range).strip_suffix('"').filter(|_| known).map(str::to_owned);
        self.report(SyntaxErrorKind::UnopenedString { text }, range);
    }

    /// Whether a token is a `==`, or the `=` of a `>=`.
    fn is_comparison(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let is_glued = before.is_some_and(|before| before.kind == TokenKind::Stray);
        self.tokens.get(at).is_some_and(|token| {
            token.kind == TokenKind::Equals && (is_glued || self.slice(token.range) != "=")
        })
    }

    /// `query = up == 0"`: a `==` or `>=` belongs to a text that a `=` before it begins; that one's number.
    fn before_comparison(&self, at: usize) -> Option<usize> {
        use TokenKind::{Blank, Channel, Equals, Malformed, Name, Number, Stray};
        let before = self.tokens.get(..at).filter(|_| self.is_comparison(at))?;
        let is_text = |kind| matches!(kind, Blank | Name | Number | Channel | Malformed | Stray);
        let first = before.iter().rposition(|token| !is_text(token.kind))?;
        before.get(first).filter(|token| token.kind == Equals).map(|_| first)
    }

    /// `https://company.com/runbook"`: of what needs quotes, one is there.
    fn only_quoted_at_its_end(&mut self, start: TextSize, end: usize) {
        let Some(last) = self.errors.last_mut() else { return };
        if let SyntaxErrorKind::Unquoted { text } = &last.kind
            && usize::from(last.range.end()) + 1 == end
        {
            let text = Some(text.clone()).filter(|_| last.range.start() == start);
            last.kind = SyntaxErrorKind::UnopenedString { text };
            last.range = text_range(last.range.start().into(), end);
        }
    }

    /// One error a string: `C:\docs\runbook` is one mistake.
    fn bad_escapes(&mut self, scanner: &Scanner<'_>) {
        let token = scanner.slice();
        let quote = token.find('"').unwrap_or_default();
        let long = token.get(quote..).is_some_and(|text| text.starts_with("\"\"\""));
        let quotes = if long { 3 } else { 1 };
        let start = quote + quotes;
        let text = token.get(start..token.len().saturating_sub(quotes)).unwrap_or_default();
        if let Some(escape) = strings::bad_escapes(text).next() {
            let written = text.get(escape.clone()).unwrap_or_default().to_owned();
            let offset = scanner.span().start + start;
            let range = self.range(offset + escape.start, offset + escape.end);
            self.report(SyntaxErrorKind::BadEscape { escape: written }, range);
        }
    }

    fn report(&mut self, kind: SyntaxErrorKind, range: TextRange) {
        self.errors.push(SyntaxError { kind, range, related: None });
    }

    fn push_here(&mut self, kind: TokenKind, scanner: &Scanner<'_>) {
        self.push(kind, scanner.span().start + self.base, scanner.span().end + self.base);
    }

    fn push(&mut self, kind: TokenKind, start: usize, end: usize) {
        self.tokens.push(Token { kind, range: text_range(start, end) });
    }

    fn here(&self, scanner: &Scanner<'_>) -> TextRange {
        self.range(scanner.span().start, scanner.span().end)
    }

    /// A range of the text from offsets behind the byte order mark.
    fn range(&self, start: usize, end: usize) -> TextRange {
        text_range(start + self.base, end + self.base)
    }

    fn slice(&self, range: TextRange) -> &str {
        self.text.get(range.start().into()..range.end().into()).unwrap_or_default()
    }
}

/// A text that stands between other quotes than `"`.
fn quotes(text: &str) -> SyntaxErrorKind {
    SyntaxErrorKind::StrayCharacters { text: text.to_owned(), instead: Some("\"") }
}

/// Offsets of a text that is known to be shorter than 4 GiB.
fn text_range(start: usize, end: usize) -> TextRange {
    TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32))
}
