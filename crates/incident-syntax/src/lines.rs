//! Lines that one bracket or comma too many spoils, that were broken in two, or that stand twice.
//!
//! In a text with mistakes each of them is mended before the brackets are matched, so that the one mistake is found
//! where it was made and changes nothing around it. A line is only touched when it has no shape of the language and has one
//! without that bracket; what could be meant in two ways is left to the layout.

mod alone;
mod brace;
mod comma;
mod early_mark;
mod foreign;
mod headless_list;
mod shape;
mod split_word;
mod spoilt_word;
mod surplus;
mod swapped;
mod text;
mod wrong_sort;

use std::ops::Range;

use incident_base::TextRange;

use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::grammar::shape::LINE_END;
use crate::indents::{Holds, Indents};
use crate::lexeme::{Lexeme, slice};
use crate::lexer::stray_characters;
use crate::token::TokenKind;
use brace::Dense;
use shape::{Ends, Line};
pub(crate) use surplus::depth;
use surplus::{Surplus, surplus, written};
use text::Text;
use wrong_sort::{Around, Frame};

/// The number of a lexeme, and what stands instead of it; nothing where it is left out.
type Edit = (usize, [Option<Lexeme>; 2]);

/// The lexemes of mended lines.
#[derive(Debug)]
pub(crate) struct Mended {
    pub(crate) lexemes: Vec<Lexeme>,
    /// How many lexemes were looked at.
    pub(crate) work: u64,
}

/// Mends lines and adds what is wrong with them to the errors found before; `None` when no line can be mended.
pub(crate) fn mend(
    text: &str,
    lexemes: &[Lexeme],
    holds: Option<Holds>,
    errors: &mut Vec<SyntaxError>,
) -> Option<Mended> {
    let found_before = errors.len();
    let indents = Indents::new(text, lexemes, holds);
    let mut mender = Mender {
        text,
        lexemes,
        indents: &indents,
        holds,
        errors,
        edits: Vec::new(),
        surplus: Surplus::of(lexemes),
        frames: Vec::new(),
        texts: Vec::new(),
        found_before,
        in_parentheses: false,
        list_indent: 0,
        no_list_before: 0,
        work: lexemes.len() as u64,
    };
    mender.run();
    let Mender { edits, texts, work, .. } = mender;
    let work = work + indents.work();
    if edits.is_empty() {
        errors.truncate(found_before);
        return None;
    }
    let mut edits = edits.into_iter().peekable();
    text::told(text, texts, errors);
    let mut mended = Vec::with_capacity(lexemes.len());
    for (at, lexeme) in lexemes.iter().enumerate() {
        match edits.next_if(|(edited, _)| *edited == at) {
            Some((_, instead)) => mended.extend(instead.into_iter().flatten()),
            None => mended.push(*lexeme),
        }
    }
    Some(Mended { lexemes: mended, work })
}

struct Mender<'t> {
    text: &'t str,
    lexemes: &'t [Lexeme],
    indents: &'t Indents<'t>,
    holds: Option<Holds>,
    errors: &'t mut Vec<SyntaxError>,
    /// How many of them were found in single tokens; these are in the order of their places.
    found_before: usize,
    /// By their numbers.
    edits: Vec<Edit>,
    surplus: Surplus,
    /// The blocks that are open before the line reached.
    frames: Vec<Frame>,
    /// Texts without quotes, in order, and the dates that they say in words.
    texts: Vec<(TextRange, Option<String>)>,
    /// The list reached began with a `(`.
    in_parentheses: bool,
    /// The indentation of the last line that began in no list.
    list_indent: u32,
    /// Before the lexeme of this number, no list begins of which the first line is missing.
    no_list_before: usize,
    work: u64,
}

