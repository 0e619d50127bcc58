//! Literals written in parts: `5 m`, `2026-12-20 to 2026-12-24`, `09:00 - 18:00`, `2026-12-20 09:00`.

use incident_base::{TextRange, TextSize};

use super::Source;
use crate::ast::Scalar;
use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::lexeme::slice;
use crate::literal;
use crate::token::TokenKind;

/// What people put between the two ends of a span or of hours.
const BETWEEN: [&str; 11] =
    ["-", "--", "–", "—", "..", "...", "…", "to", "until", "till", "through"];

/// The words of a duration with all five units, and an `and` between the last two.
const MOST_WORDS: usize = 11;

/// A literal of which the parts stand apart.
pub(super) struct Parted {
    pub(super) error: SyntaxError,
    /// Where its last part stands in the view.
    pub(super) last: usize,
}

impl Parted {
    /// One malformed value in place of the parts.
    pub(super) fn whole(&self) -> Scalar {
        Scalar { kind: TokenKind::Malformed, range: self.error.range }
    }
}

/// The literal whose first part stands at a place of the view, if that is the beginning of such a one.
pub(super) fn parted(source: Source<'_>, first: usize) -> Option<Parted> {
    match source.view.kind(first) {
        Some(TokenKind::Number) => {}
        Some(TokenKind::Channel) => return telephone_number(source, first),
        _ => return None,
    }
    // So it is nearly always, and to look at the words costs more than all else about a number.
    if source.view.kind(first + 1).is_none_or(parts_values) {
        return None;
    }
    let text = |at: usize| slice(source.text, source.view.range(at));
    let is_number = |at: usize| source.view.kind(at) == Some(TokenKind::Number);
    if let Some((joined, last)) = span_of_instants([0, 1, 2, 3, 4].map(|at| text(first + at))) {
        let range = source.view.range(first).cover(source.view.range(first + last));
        return Some(Parted { error: error(joined, range), last: first + last });
    }
    let words = [0, 1, 2, 3, 4].map(|at| text(first + at));
    if let Some((joined, last)) = hours_of_half_days(words).or_else(|| date_in_words(words)) {
        let range = source.view.range(first).cover(source.view.range(first + last));
        return Some(Parted { error: error(joined, range), last: first + last });
    }
    if let Some(kind) = zone_behind_hours(words) {
        let range = source.view.range(first).cover(source.view.range(first + 1));
        let error = SyntaxError { kind, range, related: None };
        return Some(Parted { error, last: first + 1 });
    }
    let is_word =
        |at: &usize| matches!(source.view.kind(*at), Some(TokenKind::Number | TokenKind::Name));
    let words = (first..first + MOST_WORDS).take_while(is_word).map(text);
    if let Some((joined, taken)) = literal::duration::of_words(words) {
        let last = first + taken - 1;
        let range = source.view.range(first).cover(source.view.range(last));
        return Some(Parted { error: error(joined, range), last });
    }
    let last = match source.view.kind(first + 1)? {
        TokenKind::Number => first + 1,
        TokenKind::Name if is_business_days(text(first + 1), text(first + 2)) => {
            let range = source.view.range(first).cover(source.view.range(first + 2));
            let joined = format!("{}bd", text(first));
            literal::business_days::parse(&joined).ok()?;
            return Some(Parted { error: error(joined, range), last: first + 2 });
        }
        TokenKind::Name | TokenKind::Stray
            if BETWEEN.contains(&text(first + 1)) && is_number(first + 2) =>
        {
            first + 2
        }
        _ => first + 1,
    };
    let joined = match is_number(last) {
        true => with_joint(&in_full(text(first)), &in_full(text(last)))?,
        false => with_unit(text(first), text(last))?,
    };
    let range = source.view.range(first).cover(source.view.range(last));
    Some(Parted { error: error(joined, range), last })
}

/// `sms:+49 30 1234567`, `phone:555-1234 ext 5`
fn telephone_number(source: Source<'_>, first: usize) -> Option<Parted> {
    if source.view.kind(first + 1).is_none_or(parts_values) {
        return None;
    }
    let text = |at: usize| slice(source.text, source.view.range(at));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let (kind, target) = text(first).split_once(':')?;
    if !is_digits(target.strip_prefix('+').unwrap_or(target)) {
        return None;
    }
    let is_number =
        |at: &usize| source.view.kind(*at) == Some(TokenKind::Number) && is_digits(text(*at));
    let digits = (first + 1..).take_while(is_number).last();
    let behind = digits.unwrap_or(first) + 1;
    let word = text(behind);
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_extension =
        ["ext", "extension", "x"].iter().any(|one| one.eq_ignore_ascii_case(letters));
    let last = if letters.len() < word.len() { behind } else { behind + 1 };
    if is_extension && (last == behind || is_number(&last)) {
        let range = source.view.range(first).cover(source.view.range(last));
        let start = source.view.range(first).start() + TextSize::of(kind) + TextSize::of(':');
        let number = slice(source.text, TextRange::new(start, range.end()));
        let joined = format!("{kind}:\"{number}\"");
        return Some(Parted { error: error(joined, range), last });
    }
    let last = digits?;
    let range = source.view.range(first).cover(source.view.range(last));
    let joined = slice(source.text, range).replace(' ', "");
    Some(Parted { error: error(joined, range), last })
}

