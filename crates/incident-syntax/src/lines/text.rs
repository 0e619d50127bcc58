//! A text that was written without its quotes: `query = up{job="api"} == 0`, `command = ./rollback.sh --prod`.

use std::ops::Range;

use incident_base::{TextRange, TextSize};

use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::grammar::{date_of, month_of};
use crate::indents::{Holds, Opening};
use crate::lexeme::{Lexeme, slice};
use crate::token::TokenKind;

const BRACE: TextSize = TextSize::new(1);

/// How many digits a year has.
const YEAR: usize = 4;

/// A text, and the numbers of its lexemes in the line.
pub(super) struct Text {
    pub(super) parts: Range<usize>,
    pub(super) range: TextRange,
    /// The date that it says in words.
    pub(super) date: Option<String>,
    /// The `}` of the line's block, where what was read as a comment ends with it.
    pub(super) closer: Option<Lexeme>,
}

/// What stands behind each `key =` up to the next entry, the end of the block or that of the line, where that is one
/// text: it has marks that only texts have, brackets in pairs, and nothing in it can be an entry. What stands behind
/// something that cannot be understood is not looked at.
pub(super) fn texts_without_quotes(text: &str, holds: Holds, line: &[Lexeme]) -> Vec<Text> {
    let mut found = Vec::new();
    let kind = |at: usize| line.get(at).map(|it| it.kind);
    // How many blocks are open that were opened on the line.
    let mut blocks = 0_u32;
    let mut at = 0;
    loop {
        match (kind(at), kind(at + 1)) {
            (Some(TokenKind::Comma), _) => at += 1,
            (Some(TokenKind::CloseBrace), _) => {
                blocks = blocks.saturating_sub(1);
                at += 1;
            }
            (Some(TokenKind::Name), Some(TokenKind::Equals)) => {
                let in_block = blocks > 0;
                let is_of_key = is_key(holds, slice_of(text, line, at));
                let value = Value { text, holds, line, start: at + 2, in_block, is_of_key };
                let Some((end, is_text)) = value.read() else { break };
                if is_text && !is_kind(holds, value.written(at)) && value.written(at + 1) == "=" {
                    found.extend(value.whole(end));
                }
                at = end;
                if !matches!(kind(at), Some(TokenKind::Comma | TokenKind::CloseBrace)) {
                    break;
                }
            }
            (Some(TokenKind::Name), _) => {
                at += line.iter().skip(at).take_while(|it| it.kind.is_scalar()).count();
                match kind(at) {
                    Some(TokenKind::OpenBrace) => {
                        blocks += 1;
                        at += 1;
                    }
                    Some(TokenKind::Comma | TokenKind::CloseBrace) => {}
                    _ => break,
                }
            }
            _ => break,
        }
    }
    found
}

fn slice_of<'t>(text: &'t str, line: &[Lexeme], at: usize) -> &'t str {
    line.get(at).map_or("", |it| slice(text, it.range))
}

fn is_kind(holds: Holds, word: &str) -> bool {
    holds(None, Opening { word, is_block: true }).is_some()
}

fn is_key(holds: Holds, word: &str) -> bool {
    holds(None, Opening { word, is_block: false }).is_some()
}

/// What stands behind a `key =`.
struct Value<'a> {
    text: &'a str,
    holds: Holds,
    line: &'a [Lexeme],
    /// The number of its first lexeme.
    start: usize,
    /// A block is open that was opened on the line.
    in_block: bool,
    /// It is the value of a known key.
    is_of_key: bool,
}

/// What was read of a value.
#[derive(Default)]
struct State {
    /// The closers of what is open.
    open: Vec<u8>,
    /// How many of them are braces.
    braces: u32,
    /// There are marks that only texts have.
    is_marked: bool,
    /// A path, which may be a value of its own.
    has_path: bool,
    /// A comma outside of brackets is a part of it.
    has_comma: bool,
    /// Where the words began that stand before the part reached.
    words: usize,
}

