//! INC110: text without quotes.

use incident_analysis::nearest::nearest;
use incident_analysis::{nearest_zone, spelled_out};
use incident_base::{Change, Code, Level};
use incident_calendar::zone_of_offset;
use incident_schema::vocabulary::CHANNEL_KINDS;
use incident_schema::{Enumeration, Type, block};
use incident_syntax::literal::{describe, duration, email, string};
use incident_syntax::{SyntaxErrorKind, TokenKind, tokens};

use crate::bare_list::{QuotedTexts, texts_in_quotes};
use crate::rule::{Find, Rule, Wording};
use crate::text::{and, article};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(110),
    level: Level::Error,
    title: "Text without quotes",
    page: include_str!("../../../../docs/diagnostics/INC110.md"),
    find: Find::Syntax(word),
};

fn word(kind: &SyntaxErrorKind) -> Option<Wording> {
    match kind {
        SyntaxErrorKind::Unquoted { text } => Some(word_where(text, None)),
        SyntaxErrorKind::SeveralWords { text } => Some(several_words(text, None)),
        _ => None,
    }
}

/// The words for a text that stands where such a type is wanted; `None` where that is not known.
pub(crate) fn word_where(text: &str, wanted: Option<Type>) -> Wording {
    match wanted {
        _ if is_end_of_a_sentence(text) => Wording::new(format!("`{text}` means nothing here."))
            .help("A text of several words stands in quotes. A comment starts with `//`."),
        // `#incidents`
        Some(ty) if text.starts_with('#') && ty.item() == Type::Channel => {
            let channel = match ty {
                Type::Channel => format!("slack:{text}"),
                _ => format!("[slack:{text}]"),
            };
            Wording::new("A channel has its kind before its name.")
                .help(format!("Write `{channel}`, if it is one of Slack."))
                .likely(Change::Replace(channel))
        }
        Some(Type::Declares | Type::Name(_)) => no_name(text),
        Some(Type::Choice(set)) => no_choice(text, text, set),
        Some(ty) if !takes_text(ty) => {
            let wording = Wording::new(format!("Here must stand {}, not `{text}`.", ty.noun()));
            match is_variable(text) {
                true => wording.help("There are no variables: write the value."),
                false if matches!(ty, Type::Email) && is_name_but_for_dots(text) => {
                    wording.help("An address has an `@` between its name and its domain.")
                }
                false => wording,
            }
        }
        // `GMT+2`
        Some(Type::TimeZone) if let Some(fixed) = zone_of_offset(text) => {
            let zone = format!("\"{fixed}\"");
            let turned = if fixed == "UTC" { "" } else { " (its sign is turned round)" };
            Wording::new("URLs, paths and time zones need quotes.")
                .help(format!(
                    "Write `{zone}`, which is that offset{turned}, or a city, such as `\"Europe/Berlin\"`."
                ))
                .likely(Change::Replace(zone))
        }
        // `+49301234567`
        Some(Type::Channel) if text.starts_with('+') => {
            let channel = format!("phone:{text}");
            Wording::new("A channel has its kind before its target.")
                .help(format!("Write `{channel}`, or `sms:{text}`."))
                .likely(Change::Replace(channel))
        }
        // `slack/#ops`
        Some(Type::Channel) if text.contains("/#") => {
            let channel = text.replacen("/#", ":#", 1);
            Wording::new("The target of a channel stands behind a `:`.")
                .help(format!("Write `{channel}`."))
                .certainly(Change::Replace(channel))
        }
        // `slack=#ops`
        Some(Type::Channel) if text.contains("=#") => {
            let channel = text.replacen("=#", ":#", 1);
            Wording::new("The target of a channel stands behind a `:`.")
                .help(format!("Write `{channel}`."))
                .likely(Change::Replace(channel))
        }
        Some(Type::Channel) if let Some(meant) = channel_as_url(text) => {
            let wording =
                Wording::new("The target of a channel stands behind a `:`, without `//`.");
            match meant {
                Some(channel) => {
                    wording.help(format!("Write `{channel}`.")).likely(Change::Replace(channel))
                }
                None => wording.help("A URL stands in quotes, as in `webhook:\"https://…\"`."),
            }
        }
        Some(Type::Channel) if text.starts_with("http") => {
            let channel = format!("webhook:\"{text}\"");
            Wording::new("A URL is no channel by itself.")
                .help(format!("Write `{channel}`."))
                .certainly(Change::Replace(channel))
        }
        // `[pagerduty, /slack]`, which is no channel in quotes either.
        Some(ty) if ty.item() == Type::Channel && text.starts_with('/') => {
            let wording = Wording::new(format!("Here must stand {}, not `{text}`.", ty.noun()));
            let channel = text.trim_start_matches('/');
            match CHANNEL_KINDS.choice(channel) {
                Some(_) => wording
                    .help(format!("Write `{channel}`."))
                    .likely(Change::Replace(channel.to_owned())),
                None => wording.help("A comment starts with `//`."),
            }
        }
        // `group Core/e`: a name with a slip in it, or a text.
        Some(Type::DeclaresNameOrText | Type::TextName(_)) => {
            let wording = Wording::new(format!(
                "`{text}` is no name: names have letters, digits, `-` and `_`."
            ));
            let quoted = format!("\"{text}\"");
            wording
                .help(format!("Write `{quoted}`, if it is a text."))
                .likely(Change::Replace(quoted))
        }
        Some(_) => in_quotes(text),
        None if is_name_but_for_dots(text) => {
            let name = text.replace('.', "-");
            Wording::new("A text with a `.` in it needs quotes.")
                .help(format!("Write `\"{text}\"`, or, for a name, `{name}`."))
        }
        None => in_quotes(text),
    }
}

