//! Slips of the hand: one mistake in a text, in every place it can be made.

#![allow(
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "offsets come from the text they are used on"
)]

use std::ops::Range;

use incident_syntax::{TokenKind, tokens};

/// What somebody does to a text without meaning to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// A character is left out.
    CharacterOut,
    /// A character is typed twice.
    CharacterTwice,
    /// Two characters are typed in the wrong order.
    CharactersSwapped,
    /// A word, value or bracket is left out.
    WordOut,
    /// A word, value or bracket is typed twice.
    WordTwice,
    /// Something is typed before a word, value or bracket.
    Before(&'static str),
    /// Something is typed inside of a word or value.
    Inside(&'static str),
    /// One bracket is typed for another.
    Instead(&'static str, &'static str),
    /// A line is commented out with these characters.
    CommentedOut(&'static str),
    /// A line with nothing but this is put in, at the margin.
    LineBetween(&'static str),
    /// A line ends before one of its words.
    LineCut,
    /// The text ends before one of its words.
    TextCut,
    /// A line is broken before one of its words.
    LineBroken,
    /// A line is joined with the one below.
    LineJoined,
    /// A line is gone.
    LineOut,
    /// A line stands twice.
    LineTwice,
    /// Two lines stand in the wrong order.
    LinesSwapped,
}

impl Slip {
    /// The texts that it makes of a text.
    pub fn texts(self, text: &str) -> Vec<String> {
        match self {
            Self::CharacterOut => characters(text).map(|at| without(text, at)).collect(),
            Self::CharacterTwice => characters(text).map(|at| twice(text, at, "")).collect(),
            Self::CharactersSwapped => swapped(text),
            Self::WordOut => words(text).map(|at| without(text, at)).collect(),
            Self::WordTwice => words(text).map(|at| twice(text, at, " ")).collect(),
            Self::Before(stray) => {
                words(text).map(|at| put(text, at.start, &format!("{stray} "))).collect()
            }
            Self::Inside(stray) => inside(text).map(|at| put(text, at, stray)).collect(),
            Self::Instead(one, other) => words(text)
                .filter(|at| text[at.clone()] == *one)
                .map(|at| format!("{}{other}{}", &text[..at.start], &text[at.end..]))
                .collect(),
            Self::CommentedOut(mark) => lines(text)
                .map(|at| text[at.clone()].len() - text[at.clone()].trim_start().len() + at.start)
                .map(|start| put(text, start, mark))
                .collect(),
            Self::LineBetween(line) => {
                lines(text).map(|at| put(text, at.start, &format!("{line}\n"))).collect()
            }
            Self::LineCut => words(text)
                .map(|at| {
                    let end = line_end(text, at.start);
                    format!("{}{}", text[..at.start].trim_end_matches(' '), &text[end..])
                })
                .collect(),
            Self::TextCut => words(text).map(|at| text[..at.start].to_owned()).collect(),
            Self::LineBroken => words(text).map(|at| put(text, at.start, "\n")).collect(),
            Self::LineJoined => text
                .match_indices('\n')
                .map(|(at, _)| format!("{} {}", &text[..at], text[at..].trim_start()))
                .collect(),
            Self::LineOut => lines(text).map(|at| without(text, at)).collect(),
            Self::LineTwice => lines(text).map(|at| twice(text, at, "")).collect(),
            Self::LinesSwapped => lines(text)
                .skip(1)
                .map(|at| {
                    let above = text[..at.start - 1].rfind('\n').map_or(0, |end| end + 1);
                    let (one, other) = (&text[above..at.start], &text[at.clone()]);
                    format!("{}{other}{one}{}", &text[..above], &text[at.end..])
                })
                .collect(),
        }
    }
}

/// Each character that shows.
fn characters(text: &str) -> impl Iterator<Item = Range<usize>> {
    let visible = text.char_indices().filter(|(_, one)| !one.is_whitespace());
    visible.map(|(at, one)| at..at + one.len_utf8())
}

/// Where two characters of one word or value meet, one place of each.
fn inside(text: &str) -> impl Iterator<Item = usize> {
    let halves = words(text).map(|at| at.start + at.len() / 2);
    halves.filter(|at| *at > 0 && text.is_char_boundary(*at)).filter(|at| {
        let is_of_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '@');
        text[..*at].ends_with(is_of_word) && text[*at..].starts_with(is_of_word)
    })
}

/// Each token that says something.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let says = |kind: TokenKind| !kind.is_trivia() && kind != TokenKind::Newline;
    let all = tokens(text).into_iter().filter(move |token| says(token.kind));
    all.map(|token| Range::<usize>::from(token.range))
}

/// Each line with its line break.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = end;
        end += line.len();
        start..end
    })
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end)
}

fn without(text: &str, at: Range<usize>) -> String {
    format!("{}{}", &text[..at.start], &text[at.end..])
}

fn twice(text: &str, at: Range<usize>, between: &str) -> String {
    format!("{}{between}{}", &text[..at.end], &text[at.start..])
}

fn put(text: &str, at: usize, what: &str) -> String {
    format!("{}{what}{}", &text[..at], &text[at..])
}

/// Pairs that are not alike and show.
fn swapped(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let places = (1..characters.len()).filter(|at| {
        let pair = &characters[at - 1..=*at];
        pair.iter().all(|one| !one.is_whitespace()) && pair.first() != pair.last()
    });
    let texts = places.map(|at| {
        let mut swapped = characters.clone();
        swapped.swap(at - 1, at);
        swapped.into_iter().collect()
    });
    texts.collect()
}
