//! Where brackets do not balance, indentation tells where blocks end.
//!
//! - An entry no deeper than the line of a block's opener, or a `}` left of it, closes that block.
//! - A header without `{` above a deeper entry opens a block.
//! - A line that starts `NAME =`, `NAME "…"`, `NAME … {` or `}` ends an open list, and so does a `{` in
//!   the line that opened it, if it is not closed there.
//! - A `}` that would close a block although the next line still belongs to it closes nothing.

use incident_base::TextRange;

use super::edits::Edits;
use super::line::{Shape, shape};
use super::pairs::{Pair, line_indent};
use super::report;
use crate::error::{Entries, SyntaxError, SyntaxErrorKind};
use crate::indents::Indents;
use crate::lexeme::{Lexeme, slice};
use crate::token::TokenKind;
use crate::view::{DEPTH_LIMIT, ENTRY};

/// An open bracket.
#[derive(Clone, Copy)]
struct Frame {
    /// Its number; `None` for one that was put in.
    opener: Option<usize>,
    kind: TokenKind,
    /// The indentation of its line.
    indent: u32,
    /// The number of the first lexeme of its line.
    line: usize,
    /// Its closer's number, where the braces in it balance and only its lists do not: layout then has no
    /// say in where it ends.
    closer: Option<usize>,
}

/// A header at the end of its line, waiting for a brace.
#[derive(Clone, Copy)]
struct Header {
    first: usize,
    end: usize,
    indent: u32,
}

pub(super) struct Layout<'t> {
    text: &'t str,
    lexemes: &'t [Lexeme],
    partners: &'t [Option<Pair>],
    indents: &'t Indents<'t>,
    errors: &'t mut Vec<SyntaxError>,
    edits: Edits,
    frames: Vec<Frame>,
    /// The closers of those frames that layout has no say in.
    closers: Vec<usize>,
    /// How many of the frames are braces.
    braces: usize,
    /// First lexeme and indentation of the line reached.
    line: usize,
    indent: u32,
    header: Option<Header>,
    /// The `=` that a list without its `[` would stand behind.
    list_key: Option<usize>,
    /// The line for which the one below was looked up, and that one.
    next_line: Option<(usize, usize)>,
    visited: u64,
}

impl<'t> Layout<'t> {
    pub(super) fn new(
        text: &'t str,
        lexemes: &'t [Lexeme],
        partners: &'t [Option<Pair>],
        indents: &'t Indents<'t>,
        errors: &'t mut Vec<SyntaxError>,
    ) -> Self {
        Self {
            text,
            lexemes,
            partners,
            indents,
            errors,
            edits: Edits::default(),
            frames: Vec::new(),
            closers: Vec::new(),
            braces: 0,
            line: 0,
            indent: 0,
            header: None,
            list_key: None,
            next_line: None,
            visited: 0,
        }
    }

    pub(super) fn finish(self) -> (Edits, u64) {
        (self.edits, self.visited)
    }

    pub(super) fn run(&mut self) {
        let mut at = 0;
        let mut opening = None;
        while let Some(lexeme) = self.lexemes.get(at).copied() {
            self.visited += 1;
            let begins_line = at == 0 || self.kind(at - 1) == Some(TokenKind::Newline);
            if begins_line {
                opening = self.begin_line(at);
            }
            if opening == Some(at) {
                opening = None;
                self.open_before(at);
            }
            if lexeme.kind == TokenKind::OpenBracket && self.list_key == at.checked_sub(1) {
                self.list_key = None;
            }
            if self.is_doubled(at) {
                self.remove_doubled(at);
                at += 1;
                continue;
            }
            if lexeme.kind == TokenKind::OpenBrace {
                while self.opens_block_in_list(at) {
                    self.close_unclosed(at, lexeme.range);
                }
            }
            // A whole pair is left as it is.
            if let Some(Pair { closer, whole: true }) = self.partner(at) {
                if lexeme.kind == TokenKind::OpenBrace {
                    self.list_key = None;
                }
                at = closer + 1;
                continue;
            }
            match lexeme.kind {
                TokenKind::OpenBrace => self.open_brace(at),
                TokenKind::OpenBracket => self.push(Some(at), TokenKind::OpenBracket, self.line),
                TokenKind::CloseBrace => self.close_brace(at),
                TokenKind::CloseBracket => self.close_bracket(at),
                TokenKind::Equals => self.equals(at),
                _ => {}
            }
            at += 1;
        }
        let end = TextRange::empty(incident_base::TextSize::of(self.text));
        while !self.frames.is_empty() {
            self.close_unclosed(self.lexemes.len(), end);
        }
    }

