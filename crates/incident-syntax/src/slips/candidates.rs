//! What may be the character that is too many, or that stands in the place of another.

use std::ops::Range;

use incident_base::{TextRange, TextSize};

use super::part::{Troubles, is_of_word};
use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::lexer::stray_characters;

/// How many places of a part are tried.
const MOST: usize = 24;

/// Beside so many of the mistakes.
const BESIDE: usize = 8;

/// Two mistakes on one line with less between them may be one: all that is between them is tried.
const NEAR: usize = 80;

/// A change of one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Where it stands.
    pub(super) at: usize,
    /// How many bytes it has; those of the blanks behind it too, for a line's end.
    pub(super) length: usize,
    /// What to read in its place.
    pub(super) instead: &'static str,
}

impl Candidate {
    /// The text with the change made.
    pub(super) fn changed(&self, text: &str) -> String {
        let before = text.get(..self.at).unwrap_or_default();
        let behind = text.get(self.at + self.length..).unwrap_or_default();
        [before, self.instead, behind].concat()
    }

    /// What is left out then: where it stands, and how many bytes it has.
    pub(super) fn left_out(&self) -> Range<usize> {
        self.at + self.instead.len()..self.at + self.length
    }

    /// The mistake that it mends.
    pub(super) fn error(&self, text: &str) -> Option<SyntaxError> {
        let mark = text.get(self.at..self.at + self.length)?;
        let range = TextRange::at(TextSize::try_from(self.at).ok()?, TextSize::of(mark));
        let (before, behind) = self.word(text);
        let is_in_word = self.is_in_word(text) && self.string_over_lines(text).is_none();
        let (kind, range) = match (self.instead, is_in_word) {
            ("", true) => {
                let kind = SyntaxErrorKind::MarkInWord {
                    mark: mark.to_owned(),
                    joined: format!("{before}{behind}"),
                };
                let word = TextRange::new(
                    range.start() - TextSize::of(before),
                    range.end() + TextSize::of(behind),
                );
                (kind, word)
            }
            ("", false) => match self.string_over_lines(text) {
                Some(string) => (SyntaxErrorKind::StringOverLines, string),
                None => (stray_characters(mark), range),
            },
            (instead, _) => {
                let [found, expected] = [mark, instead].map(|it| format!("`{it}`"));
                (SyntaxErrorKind::Unexpected { found, expected }, range)
            }
        };
        Some(SyntaxError { kind, range, related: None })
    }

    /// Whether parts of a word stand on both sides of it.
    pub(super) fn is_in_word(&self, text: &str) -> bool {
        let (before, behind) = self.word(text);
        let is_digit = |c: char| c.is_ascii_digit();
        // `5,5%` has a decimal comma.
        let is_decimal = text.get(self.at..).is_some_and(|it| it.starts_with(','))
            && before.ends_with(is_digit)
            && behind.starts_with(is_digit);
        !before.is_empty() && !behind.is_empty() && !is_decimal
    }

    /// Whether a quote stands there, or is read there, for a bracket or another mark.
    pub(super) fn is_quote(&self, text: &str) -> bool {
        let found = text.get(self.at..self.at + self.length).unwrap_or_default();
        found == "\"" && !self.instead.is_empty()
            || self.instead == "\"" && matches!(found, "{" | "}" | "[" | "]")
    }

    /// `component Search index"`: whether a quote that ends its line is read as a mark that it is hardly meant as.
    pub(super) fn may_end_text(&self, text: &str) -> bool {
        let behind = text.get(self.at + self.length..).unwrap_or_default();
        let line = behind.split('\n').next().unwrap_or_default().trim();
        matches!(self.instead, "," | "=") && (line.is_empty() || line.starts_with("//"))
    }

    /// Whether it is the end of a line.
    pub(super) fn is_line_end(&self, text: &str) -> bool {
        text.get(self.at..).is_some_and(|it| it.starts_with(['\r', '\n']))
    }

    /// The string that it breaks in two, if it is a line's end and does.
    pub(super) fn string_over_lines(&self, text: &str) -> Option<TextRange> {
        if !self.is_line_end(text) {
            return None;
        }
        let line = text.get(..self.at)?.rsplit('\n').next()?;
        let below = text.get(self.at + self.length..)?.split('\n').next()?;
        let is_open = line.matches('"').count() % 2 == 1;
        let (start, end) = (line.rfind('"')?, below.find('"')?);
        let start = self.at - line.len() + start;
        let end = self.at + self.length + end + 1;
        let range = TextRange::new(start.try_into().ok()?, end.try_into().ok()?);
        is_open.then_some(range)
    }

    /// The parts of a word on its sides.
    pub(super) fn word<'t>(&self, text: &'t str) -> (&'t str, &'t str) {
        let before = text.get(..self.at).unwrap_or_default();
        let behind = text.get(self.at + self.length..).unwrap_or_default();
        let start = before.trim_end_matches(is_of_word).len();
        let end = behind.len() - behind.trim_start_matches(is_of_word).len();
        (before.get(start..).unwrap_or_default(), behind.get(..end).unwrap_or_default())
    }
}

