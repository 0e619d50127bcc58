//! How findings are mended: changes of text, relative to a finding's place.

mod outside;

use std::ops::Range;

use self::outside::{holds_comment, is_outside};
use crate::{TextRange, TextSize};

/// The mending of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mend {
    /// What is done at the finding's place.
    pub change: Change,
    /// Whether it can be done unasked.
    pub certainty: Certainty,
}

/// How sure it is that a mending is what was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// It can mean nothing else.
    Certain,
    /// It is the likeliest; somebody has to look at it.
    Likely,
    /// It is one of several ways, and which of them is right is a decision: who is on call, which of two spellings of a
    /// person is theirs. It is offered, and never done without being asked for.
    Possible,
}

impl Certainty {
    /// `certain`, `likely` or `possible`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }
}

/// What is done at the place of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// Other text stands there.
    Replace(String),
    /// Other text stands there, unless a comment does, which would be lost.
    ReplaceUncommented(String),
    /// One part of what stands there is another; the first, where it stands there several times.
    ReplacePart {
        /// The part.
        part: String,
        /// What stands in its place.
        with: String,
    },
    /// Words that begin where the place does, with blanks between them, are something else.
    ReplaceWords {
        /// The words, with one blank between two of them.
        words: String,
        /// What stands in their place.
        with: String,
    },
    /// Parts of what stands there are others, each behind the one before it. Nothing is changed where it is not plain
    /// which parts are meant.
    ReplaceEach(Vec<(String, String)>),
    /// What stands there is something else, and so is the same so far behind the place.
    ReplaceAll {
        /// What stands at each.
        mark: String,
        /// How far behind the place's start each stands, in order, and what stands there then.
        places: Vec<(TextSize, &'static str)>,
    },
    /// Text directly before the place.
    Before(String),
    /// Text directly behind the place.
    After(String),
    /// A comma parts it from what stands before it, directly behind that where it is on the same line.
    CommaBefore,
    /// Nothing stands there.
    Remove,
    /// Nothing stands there, to the end of the line, nor blanks before it.
    RemoveRest,
    /// Nothing stands there, and the comma that parted it from the other items of its list is gone.
    RemoveItem,
    /// Items of the list that stands there are gone, each with its comma: all items in their order, and which of them.
    /// Nothing is changed where it is not plain where they stand.
    RemoveItems(Vec<(String, bool)>),
}

/// A change of a text: what stands in a range, on character boundaries, is replaced.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextEdit {
    /// What is replaced; empty for text that is added.
    pub start: TextSize,
    /// Where it ends.
    pub end: TextSize,
    /// What stands there then.
    pub text: String,
}

impl TextEdit {
    fn new(range: TextRange, text: impl Into<String>) -> Self {
        Self { start: range.start(), end: range.end(), text: text.into() }
    }
}

impl Change {
    /// What it does to what stands at its place, as an order: "Change `false` to `true`".
    pub fn in_words(&self, there: &str) -> String {
        let short = |text: &str| match text.trim() {
            "" => "a blank".to_owned(),
            text if text.chars().count() > 40 || text.contains('\n') => "it".to_owned(),
            text => format!("`{text}`"),
        };
        match self {
            Self::Replace(with) | Self::ReplaceUncommented(with) => {
                format!("Change {} to {}", short(there), short(with))
            }
            Self::ReplacePart { part, with } | Self::ReplaceWords { words: part, with } => {
                format!("Change {} to {}", short(part), short(with))
            }
            Self::ReplaceEach(parts) => parts.first().map_or_else(String::new, |(part, with)| {
                format!("Change {} to {}, and the others in the list", short(part), short(with))
            }),
            Self::ReplaceAll { mark, .. } => {
                format!("Change {}, and the others of the line", short(mark))
            }
            Self::Before(added) | Self::After(added) => format!("Add {}", short(added)),
            Self::RemoveItems(items) => {
                let gone = items.iter().find(|(_, is_gone)| *is_gone);
                gone.map_or_else(String::new, |(item, _)| {
                    format!("Remove {}, and what else stands there again", short(item))
                })
            }
            Self::CommaBefore => "Add `,`".to_owned(),
            Self::Remove | Self::RemoveRest | Self::RemoveItem => {
                format!("Remove {}", short(there))
            }
        }
    }

