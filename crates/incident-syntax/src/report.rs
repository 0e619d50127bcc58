//! One error a mistake.

mod cut_off;
mod follows;
mod semicolons;
mod yaml;

use incident_base::{TextRange, TextSize};

use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::view::ENTRY;

/// Sorts errors by their places and leaves out what only follows from others on the same line: behind a
/// string without its end, or before one without its beginning, nothing is where it seems, and stray
/// characters, unclosed lists and closers of nothing are reported once a line.
pub(crate) fn one_per_mistake(text: &str, mut errors: Vec<SyntaxError>) -> Vec<SyntaxError> {
    if errors.is_empty() {
        return errors;
    }
    errors.sort_by_key(|error| (error.range.start(), error.range.end()));
    let errors = yaml::yaml(text, json(text, cut_off::cut_off(text, wrong_closers(errors))));
    let lines = lines(text, &errors);
    let torn: Vec<u32> = lines
        .iter()
        .zip(&errors)
        .filter(|(_, error)| {
            matches!(
                error.kind,
                SyntaxErrorKind::UnterminatedString
                    | SyntaxErrorKind::OddQuotes
                    | SyntaxErrorKind::UnopenedString { .. }
                    | SyntaxErrorKind::Surplus { text: "\"" }
            )
        })
        .map(|(line, _)| *line)
        .collect();
    let (mut stray_on, mut list_on, mut block_on, mut closer_on) = (None, None, None, None);
    let mut hash_on = None;
    let (mut key_above, mut values_on, mut brace_missing_on) = (None, None, None);
    let mut kept: Vec<SyntaxError> = Vec::with_capacity(errors.len());
    for (error, line) in errors.into_iter().zip(lines) {
        let follows = match &error.kind {
            // `(a, b)`: the values behind the comma are no entries.
            SyntaxErrorKind::Unexpected { expected, .. }
                if expected == ENTRY && stray_on == Some(line) =>
            {
                true
            }
            SyntaxErrorKind::ColonForEquals { .. } if stray_on == Some(line) => true,
            // `[P1. P2]`: a `.` for the comma.
            SyntaxErrorKind::Unexpected { expected, .. }
                if expected == "`,` or `]`"
                    && kept.last().is_some_and(|last| ends_with_dot(text, last, &error)) =>
            {
                true
            }
            // `tier oncall timeout = 5m }`: what the `{` is missing for.
            SyntaxErrorKind::UnmatchedCloser { closer: '}' } if brace_missing_on == Some(line) => {
                true
            }
            // Lines of values where no list is open: one mistake made that of all of them.
            SyntaxErrorKind::Unexpected { expected, found }
                if expected == ENTRY
                    && is_value(found)
                    && values_on.is_some_and(|above: u32| {
                        above == line || above + 1 == line && begins_its_line(text, &error)
                    }) =>
            {
                values_on = Some(line);
                true
            }
            // The value of the key above, which was said to have none.
            SyntaxErrorKind::Unexpected { expected, .. }
                if expected == ENTRY
                    && key_above.is_some_and(|key: u32| key + 1 == line)
                    && begins_its_line(text, &error) =>
            {
                values_on = Some(line);
                true
            }
            SyntaxErrorKind::Unexpected { .. }
            | SyntaxErrorKind::NeedlessOperator { .. }
            | SyntaxErrorKind::SplitKey { .. }
            | SyntaxErrorKind::QuotedKey { .. }
            | SyntaxErrorKind::Json
            | SyntaxErrorKind::ListWithoutBrackets
            | SyntaxErrorKind::SeveralWords { .. }
            | SyntaxErrorKind::MissingBrace { .. } => torn.binary_search(&line).is_ok(),
            // `[#incidents, #payments]` is one habit.
            SyntaxErrorKind::Unquoted { text } if text.starts_with('#') => {
                hash_on.replace(line) == Some(line) || torn.binary_search(&line).is_ok()
            }
            // `docs/a.md"`: which quotes there should be is what is not known.
            SyntaxErrorKind::Unquoted { .. } if is_beside_quote(text, &error) => {
                torn.binary_search(&line).is_ok()
            }
            // The line ends behind the key: what is not closed was not written.
            SyntaxErrorKind::MissingValue { .. } => {
                let unfinished = block_on == Some(line) && ends_its_line(text, &error);
                unfinished || torn.binary_search(&line).is_ok()
            }
            SyntaxErrorKind::UnmatchedCloser { closer } => {
                let again = closer_on.replace(line) == Some(line);
                let of_values = *closer == ']' && values_on.is_some_and(|above| above + 1 >= line);
                again || of_values || torn.binary_search(&line).is_ok()
            }
            SyntaxErrorKind::Unclosed { opener, .. } => {
                let again = *opener == '[' && list_on.replace(line) == Some(line);
                let within = *opener == '[' && block_on == Some(line);
                if let (true, Some(SyntaxErrorKind::Unclosed { list_too, .. })) =
                    (within, kept.last_mut().map(|last| &mut last.kind))
                {
                    *list_too = true;
                }
                if *opener == '{' {
                    block_on = Some(line);
                }
                again || within || torn.binary_search(&line).is_ok()
            }
            SyntaxErrorKind::StrayCharacters { .. }
            | SyntaxErrorKind::SemicolonBehindWord { .. } => {
                let again = stray_on.replace(line) == Some(line);
                if let Some(last) = kept.last_mut().filter(|_| again) {
                    semicolons::join(text, last, &error);
                }
                // `TimeSpan.FromMinutes(5)`
                let glued = kept.last().is_some_and(|last| {
                    matches!(last.kind, SyntaxErrorKind::Unquoted { .. })
                        && last.range.end() == error.range.start()
                });
                again || glued || torn.binary_search(&line).is_ok()
            }
            // `https://…"`: only the opening quote is missing.
            SyntaxErrorKind::UnterminatedString => kept.last_mut().is_some_and(|last| {
                let SyntaxErrorKind::Unquoted { text } = &last.kind else { return false };
                let glued = last.range.end() == error.range.start();
                if glued && error.range.len() == TextSize::of('"') {
                    last.kind = SyntaxErrorKind::UnopenedString { text: Some(text.clone()) };
                    last.range = last.range.cover(error.range);
                }
                glued
            }),
            _ => false,
        };
        let twice = kept
            .last()
            .is_some_and(|last| last.range == error.range || follows::from(text, last, &error));
        if !follows && !twice {
            match &error.kind {
                SyntaxErrorKind::MissingValue { .. } => key_above = Some(line),
                SyntaxErrorKind::MissingBrace { .. } => brace_missing_on = Some(line),
                SyntaxErrorKind::Unexpected { expected, found } if expected == ENTRY => {
                    values_on = Some(line).filter(|_| is_value(found));
                }
                SyntaxErrorKind::UnterminatedString
                | SyntaxErrorKind::OddQuotes
                | SyntaxErrorKind::Unclosed { opener: '[', .. } => {
                    values_on = Some(line);
                }
                _ => {}
            }
            kept.push(error);
        }
    }
    kept
}

