//! A text that was written without its quotes, with marks in it that mean something else or nothing:
//! `severity P3 Payments: all down {`, `component Refunds / chargebacks`.
//!
//! Each of the marks was found by itself. What is wrong is that the text has no quotes, and taking a mark out, or making a
//! comment of what stands behind it, would change the text.

use incident_base::{TextRange, TextSize};
use incident_schema::{Type, blocks, is_kind};
use incident_syntax::{SyntaxError, SyntaxErrorKind};

use crate::bare_list::{bare_lists, is_list_of_texts};
use crate::rule::Wording;
use crate::rules::{several_words, word_channels, word_texts_in_list};
use crate::text::{short_line, slice};

/// The texts of a file that were written without their quotes.
pub(crate) struct BareTexts {
    /// In order.
    texts: Vec<(TextRange, Sort)>,
    /// The numbers of the errors that are about parts of them, in order.
    errors: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    One,
    /// Several with commas between them.
    Several,
    /// Those in a list, from the first without quotes on.
    InList,
    /// `#a, #b`: channels in a list without their kinds.
    Channels,
}

impl BareTexts {
    /// `wanted` says what stands at an offset.
    pub(crate) fn of(
        text: &str,
        errors: &[SyntaxError],
        wanted: impl Fn(TextSize) -> Option<Type>,
    ) -> Self {
        let lists = bare_lists(text, errors);
        let channels = bare_channels(text, errors, &wanted);
        let list_of = |lists: &[TextRange], range: TextRange| {
            let after = lists.partition_point(|list| list.end() <= range.start());
            lists.get(after).copied().filter(|list| list.contains_range(range))
        };
        let mut found = Self { texts: Vec::new(), errors: Vec::new() };
        for (number, error) in errors.iter().enumerate() {
            let list = list_of(&lists, error.range);
            let is_channel = is_channel(error).then(|| list_of(&channels, error.range)).flatten();
            let is_literal = matches!(
                error.kind,
                SyntaxErrorKind::PartedLiteral { .. } | SyntaxErrorKind::DateInWords { .. }
            );
            let one = match list {
                Some(list) => Some((list, Sort::InList)),
                None if let Some(list) = is_channel => Some((list, Sort::Channels)),
                // `description = June 15, 2026`
                None if is_literal && wanted(error.range.start()) == Some(Type::Text) => {
                    Some((error.range, Sort::One))
                }
                None => bare_text(text, error),
            };
            if let Some(one) = one {
                found.texts.push(one);
                found.errors.push(number);
            }
        }
        found.texts.sort_unstable_by_key(|(range, _)| range.start());
        found.texts.dedup();
        found
    }

    /// Whether the error of this number is about a part of one of them.
    pub(crate) fn replace(&self, number: usize) -> bool {
        self.errors.binary_search(&number).is_ok()
    }

    /// Whether a place is a part of one of them.
    pub(crate) fn have_as_part(&self, range: TextRange) -> bool {
        let after = self.texts.partition_point(|(text, _)| text.start() <= range.start());
        let text = after.checked_sub(1).and_then(|at| self.texts.get(at));
        text.is_some_and(|(text, sort)| {
            *sort != Sort::Channels && *text != range && text.contains_range(range)
        })
    }

    /// What to say of each.
    pub(crate) fn worded(&self, text: &str) -> impl Iterator<Item = (TextRange, Wording)> {
        self.texts.iter().map(move |(range, sort)| {
            let bare = slice(text, *range);
            let wording = match sort {
                Sort::One => several_words(bare, Some(Type::Text)),
                Sort::Several => several_words(bare, Some(Type::List(&Type::Text))),
                Sort::InList => word_texts_in_list(bare),
                Sort::Channels => word_channels(bare),
            };
            (*range, wording)
        })
    }
}

/// Whether an error is about a channel without its kind.
fn is_channel(error: &SyntaxError) -> bool {
    matches!(&error.kind, SyntaxErrorKind::Unquoted { text } if text.starts_with('#'))
}