/// The words for a part of a text that needs quotes as a whole.
pub(crate) fn word_part_of_text() -> Wording {
    Wording::new("A text of several words needs quotes.").help("Put the whole text in `\"`.")
}

/// The words for several words where one value stands.
pub(crate) fn several_words(text: &str, wanted: Option<Type>) -> Wording {
    match wanted {
        Some(Type::List(item) | Type::OneOrMore(item)) => {
            let wording = Wording::new("Several values stand in `[` and `]`.");
            let texts = Some(text).filter(|text| *item == Type::Text && text.contains(','));
            if let Some(texts) = texts.and_then(texts_in_quotes) {
                let list = format!("[{}]", texts.whole);
                return wording.help(format!("Write `{list}`.")).likely(Change::Replace(list));
            }
            match takes_text(*item) {
                true => wording.help("Write them as `[\"a\", \"b\"]`."),
                // `slack && phone`
                false if text.split_whitespace().any(is_mark) => {
                    wording.help("Write them as `[a, b]`.")
                }
                false => {
                    let is_no_value = |(at, word): &(usize, &str)| match item {
                        // `use = profile base`
                        Type::Name(reference) if *at == 0 => block(reference.kind()).name == *word,
                        _ => matches!(*word, "and" | "or" | "then"),
                    };
                    let words = text.split_whitespace().enumerate();
                    let values = words.filter(|word| !is_no_value(word)).map(|(_, word)| word);
                    let list = values.collect::<Vec<&str>>().join(", ");
                    wording
                        .help(format!("Write `[{list}]`."))
                        .likely(Change::Replace(format!("[{list}]")))
                }
            }
        }
        Some(Type::Declares | Type::Name(_)) => no_name(text),
        // `not true`
        Some(Type::Boolean) if let Some(other) = negated(text) => {
            Wording::new(format!("Here must stand `true` or `false`, not `{text}`."))
                .help(format!("Write `{other}`."))
                .likely(Change::Replace(other.to_owned()))
        }
        Some(Type::TimeZone) if let Some(zone) = nearest_zone(text) => {
            let quoted = string::in_quotes(&zone);
            Wording::new("A time zone stands in quotes, with its area before its city.")
                .help(format!("Write `{quoted}`."))
                .likely(Change::Replace(quoted))
        }
        Some(Type::Choice(set)) => {
            no_choice(text, &text.split_whitespace().collect::<Vec<&str>>().join("-"), set)
        }
        Some(ty) if !takes_text(ty) => {
            let wording = Wording::new(format!("Here must stand {}, not `{text}`.", ty.noun()));
            let is_time = matches!(ty, Type::Duration | Type::Due);
            match spelled_out(text).or_else(|| of_function(text)).filter(|_| is_time) {
                Some(meant) => {
                    wording.help(format!("Write `{meant}`.")).likely(Change::Replace(meant))
                }
                None => match text.split_whitespace().next() {
                    Some(first) if is_of(ty, first) => wording.help(format!(
                        "Write `{first}`. What else is to be said stands behind `//`."
                    )),
                    _ => wording,
                },
            }
        }
        _ => {
            let quoted = string::in_quotes(text);
            Wording::new("A text of several words needs quotes.")
                .help(format!("Write `{quoted}`."))
                .likely(Change::Replace(quoted))
        }
    }
}