/// The changes to try, each once: what may be left out, then what may stand for another bracket.
pub(super) fn candidates(text: &str, troubles: &Troubles) -> Vec<Candidate> {
    let mut places: Vec<Candidate> = Vec::new();
    let mut ranges: Vec<TextRange> = troubles.places().chain(troubles.related()).collect();
    ranges.sort_by_key(|range| range.start());
    let mut add = |found: Vec<Candidate>| {
        for candidate in found {
            if !places.contains(&candidate) {
                places.push(candidate);
            }
        }
    };
    // In a long text, what it ends with.
    for range in ranges.iter().take(BESIDE) {
        add(last(text, range.end().into()).into_iter().collect());
    }
    for (number, range) in ranges.iter().take(BESIDE).enumerate() {
        let (start, mut end) = (usize::from(range.start()), usize::from(range.end()));
        if let Some(next) = ranges.get(number + 1).map(|next| usize::from(next.start()))
            && next > end
            && next - end < NEAR
            && text.get(end..next).is_some_and(|between| !between.contains('\n'))
        {
            end = next;
        }
        add(beside(text, start, end));
    }
    for range in ranges.iter().take(BESIDE) {
        add(brackets_of_line(text, range.end().into()));
    }
    places.truncate(MOST);
    let for_others = places.iter().filter(|one| one.length == 1).flat_map(|one| {
        let found = text.get(one.at..one.at + 1).unwrap_or_default();
        let others = MARKS.into_iter().filter(move |mark| *mark != found && is_mark(found));
        others.map(|instead| Candidate { instead, ..*one })
    });
    let for_others: Vec<Candidate> = for_others.collect();
    places.into_iter().chain(for_others).collect()
}

/// The marks of the language.
const MARKS: [&str; 7] = ["{", "}", "[", "]", ",", "=", "\""];

/// Whether a key of a mark may have been missed where it stands.
fn is_mark(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_punctuation() && !matches!(c, '_' | '-' | '@' | '#'))
}

/// The brackets near a place on its line.
fn brackets_of_line(text: &str, place: usize) -> Vec<Candidate> {
    let start = text.floor_char_boundary(place.saturating_sub(NEAR));
    let before = text.get(start..place).unwrap_or_default();
    let first = start + before.rfind('\n').map_or(0, |end| end + 1);
    let behind = text.get(first..text.floor_char_boundary(place + NEAR)).unwrap_or_default();
    let end = behind.get(place - first..).and_then(|it| it.find('\n'));
    let line = behind.get(..end.map_or(behind.len(), |end| place - first + end));
    let brackets = line.unwrap_or_default().match_indices(['{', '}', '[', ']', '(', ')']);
    brackets.map(|(at, _)| Candidate { at: first + at, length: 1, instead: "" }).collect()
}

/// The bracket that ends there.
fn last(text: &str, end: usize) -> Option<Candidate> {
    let mark = text.get(..end)?.chars().next_back()?;
    let is_bracket = matches!(mark, '{' | '}' | '[' | ']');
    is_bracket.then(|| Candidate { at: end - 1, length: 1, instead: "" })
}

/// What stands there, before it to where its word begins, and the character behind it.
fn beside(text: &str, start: usize, end: usize) -> Vec<Candidate> {
    let before = text.get(..start).unwrap_or_default();
    let word = before.trim_end_matches(is_of_word);
    // The character before the word, or the line's end above it.
    let above = word.trim_end_matches([' ', '\t']);
    let from = match above.chars().next_back() {
        Some('\n') => above.len() - above.len().min(1) - usize::from(above.ends_with("\r\n")),
        Some(_) if above.len() == word.len() => {
            above.len() - above.chars().next_back().map_or(0, char::len_utf8)
        }
        _ => word.len(),
    };
    let behind = text.get(end..).unwrap_or_default();
    let rest = behind.len() - behind.trim_start_matches(is_of_word).len();
    let to =
        end + rest + behind.get(rest..).and_then(|it| it.chars().next()).map_or(0, char::len_utf8);
    let there = text.get(from..to).unwrap_or_default();
    let ends = |at: usize| text.get(..at).is_some_and(|it| it.ends_with(is_of_word));
    let candidate = |(offset, c): (usize, char)| {
        let at = from + offset;
        match c {
            '\r' | '\n' => {
                let line_end = if c == '\r' { "\r\n" } else { "\n" };
                let below = text.get(at..)?.strip_prefix(line_end)?;
                let blanks = below.len() - below.trim_start_matches([' ', '\t']).len();
                let below = below.get(blanks..)?;
                let is_half_typed = text.get(..at)?.ends_with(['-', '.', '_']) && is_entry(below);
                let goes_on = below.starts_with(is_of_word) && !is_half_typed;
                let candidate = Candidate { at, length: line_end.len() + blanks, instead: "" };
                let parts_word = ends(at) && goes_on;
                (parts_word || candidate.string_over_lines(text).is_some()).then_some(candidate)
            }
            ' ' | '_' => None,
            c if c.is_ascii_alphanumeric() => None,
            c => Some(Candidate { at, length: c.len_utf8(), instead: "" }),
        }
    };
    there.char_indices().filter_map(candidate).collect()
}

/// `tier eng-manager { … }`, `timeout = 5m`: whether a line is an entry by itself, and not the rest of a word above it.
fn is_entry(line: &str) -> bool {
    let line = line.split('\n').next().unwrap_or_default();
    let header = line.split(['{', '=']).next().unwrap_or_default();
    header.len() < line.len()
        && (line.get(header.len()..).is_some_and(|rest| rest.starts_with('='))
            || header.split_whitespace().count() > 1)
}
