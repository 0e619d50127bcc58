//! Commas that slipped by a character: `timeout = 10,m channels = [page]`, `failures = ,5 within = 30s`.

use incident_base::{TextRange, TextSize};

use super::Edit;
use super::shape::Line;
use crate::error::SyntaxErrorKind;
use crate::indents::{Holds, Opening, knows};
use crate::lexeme::{Lexeme, slice};
use crate::token::TokenKind;

/// A comma that does not stand behind the value it belongs behind.
pub(super) struct Misplaced {
    pub(super) error: SyntaxErrorKind,
    /// The value's, with the comma.
    pub(super) range: TextRange,
    pub(super) edits: Vec<Edit>,
}

/// The mark for a comma, or the comma, because of which a line makes no sense at its lexeme `at`.
pub(super) fn misplaced(
    text: &str,
    holds: Option<Holds>,
    line: &Line<'_>,
    at: usize,
) -> Option<Misplaced> {
    if let Some(mark) = other_mark(text, line, at) {
        return Some(mark);
    }
    let comma = match line.kind(at)? {
        // `10,m channels =`
        TokenKind::Equals => at.checked_sub(3)?,
        // `= ,5 within =`
        TokenKind::Comma => at,
        _ => return None,
    };
    let range = |at: usize| line.lexemes.get(at).map(|it| it.range);
    let kinds = |from: usize| line.lexemes.get(from..).unwrap_or_default().iter().map(|it| it.kind);
    let mut behind = kinds(comma);
    let is = |kind: Option<TokenKind>, wanted| kind == Some(wanted);
    let joins_key = is(behind.next(), TokenKind::Comma)
        && behind.next().is_some_and(TokenKind::is_scalar)
        && is(behind.next(), TokenKind::Name)
        && is(behind.next(), TokenKind::Equals);
    let last = range(comma + 1)?;
    // `30m,c hannels =` is a blank that slipped.
    let word = [comma + 1, comma + 2].map(|at| range(at).map_or("", |it| slice(text, it))).concat();
    let is_key = holds.is_some_and(|holds| knows(holds, Opening { word: &word, is_block: false }));
    if is_key || !joins_key || range(comma)?.end() != last.start() {
        return None;
    }
    let before = comma.checked_sub(1)?;
    let is_within = line.kind(before).is_some_and(TokenKind::is_scalar);
    let first = if is_within { range(before)? } else { range(comma)? };
    let starts_value = is_within && range(before)?.end() == range(comma)?.start();
    if !starts_value && line.kind(before) != Some(TokenKind::Equals) {
        return None;
    }
    let value = if is_within { slice(text, first) } else { "" };
    let meant = format!("{value}{},", slice(text, last));
    let put = |at: usize, kind, range| (line.first + at, [Some(Lexeme { kind, range }), None]);
    let empty = TextRange::empty(last.end());
    let whole = first.cover(last);
    let value = match is_within {
        true => vec![put(before, TokenKind::Malformed, whole), (line.first + comma, [None, None])],
        false => vec![put(comma, TokenKind::Malformed, whole)],
    };
    let edits = value.into_iter().chain([put(comma + 1, TokenKind::Comma, empty)]).collect();
    Some(Misplaced { error: SyntaxErrorKind::MisplacedComma { meant }, range: whole, edits })
}

/// `timeout = 5m. channels = [page]`: the mark behind a number that stands for a comma.
fn other_mark(text: &str, line: &Line<'_>, at: usize) -> Option<Misplaced> {
    let begins_entry = line.kind(at)? == TokenKind::Name && line.kind(at + 1)? == TokenKind::Equals;
    let number = line.lexemes.get(at.checked_sub(1)?)?;
    let written = slice(text, number.range);
    let mark = written.get(written.len().checked_sub(1)?..)?;
    let is_for_comma = begins_entry
        && number.kind == TokenKind::Number
        && line.kind(at.checked_sub(2)?)? == TokenKind::Equals
        && matches!(mark, "." | ":");
    if !is_for_comma {
        return None;
    }
    let end = number.range.end() - TextSize::of(mark);
    let range = TextRange::new(end, number.range.end());
    let value = Lexeme { range: TextRange::new(number.range.start(), end), ..*number };
    let comma = Lexeme { kind: TokenKind::Comma, range };
    let error =
        SyntaxErrorKind::Unexpected { found: format!("`{mark}`"), expected: "`,`".to_owned() };
    Some(Misplaced { error, range, edits: vec![(line.first + at - 1, [Some(value), Some(comma)])] })
}

/// `members alice@company.com, bob@company.com`: whether a comma stands between values of a line that opens nothing.
pub(super) fn parts_values(line: &Line<'_>, comma: usize) -> bool {
    let is_value = |kind: TokenKind| kind.is_scalar() && kind != TokenKind::Name;
    line.kind(comma) == Some(TokenKind::Comma)
        && line.kind(comma + 1).is_some_and(is_value)
        && comma.checked_sub(1).and_then(|at| line.kind(at)).is_some_and(is_value)
        && !line.lexemes.iter().any(|lexeme| lexeme.kind == TokenKind::OpenBrace)
}