    /// The change of a file's text that a finding at this place asks for; `None` when the place is not
    /// one of the text's, or does not hold the part.
    pub fn edit(&self, text: &str, place: TextRange) -> Option<TextEdit> {
        let there = text.get(usize::from(place.start())..usize::from(place.end()))?;
        Some(match self {
            Self::Replace(with) => TextEdit::new(place, with),
            Self::ReplaceUncommented(with) => {
                TextEdit::new(Some(place).filter(|_| !holds_comment(there))?, with)
            }
            Self::ReplacePart { part, with } => {
                let start = place.start() + TextSize::try_from(there.find(part.as_str())?).ok()?;
                TextEdit::new(TextRange::at(start, TextSize::of(part.as_str())), with)
            }
            Self::ReplaceWords { words, with } => {
                TextEdit::new(range_of_words(text, place.start(), words)?, with)
            }
            Self::ReplaceEach(parts) => TextEdit::new(place, with_parts(there, parts)?),
            Self::ReplaceAll { mark, places } => {
                let (last, _) = places.last()?;
                let end = place.start() + *last + TextSize::of(mark.as_str());
                let all = text.get(usize::from(place.start())..usize::from(end))?;
                TextEdit::new(TextRange::new(place.start(), end), with_marks(all, mark, places)?)
            }
            Self::Before(added) => TextEdit::new(TextRange::empty(place.start()), added),
            Self::After(added) => TextEdit::new(TextRange::empty(place.end()), added),
            Self::CommaBefore => {
                let before = text.get(..usize::from(place.start()))?;
                let item = before.trim_end_matches([' ', '\t']);
                let is_apart =
                    item.len() < before.len() && !item.is_empty() && !item.ends_with('\n');
                match is_apart {
                    true => {
                        TextEdit::new(TextRange::empty(TextSize::try_from(item.len()).ok()?), ",")
                    }
                    false => TextEdit::new(TextRange::empty(place.start()), ", "),
                }
            }
            Self::Remove => TextEdit::new(place, ""),
            Self::RemoveRest => {
                let before = text.get(..usize::from(place.start()))?.trim_end_matches([' ', '\t']);
                let start = TextSize::try_from(before.len()).ok()?;
                TextEdit::new(TextRange::new(start, place.end()), "")
            }
            Self::RemoveItem => TextEdit::new(with_comma(text, place)?, ""),
            Self::RemoveItems(items) => TextEdit::new(place, without_items(there, items)?),
        })
    }
}

/// From the start, where these words stand one behind the other.
fn range_of_words(text: &str, start: TextSize, words: &str) -> Option<TextRange> {
    let all = text.get(usize::from(start)..)?;
    let mut rest = all;
    for word in words.split(' ') {
        rest = rest.trim_start_matches([' ', '\t']).strip_prefix(word)?;
    }
    Some(TextRange::at(start, TextSize::try_from(all.len() - rest.len()).ok()?))
}

/// Where parts of a list stand, each looked for behind the one before it; `None` where one is not found, or may stand in
/// a comment, another text or another list. `looked_at` counts the bytes that were looked at.
fn places_of_parts<'p>(
    text: &str,
    parts: impl Iterator<Item = &'p str>,
    looked_at: &mut usize,
) -> Option<Vec<Range<usize>>> {
    let is_of_word = |c: char| c.is_alphanumeric() || "_-.@:\"".contains(c);
    let mut places = Vec::new();
    let mut reached = usize::from(text.starts_with('['));
    for part in parts {
        let rest = text.get(reached..)?;
        let is_apart = |at: &usize| {
            let (before, behind) = (rest.get(..*at), rest.get(at + part.len()..));
            !before.is_some_and(|it| it.ends_with(is_of_word))
                && !behind.is_some_and(|it| it.starts_with(is_of_word))
        };
        let at = rest.match_indices(part).map(|(at, _)| at).find(is_apart);
        *looked_at += at.unwrap_or(rest.len()) + part.len();
        let at = at?;
        rest.get(..at).filter(|between| is_outside(between))?;
        places.push(reached + at..reached + at + part.len());
        reached += at + part.len();
    }
    Some(places)
}

