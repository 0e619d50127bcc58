//! `30s`, `10m`, `1h30m`, `7d`, `2w`

use std::fmt;

use super::{LiteralError, all_digits};

mod units;

use units::Unit;

/// A length of time in the units it was written in: `24h` and `1d` are equally long and not the same.
/// Never zero and never longer than a century.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Duration {
    /// Weeks written.
    pub weeks: u32,
    /// Days written.
    pub days: u32,
    /// Hours written.
    pub hours: u32,
    /// Minutes written.
    pub minutes: u32,
    /// Seconds written.
    pub seconds: u32,
}

impl Duration {
    fn count(&mut self, unit: Unit) -> &mut u32 {
        match unit {
            Unit::Week => &mut self.weeks,
            Unit::Day => &mut self.days,
            Unit::Hour => &mut self.hours,
            Unit::Minute => &mut self.minutes,
            Unit::Second => &mut self.seconds,
        }
    }
}

/// 100 years of 365.25 days, in seconds.
const CENTURY: u64 = 36_525 * 24 * 60 * 60;

const UNIT_LIST: &str = "`s`, `m`, `h`, `d` or `w`";

/// A number and the letters behind it.
#[derive(Clone, Copy)]
struct Part<'t> {
    digits: &'t str,
    letters: &'t str,
}

/// Reads a duration.
///
/// # Errors
/// When a unit is missing, unknown, out of order or written twice, when there are blanks or fractions, and
/// when the whole is zero or longer than a century.
pub fn parse(text: &str) -> Result<Duration, LiteralError> {
    if let Some(duration) = one_number(text) {
        return Ok(duration);
    }
    if let Some(positive) = text.strip_prefix('-') {
        let instead = parse(positive).is_ok().then(|| positive.to_owned());
        let reason = "a duration is more than zero".to_owned();
        return Err(LiteralError { reason, instead });
    }
    if text.contains(char::is_whitespace) {
        let joined: String = text.split_whitespace().collect();
        let instead = parse(&joined).is_ok().then_some(joined);
        let reason = "a duration is written without blanks".to_owned();
        return Err(LiteralError { reason, instead });
    }
    if text.split_once('-').is_some_and(|(from, to)| parse(to).is_ok() && begins(from)) {
        let reason = "it is one length of time, not from one to another".to_owned();
        return Err(LiteralError { reason, instead: None });
    }
    if text.contains(['.', ',']) {
        return Err(fraction(text));
    }
    let parts = parts(text)?;
    let mut units = Vec::with_capacity(parts.len());
    for part in &parts {
        units.push(unit_of(text, *part, units.last().copied())?);
    }
    in_order(&parts, &units)?;
    value(text, &parts, &units)
}

/// Whether a text is a number, with or without its unit.
fn begins(text: &str) -> bool {
    all_digits(text) || parse(text).is_ok()
}

/// `30s`: most durations are one number and its unit.
fn one_number(text: &str) -> Option<Duration> {
    let (digits, letter) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let unit = Unit::from_letter(letter)?;
    let number: u32 = digits.parse().ok().filter(|_| all_digits(digits))?;
    let mut duration = Duration::default();
    *duration.count(unit) = number;
    (1..=CENTURY).contains(&(u64::from(number) * unit.seconds())).then_some(duration)
}

/// Whether a text says the same as a duration or as business days, only with other words for its units:
/// `5min` for `5m`, `1H` for `1h`, `3BD` for `3bd`. `5M` is none, since elsewhere that is months.
pub fn is_respelling(text: &str, right: &str) -> bool {
    let (Ok(written), Ok(right)) = (parts(text), parts(right)) else { return false };
    let same = |(written, right): (&Part<'_>, &Part<'_>)| {
        let business = written.letters.eq_ignore_ascii_case("bd") && right.letters == "bd";
        let unit = Unit::from_word(written.letters).map(Unit::letter) == Some(right.letters);
        written.digits == right.digits && (business || unit && written.letters != "M")
    };
    written.len() == right.len() && written.iter().zip(&right).all(same)
}

/// A duration of which the parts stand apart, each with its unit or some other word for that: `1 h 30 min`, `1 hour and
/// 30 minutes`; and how many of the words it takes.
pub fn of_words<'t>(words: impl Iterator<Item = &'t str>) -> Option<(String, usize)> {
    let mut joined = String::new();
    let (mut parts, mut taken) = (0, 0);
    let mut number = None;
    for (at, word) in words.enumerate() {
        let part = match number.take() {
            Some(number) => format!("{number}{word}"),
            None if all_digits(word) => {
                number = Some(word);
                continue;
            }
            None if word == "and" && parts > 0 => continue,
            None => word.to_owned(),
        };
        let in_letters = match parse(&part) {
            Ok(_) => part,
            Err(error) => match error.instead.filter(|right| is_respelling(&part, right)) {
                Some(right) => right,
                None => break,
            },
        };
        let longer = format!("{joined}{in_letters}");
        if parse(&longer).is_err() {
            break;
        }
        (joined, parts, taken) = (longer, parts + 1, at + 1);
    }
    (parts > 1).then_some((joined, taken))
}