impl<'t> Mender<'t> {
    fn run(&mut self) {
        let mut in_list = false;
        let mut above: Option<(Range<usize>, Ends)> = None;
        let mut start = 0;
        while start < self.lexemes.len() {
            let rest = self.lexemes.get(start..).unwrap_or_default();
            let length = rest.iter().position(|it| it.kind == TokenKind::Newline);
            let end = start + length.unwrap_or(rest.len());
            let here = start..end;
            start = end + 1;
            let lines = above.as_ref().map(|(above, _)| above.clone()).unwrap_or_default();
            if self.is_one_too_many(lines.clone(), here.clone(), in_list) {
                continue;
            }
            let edited = self.edits.len();
            if !in_list && let Some(end) = self.is_headless_list(lines, here.start) {
                start = end + 1;
                above = None;
                continue;
            }
            if !in_list && let Some(ends) = self.has_spoilt_word(here.clone()) {
                (in_list, above) = (ends.in_list, Some((here, ends)));
                continue;
            }
            if !in_list
                && (self.is_foreign(here.clone())
                    || self.is_bracket_early(here.clone())
                    || self.is_closed_early(here.clone())
                    || self.has_text(here.clone()))
            {
                self.open_and_close(here, edited);
                above = None;
                continue;
            }
            let lexemes = self.of(here.clone());
            let line = Line { first: here.start, in_block: !self.frames.is_empty(), lexemes };
            let ends = match above.take() {
                Some((above, ends)) if self.is_above_again(above.clone(), here.clone(), ends) => {
                    let (one, other) = (self.all_of(above), self.all_of(here.clone()));
                    self.report(SyntaxErrorKind::LineTwice, other, Some(one));
                    let opener = match ends.opens_block {
                        true => TokenKind::OpenBrace,
                        false => TokenKind::OpenBracket,
                    };
                    self.surplus.read_as(opener, None);
                    self.edits.extend((here.start - 1..end).map(|at| (at, [None, None])));
                    continue;
                }
                Some((_, ends)) if self.surplus.lists >= 0 && line.continues(ends) => {
                    self.broken_above(here.start, ends);
                    self.edits.push((here.start - 1, [None, None]));
                    // Behind what it continues, it is no line of its own.
                    Ends::elsewhere()
                }
                _ => match self.wrong_sorts(here.clone(), in_list) {
                    Some(lexemes) => {
                        let line = Line { lexemes: &lexemes, ..line };
                        line.fit(in_list, None).unwrap_or_else(|misfit| misfit.ends)
                    }
                    None => self.line(&line, in_list),
                },
            };
            self.open_and_close(here.clone(), edited);
            // Behind `members =` a list may go on of which the `[` is missing.
            if !in_list {
                self.list_indent = self.indent(here.start).unwrap_or_default();
            }
            in_list = ends.in_list || self.surplus.lists < 0 && ends.is_behind_operator();
            above = Some((here, ends));
        }
    }

    /// Reads a line of another language as what is meant.
    fn is_foreign(&mut self, here: Range<usize>) -> bool {
        let line = self.of(here.clone());
        let found = self
            .holds
            .and_then(|holds| foreign::foreign(self.text, holds, &self.surplus, here.start, line));
        let Some(foreign) = found else { return false };
        self.report(foreign.error, foreign.range, None);
        self.edits.extend(foreign.edits);
        if let Some(brace) = foreign.brace {
            self.surplus.add(brace);
        }
        true
    }

    /// Reads each text without quotes as one value.
    fn has_text(&mut self, here: Range<usize>) -> bool {
        let line = self.of(here.clone());
        self.work += line.len() as u64;
        let Some(holds) = self.holds else { return false };
        let found = text::texts_without_quotes(self.text, holds, line);
        for Text { parts, range, date, closer } in &found {
            let whole = Lexeme { kind: TokenKind::Malformed, range: *range };
            let parts = here.start + parts.start..here.start + parts.end;
            self.texts.push((*range, date.clone()));
            self.edits.push((parts.start, [Some(whole), *closer]));
            self.edits.extend(parts.skip(1).map(|at| (at, [None, None])));
            closer.iter().for_each(|closer| self.surplus.add(closer.kind));
        }
        !found.is_empty()
    }

    /// `circuit_breaker tax {}` above its entries, with another `}` below them: leaves the first one out.
    fn is_closed_early(&mut self, here: Range<usize>) -> bool {
        let [_, .., open, close] = self.of(here.clone()) else { return false };
        let is_early = (open.kind, close.kind) == (TokenKind::OpenBrace, TokenKind::CloseBrace)
            && self.surplus.has(TokenKind::CloseBrace)
            && self.lexemes.get(here.end + 1).is_some_and(|below| below.kind == TokenKind::Name)
            && self.indent(here.end + 1) > self.indent(here.start);
        if is_early {
            self.surplus.read_as(close.kind, None);
            self.report(SyntaxErrorKind::ClosedEarly, close.range, Some(open.range));
            self.edits.push((here.end - 1, [None, None]));
        }
        is_early
    }