/// Whether an error is about a text that ends with a `.`, with nothing but blanks before the other one.
fn ends_with_dot(text: &str, error: &SyntaxError, other: &SyntaxError) -> bool {
    let ends = matches!(&error.kind, SyntaxErrorKind::Unquoted { text } if text.ends_with('.'));
    let (end, start) = (error.range.end(), other.range.start());
    ends && text
        .get(end.into()..start.into())
        .is_some_and(|between| between.trim_matches(' ').is_empty())
}

/// Whether what was found is a value and no name.
fn is_value(found: &str) -> bool {
    !found.starts_with("the name") && (!found.starts_with('`') || found.len() > "`[`".len())
}

/// Whether a quote is glued to it.
fn is_beside_quote(text: &str, error: &SyntaxError) -> bool {
    let before = crate::lexeme::slice(text, TextRange::up_to(error.range.start()));
    let behind = text.get(usize::from(error.range.end())..).unwrap_or_default();
    before.ends_with('"') || behind.starts_with('"')
}

/// Whether nothing but a comment stands behind it on its line.
fn ends_its_line(text: &str, error: &SyntaxError) -> bool {
    let behind = text.get(usize::from(error.range.end())..).unwrap_or_default();
    let behind = behind.trim_start_matches([' ', '\t']);
    behind.is_empty() || behind.starts_with(['\n', '\r']) || behind.starts_with("//")
}