    /// Decides what a line closes and opens; the lexeme before which a `{` is missing.
    fn begin_line(&mut self, at: usize) -> Option<usize> {
        self.line = at;
        self.indent = line_indent(self.lexemes, self.indents, at);
        let mut shape = shape(self.lexemes, at, &mut self.visited);
        // In a list that goes on, `slack:#incidents` is a channel and no key with its value.
        if self.kind(at) == Some(TokenKind::Channel) && self.goes_on_above(at) {
            shape = Shape::Other;
        }
        let here = self.range(at);
        let header = self.header.take();
        let ends_list = match shape {
            Shape::Closer | Shape::Attribute | Shape::Block | Shape::Braceless { .. } => true,
            // `component "Refunds"`
            Shape::Header { .. } => self.kind(at + 1) == Some(TokenKind::String),
            Shape::Opener | Shape::Other => false,
        };
        if ends_list {
            while self.top_is(TokenKind::OpenBracket) {
                self.close_unclosed(at, here);
            }
        }
        if self.top_is(TokenKind::OpenBracket) {
            return None;
        }
        self.list_key = self.list_key.filter(|_| self.list_may_go_on(at, shape));
        if self.frames.last().is_some_and(|top| top.closer.is_some()) {
            return None;
        }
        if let Some(header) = header {
            self.open_below(header, at, shape);
        }
        match shape {
            Shape::Closer => {
                while self.braces > 1 && self.top_by_layout().is_some_and(|top| self.indent < top) {
                    self.close_unclosed(at, here);
                }
            }
            Shape::Opener => {}
            _ if matches!(self.kind(at), Some(TokenKind::Comma | TokenKind::CloseBracket)) => {}
            _ => {
                while self.top_by_layout().is_some_and(|top| self.indent <= top) {
                    self.close_unclosed(at, here);
                }
            }
        }
        match shape {
            Shape::Header { end } => {
                self.header = Some(Header { first: at, end, indent: self.indent });
                None
            }
            Shape::Braceless { key } => Some(key),
            _ => None,
        }
    }

    /// Whether a list without its `[` may have begun above this line: its words may stand on lines of their own.
    fn list_may_go_on(&self, at: usize, shape: Shape) -> bool {
        let goes_on = self.goes_on_above(at);
        match shape {
            Shape::Other => goes_on,
            Shape::Header { end } => goes_on && end == at + 1,
            _ => false,
        }
    }

    /// Whether the line above ends where a value of a list may follow.
    fn goes_on_above(&self, at: usize) -> bool {
        let above = at.checked_sub(2).and_then(|above| self.kind(above));
        matches!(above, Some(TokenKind::Equals | TokenKind::Comma | TokenKind::OpenBracket))
    }

    /// A header without `{` and the line below it.
    fn open_below(&mut self, header: Header, at: usize, shape: Shape) {
        let deeper = match shape {
            Shape::Opener => false,
            Shape::Closer => {
                let around = self.frames.last().map(|top| top.indent);
                self.indent == header.indent && around.is_none_or(|around| around < self.indent)
            }
            _ => self.indent > header.indent,
        };
        if !deeper {
            return;
        }
        self.missing_brace(header.first, header.end, self.range(at), Entries::Below);
        self.frames.push(Frame {
            opener: None,
            kind: TokenKind::OpenBrace,
            indent: header.indent,
            line: header.first,
            closer: None,
        });
        self.braces += 1;
    }

    /// `tier oncall timeout = 10m }`: the brace before the key is missing.
    fn open_before(&mut self, key: usize) {
        self.missing_brace(self.line, key, self.range(key), Entries::Closed);
        self.push(None, TokenKind::OpenBrace, self.line);
    }

    fn missing_brace(&mut self, first: usize, end: usize, entry: TextRange, entries: Entries) {
        let kind = slice(self.text, self.range(first)).to_owned();
        let range = self.range(first).cover(self.range(end - 1));
        report(self.errors, SyntaxErrorKind::MissingBrace { kind, entries }, range, Some(entry));
        self.edits.insert(end, TokenKind::OpenBrace);
    }

    fn open_brace(&mut self, at: usize) {
        self.list_key = None;
        self.push(Some(at), TokenKind::OpenBrace, self.line);
    }

    /// `{ {` where the outer one has no partner.
    fn is_doubled(&self, at: usize) -> bool {
        let before = at.checked_sub(1);
        self.kind(at) == Some(TokenKind::OpenBrace)
            && before.is_some_and(|before| self.kind(before) == Some(TokenKind::OpenBrace))
    }

    /// `group Core [ {` with the `}` on another line: no list holds a block.
    fn opens_block_in_list(&mut self, at: usize) -> bool {
        let list = self.frames.last().filter(|top| top.kind == TokenKind::OpenBracket);
        list.is_some_and(|list| list.line == self.line)
            && match self.partner(at) {
                Some(Pair { closer, .. }) => closer >= self.next_line(at),
                None => true,
            }
    }

    /// One error for a run of them.
    fn remove_doubled(&mut self, at: usize) {
        if at < 2 || self.kind(at - 2) != Some(TokenKind::OpenBrace) {
            let found = "`{`".to_owned();
            let kind = SyntaxErrorKind::Unexpected { found, expected: ENTRY.to_owned() };
            report(self.errors, kind, self.range(at), None);
        }
        self.edits.remove(at);
    }

