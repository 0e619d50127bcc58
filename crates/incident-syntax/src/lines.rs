//! Lines that one bracket or comma too many spoils, that were broken in two, or that stand twice.
//!
//! In a text with mistakes each of them is mended before the brackets are matched, so that the one mistake is found
//! where it was made and changes nothing around it. A line is only touched when it has no shape of the language and has one without that
//! bracket; what could be meant in two ways is left to the layout.

mod comma;
mod shape;

use incident_base::TextRange;

use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::lexeme::{self, Lexeme, slice};
use crate::token::TokenKind;
use shape::{Ends, Line};

/// The number of a lexeme, and what stands instead of it; nothing where it is left out.
type Edit = (usize, [Option<Lexeme>; 2]);

/// The lexemes of mended lines.
#[derive(Debug)]
pub(crate) struct Mended {
    pub(crate) lexemes: Vec<Lexeme>,
    /// Those found before, and what is wrong with the lines.
    pub(crate) errors: Vec<SyntaxError>,
    /// How many lexemes were looked at.
    pub(crate) work: u64,
}

/// Mends lines and adds what is wrong with them to the errors found before; `None` when no line can be mended.
pub(crate) fn mend(text: &str, lexemes: &[Lexeme], mut errors: Vec<SyntaxError>) -> Option<Mended> {
    let mut mender = Mender {
        text,
        lexemes,
        errors: &mut errors,
        edits: Vec::new(),
        surplus: Surplus::of(lexemes),
        work: lexemes.len() as u64,
    };
    mender.run();
    let Mender { edits, work, .. } = mender;
    let mut edits = edits.into_iter().peekable();
    edits.peek()?;
    let mut mended = Vec::with_capacity(lexemes.len());
    for (at, lexeme) in lexemes.iter().enumerate() {
        match edits.next_if(|(edited, _)| *edited == at) {
            Some((_, instead)) => mended.extend(instead.into_iter().flatten()),
            None => mended.push(*lexeme),
        }
    }
    Some(Mended { lexemes: mended, errors, work })
}

/// How many brackets more are opened than closed.
struct Surplus {
    braces: i64,
    lists: i64,
}

impl Surplus {
    fn of(lexemes: &[Lexeme]) -> Self {
        let (mut braces, mut lists) = (0, 0);
        for lexeme in lexemes {
            match lexeme.kind {
                TokenKind::OpenBrace => braces += 1,
                TokenKind::CloseBrace => braces -= 1,
                TokenKind::OpenBracket => lists += 1,
                TokenKind::CloseBracket => lists -= 1,
                _ => {}
            }
        }
        Self { braces, lists }
    }

    /// Whether the text has one of these too many, and no other bracket that it could be mistaken for.
    fn has(&self, kind: TokenKind) -> bool {
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
    fn is_mistaken_for(&self, closer: TokenKind) -> bool {
        match closer {
            TokenKind::CloseBracket => self.lists > 0 && self.braces < 0,
            _ => self.braces > 0 && self.lists < 0,
        }
    }

    /// Takes note of a closer of the other sort that was read as this one.
    fn mistaken_for(&mut self, closer: TokenKind) {
        let change = if closer == TokenKind::CloseBracket { 1 } else { -1 };
        self.lists -= change;
        self.braces += change;
    }

    fn take(&mut self, kind: TokenKind) {
        match kind {
            TokenKind::OpenBrace => self.braces -= 1,
            TokenKind::CloseBrace => self.braces += 1,
            TokenKind::OpenBracket => self.lists -= 1,
            TokenKind::CloseBracket => self.lists += 1,
            _ => {}
        }
    }
}

struct Mender<'t> {
    text: &'t str,
    lexemes: &'t [Lexeme],
    errors: &'t mut Vec<SyntaxError>,
    /// By their numbers.
    edits: Vec<Edit>,
    surplus: Surplus,
    work: u64,
}