/// `2026-12-20 09:00..2026-12-24 18:00`, or with something else between the two; which of the words is the last.
fn span_of_instants(words: [&str; 5]) -> Option<(String, usize)> {
    let [date, time, between, other_date, other_time] = words;
    let instant = |date: &str, time: &str| {
        let sorts = (literal::describe(date)?, literal::describe(time)?);
        (sorts == ("a date", "a time of day")).then(|| format!("{date}T{time}"))
    };
    // One of the ends only: `2026-12-31 18:00..2027-01-01T08:00`.
    let whole = format!("{date}T{time}");
    if literal::span::parse(&whole).is_ok() {
        return Some((whole, 1));
    }
    match time.split_once("..") {
        Some((time, other_date)) => {
            Some((format!("{}..{}", instant(date, time)?, instant(other_date, between)?), 2))
        }
        None if BETWEEN.contains(&between) => {
            let (one, other) = (instant(date, time)?, instant(other_date, other_time)?);
            Some((format!("{one}..{other}"), 4))
        }
        None => None,
    }
}

/// `9:00 AM - 5:00 PM`, `9am - 5pm`; which of the words is the last.
fn hours_of_half_days(words: [&str; 5]) -> Option<(String, usize)> {
    let is_half = |word: &str| ["am", "pm"].iter().any(|half| word.eq_ignore_ascii_case(half));
    let (start, end, last) = match words {
        [start, half, between, end, other] if is_half(half) && is_half(other) => BETWEEN
            .contains(&between)
            .then(|| (format!("{start}{half}"), format!("{end}{other}"), 4)),
        [start, between, end, ..] if BETWEEN.contains(&between) => {
            Some((start.to_owned(), end.to_owned(), 2))
        }
        _ => None,
    }?;
    let is_time = |text: &str| text.to_ascii_lowercase().ends_with(['m']);
    let joined = literal::hours::parse(&format!("{start}-{end}")).err()?.instead?;
    (is_time(&start) && is_time(&end)).then_some((joined, last))
}

/// `15 June 2026`, `15th Jun 2026`.
fn date_in_words([day, month, year, ..]: [&str; 5]) -> Option<(String, usize)> {
    date_of(day, month, year).map(|date| (date, 2))
}

/// The date of a day such as `15` or `15th`, a month's name or the beginning of one, and a year.
pub(crate) fn date_of(day: &str, month: &str, year: &str) -> Option<String> {
    let month = month_of(month)?;
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let joined = format!("{year}-{month:02}-{day:0>2}");
    literal::date::parse(&joined).is_ok().then_some(joined)
}

/// Which month of the year a name or the beginning of one means, of three letters at least.
pub(crate) fn month_of(word: &str) -> Option<usize> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const SHORTEST: usize = 3;
    let month = word.to_ascii_lowercase();
    let of_year = MONTHS.iter().position(|one| month.len() >= SHORTEST && one.starts_with(&month));
    of_year.map(|before| before + 1)
}

/// `09:00-17:00 UTC`
fn zone_behind_hours([hours, zone, ..]: [&str; 5]) -> Option<SyntaxErrorKind> {
    let is_zone =
        (2..=5).contains(&zone.len()) && zone.bytes().all(|byte| byte.is_ascii_uppercase());
    (is_zone && literal::hours::parse(hours).is_ok()).then(|| SyntaxErrorKind::ZoneBehindHours {
        hours: hours.to_owned(),
        zone: zone.to_owned(),
    })
}

/// Whether a token of this sort stands between values and is part of none.
fn parts_values(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Newline
            | TokenKind::Comma
            | TokenKind::Equals
            | TokenKind::Colon
            | TokenKind::OpenBrace
            | TokenKind::CloseBrace
            | TokenKind::OpenBracket
            | TokenKind::CloseBracket
    )
}

fn is_business_days(first: &str, second: &str) -> bool {
    matches!(first, "business" | "working") && matches!(second, "day" | "days")
}

fn error(joined: String, range: TextRange) -> SyntaxError {
    SyntaxError { kind: SyntaxErrorKind::PartedLiteral { joined }, range, related: None }
}

/// A date or a time and what belongs to it, joined as the language writes the two.
fn with_joint(first: &str, second: &str) -> Option<String> {
    let sort = |text| literal::describe(text);
    let joint = match (sort(first)?, sort(second)?) {
        ("a date", "a date") | ("an instant", "an instant") => "..",
        ("a time of day", "a time of day") => "-",
        ("a date", "a time of day") => "T",
        ("a duration", "a duration") => {
            let joined = format!("{first}{second}");
            return literal::duration::parse(&joined).is_ok().then_some(joined);
        }
        _ => return None,
    };
    Some(format!("{first}{joint}{second}"))
}

/// `8:00` as `08:00`.
fn in_full(text: &str) -> String {
    let is_short = text.find(':') == Some(1) && text.starts_with(|c: char| c.is_ascii_digit());
    if is_short { format!("0{text}") } else { text.to_owned() }
}

/// A number and a unit, be it one of the language's or one that people write for it.
fn with_unit(digits: &str, unit: &str) -> Option<String> {
    let whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_unit = unit == "%" || unit.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !whole || !is_unit || unit.is_empty() {
        return None;
    }
    let unit = if unit == "percent" { "%" } else { unit };
    let joined = format!("{digits}{unit}");
    match literal::describe(&joined) {
        Some(_) => Some(joined),
        None => literal::duration::parse(&joined).err()?.instead,
    }
}