/// A text with other marks at some places.
fn with_marks(text: &str, mark: &str, places: &[(TextSize, &str)]) -> Option<String> {
    let mut changed = String::with_capacity(text.len());
    let mut rest = text;
    for (place, with) in places {
        let (before, behind) =
            rest.split_at_checked(usize::from(*place).checked_sub(text.len() - rest.len())?)?;
        changed.push_str(before);
        changed.push_str(with);
        rest = behind.strip_prefix(mark)?;
    }
    Some(changed + rest)
}

/// A text with other parts.
fn with_parts(text: &str, parts: &[(String, String)]) -> Option<String> {
    let places = places_of_parts(text, parts.iter().map(|(part, _)| part.as_str()), &mut 0)?;
    let mut changed = String::with_capacity(text.len());
    let mut end = 0;
    for (place, (_, with)) in places.into_iter().zip(parts) {
        changed.push_str(text.get(end..place.start)?);
        changed.push_str(with);
        end = place.end;
    }
    changed.push_str(text.get(end..)?);
    Some(changed)
}

/// A list without some of its items: each is gone with the comma before it and what parts the two; behind a comment,
/// with the one behind it.
fn without_items(text: &str, items: &[(String, bool)]) -> Option<String> {
    let places = places_of_parts(text, items.iter().map(|(item, _)| item.as_str()), &mut 0)?;
    let mut changed = String::with_capacity(text.len());
    let (mut end, mut before) = (0, 0);
    for (place, (_, is_gone)) in places.into_iter().zip(items) {
        // No further than to the item before it.
        let between = text.get(std::mem::replace(&mut before, place.end)..place.start)?;
        if !is_gone {
            continue;
        }
        let comma = between.trim_end().strip_suffix(',').map(|kept| {
            let blanks = [' ', '\t'];
            (place.start - (between.len() - kept.len()), kept.trim_end_matches(blanks).len())
        });
        // It may be gone with the item before it.
        let (start, behind) = match comma.filter(|(comma, _)| *comma >= end) {
            Some((_, kept)) => (place.start - (between.len() - kept), place.end),
            None => {
                let rest = text.get(place.end..)?;
                let comma = rest.trim_start_matches([' ', '\t']).strip_prefix(',');
                let comma = comma.map(|behind| behind.trim_start_matches([' ', '\t']));
                (place.start, text.len() - comma.unwrap_or(rest).len())
            }
        };
        changed.push_str(text.get(end..start.max(end))?);
        end = behind.max(end);
    }
    changed.push_str(text.get(end..)?);
    Some(changed)
}

/// An item with the comma and the blanks behind it, or else with those before it.
fn with_comma(text: &str, place: TextRange) -> Option<TextRange> {
    let (before, behind) =
        (text.get(..usize::from(place.start()))?, text.get(usize::from(place.end())..)?);
    let blanks = [' ', '\t'];
    if let Some(rest) = behind.trim_start_matches(blanks).strip_prefix(',') {
        let rest = rest.trim_start_matches(blanks);
        let taken = TextSize::try_from(behind.len() - rest.len()).ok()?;
        return Some(TextRange::new(place.start(), place.end() + taken));
    }
    let kept = before.trim_end_matches(blanks).strip_suffix(',').unwrap_or(before);
    Some(TextRange::new(TextSize::try_from(kept.len()).ok()?, place.end()))
}

