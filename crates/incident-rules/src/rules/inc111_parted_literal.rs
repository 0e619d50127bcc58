//! INC111: literal written in parts.

use incident_base::{Change, Code, Level};
use incident_schema::Type;
use incident_syntax::SyntaxErrorKind;

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(111),
    level: Level::Error,
    title: "Literal written in parts",
    page: include_str!("../../../../docs/diagnostics/INC111.md"),
    find: Find::Syntax(word),
};

fn word(kind: &SyntaxErrorKind) -> Option<Wording> {
    if let SyntaxErrorKind::ZoneBehindHours { hours, zone } = kind {
        return Some(
            Wording::new(format!("Hours are local to the `time_zone` of their rotation: `{zone}` does not stand behind them."))
                .help(format!("Write `{hours}`, and the zone as `time_zone = \"…\"` on a line of its own."))
                .likely(Change::Replace(hours.clone())),
        );
    }
    if let SyntaxErrorKind::DateInWords { date } = kind {
        return Some(
            Wording::new("A date is written as one word: year, month and day.")
                .help(format!("Write `{date}`."))
                .likely(Change::Replace(date.clone())),
        );
    }
    let SyntaxErrorKind::PartedLiteral { joined } = kind else { return None };
    let is_date = joined.len() == "2026-12-20".len() && !joined.contains(':');
    let message = if is_date && joined.split('-').count() == 3 {
        "A date is written as one word: year, month and day."
    } else if joined.contains(":#") {
        "A channel is written as one word, with a `:` before its name."
    } else if joined.contains('@') {
        "An e-mail address is written as one word."
    } else if joined.ends_with('"') {
        "A telephone number with words in it stands in quotes."
    } else if joined.starts_with(|c: char| c.is_ascii_alphabetic()) {
        "A telephone number is written without blanks."
    } else if joined.contains("..") {
        "The two ends of a span are written as one word, with `..` between them."
    } else if joined.contains('T') {
        "A date and a time are written as one word, with `T` between them."
    } else if joined.contains('-') {
        "The two ends of hours are written as one word, with `-` between them."
    } else if joined.chars().filter(char::is_ascii_alphabetic).count() > 1
        && !joined.ends_with("bd")
    {
        "The parts of a duration are written as one word, without blanks between them."
    } else {
        "A number and its unit are written without a blank between them."
    };
    let wording = Wording::new(message).help(format!("Write `{joined}`."));
    Some(wording.certainly(Change::Replace(joined.clone())))
}

/// The words for two dates or times side by side where such a type is wanted: they are the ends of a span where one can
/// stand only.
pub(crate) fn word_parted_span(
    wording: Wording,
    (first, last): (&str, &str),
    wanted: Option<Type>,
) -> Wording {
    match wanted.map(Type::item) {
        Some(Type::Span) => wording,
        Some(ty) if first == last => Wording::new(format!("`{first}` stands here twice."))
            .help(format!("Here must stand {}: remove one of the two.", ty.noun()))
            .likely(Change::Replace(first.to_owned())),
        Some(ty) => Wording::new(format!("Here must stand {}, not two.", ty.noun()))
            .help("Remove one of the two."),
        // Nobody knows of what is written here.
        None => match wording.mend.clone() {
            Some(mend) => wording.likely(mend.change),
            None => wording,
        },
    }
}

/// The words for an address where a channel stands; what stands before it may say which kind.
pub(crate) fn word_parted_channel(address: &str) -> Wording {
    Wording::new("An e-mail address is written as one word.")
        .help(format!("As a channel it is `email:{address}`."))
}
