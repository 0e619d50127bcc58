//! Characters that the language has no use for, and words that are no names because of them.

use super::foreign_comments::has_mark_behind;
use super::rules::{Rule, Scanner};
use super::{Cutter, alike};
use crate::error::SyntaxErrorKind;
use crate::literal::span;
use crate::token::{Token, TokenKind};

/// Up to which offset each closing quote was looked for in vain.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    none_before: [usize; CLOSERS.len()],
}

const CLOSERS: [char; 5] = ['”', '’', '\'', '`', '»'];

/// The quote that closes what a quote other than `"` opens, by its place in [`CLOSERS`].
fn closer_of(opener: char) -> Option<usize> {
    match opener {
        '“' | '”' | '„' => Some(0),
        '‘' | '’' | '‚' => Some(1),
        '\'' => Some(2),
        '`' => Some(3),
        '«' => Some(4),
        _ => None,
    }
}

/// Whether a quote closes what ends with this one: German quotes end as English ones begin.
fn closes(quote: char, closer: char) -> bool {
    quote == closer || matches!((quote, closer), ('“', '”') | ('‘', '’'))
}

fn is_dash(character: char) -> bool {
    matches!(character, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

pub(super) fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '.' | '%' | '+' | '-')
}

pub(super) fn is_foreign_letter(character: char) -> bool {
    // Some systems write `ü` as a `u` and a mark.
    let is_mark = matches!(character, '\u{300}'..='\u{36F}');
    !character.is_ascii() && (character.is_alphabetic() || alike::is_digit(character) || is_mark)
}

/// The mark that a full-width one is, as input methods for Chinese and Japanese write them, or the Arabic comma.
fn in_half_width(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{FF1D}' => "=",
        '\u{FF0C}' | '\u{3001}' | '\u{60C}' => ",",
        '\u{FF1A}' => ":",
        '\u{FF5B}' => "{",
        '\u{FF5D}' => "}",
        '\u{FF3B}' | '\u{3010}' => "[",
        '\u{FF3D}' | '\u{3011}' => "]",
        '\u{FF20}' => "@",
        _ => return None,
    })
}

/// What to write for stray characters, where that is plain.
pub(crate) fn instead_of(text: &str) -> Option<&'static str> {
    let first = text.chars().next()?;
    if closer_of(first).is_some() || matches!(first, '»' | '"') {
        Some("\"")
    } else if is_dash(first) {
        Some("-")
    } else if is_blank(first) {
        Some(" ")
    } else if let Some(plain) = in_half_width(first) {
        Some(plain)
    } else if text == ";" {
        Some(",")
    } else {
        None
    }
}