/// From the first to the last, where several of a list have no kind.
fn bare_channels(
    text: &str,
    errors: &[SyntaxError],
    wanted: impl Fn(TextSize) -> Option<Type>,
) -> Vec<TextRange> {
    let mut found: Vec<(TextRange, usize)> = Vec::new();
    for error in errors.iter().filter(|error| is_channel(error)) {
        let is_in_list = |from: TextRange| {
            let between = text.get(from.end().into()..error.range.start().into());
            between.is_some_and(|between| !between.contains(['[', ']', '=', '{', '}']))
        };
        match found.last_mut().filter(|(last, _)| is_in_list(*last)) {
            Some((list, count)) => (*list, *count) = (list.cover(error.range), *count + 1),
            None => found.push((error.range, 1)),
        }
    }
    let of_channels = |start| wanted(start) == Some(Type::Channel);
    let several = found.into_iter().filter(|(_, count)| *count > 1).map(|(list, _)| list);
    several.filter(|list| of_channels(list.start())).collect()
}

/// The text that an error is about a part of; `None` where no text is wanted, or there is more to it than its words.
fn bare_text(text: &str, error: &SyntaxError) -> Option<(TextRange, Sort)> {
    use SyntaxErrorKind as Kind;
    let is_of_a_mark = matches!(
        error.kind,
        Kind::StrayCharacters { .. }
            | Kind::SemicolonBehindWord { .. }
            | Kind::Semicolons { .. }
            | Kind::SeveralWords { .. }
            | Kind::SplitKey { .. }
            | Kind::Unexpected { .. }
            | Kind::Unquoted { .. }
            | Kind::NeedlessOperator { .. }
    );
    if !is_of_a_mark {
        return None;
    }
    let line = short_line(text, error.range.start())?;
    let start = line.start;
    let line = text.get(line)?;
    let line = line.split_once(" //").map_or(line, |(before, _)| before);
    let (bare, sort) = in_line(line)?;
    let is_plain = !without_words_in_braces(bare).contains(['"', '[', ']', '{', '}']);
    let words = bare.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    if !is_plain || !bare.starts_with(char::is_alphanumeric) || words.count() < 2 {
        return None;
    }
    let offset = |at: usize| TextSize::try_from(at).ok();
    let start = start + (bare.as_ptr() as usize - line.as_ptr() as usize);
    let range = TextRange::at(offset(start)?, TextSize::of(bare));
    let is_in_it = match error.kind {
        // `component Payments == down`; of `component name = x` the two words are what is wrong.
        Kind::SplitKey { .. } => {
            let is_no_key = ["==", ":=", "=>"].iter().any(|operator| bare.contains(operator));
            is_no_key && range.contains_inclusive(error.range.end())
        }
        // `description = Payments {all} down`, which is read as a block.
        Kind::NeedlessOperator { .. } => {
            let between = text.get(error.range.end().into()..range.start().into());
            between.is_some_and(|between| between.trim().is_empty())
        }
        _ => range.contains_range(error.range),
    };
    is_in_it.then_some((range, sort))
}

/// What stands in a line where a text is wanted: the last label of a header, or the value of a key.
fn in_line(line: &str) -> Option<(&str, Sort)> {
    let (word, behind) = word(line)?;
    if let Some(value) = behind.strip_prefix('=') {
        let mut keys = blocks().filter_map(|(_, row)| row.key(word)).peekable();
        let is_list = is_list_of_texts(keys.peek()?.ty) && value.contains(',');
        let sort = if is_list { Sort::Several } else { Sort::One };
        let is_one = keys.all(|key| key.ty == Type::Text || is_list && is_list_of_texts(key.ty));
        return is_one.then(|| (up_to_entry(value).trim(), sort));
    }
    let (_, row) = blocks().find(|(_, row)| row.name == word)?;
    let (last, others) = row.labels.split_last()?;
    let mut rest = behind;
    for _ in others {
        rest = self::word(rest)?.1;
    }
    (last.ty == Type::Text).then(|| (up_to_entry(up_to_body(rest)).trim(), Sort::One))
}