/// What `minutes(5)` is.
fn of_function(text: &str) -> Option<String> {
    let (unit, number) = text.strip_suffix(')')?.split_once('(')?;
    let joined = format!("{number}{unit}");
    match duration::parse(&joined) {
        Ok(_) => Some(joined),
        Err(error) => error.instead.filter(|meant| {
            duration::parse(meant).is_ok() && duration::is_respelling(&joined, meant)
        }),
    }
}

/// What `not true` and `not false` are.
fn negated(text: &str) -> Option<&'static str> {
    let mut words = text.split_whitespace();
    match [words.next()?, words.next()?] {
        _ if words.next().is_some() => None,
        ["not", "true"] => Some("false"),
        ["not", "false"] => Some("true"),
        _ => None,
    }
}

/// Whether a word is a value of a type that has no texts.
fn is_of(ty: Type, word: &str) -> bool {
    let sorts: &[&str] = match ty {
        Type::Boolean => return matches!(word, "true" | "false"),
        Type::Email => return email::parse(word).is_ok(),
        Type::Integer { .. } => &["an integer"],
        Type::Percent => &["a percentage"],
        Type::Duration | Type::ChoiceOrDuration(_) => &["a duration"],
        Type::Due => &["a duration", "business days"],
        Type::Hours => &["hours"],
        Type::Date => &["a date"],
        Type::DateOrInstant => &["a date", "an instant"],
        Type::Span => &["a span"],
        _ => &[],
    };
    describe(word).is_some_and(|sort| sorts.contains(&sort))
}

/// The words for texts of a list, from the first without quotes to the last.
pub(crate) fn word_texts_in_list(texts: &str) -> Wording {
    const FEW: usize = 3;
    let wording = Wording::new("The texts of a list stand in quotes, each in its own.");
    let Some(QuotedTexts { whole, added }) = texts_in_quotes(texts) else {
        return wording.help("Put each in `\"`, with a `,` between two of them.");
    };
    if let [_] = added.as_slice() {
        return several_words(texts, Some(Type::Text));
    }
    let help = match added.as_slice() {
        [first, ..] if added.len() > FEW => format!("Write `{first}`, and so on."),
        _ => format!("Write {}.", and(&added)),
    };
    wording.help(help).likely(Change::Replace(whole))
}

