//! A part of a text, and what is wrong with it.

use std::ops::Range;

use incident_base::{TextRange, TextSize};

use super::moved::Moved;
use crate::ast::Entry;
use crate::error::SyntaxError;
use crate::indents::{Holds, Opening};
use crate::lexeme::slice;
use crate::parse;
use crate::token::TokenKind;

/// Longer parts are not looked at.
const LONGEST: usize = 1 << 15;

/// So many parts of a text are.
const MOST: usize = 8;

/// The parts of a text in which these errors are, in order: each from the line of one entry of the top level to that of the next.
pub(super) fn parts(text: &str, holds: Holds, errors: &[SyntaxError]) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for error in errors {
        let at = usize::from(error.range.start());
        if parts.last().is_some_and(|last| last.contains(&at)) {
            continue;
        }
        let from = parts.last().map_or(0, |last| last.end);
        if let Some(part) = part(text, from, at, holds) {
            parts.push(part);
        }
        if parts.len() == MOST {
            break;
        }
    }
    parts
}

fn part(text: &str, from: usize, at: usize, holds: Holds) -> Option<Range<usize>> {
    let begins = |start: usize| {
        let line = text.get(start..).unwrap_or_default();
        let word = line.split(|c: char| !c.is_ascii_alphabetic() && c != '_').next();
        let opening = Opening { word: word.unwrap_or_default(), is_block: true };
        holds(None, opening) == Some(true)
    };
    let line_above = |start: usize| {
        let above = text.get(..start.checked_sub(1)?)?;
        Some(above.rfind('\n').map_or(0, |end| end + 1))
    };
    let mut start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1).max(from);
    while start > from && !begins(start) {
        start = line_above(start)?.max(from);
        if at - start > LONGEST {
            return None;
        }
    }
    let mut end = at;
    loop {
        end = match text.get(end..)?.find('\n') {
            Some(length) => end + length + 1,
            None => text.len(),
        };
        if end - start > LONGEST {
            return None;
        }
        if end == text.len() || begins(end) {
            return Some(start..end);
        }
    }
}

/// A part as it is read.
pub(super) struct Part {
    pub(super) text: String,
    pub(super) troubles: Troubles,
    /// How many bytes of it are comments.
    pub(super) in_comments: usize,
}

impl Part {
    /// Reads it; `None` where no more of the bytes that may be read again are `left` than it has.
    pub(super) fn read(text: String, holds: Holds, left: &mut usize) -> Option<Self> {
        *left = left.checked_sub(text.len())?;
        let read = parse::read(&text, Some(holds));
        let mut unknown = Vec::new();
        unknown_words(&text, holds, None, &read.entries, &mut unknown);
        let is_comment = |kind: TokenKind| {
            matches!(kind, TokenKind::LineComment | TokenKind::DocComment | TokenKind::BlockComment)
        };
        let comments = read.tokens.iter().filter(|token| is_comment(token.kind));
        let in_comments = comments.map(|token| usize::from(token.range.len())).sum();
        let troubles = Troubles::new(&text, read.errors, unknown);
        Some(Self { troubles, text, in_comments })
    }

    /// Where the line begins on which a place is.
    pub(super) fn line(&self, at: usize) -> usize {
        line(&self.text, at)
    }
}

fn line(text: &str, at: usize) -> usize {
    let before = text.get(..at).and_then(|before| before.rfind('\n'));
    before.map_or(0, |end| end + 1)
}

/// What is wrong with a part.
pub(super) struct Troubles {
    errors: Vec<SyntaxError>,
    /// The first words of entries that nothing is called there.
    unknown: Vec<TextRange>,
    /// How much of it somebody is told: of a line with an error, nothing is said about its words.
    pub(super) count: usize,
}

impl Troubles {
    fn new(text: &str, errors: Vec<SyntaxError>, unknown: Vec<TextRange>) -> Self {
        let line = |range: TextRange| line(text, range.start().into());
        let lines: Vec<usize> = errors.iter().map(|error| line(error.range)).collect();
        let told = unknown.iter().filter(|word| !lines.contains(&line(**word))).count();
        Self { count: errors.len() + told, errors, unknown }
    }

    /// The error, where there is no other.
    pub(super) fn only_error(&self) -> Option<&SyntaxError> {
        match self.errors.as_slice() {
            [error] => Some(error),
            _ => None,
        }
    }

    /// Where something is wrong.
    pub(super) fn places(&self) -> impl Iterator<Item = TextRange> {
        self.errors.iter().map(|error| error.range).chain(self.unknown.iter().copied())
    }

    /// What else may explain it: a bracket.
    pub(super) fn related(&self) -> impl Iterator<Item = TextRange> {
        let related = self.errors.iter().filter_map(|error| error.related);
        related.filter(|range| range.len() == TextSize::of('{'))
    }

    /// Whether all of it, moved so, was wrong with another.
    pub(super) fn is_in(&self, other: &Self, moved: &Moved) -> bool {
        self.errors.iter().all(|error| other.errors.contains(&moved.error(error.clone())))
            && self.unknown.iter().all(|word| other.unknown.contains(&moved.range(*word)))
    }
}

/// Adds the first words of entries that cannot stand where they do.
fn unknown_words(
    text: &str,
    holds: Holds,
    outer: Option<&str>,
    entries: &[Entry],
    unknown: &mut Vec<TextRange>,
) {
    for entry in entries {
        let (word, is_block, body) = match entry {
            Entry::Attribute(attribute) => (attribute.key, false, attribute.braces.as_ref()),
            Entry::Block(block) => (block.kind, true, block.body.as_ref()),
            Entry::Broken(_) => continue,
        };
        let opening = Opening { word: slice(text, word), is_block };
        if holds(outer, opening) != Some(true) {
            unknown.push(word);
        } else if let Some(body) = body {
            unknown_words(text, holds, Some(opening.word), &body.entries, unknown);
        }
    }
}

/// Whether a word ends where this begins, or before a `,` or on the line above where it stands directly behind these.
pub(super) fn is_behind_word(text: &str, place: TextSize) -> bool {
    let before = text.get(..place.into()).unwrap_or_default();
    let before = before.strip_suffix(',').unwrap_or(before);
    let above = before.trim_end_matches([' ', '\t']);
    let above = above.strip_suffix('\n').map(|it| it.strip_suffix('\r').unwrap_or(it));
    above.unwrap_or(before).ends_with(is_of_word)
}

/// Whether a word of the language may hold it: a name, a number, an address or a channel.
pub(super) fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '@' | '#' | ':' | '+' | '%')
}