/// The text after the edits, and how many were made. One that touches another is left out: what it would
/// mean after the other is not known.
pub fn apply(text: &str, mut edits: Vec<TextEdit>) -> (String, usize) {
    edits.sort();
    edits.dedup();
    let mut changed = String::with_capacity(text.len());
    let mut end = TextSize::new(0);
    let mut made = 0;
    for edit in edits {
        let between = text.get(usize::from(end)..usize::from(edit.start));
        let Some(between) = between.filter(|_| made == 0 || edit.start > end) else { continue };
        changed.push_str(between);
        changed.push_str(&edit.text);
        end = edit.end;
        made += 1;
    }
    changed.push_str(text.get(usize::from(end)..).unwrap_or_default());
    (changed, made)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(start: u32, end: u32) -> TextRange {
        TextRange::new(start.into(), end.into())
    }

    fn changed(text: &str, place: TextRange, change: Change) -> Option<String> {
        Some(apply(text, vec![change.edit(text, place)?]).0)
    }

    #[test]
    fn every_change_is_made_at_its_place() {
        let part = |part: &str, with: &str| Change::ReplacePart {
            part: part.to_owned(),
            with: with.to_owned(),
        };
        let words = |words: &str, with: &str| Change::ReplaceWords {
            words: words.to_owned(),
            with: with.to_owned(),
        };
        let each = |parts: &[(&str, &str)]| {
            let owned = |(part, with): &(&str, &str)| (part.to_string(), with.to_string());
            Change::ReplaceEach(parts.iter().map(owned).collect())
        };
        let gone = |items: &[&str]| {
            let item = |item: &&str| match item.strip_prefix('-') {
                Some(item) => (item.to_owned(), true),
                None => (item.to_string(), false),
            };
            Change::RemoveItems(items.iter().map(item).collect())
        };
        let marks = |places: &[(u32, &'static str)]| Change::ReplaceAll {
            mark: ";".to_owned(),
            places: places.iter().map(|(at, with)| ((*at).into(), *with)).collect(),
        };
        for (text, place, change, after) in [
            ("a = 5M", range(4, 6), Change::Replace("5m".into()), Some("a = 5m")),
            (
                "title \"https://a\" x",
                range(0, 17),
                Change::ReplaceUncommented("b".into()),
                Some("b x"),
            ),
            ("t /* why */ \"a\"", range(0, 15), Change::ReplaceUncommented("b".into()), None),
            ("[slcak:#x]", range(1, 9), part("slcak", "slack"), Some("[slack:#x]")),
            ("[slcak:#x]", range(1, 9), part("phone", "sms"), None),
            ("a = [b", range(4, 5), Change::Before("x".into()), Some("a = x[b")),
            ("\"abc", range(0, 4), Change::After("\"".into()), Some("\"abc\"")),
            ("a }", range(2, 3), Change::Remove, Some("a ")),
            ("a = b \t// c\nd", range(7, 11), Change::RemoveRest, Some("a = b\nd")),
            ("a\n  // c\nd", range(4, 8), Change::RemoveRest, Some("a\n\nd")),
            ("c A \t B {", range(2, 3), words("A B", "\"A B\""), Some("c \"A B\" {")),
            ("c A /**/ B", range(2, 3), words("A B", "\"A B\""), None),
            ("[a, b, c]", range(4, 5), Change::RemoveItem, Some("[a, c]")),
            ("[a, b]", range(4, 5), Change::RemoveItem, Some("[a]")),
            ("[b]", range(1, 2), Change::RemoveItem, Some("[]")),
            ("[a  b]", range(4, 5), Change::CommaBefore, Some("[a,  b]")),
            ("[a\"b\"]", range(2, 5), Change::CommaBefore, Some("[a, \"b\"]")),
            ("[a // c\n  b]", range(10, 11), Change::CommaBefore, Some("[a // c\n  , b]")),
            ("[1, /* 2 */ 12, 2]", range(0, 18), each(&[("1", "P1"), ("2", "P2")]), None),
            (
                "[1, // 2\n 12, \"2 \\\" 2\", 2]",
                range(0, 26),
                each(&[("1", "P1"), ("2", "P2")]),
                None,
            ),
            (
                "[1, // 3\n 12, \"3 \\\" 3\", 2]",
                range(0, 26),
                each(&[("1", "P1"), ("2", "P2")]),
                Some("[P1, // 3\n 12, \"3 \\\" 3\", P2]"),
            ),
            ("[a, b, a]", range(0, 9), each(&[("a", "x"), ("a", "y")]), Some("[x, b, y]")),
            ("[a, b]", range(0, 6), each(&[("b", "x"), ("a", "y")]), None),
            (
                "[a, b, a, c, b]",
                range(0, 15),
                gone(&["a", "b", "-a", "c", "-b"]),
                Some("[a, b, c]"),
            ),
            ("[a, a , a]", range(0, 10), gone(&["a", "-a", "-a"]), Some("[a]")),
            (
                "[a,\n a,\n b,\n a,\n]",
                range(0, 17),
                gone(&["a", "-a", "b", "-a"]),
                Some("[a,\n b,\n]"),
            ),
            (
                "[a, // ann\n a, a, // x\n b, a]",
                range(0, 29),
                gone(&["a", "-a", "-a", "b", "-a"]),
                Some("[a, // ann\n // x\n b]"),
            ),
            (
                "[a, // x\n a,\n a,\n b]",
                range(0, 20),
                gone(&["a", "-a", "-a", "b"]),
                Some("[a, // x\n \n \n b]"),
            ),
            ("[a, [a, a], a, a]", range(0, 17), gone(&["a", "-a", "-a"]), None),
            ("[[a, a], a]", range(0, 11), each(&[("a", "x")]), None),
            (
                "[a, // [b]\n a]",
                range(0, 14),
                each(&[("a", "x"), ("a", "y")]),
                Some("[x, // [b]\n y]"),
            ),
            ("[a, /* a */ a, a]", range(0, 17), gone(&["a", "-a", "-a"]), None),
            ("[a, b]", range(0, 6), gone(&["b", "-a"]), None),
            (
                "{ a = 5; b = 6; }; c",
                range(7, 8),
                marks(&[(0, ","), (7, ""), (10, ",")]),
                Some("{ a = 5, b = 6 }, c"),
            ),
            ("a;b,", range(1, 2), marks(&[(0, ","), (2, ",")]), None),
            ("é", range(1, 2), Change::Remove, None),
        ] {
            assert_eq!(changed(text, place, change).as_deref(), after, "{text}");
        }
    }

    /// Each part of a long list is looked for behind the one before it, and no further.
    #[test]
    fn the_mend_of_a_long_list_takes_as_long_as_the_list_is() {
        let looked_at = |count: usize| {
            let items: Vec<String> = (0..count).map(|item| format!("a{}", item % 7)).collect();
            let text = format!("[{}]", items.join(", "));
            let mut looked_at = 0;
            let places =
                places_of_parts(&text, items.iter().map(String::as_str), &mut looked_at).unwrap();
            assert_eq!(places.len(), count);
            assert!(looked_at <= text.len(), "{looked_at} of {}", text.len());
            looked_at
        };
        assert!(looked_at(20_000) <= looked_at(10_000) * 2 + 10);
    }

    #[test]
    fn edits_that_touch_each_other_are_made_one_at_a_time() {
        let edit = |start: u32, end: u32, text: &str| TextEdit::new(range(start, end), text);
        let edits = vec![edit(4, 5, "y"), edit(0, 3, "x"), edit(2, 4, "z")];
        assert_eq!(apply("abcdef", edits), ("xdyf".to_owned(), 2));
        assert_eq!(apply("ab", vec![edit(1, 1, "-"), edit(1, 1, "-")]), ("a-b".to_owned(), 1));
        assert_eq!(apply("ab", Vec::new()), ("ab".to_owned(), 0));
    }
}
