//! `2026-12-20..2026-12-24`, `2026-12-20T09:00..2026-12-20T18:00`

use jiff::ToSpan;
use jiff::civil::DateTime;

use super::{LiteralError, date, instant};

/// A half-open stretch of local time, from `start` up to but not including `end`; never empty. A span of
/// dates includes both days, so its end here is the midnight after the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// When it begins.
    pub start: DateTime,
    /// When it has ended.
    pub end: DateTime,
}

/// Reads a span of two dates or of two instants.
///
/// # Errors
/// When an end is missing or wrong, one is a date and the other an instant, or the end does not come
/// after the start.
pub fn parse(text: &str) -> Result<Span, LiteralError> {
    let Some((first, last)) = text.split_once("..") else {
        let reason = "a span has a start and an end with `..` between them";
        return Err(match (date::parse(text), otherwise_joined(text)) {
            (Ok(_), _) => LiteralError::with(reason, format!("{text}..{text}")),
            (Err(_), Some(meant)) => LiteralError::with(reason, meant),
            (Err(LiteralError { instead: Some(day), .. }), None) => {
                LiteralError::with(reason, format!("{day}..{day}"))
            }
            (Err(_), None) => LiteralError::new(reason),
        });
    };
    if last.starts_with('.') {
        let instead = format!("{first}..{}", last.trim_start_matches('.'));
        let instead = parse(&instead).is_ok().then_some(instead);
        let reason = "two dots stand between the ends of a span".to_owned();
        return Err(LiteralError { reason, instead });
    }
    if first.is_empty() || last.is_empty() {
        let end = if first.is_empty() { "start" } else { "end" };
        return Err(LiteralError::new(format!("the span's {end} is missing")));
    }
    match (first.contains(['T', 't']), last.contains(['T', 't'])) {
        (false, false) => dates(first, last),
        (true, true) => instants(first, last),
        _ => Err(LiteralError::new(
            "one end is a date and the other an instant: write two dates or two instants",
        )),
    }
}

/// `2026-12-20.2026-12-24`: two dates with something else between them.
fn otherwise_joined(text: &str) -> Option<String> {
    const DATE: usize = "2026-12-20".len();
    let last = text.get(text.len().checked_sub(DATE)?..)?;
    let between = text.get(DATE..text.len() - DATE)?;
    let meant = format!("{}..{last}", text.get(..DATE)?);
    let is_mark = !between.contains(|c: char| c.is_ascii_alphanumeric());
    (is_mark && parse(&meant).is_ok()).then_some(meant)
}

fn dates(first: &str, last: &str) -> Result<Span, LiteralError> {
    let (start, end) = ends(first, last, date::parse)?;
    if end < start {
        return Err(backwards(first, last));
    }
    match end.checked_add(1.day()) {
        Ok(after) => Ok(Span { start: start.into(), end: after.into() }),
        Err(_) => Err(LiteralError::new("its end is too far in the future")),
    }
}

fn instants(first: &str, last: &str) -> Result<Span, LiteralError> {
    let (start, end) = ends(first, last, instant::parse)?;
    if end < start {
        return Err(backwards(first, last));
    }
    if end == start {
        return Err(LiteralError::new("it is empty: it ends when it begins"));
    }
    Ok(Span { start, end })
}

fn ends<T>(
    first: &str,
    last: &str,
    parse: fn(&str) -> Result<T, LiteralError>,
) -> Result<(T, T), LiteralError> {
    match (parse(first), parse(last)) {
        (Ok(start), Ok(end)) => Ok((start, end)),
        (start, end) => {
            let mended = |written: &str, read: &Result<T, LiteralError>| match read {
                Ok(_) => Some(written.to_owned()),
                Err(error) => error.instead.clone(),
            };
            let instead = mended(first, &start)
                .zip(mended(last, &end))
                .map(|(first, last)| format!("{first}..{last}"));
            let reason = start.err().or(end.err()).map(|error| error.reason);
            Err(LiteralError { reason: reason.unwrap_or_default(), instead })
        }
    }
}

fn backwards(first: &str, last: &str) -> LiteralError {
    LiteralError::with("its end comes before its start", format!("{last}..{first}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_span_of_dates_includes_both_days() {
        let start = date(2026, 12, 20).at(0, 0, 0, 0);
        let end = date(2026, 12, 25).at(0, 0, 0, 0);
        assert_eq!(parse("2026-12-20..2026-12-24"), Ok(Span { start, end }));
        let end = date(2026, 12, 21).at(0, 0, 0, 0);
        assert_eq!(parse("2026-12-20..2026-12-20"), Ok(Span { start, end }));
    }

    #[test]
    fn a_span_of_instants_is_half_open() {
        let start = date(2026, 12, 20).at(9, 0, 0, 0);
        let end = date(2026, 12, 20).at(18, 0, 0, 0);
        assert_eq!(parse("2026-12-20T09:00..2026-12-20T18:00"), Ok(Span { start, end }));
    }

    #[test]
    fn anything_else_is_none() {
        let two = "a span has a start and an end with `..` between them";
        for (text, reason, instead) in [
            ("2026-12-20", two, Some("2026-12-20..2026-12-20")),
            ("2026-12-20-2026-12-24", two, Some("2026-12-20..2026-12-24")),
            ("2026-12-20..", "the span's end is missing", None),
            ("..2026-12-20", "the span's start is missing", None),
            (
                "2026-12-24..2026-12-20",
                "its end comes before its start",
                Some("2026-12-20..2026-12-24"),
            ),
            (
                "2026-12-20T18:00..2026-12-20T09:00",
                "its end comes before its start",
                Some("2026-12-20T09:00..2026-12-20T18:00"),
            ),
            ("2026-12-20T09:00..2026-12-20T09:00", "it is empty: it ends when it begins", None),
            (
                "2026-12-20..2026-12-24T09:00",
                "one end is a date and the other an instant: write two dates or two instants",
                None,
            ),
            ("2026-02-30..2026-03-02", "February 2026 has 28 days", None),
            (
                "2026-1-5..2026-01-07",
                "a date is year, month and day, such as `2026-12-20`",
                Some("2026-01-05..2026-01-07"),
            ),
            ("2026-12-30..9999-12-31", "years go from `1970` to `9998`", None),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!(
                (error.reason.as_str(), error.instead.as_deref()),
                (reason, instead),
                "{text}"
            );
        }
    }
}