/// What stands before the `{` of a body, which has no words of the header behind it.
fn up_to_body(header: &str) -> &str {
    let body = header.match_indices(" {").find(|(at, _)| {
        let behind = header.get(at + 1..).unwrap_or_default();
        words_in_braces(behind).is_none()
    });
    body.and_then(|(at, _)| header.get(..at)).unwrap_or(header)
}

/// `{all} down`: what stands behind words in braces, where it is another one that goes on with a text.
fn words_in_braces(text: &str) -> Option<&str> {
    let (words, behind) = text.strip_prefix('{')?.split_once('}')?;
    let is_words = !words.is_empty() && !words.contains(['{', '=', ':', '"', '[', ',']);
    let next = behind.trim_start();
    let goes_on = next.len() < behind.len() && next.starts_with(char::is_alphanumeric);
    (is_words && goes_on).then_some(behind)
}

fn without_words_in_braces(text: &str) -> String {
    let mut rest = text;
    let mut without = String::new();
    while let Some((before, behind)) = rest.find('{').and_then(|at| rest.split_at_checked(at)) {
        without += before;
        let Some(behind) = words_in_braces(behind) else {
            rest = behind;
            break;
        };
        rest = behind;
    }
    without + rest
}

/// What stands before a comma with another entry behind it.
fn up_to_entry(part: &str) -> &str {
    let begins_entry = |behind: &str| {
        let Some((word, rest)) = word(behind) else { return false };
        let is_key = || blocks().any(|(_, row)| row.key(word).is_some());
        rest.starts_with('=') || rest.starts_with(':') && is_key() || is_kind(word)
    };
    let mut commas = part.match_indices(',');
    let end = commas.find(|(at, _)| part.get(at + 1..).is_some_and(begins_entry));
    end.and_then(|(at, _)| part.get(..at)).unwrap_or(part)
}

/// The first word of a text, and what stands behind it and the blanks there.
fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let (word, behind) = text.split_at_checked(end)?;
    let rest = behind.trim_start();
    let is_word = !word.is_empty() && (rest.len() < behind.len() || behind.starts_with('='));
    is_word.then_some((word, rest))
}

/// Whether words of the same value stand beside a range: behind `key = word`, or before another word.
pub(crate) fn is_part(text: &str, range: TextRange) -> bool {
    /// Longer values are none of these; not the whole of a long line is looked at for each.
    const MOST: usize = 200;
    let before = text.get(..range.start().into()).unwrap_or_default();
    let value = before.char_indices().rev().take(MOST).find(|(_, c)| "=[{,\n".contains(*c));
    let Some((at, '=')) = value else { return false };
    let is_behind_word = !before.get(at + 1..).unwrap_or_default().trim().is_empty();
    let behind = text.get(range.end().into()..).unwrap_or_default();
    let next = behind.trim_start_matches([' ', '\t']);
    is_behind_word
        || next.len() < behind.len() && next.starts_with(|c: char| c.is_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::in_line;

    #[test]
    fn a_text_is_what_stands_behind_the_other_labels_or_a_key_of_that_type() {
        for (line, text) in [
            ("  severity P3 Payments: all down {", Some("Payments: all down")),
            ("severity P3 Payments: down { response_time = 1h }", Some("Payments: down")),
            ("component Refunds / chargebacks", Some("Refunds / chargebacks")),
            ("description = Payments # down", Some("Payments # down")),
            ("title = Head / Chief, assignee = ann@x.org", Some("Head / Chief")),
            ("component A / B, component C / D", Some("A / B")),
            ("severity P3 Alerts: down, severity P4 Alerts: slow {", Some("Alerts: down")),
            ("component Payments {all} down", Some("Payments {all} down")),
            ("severity P3 Pay {all} down { response_time = 1h }", Some("Pay {all} down")),
            ("component Payments { description = x } down", Some("Payments")),
            ("required_sections = Root Cause, 5 Whys", Some("Root Cause, 5 Whys")),
            ("tier oncall: {", None),
            ("rotation_period = 7d / 2", None),
            ("severity: P3 down", None),
            ("component", None),
        ] {
            assert_eq!(in_line(line).map(|(text, _)| text), text, "{line}");
        }
    }
}