/// Whether it is a number and nothing more: `10`.
pub fn lacks_unit(text: &str) -> bool {
    all_digits(text)
}

/// Splits `1h30m` into `1` `h` and `30` `m`.
fn parts(text: &str) -> Result<Vec<Part<'_>>, LiteralError> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (digits, behind) = rest.split_at_checked(digits).unwrap_or((rest, ""));
        let letters = behind.len() - behind.trim_start_matches(char::is_alphabetic).len();
        let (letters, behind) = behind.split_at_checked(letters).unwrap_or((behind, ""));
        if digits.is_empty() || (letters.is_empty() && !behind.is_empty()) {
            let reason = "a duration is numbers with their units, such as `30s`, `5m` or `1h30m`";
            return Err(LiteralError::new(reason));
        }
        parts.push(Part { digits, letters });
        rest = behind;
    }
    if parts.is_empty() {
        return Err(LiteralError::new("there is nothing"));
    }
    Ok(parts)
}

/// The unit of a part of `text`; `before` is the unit of the part before it.
fn unit_of(text: &str, part: Part<'_>, before: Option<Unit>) -> Result<Unit, LiteralError> {
    let Part { digits, letters } = part;
    if let Some(unit) = Unit::from_letter(letters) {
        return Ok(unit);
    }
    if letters.is_empty() {
        let reason = format!("`{digits}` has no unit: add {UNIT_LIST}");
        return Err(match before.and_then(Unit::next_smaller) {
            Some(unit) => LiteralError::with(reason, format!("{text}{}", unit.letter())),
            None => LiteralError::new(reason),
        });
    }
    let error = units::unknown(digits, letters);
    // The mended part is offered where it is the whole of what was written.
    let whole = text.len() == digits.len() + letters.len();
    Err(LiteralError { instead: error.instead.filter(|_| whole), ..error })
}

fn in_order(parts: &[Part<'_>], units: &[Unit]) -> Result<(), LiteralError> {
    let mut sorted: Vec<_> = units.iter().zip(parts).collect();
    sorted.sort_by_key(|(unit, _)| **unit);
    for neighbours in sorted.windows(2) {
        let [(unit, first), (again, second)] = neighbours else { continue };
        if unit == again {
            let letter = unit.letter();
            let sum = first.digits.parse::<u32>().ok().zip(second.digits.parse::<u32>().ok());
            let sum = sum.and_then(|(first, second)| first.checked_add(second));
            let instead = sum.filter(|_| parts.len() == 2).map(|sum| format!("{sum}{letter}"));
            return Err(LiteralError { reason: format!("`{letter}` stands twice"), instead });
        }
    }
    if units.is_sorted() {
        return Ok(());
    }
    let ordered = sorted.iter().map(|(_, part)| format!("{}{}", part.digits, part.letters));
    Err(LiteralError::with("units go from large to small", ordered.collect::<String>()))
}

fn value(text: &str, parts: &[Part<'_>], units: &[Unit]) -> Result<Duration, LiteralError> {
    let too_long = || LiteralError::new("it is longer than a century");
    // Written by our rules it means the same to humantime, which watches for overflow.
    let length = humantime::parse_duration(text).map_err(|_| too_long())?;
    if length.as_secs() > CENTURY {
        return Err(too_long());
    }
    if length.is_zero() {
        return Err(LiteralError::new("a duration is more than zero"));
    }
    let mut duration = Duration::default();
    for (part, unit) in parts.iter().zip(units) {
        *duration.count(*unit) = part.digits.parse().map_err(|_| too_long())?;
    }
    Ok(duration)
}

/// `1.5h`: what it is in smaller units, where it is that exactly.
fn fraction(text: &str) -> LiteralError {
    let reason = "a duration has no fractions";
    let instead = (|| {
        let letter = text.get(text.len().checked_sub(1)?..)?;
        let unit = Unit::from_letter(letter)?;
        let number = text.strip_suffix(letter)?;
        let (whole, decimals) = number.split_once(['.', ','])?;
        if !all_digits(whole) || !all_digits(decimals) || decimals.len() > 6 {
            return None;
        }
        let scale = 10_u64.pow(decimals.len() as u32);
        let scaled = whole.parse::<u64>().ok()?.checked_mul(scale)?;
        let scaled = scaled.checked_add(decimals.parse().ok()?)?;
        let seconds = scaled.checked_mul(unit.seconds())?;
        (seconds % scale == 0).then_some(seconds / scale)
    })();
    match instead.filter(|seconds| (1..=CENTURY).contains(seconds)) {
        Some(seconds) => LiteralError::with(reason, units::spelled(seconds)),
        None => LiteralError::new(reason),
    }
}

/// As written in the language: `1h30m`.
impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut copy = *self;
        for unit in units::LARGE_TO_SMALL {
            let count = *copy.count(unit);
            if count > 0 {
                write!(f, "{count}{}", unit.letter())?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