impl Cutter<'_> {
    /// A run of word characters: a name, a number, or neither.
    pub(super) fn word(&mut self, rule: Rule, scanner: &mut Scanner<'_>) {
        let text = scanner.slice();
        if rule == Rule::Word && text.bytes().all(|byte| b"._%+-".contains(&byte)) {
            let begins_line = self.only_blanks_on_this_line();
            return match text {
                "--" if begins_line => self.foreign_comment(scanner),
                "-" if begins_line && is_list_item(line_of(scanner)) => self.list_item(scanner),
                _ => self.stray(scanner),
            };
        }
        if rule == Rule::Word && !self.only_blanks_on_this_line() && self.offset(text, scanner) {
            return;
        }
        let first = scanner.span().start;
        let foreign = foreign_letters(scanner);
        let kind = match (rule, foreign) {
            (Rule::Number, None) => TokenKind::Number,
            (_, Some(_)) if self.looks_alike(scanner) => TokenKind::Malformed,
            (Rule::Number, _) => TokenKind::Number,
            (Rule::Name, None) => TokenKind::Name,
            (Rule::Word, _) => {
                if let Some(start) = self.address_in_words(text, first) {
                    return self.push(TokenKind::Malformed, start, scanner.span().end + self.base);
                }
                self.malformed_word(text, first);
                TokenKind::Malformed
            }
            (_, foreign) => {
                let letters = foreign.unwrap_or_default();
                self.foreign_letter(letters, first + text.len(), scanner);
                TokenKind::Malformed
            }
        };
        self.push_here(kind, scanner);
    }

    /// `+02:00`, `UTC+02:00`, `+49301234567`: with what stands behind its `:`.
    fn offset(&mut self, word: &str, scanner: &mut Scanner<'_>) -> bool {
        let Some((before, behind)) = word.split_once('+') else { return false };
        let more = scanner.remainder();
        let has_minutes = more.strip_prefix(':').is_some_and(|rest| rest.starts_with(is_digit));
        if !behind.starts_with(is_digit) || !before.is_empty() && !has_minutes {
            return false;
        }
        if has_minutes {
            let end = more.find(|c: char| !is_digit(c) && c != ':').unwrap_or(more.len());
            scanner.bump(end);
        }
        self.unquoted(scanner.slice(), self.here(scanner));
        self.push_here(TokenKind::Malformed, scanner);
        true
    }

    /// `status.company.com`, `a--b`, `.5h`.
    fn malformed_word(&mut self, text: &str, start: usize) {
        let in_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        if let Some(at) = text.find("..") {
            let range = self.range(start + at, start + at + 2);
            return self.report_stray("..", range);
        }
        // `status.company.com`, `UTC+2`
        if text.bytes().next().is_some_and(in_name) && text.contains(['.', '+']) {
            return self.unquoted(text, self.range(start, start + text.len()));
        }
        // The first run of other characters that does not join two parts of a name.
        let mut bad = 0..text.len();
        let mut run = 0;
        for (at, byte) in text.bytes().enumerate() {
            if in_name(byte) {
                if run < at && (at - run > 1 || run == 0 || text.as_bytes().get(run) != Some(&b'-'))
                {
                    bad = run..at;
                    break;
                }
                run = at + 1;
            } else if at + 1 == text.len() {
                bad = run..text.len();
            }
        }
        let written = text.get(bad.clone()).unwrap_or(text);
        self.report_stray(written, self.range(start + bad.start, start + bad.end));
    }

    /// A character that no rule knows.
    pub(super) fn unknown(&mut self, scanner: &mut Scanner<'_>) {
        let start = scanner.span().start;
        let Some(character) = scanner.slice().chars().next() else { return };
        if character == '`' && self.fence(scanner) {
        } else if is_blank(character) {
            match !character.is_whitespace() && self.is_inside_a_word(scanner) {
                true => self.joint(scanner),
                false => self.stray_blank(scanner),
            }
        } else if let Some(closer) = closer_of(character) {
            self.foreign_quote(closer, scanner);
        } else if is_dash(character) {
            self.joint(scanner);
        } else if is_foreign_letter(character) {
            rest_of_word(scanner);
            if self.rest_of_address(scanner) {
                return;
            }
            let word = scanner.slice();
            let letters = word.find(|c| !is_foreign_letter(c)).unwrap_or(word.len());
            let letters = word.get(..letters).unwrap_or_default();
            if !self.looks_alike(scanner) {
                self.foreign_letter(letters, start, scanner);
            }
            self.push_here(TokenKind::Malformed, scanner);
        } else if character == '#' && self.only_blanks_on_this_line() {
            // In a list that stands on lines of its own.
            if !self.is_item_due(scanner) || !self.channel_name(scanner) {
                self.hash_line(scanner);
            }
        } else if character == '#' && (self.channel_name(scanner) || self.channel_in_parts(scanner))
        {
        } else if character == ';' && self.is_note(scanner) {
            self.foreign_comment(scanner);
        } else if character == '*' && scanner.remainder().starts_with('/') {
            self.comment_end(scanner);
        } else if character == '<' && scanner.remainder().starts_with("!--") {
            self.markup_comment(scanner);
        } else if matches!(character, '#' | '/') && self.is_foreign_comment(character, scanner) {
            self.foreign_comment(scanner);
        } else if character == '$'
            && scanner.remainder().starts_with(' ')
            && self.only_blanks_on_this_line()
            && !has_mark_behind(scanner)
        {
            // `$ vim payment.incident`
            self.foreign_comment(scanner);
        } else if character == '$'
            && (self.dollar_before_address(scanner) || self.variable(scanner))
            || character == '(' && self.spelt_at(scanner)
        {
        } else if character == '@' {
            self.at_sign(scanner);
        } else if matches!(character, '<' | '|' | '>') && self.is_conflict_marker(scanner) {
            self.conflict_marker(scanner);
        } else if matches!(character, '<' | '>' | '≤' | '≥') && self.is_bound(scanner) {
            let text = scanner.slice().to_owned();
            let kind = SyntaxErrorKind::StrayCharacters { text, instead: Some("=") };
            self.report(kind, self.here(scanner));
            self.push_here(TokenKind::Equals, scanner);
        } else if matches!(character, '<' | '>' | '≤' | '≥') && self.bounds_value(scanner) {
            self.stray(scanner);
        } else if matches!(character, '<' | '|' | '>') && self.foreign_text(character, scanner)
            || character == '<' && self.in_angle_brackets(scanner)
        {
        } else {
            self.stray(scanner);
        }
    }

    /// `${var.period}`, `$PERIOD`: one token, so that its words are not looked at.
    fn variable(&mut self, scanner: &mut Scanner<'_>) -> bool {
        let rest = scanner.remainder();
        let length = match rest.strip_prefix('{') {
            Some(inside) => {
                let end = inside.find(|c| "{}\"\n".contains(c)).filter(|end| *end > 0);
                scanner.extras.searched += end.unwrap_or(inside.len()) as u64;
                end.filter(|end| inside.as_bytes().get(*end) == Some(&b'}')).map(|end| end + 2)
            }
            None => {
                let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
                let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
                Some(end).filter(|_| rest.starts_with(|c: char| is_part(c) && !is_digit(c)))
            }
        };
        let Some(length) = length else { return false };
        scanner.bump(length);
        self.report_stray(scanner.slice(), self.here(scanner));
        self.push_here(TokenKind::Malformed, scanner);
        true
    }

    /// `tier оncall`: a word that is one of the language's by its looks only, of which the whole is reported.
    fn looks_alike(&mut self, scanner: &Scanner<'_>) -> bool {
        let word = scanner.slice();
        let Some((plain, letter)) = alike::in_plain(word) else { return false };
        let kind = SyntaxErrorKind::LookAlike { word: word.to_owned(), letter, plain };
        self.report(kind, self.here(scanner));
        true
    }

    /// The letters of another alphabet in a word, or in an address.
    fn foreign_letter(&mut self, letters: &str, start: usize, scanner: &Scanner<'_>) {
        let range = self.range(start, start + letters.len());
        match scanner.slice().contains('@') {
            true => {
                let letters = letters.to_owned();
                self.report(SyntaxErrorKind::ForeignInAddress { letters, in_domain: false }, range);
            }
            false => self.report_stray(letters, range),
        }
    }

    pub(super) fn only_blanks_on_this_line(&self) -> bool {
        let mut kinds = self.tokens.iter().rev().map(|token| token.kind);
        let before = kinds.find(|kind| *kind != TokenKind::Blank);
        before.is_none_or(|kind| matches!(kind, TokenKind::Newline | TokenKind::ByteOrderMark))
    }

    /// `response_time <= 15m`, `min_action_items > 2`: a bound where a value is set. Takes the `=` of it.
    fn is_bound(&self, scanner: &mut Scanner<'_>) -> bool {
        let rest = scanner.remainder();
        let behind = rest.strip_prefix('=').unwrap_or(rest).trim_start_matches([' ', '\t']);
        let is_one =
            behind.starts_with(|c: char| c.is_ascii_digit()) && self.is_behind_key(scanner);
        if is_one && rest.starts_with('=') {
            scanner.bump(1);
        }
        is_one
    }

    /// `min_action_items = >= 2`: a bound behind the `=`. Takes its own `=` as well.
    fn bounds_value(&self, scanner: &mut Scanner<'_>) -> bool {
        let rest = scanner.remainder();
        let behind = rest.strip_prefix('=').unwrap_or(rest).trim_start_matches([' ', '\t']);
        let mut before = self.tokens.iter().rev().map(|token| token.kind);
        let is_one = behind.starts_with(|c: char| c.is_ascii_digit())
            && before.find(|kind| *kind != TokenKind::Blank) == Some(TokenKind::Equals);
        if is_one && rest.starts_with('=') {
            scanner.bump(1);
        }
        is_one
    }

    /// `- a` as YAML writes the items of a list: one mistake for all of them, and none of its own below
    /// a `key:`, which is reported.
    fn list_item(&mut self, scanner: &mut Scanner<'_>) {
        let is_item = |token: &Token| self.slice(token.range).starts_with('-');
        let before = self.tokens.iter().rev().find(|token| match token.kind {
            TokenKind::Blank | TokenKind::Newline => false,
            TokenKind::LineComment => is_item(token),
            _ => true,
        });
        let reported = before.is_some_and(|before| match before.kind {
            TokenKind::Colon | TokenKind::Equals => true,
            TokenKind::LineComment => is_item(before),
            _ => false,
        });
        if !reported {
            let item = line_of(scanner);
            let text = format!("-{}", item.trim_end());
            let kind = SyntaxErrorKind::StrayCharacters { text, instead: Some("[") };
            self.report(kind, self.here(scanner));
        }
        let item = line_of(scanner);
        scanner.bump(item.len());
        self.push_here(TokenKind::LineComment, scanner);
    }

    /// Stray characters directly behind others become one token with them.
    pub(super) fn stray(&mut self, scanner: &Scanner<'_>) {
        let range = self.here(scanner);
        match self.tokens.last_mut() {
            Some(last) if last.kind == TokenKind::Stray => last.range = last.range.cover(range),
            _ => self.push_here(TokenKind::Stray, scanner),
        }
    }

    fn stray_blank(&mut self, scanner: &mut Scanner<'_>) {
        let more = scanner.remainder().chars().take_while(|c| !c.is_ascii() && is_blank(*c));
        let length = more.map(char::len_utf8).sum();
        scanner.bump(length);
        self.report_stray(scanner.slice(), self.here(scanner));
        self.push_here(TokenKind::StrayBlank, scanner);
    }

    /// Text between quotes of another kind is one token, so that its words are not looked at.
    fn foreign_quote(&mut self, closer: usize, scanner: &mut Scanner<'_>) {
        let after = scanner.span().end;
        let known = self.quotes.none_before.get(closer).copied().unwrap_or_default();
        let Some(quote) = CLOSERS.get(closer).copied().filter(|_| after > known) else {
            return self.stray(scanner);
        };
        let rest = scanner.remainder();
        let end = rest.find(|c| c == '\n' || closes(c, quote)).unwrap_or(rest.len());
        scanner.extras.searched += end as u64;
        match rest.get(end..).and_then(|rest| rest.chars().next()).filter(|c| *c != '\n') {
            Some(quote) => {
                let (opener, here) = (scanner.slice(), self.here(scanner));
                let stands_alone = stands_alone(scanner, end + quote.len_utf8());
                scanner.bump(end + quote.len_utf8());
                if stands_alone {
                    self.report(super::quotes(scanner.slice()), self.here(scanner));
                } else {
                    self.report_stray(opener, here);
                }
                self.push_here(TokenKind::Malformed, scanner);
            }
            None => {
                if let Some(known) = self.quotes.none_before.get_mut(closer) {
                    *known = after + end;
                }
                self.stray(scanner);
            }
        }
    }

    fn is_inside_a_word(&self, scanner: &Scanner<'_>) -> bool {
        let start = scanner.span().start + self.base;
        let behind = self.tokens.last().is_some_and(|last| {
            last.range.end() == super::text_range(start, start).start()
                && matches!(last.kind, TokenKind::Name | TokenKind::Number | TokenKind::Malformed)
        });
        behind && scanner.remainder().starts_with(is_word)
    }

    /// A typographic dash inside a word, as in `09:00–18:00`, or something invisible, makes one token of the word.
    fn joint(&mut self, scanner: &mut Scanner<'_>) {
        let dash = self.here(scanner);
        let more = scanner.remainder().chars();
        let more = more.take_while(|c| is_word(*c) || *c == ':' || is_dash(*c));
        let length: usize = more.map(char::len_utf8).sum();
        let before = self.tokens.last().copied().filter(|last| {
            let joins =
                matches!(last.kind, TokenKind::Name | TokenKind::Number | TokenKind::Malformed);
            joins && last.range.end() == dash.start()
        });
        if length == 0 && before.is_none() {
            return self.stray(scanner);
        }
        let written = scanner.slice();
        if before.is_none_or(|before| before.kind != TokenKind::Malformed) {
            let ends = before.map(|before| self.slice(before.range)).unwrap_or_default();
            let more = scanner.remainder().get(..length).unwrap_or_default();
            let is_span = span::parse(&format!("{ends}..{more}")).is_ok();
            let instead = if is_span { Some("..") } else { instead_of(written) };
            let text = written.to_owned();
            self.report(SyntaxErrorKind::StrayCharacters { text, instead }, dash);
        }
        scanner.bump(length);
        let start = before.map_or(dash.start(), |before| before.range.start());
        if before.is_some() {
            self.tokens.pop();
        }
        self.push(TokenKind::Malformed, start.into(), scanner.span().end + self.base);
    }

    pub(super) fn report_stray(&mut self, text: &str, range: incident_base::TextRange) {
        self.report(stray_characters(text), range);
    }
}