    /// Reads brackets of the wrong sort as what they are meant to be; the line with them, where there are some.
    fn wrong_sorts(&mut self, here: Range<usize>, in_list: bool) -> Option<Vec<Lexeme>> {
        let lexemes = self.of(here.clone());
        let around = Around {
            text: self.text,
            indents: self.indents,
            lexemes,
            below: self.lexemes.get(here.end + 1..).unwrap_or_default(),
            in_list,
            in_parentheses: self.in_parentheses,
            frames: &self.frames,
            surplus: &self.surplus,
        };
        self.work += lexemes.len() as u64;
        let found = around.wrong_sorts();
        found.first()?;
        let mut mended = lexemes.to_vec();
        for wrong in found {
            let Some(lexeme) = mended.get_mut(wrong.at) else { continue };
            let instead = Lexeme { kind: wrong.meant, ..*lexeme };
            match wrong.meant {
                TokenKind::OpenBracket => self.in_parentheses = wrong.found == TokenKind::Stray,
                TokenKind::CloseBracket => self.in_parentheses = false,
                _ => {}
            }
            *lexeme = instead;
            self.surplus.read_as(wrong.found, Some(wrong.meant));
            self.edits.push((here.start + wrong.at, [Some(instead), None]));
            if wrong.meant == TokenKind::Comma {
                self.report(stray_characters(";"), lexeme.range, None);
            } else if !wrong.is_told {
                self.report_instead(instead, wrong.opener);
            }
        }
        Some(mended)
    }

    /// Takes note of what a line opens and closes as it was mended; `edited` is the number of its first edit.
    fn open_and_close(&mut self, here: Range<usize>, edited: usize) {
        let mut edits = self.edits.get(edited..).unwrap_or_default().iter().peekable();
        let mut indent = None;
        for at in here.clone() {
            let Some(lexeme) = self.lexemes.get(at).copied() else { continue };
            while edits.next_if(|(number, _)| *number < at).is_some() {}
            let lexemes = match edits.next_if(|(number, _)| *number == at) {
                Some((_, instead)) => *instead,
                None => [Some(lexeme), None],
            };
            for Lexeme { kind, range } in lexemes.into_iter().flatten() {
                match kind {
                    TokenKind::OpenBrace => {
                        let indent = *indent
                            .get_or_insert_with(|| self.indent(here.start).unwrap_or_default());
                        let is_wrong = !matches!(slice(self.text, range), "{" | "");
                        self.frames.push(Frame { at, range, is_wrong, indent });
                    }
                    TokenKind::CloseBrace => {
                        self.frames.pop();
                    }
                    _ => {}
                }
            }
        }
    }

    /// How deep the line stands that begins with the lexeme of this number.
    fn indent(&self, first: usize) -> Option<u32> {
        self.lexemes.get(first).map(|it| self.indents.of(it.range.start()))
    }

    /// The lexemes with these numbers.
    fn of(&self, range: Range<usize>) -> &'t [Lexeme] {
        self.lexemes.get(range).unwrap_or_default()
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
    fn is_above_again(&self, above: Range<usize>, here: Range<usize>, ends: Ends) -> bool {
        let words = |range: Range<usize>| {
            let lexemes = self.lexemes.get(range).unwrap_or_default();
            lexemes.iter().map(|it| slice(self.text, it.range))
        };
        let opens = ends.opens_block && self.surplus.has(TokenKind::OpenBrace)
            || ends.opens_list && self.surplus.has(TokenKind::OpenBracket);
        opens
            && self.indent(above.start) == self.indent(here.start)
            && above.len() == here.len()
            && words(above).eq(words(here))
    }