/// Whether nothing stands before it on its line.
fn begins_its_line(text: &str, error: &SyntaxError) -> bool {
    let before = TextRange::up_to(error.range.start());
    let before = crate::lexeme::slice(text, before).trim_end_matches([' ', '\t']);
    before.is_empty() || before.ends_with('\n')
}

/// Objects of JSON are one mistake, however many keys they have.
fn json(text: &str, errors: Vec<SyntaxError>) -> Vec<SyntaxError> {
    // Lines of another shape end an object.
    let is_json = |line: &str| !line.trim_start().starts_with(|c: char| c.is_alphabetic());
    let mut kept: Vec<SyntaxError> = Vec::with_capacity(errors.len());
    // How far the last of them reaches: from there on, each line is looked at once.
    let mut reached = TextSize::new(0);
    for error in errors {
        let behind = text.get(usize::from(error.range.end())..).unwrap_or_default();
        let is_pair = matches!(error.kind, SyntaxErrorKind::QuotedKey { .. })
            && behind.trim_start().starts_with(':');
        let is_one = |kind: &SyntaxErrorKind, one: &str| match kind {
            SyntaxErrorKind::Unexpected { found, .. } => found.trim_matches('`') == one,
            SyntaxErrorKind::Surplus { text } => *text == one,
            _ => false,
        };
        let is_comma = is_one(&error.kind, ",");
        let goes_on = kept.last_mut().filter(|last| match &last.kind {
            SyntaxErrorKind::Json => is_pair || is_comma || is_one(&error.kind, "{"),
            SyntaxErrorKind::QuotedKey { .. } => is_pair || is_comma,
            kind => is_pair && is_one(kind, "{"),
        });
        let between = TextRange::new(reached, error.range.start().max(reached));
        reached = error.range.end().max(reached);
        let mut lines = crate::lexeme::slice(text, between).split('\n').skip(1);
        match goes_on.filter(|_| lines.all(is_json)) {
            Some(_) if is_comma => {}
            Some(last) => last.kind = SyntaxErrorKind::Json,
            None => kept.push(error),
        }
    }
    kept
}

/// `[a, b}`: an opener without its closer and, before that showed, a closer of the other sort are one
/// mistake, told at the closer.
fn wrong_closers(errors: Vec<SyntaxError>) -> Vec<SyntaxError> {
    let mut kept: Vec<SyntaxError> = Vec::with_capacity(errors.len());
    for error in errors {
        let pair = kept.last().and_then(|last| match (&last.kind, &error.kind) {
            (
                SyntaxErrorKind::Unclosed { opener, .. },
                SyntaxErrorKind::UnmatchedCloser { closer },
            ) => {
                let wanted = if *opener == '{' { '}' } else { ']' };
                let shown = last.related?;
                let before = error.range.start() <= shown.start();
                (before && wanted != *closer).then_some((last.range, wanted, *closer))
            }
            _ => None,
        });
        match pair {
            Some((opener, wanted, closer)) => {
                kept.pop();
                let kind = SyntaxErrorKind::Unexpected {
                    found: format!("`{closer}`"),
                    expected: format!("`{wanted}`"),
                };
                kept.push(SyntaxError { kind, range: error.range, related: Some(opener) });
            }
            None => kept.push(error),
        }
    }
    kept
}

/// The lines, counted from 0, in which errors in the order of places begin.
fn lines(text: &str, errors: &[SyntaxError]) -> Vec<u32> {
    let mut from = TextSize::new(0);
    let mut line = 0;
    let mut lines = Vec::with_capacity(errors.len());
    for error in errors {
        let between = TextRange::new(from, error.range.start());
        let between = crate::lexeme::slice(text, between);
        line += between.bytes().filter(|byte| *byte == b'\n').count() as u32;
        from = error.range.start();
        lines.push(line);
    }
    lines
}