/// The words for channels of a list, from the first without its kind to the last.
pub(crate) fn word_channels(channels: &str) -> Wording {
    const FEW: usize = 3;
    // Elsewhere a `#` that begins a line begins a comment.
    let list = format!("[{channels}]");
    let names = tokens(&list)
        .into_iter()
        .filter(|token| token.kind == TokenKind::Malformed)
        .filter_map(|token| list.get(token.range.start().into()..token.range.end().into()));
    let meant: Vec<(String, String)> = names
        .filter(|name| name.starts_with('#'))
        .map(|name| (name.to_owned(), format!("slack:{name}")))
        .collect();
    let help = match meant.as_slice() {
        [(name, first), ..] if meant.len() > FEW => {
            format!("Write `{first}` instead of `{name}`, and so on")
        }
        _ => {
            format!("Write {}", and(&meant.iter().map(|(_, channel)| channel).collect::<Vec<_>>()))
        }
    };
    Wording::new("A channel has its kind before its name.")
        .help(format!("{help}, if they are of Slack."))
        .likely(Change::ReplaceEach(meant))
}

/// `slack://ops`, which begins with a kind of channel: what is meant, where that can be known.
fn channel_as_url(text: &str) -> Option<Option<String>> {
    let (kind, target) =
        text.split_once("://").filter(|(kind, _)| CHANNEL_KINDS.choice(kind).is_some())?;
    let mark = if kind == "slack" { "#" } else { "" };
    let is_name = !target.is_empty()
        && target.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    Some((is_name && kind != "webhook").then(|| format!("{kind}:{mark}{target}")))
}

fn is_mark(word: &str) -> bool {
    !word.contains(char::is_alphanumeric)
}

/// `var.team`, as Terraform has it.
fn is_variable(text: &str) -> bool {
    ["var.", "local.", "each.", "data."].iter().any(|start| text.starts_with(start))
}

fn is_end_of_a_sentence(text: &str) -> bool {
    text.strip_suffix('.').is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

fn is_name_but_for_dots(text: &str) -> bool {
    !text.contains(['/', ':', '\\', '%', '+']) && !text.ends_with('.')
}

/// Whether something in quotes is of the type, or a channel with a target in quotes.
fn takes_text(ty: Type) -> bool {
    match ty {
        Type::List(item) | Type::OneOrMore(item) => takes_text(*item),
        Type::Text
        | Type::TextName(_)
        | Type::DeclaresNameOrText
        | Type::ChoiceOrText(_)
        | Type::UrlOrPath
        | Type::Url
        | Type::TimeZone
        | Type::ScheduleSource
        | Type::Channel => true,
        _ => false,
    }
}

/// The words for a text that is none of the set's members; it may be meant as it is spelt.
fn no_choice(text: &str, spelt: &str, set: &Enumeration) -> Wording {
    let wording = Wording::new(format!("`{text}` is not {} {}.", article(set.name), set.name));
    let near = nearest(spelt, set.choices.iter().map(|choice| choice.name));
    wording.nearest_or(text, near.as_ref(), format!("Write {}.", set.list()))
}

fn no_name(text: &str) -> Wording {
    let wording =
        Wording::new(format!("`{text}` is no name: names have letters, digits, `-` and `_`."));
    let words: Vec<&str> = text
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let name = words.join("-");
    match name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        true => wording.help(format!("Write `{name}`.")).likely(Change::Replace(name)),
        false => wording,
    }
}

fn in_quotes(text: &str) -> Wording {
    // `runbook = docs/s.md;`: as other languages end entries, hardly as a part of the text.
    if let Some(bare) = text.strip_suffix(';') {
        let wording = in_quotes(bare);
        return match wording.mend.clone() {
            Some(mend) => wording.likely(mend.change),
            None => wording,
        };
    }
    let wording = Wording::new(match is_name_but_for_dots(text) {
        true => "A text with a `.` in it needs quotes.",
        false => "URLs, paths and time zones need quotes.",
    });
    let quoted = match text.split_once(':') {
        Some((kind, url))
            if !url.starts_with("//") && kind.bytes().all(|byte| byte.is_ascii_alphabetic()) =>
        {
            format!("{kind}:\"{url}\"")
        }
        _ => format!("\"{text}\""),
    };
    wording.help(format!("Write `{quoted}`.")).certainly(Change::Replace(quoted))
}