    fn line(&mut self, line: &Line<'_>, in_list: bool) -> Ends {
        let misfit = match line.fit(in_list, None) {
            Ok(ends) => return ends,
            Err(misfit) => misfit,
        };
        if let Some(ends) = self.mistaken_brace(line, in_list) {
            return ends;
        }
        if let Some(comma) = comma::misplaced(self.text, self.holds, line, misfit.at) {
            self.report(comma.error, comma.range, None);
            self.edits.extend(comma.edits);
            return Ends::elsewhere();
        }
        if let Some(closer) = misfit.closer_instead(line)
            && self.surplus.is_mistaken_for(closer)
        {
            let opener = misfit.opener().and_then(|at| line.lexemes.get(at)).map(|it| it.range);
            if let Some(ends) = self.instead(line, misfit.at, closer, opener, in_list) {
                return ends;
            }
        }
        if let Some(ends) = self.closer_for_comma(line, &misfit, in_list) {
            return ends;
        }
        if line.may_close_at_its_end(&misfit) {
            return misfit.ends;
        }
        for candidate in misfit.candidates(line) {
            let Some(kind) = line.kind(candidate).filter(|kind| self.surplus.has(*kind)) else {
                continue;
            };
            if self.dense(line).is_some_and(|dense| dense.is_opener(candidate))
                || comma::parts_values(line, candidate)
            {
                continue;
            }
            self.work += line.lexemes.len() as u64;
            let fit = line.fit(in_list, Some(candidate));
            if let Some(ends) =
                fit.ok().filter(|ends| misfit.at < line.lexemes.len() || ends.has_block)
            {
                let at = line.first + candidate;
                let range = self.lexemes.get(at).map(|it| it.range).unwrap_or_default();
                self.surplus.read_as(kind, None);
                self.edits.push((at, [None, None]));
                self.report(surplus(kind), range, None);
                return ends;
            }
        }
        if line.begins_another(&misfit) {
            let at = line.first + misfit.at;
            if let Some(next) = self.lexemes.get(at).copied() {
                let found = format!("the name `{}`", slice(self.text, next.range));
                let expected = LINE_END.to_owned();
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

    fn dense<'l>(&'l self, line: &'l Line<'l>) -> Option<Dense<'l>> {
        Some(Dense {
            text: self.text,
            holds: self.holds?,
            line,
            lexemes: self.lexemes,
            frames: &self.frames,
            surplus: &self.surplus,
        })
    }

    /// Puts a brace in that is missing on a line, or takes one out, where what may stand in what says so.
    fn mistaken_brace(&mut self, line: &Line<'_>, in_list: bool) -> Option<Ends> {
        self.work += line.lexemes.len() as u64;
        let mistake = self.dense(line)?.mistake()?;
        match mistake.added {
            Some(brace) => self.surplus.add(brace),
            None => {
                let brace = self.lexemes.get(mistake.edit.0).map(|it| it.kind);
                brace.into_iter().for_each(|brace| self.surplus.read_as(brace, None));
            }
        }
        self.report(mistake.error, mistake.range, mistake.entry);
        self.edits.push(mistake.edit);
        let mut lexemes = line.lexemes.to_vec();
        let (at, instead) = mistake.edit;
        let at = at.checked_sub(line.first)?;
        lexemes.splice(at..=at, instead.into_iter().flatten());
        let fit = Line { lexemes: &lexemes, ..*line }.fit(in_list, None);
        Some(fit.unwrap_or_else(|misfit| misfit.ends))
    }

    /// `[a, b] c]`: a `]` stands where a `,` belongs.
    fn closer_for_comma(
        &mut self,
        line: &Line<'_>,
        misfit: &shape::Misfit,
        in_list: bool,
    ) -> Option<Ends> {
        let before = misfit.at.checked_sub(1)?;
        let is_closer = line.kind(before)? == TokenKind::CloseBracket
            && line.kind(misfit.at)?.is_scalar()
            && self.surplus.has(TokenKind::CloseBracket);
        let before = Some(before).filter(|_| is_closer)?;
        self.instead(line, before, TokenKind::Comma, None, in_list)
    }

    /// Reads one of a line's lexemes as another, if the line then fits.
    fn instead(
        &mut self,
        line: &Line<'_>,
        at: usize,
        meant: TokenKind,
        opener: Option<TextRange>,
        in_list: bool,
    ) -> Option<Ends> {
        let found = *line.lexemes.get(at)?;
        let instead = Lexeme { kind: meant, ..found };
        let mut mended = line.lexemes.to_vec();
        *mended.get_mut(at)? = instead;
        self.work += mended.len() as u64;
        let ends = Line { lexemes: &mended, ..*line }.fit(in_list, None).ok()?;
        self.surplus.read_as(found.kind, Some(meant));
        self.report_instead(instead, opener);
        self.edits.push((line.first + at, [Some(instead), None]));
        Some(ends)
    }

    /// Reports that something else stands where a bracket or comma belongs.
    fn report_instead(&mut self, meant: Lexeme, opener: Option<TextRange>) {
        let found = format!("`{}`", slice(self.text, meant.range));
        let expected = format!("`{}`", written(meant.kind));
        self.report(SyntaxErrorKind::Unexpected { found, expected }, meant.range, opener);
    }

    fn all_of(&self, lexemes: Range<usize>) -> TextRange {
        let range = |at: usize| self.lexemes.get(at).map(|it| it.range).unwrap_or_default();
        range(lexemes.start).cover(range(lexemes.end - 1))
    }

    fn report(&mut self, kind: SyntaxErrorKind, range: TextRange, related: Option<TextRange>) {
        self.errors.push(SyntaxError { kind, range, related });
    }
}