    fn close_brace(&mut self, at: usize) {
        self.list_key = None;
        if self.closers.pop_if(|closer| *closer == at).is_some() {
            while self.frames.last().is_some_and(|top| top.closer != Some(at)) {
                self.close_unclosed(at, self.range(at));
            }
        }
        while self.top_is(TokenKind::OpenBracket) && self.braces > 0 {
            self.close_unclosed(at, self.range(at));
        }
        let closes = match self.frames.last() {
            Some(top) if top.kind == TokenKind::OpenBrace => {
                top.closer == Some(at) || top.line == self.line || self.ends(at, top.indent)
            }
            _ => false,
        };
        if closes {
            self.frames.pop();
            self.braces -= 1;
        } else {
            self.unmatched(at, '}');
        }
    }

    /// Whether a `}` on another line than its opener ends the block. One at its place does; any other does
    /// unless the next line still belongs to the block.
    fn ends(&mut self, at: usize, opener_indent: u32) -> bool {
        if at == self.line && self.indent <= opener_indent {
            return true;
        }
        let next = self.next_line(at);
        match self.kind(next) {
            None => true,
            Some(TokenKind::CloseBrace) => {
                line_indent(self.lexemes, self.indents, next) != opener_indent
            }
            Some(_) => line_indent(self.lexemes, self.indents, next) <= opener_indent,
        }
    }

    /// The number of the first lexeme of the next line. A line is searched once, however many ask.
    fn next_line(&mut self, at: usize) -> usize {
        if let Some((line, next)) = self.next_line
            && line == self.line
        {
            return next;
        }
        let mut next = at + 1;
        while self.kind(next).is_some_and(|kind| kind != TokenKind::Newline) {
            next += 1;
            self.visited += 1;
        }
        self.next_line = Some((self.line, next + 1));
        next + 1
    }

    fn close_bracket(&mut self, at: usize) {
        if self.top_is(TokenKind::OpenBracket) {
            self.frames.pop();
            return;
        }
        match self.list_key.take() {
            Some(key) => {
                self.edits.insert(key + 1, TokenKind::OpenBracket);
                let kind = SyntaxErrorKind::UnmatchedCloser { closer: ']' };
                let key = key.checked_sub(1).map(|name| self.range(name).cover(self.range(key)));
                report(self.errors, kind, self.range(at), key);
            }
            None => self.unmatched(at, ']'),
        }
    }

    /// `NAME =`: no list holds it.
    fn equals(&mut self, at: usize) {
        let Some(name) = at.checked_sub(1).filter(|name| self.kind(*name) == Some(TokenKind::Name))
        else {
            return;
        };
        let here = self.range(name);
        let comma = name.checked_sub(1).filter(|at| self.kind(*at) == Some(TokenKind::Comma));
        while self.top_is(TokenKind::OpenBracket) {
            self.close_unclosed(comma.unwrap_or(name), here);
        }
        self.list_key = Some(at);
    }

    fn unmatched(&mut self, at: usize, closer: char) {
        report(self.errors, SyntaxErrorKind::UnmatchedCloser { closer }, self.range(at), None);
        self.edits.remove(at);
    }

    /// Closes the innermost bracket before the lexeme `at`, behind the last line before it.
    fn close_unclosed(&mut self, at: usize, seen: TextRange) {
        let depth = self.frames.len();
        let Some(frame) = self.frames.pop() else { return };
        // Its `[` would stand in what is closed here.
        self.list_key = None;
        let (closer, opener_text) = match frame.kind {
            TokenKind::OpenBrace => {
                self.braces -= 1;
                (TokenKind::CloseBrace, '{')
            }
            _ => (TokenKind::CloseBracket, '['),
        };
        let after_line =
            at.checked_sub(1).is_some_and(|before| self.kind(before) == Some(TokenKind::Newline));
        self.edits.insert(if after_line { at - 1 } else { at }, closer);
        // What is nested too deep is reported as that.
        if let Some(opener) = frame.opener.filter(|_| depth <= DEPTH_LIMIT as usize) {
            let kind = SyntaxErrorKind::Unclosed { opener: opener_text, list_too: false };
            report(self.errors, kind, self.range(opener), Some(seen));
        }
    }

    fn push(&mut self, opener: Option<usize>, kind: TokenKind, line: usize) {
        self.braces += usize::from(kind == TokenKind::OpenBrace);
        let pair = opener.filter(|_| kind == TokenKind::OpenBrace).and_then(|at| self.partner(at));
        let closer = pair.map(|pair| pair.closer);
        self.closers.extend(closer);
        self.frames.push(Frame { opener, kind, indent: self.indent, line, closer });
    }

    /// The indentation of the innermost open bracket, if layout has a say in where it ends.
    fn top_by_layout(&self) -> Option<u32> {
        self.frames.last().filter(|top| top.closer.is_none()).map(|top| top.indent)
    }

    fn partner(&self, at: usize) -> Option<Pair> {
        self.partners.get(at).copied().flatten()
    }

    fn top_is(&self, kind: TokenKind) -> bool {
        self.frames.last().is_some_and(|top| top.kind == kind)
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.lexemes.get(at).map(|lexeme| lexeme.kind)
    }

    fn range(&self, at: usize) -> TextRange {
        self.lexemes.get(at).map(|lexeme| lexeme.range).unwrap_or_default()
    }
}