/// Whether the quotes around the next so many bytes are no apostrophes: nothing is glued to them from outside.
fn stands_alone(scanner: &Scanner<'_>, length: usize) -> bool {
    let before = scanner.source().get(..scanner.span().start).unwrap_or_default();
    let behind = scanner.remainder().get(length..).unwrap_or_default();
    let parts = |c: char| c.is_whitespace() || "{}[](),=:;".contains(c);
    before.chars().next_back().is_none_or(parts) && behind.chars().next().is_none_or(parts)
}

/// What stands before the line's end.
pub(super) fn line_of<'t>(scanner: &mut Scanner<'t>) -> &'t str {
    let line = scanner.remainder().split(['\n', '\r']).next().unwrap_or_default();
    scanner.extras.searched += line.len() as u64;
    line
}

/// Whether what stands behind a `-` is an item of a list and not an entry with a `-` before it.
pub(super) fn is_list_item(behind: &str) -> bool {
    behind.starts_with([' ', '\t']) && !behind.contains(['{', '}', '[', ']', '='])
}

/// Whether a character is a typographic quote.
pub(super) fn is_typographic_quote(character: char) -> bool {
    !character.is_ascii() && (closer_of(character).is_some() || character == '»')
}

/// The error for characters that mean nothing.
pub(crate) fn stray_characters(text: &str) -> SyntaxErrorKind {
    const SHOWN: usize = 40;
    SyntaxErrorKind::StrayCharacters {
        text: text.chars().take(SHOWN).collect(),
        instead: instead_of(text),
    }
}

/// Takes the letters of other alphabets that follow, and the rest of the word; the first run of letters.
pub(super) fn foreign_letters<'t>(scanner: &mut Scanner<'t>) -> Option<&'t str> {
    let rest = scanner.remainder();
    if rest.as_bytes().first().is_none_or(u8::is_ascii)
        || !rest.chars().next().is_some_and(is_foreign_letter)
    {
        return None;
    }
    let letters = rest.find(|c| !is_foreign_letter(c)).unwrap_or(rest.len());
    rest_of_word(scanner);
    rest.get(..letters)
}

/// Takes the rest of a word with letters of other alphabets, and the domain of `jürgen@company.com`.
fn rest_of_word(scanner: &mut Scanner<'_>) {
    let rest = scanner.remainder();
    let is_part = |c: char| is_word(c) || is_foreign_letter(c);
    let mut word = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    if let Some(domain) = rest.get(word..).and_then(|behind| behind.strip_prefix('@')) {
        word += 1 + domain.find(|c| !is_part(c)).unwrap_or(domain.len());
    }
    scanner.bump(word);
}