impl Mender<'_> {
    fn run(&mut self) {
        let mut in_list = false;
        let mut depth = 0;
        let mut above: Option<(usize, usize, Ends)> = None;
        let mut start = 0;
        while start < self.lexemes.len() {
            let rest = self.lexemes.get(start..).unwrap_or_default();
            let length = rest.iter().position(|it| it.kind == TokenKind::Newline);
            let end = start + length.unwrap_or(rest.len());
            let lexemes = rest.get(..end - start).unwrap_or_default();
            let line = Line { first: start, in_block: depth > 0, lexemes };
            depth = (depth + Surplus::of(lexemes).braces).max(0);
            let ends = match above {
                Some((first, last, ends)) if self.is_above_again(first..last, start..end, ends) => {
                    let (one, other) = (self.all_of(first, last), self.all_of(start, end));
                    self.report(SyntaxErrorKind::LineTwice, other, Some(one));
                    self.surplus.take(match ends.opens_block {
                        true => TokenKind::OpenBrace,
                        false => TokenKind::OpenBracket,
                    });
                    self.edits.extend((start - 1..end).map(|at| (at, [None, None])));
                    above = None;
                    start = end + 1;
                    continue;
                }
                Some((_, _, ends)) if self.surplus.lists >= 0 && line.continues(ends) => {
                    self.broken_above(start, ends);
                    self.edits.push((start - 1, [None, None]));
                    // Behind what it continues, it is no line of its own.
                    Ends::elsewhere()
                }
                _ => self.line(&line, in_list),
            };
            // Behind `members =` a list may go on of which the `[` is missing.
            in_list = ends.in_list || self.surplus.lists < 0 && ends.is_behind_operator();
            above = Some((start, end, ends));
            start = end + 1;
        }
    }

    /// Reports that the line that begins with this lexeme goes on with the one above.
    fn broken_above(&mut self, start: usize, above: Ends) {
        let back = |count: usize| {
            let at = start.checked_sub(count);
            at.and_then(|at| self.lexemes.get(at)).map(|it| it.range).unwrap_or_default()
        };
        // Before the line break and the last lexeme of the line above, if that is a `=`, stands the key.
        let (first, last, key) = (back(0), back(2), back(3));
        match above.is_behind_operator() {
            true => {
                let kind = SyntaxErrorKind::MissingValue { key: slice(self.text, key).to_owned() };
                self.report(kind, key.cover(last), None);
            }
            false => self.report(SyntaxErrorKind::BrokenLine, first, Some(last)),
        }
    }

    /// Whether a line that opens a block stands there a second time, directly below the first.
    fn is_above_again(
        &self,
        above: std::ops::Range<usize>,
        here: std::ops::Range<usize>,
        ends: Ends,
    ) -> bool {
        let words = |range: std::ops::Range<usize>| {
            let lexemes = self.lexemes.get(range).unwrap_or_default();
            lexemes.iter().map(|it| slice(self.text, it.range))
        };
        let indent =
            |at: usize| self.lexemes.get(at).map(|it| lexeme::indent(self.text, it.range.start()));
        let opens = ends.opens_block && self.surplus.has(TokenKind::OpenBrace)
            || ends.opens_list && self.surplus.has(TokenKind::OpenBracket);
        opens
            && indent(above.start) == indent(here.start)
            && above.len() == here.len()
            && words(above).eq(words(here))
    }

    fn line(&mut self, line: &Line<'_>, in_list: bool) -> Ends {
        let misfit = match line.fit(in_list, None) {
            Ok(ends) => return ends,
            Err(misfit) => misfit,
        };
        if let Some(comma) = comma::misplaced(self.text, line, misfit.at) {
            self.report(comma.error, comma.range, None);
            self.edits.extend(comma.edits);
            return Ends::elsewhere();
        }
        if let Some(closer) = misfit.closer_instead(line)
            && self.surplus.is_mistaken_for(closer)
        {
            let at = line.first + misfit.at;
            let range = self.lexemes.get(at).map(|it| it.range).unwrap_or_default();
            let instead = Lexeme { kind: closer, range };
            let mut mended = line.lexemes.to_vec();
            if let Some(lexeme) = mended.get_mut(misfit.at) {
                *lexeme = instead;
            }
            self.work += line.lexemes.len() as u64;
            let mended = Line { lexemes: &mended, ..*line };
            if let Ok(ends) = mended.fit(in_list, None) {
                let opener = misfit.opener().map(|at| line.first + at);
                let opener = opener.and_then(|at| self.lexemes.get(at)).map(|it| it.range);
                let (found, expected) = match closer {
                    TokenKind::CloseBracket => ("`}`", "`]`"),
                    _ => ("`]`", "`}`"),
                };
                let (found, expected) = (found.to_owned(), expected.to_owned());
                self.report(SyntaxErrorKind::Unexpected { found, expected }, range, opener);
                self.edits.push((at, [Some(instead), None]));
                self.surplus.mistaken_for(closer);
                return ends;
            }
        }
        if line.may_close_at_its_end(&misfit) {
            return misfit.ends;
        }
        for candidate in misfit.candidates(line) {
            let Some(kind) = line.kind(candidate).filter(|kind| self.surplus.has(*kind)) else {
                continue;
            };
            self.work += line.lexemes.len() as u64;
            let fit = line.fit(in_list, Some(candidate));
            if let Some(ends) =
                fit.ok().filter(|ends| misfit.at < line.lexemes.len() || ends.has_block)
            {
                let at = line.first + candidate;
                let range = self.lexemes.get(at).map(|it| it.range).unwrap_or_default();
                self.surplus.take(kind);
                self.edits.push((at, [None, None]));
                self.report(surplus(kind), range, None);
                return ends;
            }
        }
        if line.begins_another(&misfit) {
            let at = line.first + misfit.at;
            if let Some(next) = self.lexemes.get(at).copied() {
                let found = format!("the name `{}`", slice(self.text, next.range));
                let expected = "a line end".to_owned();
                self.report(SyntaxErrorKind::Unexpected { found, expected }, next.range, None);
                let range = TextRange::empty(next.range.start());
                let kind = match misfit.is_in_block() {
                    true => TokenKind::Comma,
                    false => TokenKind::Newline,
                };
                self.edits.push((at, [Some(Lexeme { kind, range }), Some(next)]));
            }
        }
        misfit.ends
    }

    fn all_of(&self, first: usize, end: usize) -> TextRange {
        let range = |at: usize| self.lexemes.get(at).map(|it| it.range).unwrap_or_default();
        range(first).cover(range(end - 1))
    }

    fn report(&mut self, kind: SyntaxErrorKind, range: TextRange, related: Option<TextRange>) {
        self.errors.push(SyntaxError { kind, range, related });
    }
}

fn surplus(kind: TokenKind) -> SyntaxErrorKind {
    let text = match kind {
        TokenKind::OpenBrace => "{",
        TokenKind::OpenBracket => "[",
        TokenKind::CloseBrace => "}",
        TokenKind::CloseBracket => "]",
        _ => ",",
    };
    SyntaxErrorKind::Surplus { text }
}