impl Value<'_> {
    /// The number of the lexeme behind it, and whether it is a text; `None` where it cannot be understood.
    fn read(&self) -> Option<(usize, bool)> {
        let first = self.kind(self.start)?;
        if first == TokenKind::OpenBracket {
            return self.behind_list().map(|end| (end, false));
        }
        if first.is_scalar() && self.ends(self.start + 1) {
            return Some((self.start + 1, false));
        }
        if let Some(end) = self.behind_date() {
            return Some((end, true));
        }
        if !self.can_begin(first) {
            return None;
        }
        let mut state = State { words: self.start, ..State::default() };
        let mut at = self.start;
        while at < self.line.len() && !(state.open.is_empty() && self.ends(at)) {
            if !self.fits(&mut state, at) {
                return None;
            }
            at += 1;
            if self.kind(at - 1).is_some_and(|kind| !kind.is_scalar()) {
                state.words = at;
            }
        }
        // `a/b, c/d` may be several values.
        let is_text = state.is_marked || self.is_divided(at) || state.has_path && !state.has_comma;
        state.open.is_empty().then_some((at, is_text && at > self.start + 1))
    }

    /// Whether a text may begin with its first lexeme: `100 * rate(up[5m])`, `(a + b) / c`, `{job="api"} > 0`.
    fn can_begin(&self, first: TokenKind) -> bool {
        match first {
            TokenKind::Name | TokenKind::Malformed | TokenKind::Number => true,
            TokenKind::Stray => self.written(self.start).starts_with('('),
            TokenKind::OpenBrace => self.is_of_key && self.begins_selector(self.start, self.start),
            _ => false,
        }
    }

    /// The number of the lexeme behind `June 15, 2026`.
    fn behind_date(&self) -> Option<usize> {
        let (last, [_, month, year]) = self.parts_of_date();
        let is_number = |at| self.kind(at) == Some(TokenKind::Number);
        let is_one = month_of(month).is_some()
            && is_number(self.start + 1)
            && is_number(last)
            && year.len() == YEAR;
        (is_one && self.ends(last + 1)).then_some(last + 1)
    }

    /// The date that stands there with the name of its month first, where there is such a day.
    fn date(&self) -> Option<String> {
        self.behind_date()?;
        let (_, [day, month, year]) = self.parts_of_date();
        date_of(day, month, year)
    }

    /// The number of the last of the three words, and day, month and year if they are that.
    fn parts_of_date(&self) -> (usize, [&str; 3]) {
        let comma = usize::from(self.kind(self.start + 2) == Some(TokenKind::Comma));
        let last = self.start + 2 + comma;
        let [month, day, year] = [self.start, self.start + 1, last].map(|at| self.written(at));
        (last, [day, month.trim_end_matches('.'), year])
    }

    /// Whether the lexeme of this number goes on with what was read.
    fn fits(&self, state: &mut State, at: usize) -> bool {
        let Some(part) = self.line.get(at) else { return false };
        let written = slice(self.text, part.range);
        match part.kind {
            TokenKind::Newline => false,
            TokenKind::Malformed => {
                let is_mark = written.starts_with(['\'', '-']) && !self.is_glued(at);
                state.is_marked |= at > self.start && is_mark;
                state.has_path |= written.contains('/');
                !written.contains('"')
            }
            TokenKind::OpenBrace | TokenKind::OpenBracket => {
                let is_brace = part.kind == TokenKind::OpenBrace;
                state.open.push(if is_brace { b'}' } else { b']' });
                state.braces += u32::from(is_brace);
                state.is_marked = true;
                let begins = is_brace && at == self.start;
                (begins || self.is_glued(at))
                    && (!is_brace || self.begins_selector(state.words, at))
            }
            TokenKind::CloseBrace => {
                state.braces = state.braces.saturating_sub(1);
                state.open.pop() == Some(b'}')
            }
            TokenKind::CloseBracket => state.open.pop() == Some(b']'),
            TokenKind::Comma => {
                state.has_comma |= state.open.is_empty();
                true
            }
            TokenKind::Equals => {
                let before = at.checked_sub(1).filter(|before| *before >= self.start);
                let ends_operator =
                    before.is_some_and(|it| self.kind(it) == Some(TokenKind::Stray));
                let is_behind_key =
                    before.is_some_and(|before| is_key(self.holds, self.written(before)));
                state.is_marked |= written != "=" || ends_operator;
                written != "=" || state.braces > 0 || self.is_glued(at) && !is_behind_key
            }
            TokenKind::Stray => {
                state.is_marked |= self.is_mark(at, written);
                if written == ";" && self.parts_commands(at) {
                    state.is_marked = true;
                    return true;
                }
                written.bytes().all(|byte| match byte {
                    b'(' => {
                        state.open.push(b')');
                        true
                    }
                    b')' => state.open.pop() == Some(b')'),
                    byte => !matches!(byte, b'"' | b';'),
                })
            }
            TokenKind::Colon => state.braces == 0,
            _ => true,
        }
    }

    /// Its lexemes up to this one as one text. A comment of another language behind it at the line's end is a part of it.
    fn whole(&self, end: usize) -> Option<Text> {
        let (parts, mut closer) = (self.start..end, None);
        let (first, last) = (self.line.get(self.start)?, self.line.get(end.checked_sub(1)?)?);
        let mut range = first.range.cover(last.range);
        if slice(self.text, range).contains(['\n', '\r']) {
            return None;
        }
        if end == self.line.len() {
            let behind = self.text.get(usize::from(range.end())..)?;
            let line = self.behind_line(end)?;
            if line.trim_start_matches([' ', '\t']).starts_with('#') || self.is_divided(end) {
                let comment = line.strip_suffix('}').filter(|_| self.in_block);
                let end = range.end() + TextSize::of(comment.unwrap_or(line).trim_end());
                closer = comment.map(|_| Lexeme {
                    kind: TokenKind::CloseBrace,
                    range: TextRange::at(range.end() + TextSize::of(line) - BRACE, BRACE),
                });
                range = TextRange::new(range.start(), end);
            } else if !behind.is_empty() && !behind.starts_with(char::is_whitespace) {
                return None;
            }
        }
        Some(Text { parts, range, date: self.date(), closer })
    }

    /// What stands on the line behind its last lexeme, where that is the one before this number, but for a comment.
    fn behind_line(&self, end: usize) -> Option<&str> {
        let last = self.line.last().filter(|_| end == self.line.len())?;
        let behind = self.text.get(usize::from(last.range.end())..)?;
        let line = behind.split(['\n', '\r']).next().unwrap_or_default();
        Some(line.split_once(" //").map_or(line, |(before, _)| before).trim_end())
    }

    /// `(a + b) / c`: what stands behind a `/` was read as a comment of another language.
    fn is_divided(&self, end: usize) -> bool {
        let last = end.checked_sub(1).map_or("", |last| self.written(last));
        last.ends_with([')', ']', '}'])
            && self.behind_line(end).is_some_and(|line| line.trim_start().starts_with("/ "))
    }

    /// Whether nothing, the end of a block or another entry stands there.
    fn ends(&self, at: usize) -> bool {
        match self.kind(at) {
            None | Some(TokenKind::CloseBrace) => true,
            Some(TokenKind::Comma) => match self.kind(at + 1) {
                None | Some(TokenKind::CloseBrace) => true,
                Some(TokenKind::Name) => self.begins_entry(at + 1),
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether `key =` or the header of a block stands there; on the line of a block, whatever begins with a key.
    fn begins_entry(&self, at: usize) -> bool {
        let word = self.written(at);
        let behind = self.kind(at + 1);
        match behind {
            Some(TokenKind::Equals) => self.written(at + 1) == "=" || is_key(self.holds, word),
            Some(TokenKind::Colon) => is_key(self.holds, word),
            Some(kind) if is_kind(self.holds, word) => {
                let mut kinds = self.line.iter().skip(at).map(|it| it.kind);
                kind == TokenKind::OpenBrace
                    || kinds.find(|kind| !kind.is_scalar()) == Some(TokenKind::OpenBrace)
            }
            Some(kind) => self.in_block && kind.is_scalar() && is_key(self.holds, word),
            None => false,
        }
    }

    /// The number of the lexeme behind a list without other brackets in it.
    fn behind_list(&self) -> Option<usize> {
        let is_bracket = |kind| {
            use TokenKind::{CloseBrace, CloseBracket, OpenBrace, OpenBracket};
            matches!(kind, CloseBrace | CloseBracket | OpenBrace | OpenBracket)
        };
        let first = self.start + 1;
        let closer = self.line.iter().skip(first).position(|it| is_bracket(it.kind))? + first;
        (self.kind(closer) == Some(TokenKind::CloseBracket)).then_some(closer + 1)
    }

    /// Whether nothing parts it from a name, a closer or a stray character before it.
    fn is_glued(&self, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|before| *before >= self.start);
        let before = before.and_then(|before| self.line.get(before));
        let joins = |kind| {
            use TokenKind::{CloseBrace, CloseBracket, Malformed, Name, Stray};
            matches!(kind, Name | Malformed | Stray | CloseBracket | CloseBrace)
        };
        before.zip(self.line.get(at)).is_some_and(|(before, here)| {
            joins(before.kind) && before.range.end() == here.range.start()
        })
    }

    /// Whether `name=` and a string, or another comparison of the two, stand behind a brace, and no header before it.
    fn begins_selector(&self, words: usize, brace: usize) -> bool {
        let before = self.line.get(words..brace).unwrap_or_default();
        let is_header = before.iter().any(|word| is_kind(self.holds, slice(self.text, word.range)));
        let kind = |at: usize| self.kind(brace + at);
        let mut value = 2;
        while matches!(kind(value), Some(TokenKind::Equals | TokenKind::Stray)) {
            value += 1;
        }
        let compares = value > 2 && kind(1) == Some(TokenKind::Name);
        !is_header
            && compares
            && matches!(kind(value), Some(TokenKind::String | TokenKind::Malformed))
    }

    /// Whether stray characters are an operator between two values, or begin what stands in parentheses.
    fn is_mark(&self, at: usize, written: &str) -> bool {
        let is_before_value = self.kind(at + 1).is_some_and(TokenKind::is_scalar);
        let is_operator = matches!(
            written,
            "&" | "&&" | "|" | "||" | "<" | ">" | "->" | "--" | "–" | "—" | "*" | "/" | "^"
        );
        at > self.start && (is_before_value && is_operator || written.starts_with('('))
    }

    /// Whether a `;` stands between the commands of a shell and is no comma: words that are no entry follow, and on one of
    /// its sides there are several.
    fn parts_commands(&self, at: usize) -> bool {
        let is_word = |at: usize| self.kind(at).is_some_and(TokenKind::is_scalar);
        let are_several = at >= self.start + 2 && is_word(at - 1) && is_word(at - 2)
            || is_word(at + 1) && is_word(at + 2);
        let begins_entry = self.begins_entry(at + 1) || is_key(self.holds, self.written(at + 1));
        is_word(at + 1) && are_several && !begins_entry
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.line.get(at).map(|it| it.kind)
    }

    fn written(&self, at: usize) -> &str {
        slice_of(self.text, self.line, at)
    }
}

/// What is wrong in a text without quotes is that it has none: one error for each, instead of those that stand in it.
pub(super) fn told(
    text: &str,
    texts: Vec<(TextRange, Option<String>)>,
    errors: &mut Vec<SyntaxError>,
) {
    errors.retain(|error| {
        let at = texts.partition_point(|(text, _)| text.end() <= error.range.start());
        texts.get(at).is_none_or(|(text, _)| !text.contains_range(error.range))
    });
    errors.extend(texts.into_iter().map(|(range, date)| {
        let kind = match date {
            Some(date) => SyntaxErrorKind::DateInWords { date },
            None => SyntaxErrorKind::SeveralWords { text: slice(text, range).to_owned() },
        };
        SyntaxError { kind, range, related: None }
    }));
}
