//! What somebody means who writes something else.

use incident_calendar::{canonical_zone_name, zone_names, zone_of_offset};
use incident_ir::{ChannelKind, Weekday};
use incident_schema::{
    Block, Enumeration, Kind, Type, blocks_in, called_elsewhere, words_elsewhere,
};
use incident_syntax::literal;
use incident_syntax::tree::{self, Scalar, ScalarKind};

use super::numbers;
use crate::nearest::nearest;

/// The one of the candidates that another tool has this word for, or the nearest; else what another tool's word means
/// that is nearly this one.
pub fn meant<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<String> {
    let candidates: Vec<&str> = candidates.collect();
    let elsewhere = |word: &str| {
        called_elsewhere(word).find(|here| candidates.contains(here)).map(str::to_owned)
    };
    elsewhere(word)
        .or_else(|| nearest(word, &candidates))
        .or_else(|| elsewhere(&nearest(word, words_elsewhere())?))
}

/// The block that somebody means who writes its word, or that of several, as a key.
pub(super) fn block_meant(parent: Kind, word: &str) -> Option<(&'static str, &'static str)> {
    let one = word.strip_suffix("ies").map(|stem| format!("{stem}y"));
    let one = one.or_else(|| word.strip_suffix('s').map(str::to_owned)).unwrap_or_default();
    let rows = || blocks_in(Some(parent)).map(|(_, row)| row);
    let row = rows().find(|row| row.name == one || row.name.ends_with(&format!("_{one}")))?;
    Some((row.name, row.example))
}

/// `SEV1`, `1`: the only choice with this number.
pub(super) fn of_that_number(set: &Enumeration, text: &str) -> Option<String> {
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>();
    let wanted = digits(text);
    let mut named =
        set.choices.iter().filter(|one| !wanted.is_empty() && digits(one.name) == wanted);
    named.next().filter(|_| named.next().is_none()).map(|one| one.name.to_owned())
}

/// The same token as the type wants it, where only quotes are too many or too few.
pub(super) fn rewritten(ty: Type, scalar: &Scalar) -> Option<String> {
    let text = scalar.text.as_str();
    match (ty, scalar.kind) {
        (
            Type::Text | Type::TextName(_) | Type::UrlOrPath,
            ScalarKind::Name | ScalarKind::Number,
        ) => Some(format!("\"{text}\"")),
        // `PST` is no better in quotes, and is reported as what it is.
        (Type::TimeZone, ScalarKind::Name) => {
            let zone = canonical_zone_name(text).map(|_| text.to_owned());
            // `GMT-5` is another zone than `Etc/GMT-5`.
            let near = || nearest_zone(text).filter(|_| zone_of_offset(text).is_none());
            zone.or_else(near).map(|zone| format!("\"{zone}\""))
        }
        // `"PagerDuty"`
        (Type::Choice(set), ScalarKind::String) => {
            let inner = literal::string::parse(text).ok()?;
            let same = |name: &str| name.eq_ignore_ascii_case(&inner);
            let one = set.choices.iter().find(|one| same(one.name)).map(|one| one.name.to_owned());
            one.or_else(|| nearest(&inner, set.choices.iter().map(|one| one.name)))
        }
        // `mailto:bob@company.com`, `"Bob Smith <bob@company.com>"`
        (Type::Email, ScalarKind::Channel) => {
            text.strip_prefix("mailto:").and_then(|address| unquoted(ty, address))
        }
        (Type::Email, ScalarKind::String) => {
            let inner = literal::string::parse(text).ok()?;
            let in_angles =
                inner.rsplit_once('<').and_then(|(_, it)| it.trim_end().strip_suffix('>'));
            let address = in_angles.or_else(|| inner.strip_prefix("mailto:"));
            unquoted(ty, address.unwrap_or(&inner))
        }
        (Type::Channel, ScalarKind::Email) => Some(format!("email:{text}")),
        // `"slack://ops"` is no URL.
        (Type::Channel, ScalarKind::String) if let Some(channel) = with_target_in_quotes(text) => {
            Some(channel)
        }
        (Type::Channel, ScalarKind::String) if text.contains("://") => {
            let scheme = text.trim_start_matches('"').split("://").next().unwrap_or_default();
            ChannelKind::from_name(scheme).is_none().then(|| format!("webhook:{text}"))
        }
        (Type::Duration | Type::Due, ScalarKind::Name) => {
            period(text).map(str::to_owned).or_else(|| of_iso_8601(text))
        }
        // `severity 1`
        (Type::Choice(set), ScalarKind::Number) => of_that_number(set, text),
        (Type::Duration, ScalarKind::String) => {
            let inner = literal::string::parse(text).ok()?;
            let joined: String = inner.split_whitespace().collect();
            match literal::duration::parse(&joined) {
                Ok(_) => Some(joined),
                Err(error) => {
                    let period = period(&inner).map(str::to_owned);
                    period
                        .or_else(|| of_iso_8601(&inner))
                        .or_else(|| of_words(&inner))
                        .or(error.instead)
                        .or_else(|| spelled_out(&inner))
                }
            }
        }
        (Type::Due, ScalarKind::String) => {
            let inner = literal::string::parse(text).ok()?;
            let due = business_days(&inner).or_else(|| of_iso_8601(&inner));
            let due = due.or_else(|| unquoted(ty, &inner)).or_else(|| of_words(&inner));
            due.or_else(|| spelled_out(&inner))
        }
        (Type::Channel, ScalarKind::String) if text.starts_with("\"#") => {
            let inner = literal::string::parse(text).ok()?;
            let channel = format!("slack:{inner}");
            literal::channel::parse(&channel).is_ok().then_some(channel)
        }
        (Type::Boolean, ScalarKind::Number) => match text {
            "1" => Some("true".to_owned()),
            "0" => Some("false".to_owned()),
            _ => None,
        },
        (Type::Boolean, ScalarKind::String) => truth(&literal::string::parse(text).ok()?),
        (Type::Declares | Type::Name(_), ScalarKind::String) => {
            // `service "Payment Service"`
            let inner = literal::string::parse(text).ok()?;
            let words = inner.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            let name = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
            name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_').then_some(name)
        }
        (_, ScalarKind::String) => unquoted(ty, &literal::string::parse(text).ok()?),
        _ => None,
    }
}

/// `"phone:555-1234 ext 5"`, `"webhook:https://…"`: the quotes stand around the kind, too.
fn with_target_in_quotes(text: &str) -> Option<String> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    let (kind, target) = inner.split_once(':')?;
    let needs_quotes = match ChannelKind::from_name(kind)? {
        ChannelKind::Phone | ChannelKind::Sms => {
            target.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '('))
        }
        _ => target.contains("://"),
    };
    let is_bare = literal::channel::parse(inner).is_ok();
    (needs_quotes && !is_bare).then(|| format!("{kind}:\"{target}\""))
}

/// `1h 30min`
fn of_words(text: &str) -> Option<String> {
    let words = || text.split_whitespace();
    let (joined, taken) = literal::duration::of_words(words())?;
    (taken == words().count()).then_some(joined)
}

/// What is most likely meant by a word or a text where a number, a date or a time stands.
pub(super) fn most_likely(ty: Type, scalar: &Scalar) -> Option<String> {
    let inner = match scalar.kind {
        ScalarKind::Name => scalar.text.to_string(),
        ScalarKind::String => literal::string::parse(&scalar.text).ok()?.into_owned(),
        _ => return None,
    };
    match ty {
        Type::Integer { .. } => times(&inner.to_lowercase()).map(|number| number.to_string()),
        _ if scalar.kind == ScalarKind::String => numbers::instead(ty, inner.trim()),
        _ => None,
    }
}

/// `two`, `twice`
fn times(word: &str) -> Option<u32> {
    let times = ["once", "twice", "thrice"].iter().position(|one| *one == word);
    match times {
        Some(before) => u32::try_from(before + 1).ok(),
        None => number_of(word),
    }
}

/// What stands in quotes, where the type wants the same without them.
fn unquoted(ty: Type, inner: &str) -> Option<String> {
    let parsed = incident_syntax::parse(&format!("key = {inner}\n"));
    let fits = |kind: ScalarKind| match ty {
        Type::Email => kind == ScalarKind::Email,
        Type::Channel => {
            let word = inner.split(':').next().unwrap_or_default();
            matches!(kind, ScalarKind::Name | ScalarKind::Channel)
                && ChannelKind::from_name(word).is_some()
        }
        Type::Name(_) => kind == ScalarKind::Name,
        _ => kind == ScalarKind::Number && numbers::reads(ty, inner),
    };
    match parsed.items.as_slice() {
        [only] if parsed.errors.is_empty() => match &*only.entry {
            tree::Entry::Attribute(attribute) => match &attribute.value {
                tree::Value::Scalar(scalar) if scalar.text == *inner && fits(scalar.kind) => {
                    Some(inner.to_owned())
                }
                _ => None,
            },
            tree::Entry::Block(_) => None,
        },
        _ => None,
    }
}

/// `PT5M`, `P1DT12H`
fn of_iso_8601(text: &str) -> Option<String> {
    let span: jiff::Span = text.starts_with('P').then(|| text.parse().ok()).flatten()?;
    let parts = [
        (i64::from(span.get_weeks()), "w"),
        (i64::from(span.get_days()), "d"),
        (i64::from(span.get_hours()), "h"),
        (span.get_minutes(), "m"),
        (span.get_seconds(), "s"),
    ];
    let written: String = parts
        .iter()
        .filter(|(count, _)| *count != 0)
        .map(|(count, unit)| format!("{count}{unit}"))
        .collect();
    let is_whole = span.get_years() == 0 && span.get_months() == 0;
    (is_whole && literal::duration::parse(&written).is_ok()).then_some(written)
}

/// `3 business days`
fn business_days(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    let (Some(count), Some("business" | "working"), Some("day" | "days"), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return None;
    };
    let days = format!("{count}bd");
    literal::business_days::parse(&days).is_ok().then_some(days)
}

/// `ten minutes`, `half an hour`, `three business days`: a length of time in words.
pub fn spelled_out(text: &str) -> Option<String> {
    const ROUND: [(&str, u32); 7] = [
        ("a", 1),
        ("an", 1),
        ("fifteen", 15),
        ("twenty", 20),
        ("thirty", 30),
        ("forty-five", 45),
        ("sixty", 60),
    ];
    let text = text.to_lowercase();
    if text == "half an hour" {
        return Some("30m".to_owned());
    }
    let (word, unit) = text.split_once(' ')?;
    let number = number_of(word)
        .or_else(|| ROUND.iter().find(|(one, _)| *one == word).map(|(_, number)| *number));
    let number = number.filter(|number| *number > 0)?;
    business_days(&format!("{number} {unit}")).or_else(|| {
        let joined = format!("{number}{unit}");
        literal::duration::parse(&joined).err()?.instead
    })
}

/// `seven`
fn number_of(word: &str) -> Option<u32> {
    const NUMBERS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    NUMBERS.iter().position(|one| *one == word).and_then(|number| u32::try_from(number).ok())
}

/// Zones are mistyped in the city as often as in the area: `Amercia/New_York`, `New_York`.
pub fn nearest_zone(zone: &str) -> Option<String> {
    let city = |name: &str| name.rsplit('/').next().map(str::to_lowercase);
    let wanted = zone.replace(' ', "_").to_lowercase();
    let same_city = zone_names().find(|name| city(name).as_deref() == Some(&wanted));
    match same_city {
        Some(name) => Some(name.to_string()),
        // Another abbreviation, or an offset with the sign turned round, is another place's clock.
        None if is_abbreviation(zone) || zone_of_offset(zone).is_some() => None,
        None => nearest_city(zone),
    }
}

/// In an area that there is, cities are compared, of which nobody mistypes the first letter who means another one.
fn nearest_city(zone: &str) -> Option<String> {
    let begins = |city: &str| city.chars().next().map(|first| first.to_ascii_lowercase());
    let in_area = |area: &str| {
        let area = area.to_owned();
        zone_names().filter_map(move |name| {
            let (of, city) = name.split_once('/')?;
            of.eq_ignore_ascii_case(&area).then(|| (of.to_owned(), city.to_owned()))
        })
    };
    match zone.split_once('/') {
        Some((area, city)) if in_area(area).next().is_some() => {
            let alike = in_area(area).filter(|(_, other)| begins(other) == begins(city));
            let near = nearest(city, alike.map(|(_, other)| other))?;
            in_area(area).next().map(|(area, _)| format!("{area}/{near}"))
        }
        _ => nearest(zone, zone_names()),
    }
}

fn is_abbreviation(zone: &str) -> bool {
    zone.len() <= 5 && zone.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// What somebody means who writes a word for a duration.
fn period(word: &str) -> Option<&'static str> {
    Some(match word.to_lowercase().as_str() {
        "hourly" => "1h",
        "daily" => "1d",
        "weekly" => "7d",
        "biweekly" | "fortnightly" => "14d",
        _ => return None,
    })
}

/// `mon-fri` for a list: the choices from the first to the last.
pub(super) fn all_between(list: Type, text: &str) -> Option<String> {
    let Type::List(Type::Choice(set)) = list else { return None };
    between(set, text).map(|words| format!("[{words}]"))
}

/// `mon-fri`, `Monday-Friday`, `weekdays` in a list: the same without its brackets.
pub(super) fn between(set: &Enumeration, text: &str) -> Option<String> {
    /// Shorter ones begin words that have nothing to do with them.
    const ABBREVIATION: usize = 3;
    let text = text.to_lowercase();
    let (first, last) = match text.as_str() {
        "weekdays" | "workdays" => (Weekday::Monday.name(), Weekday::Friday.name()),
        "weekend" | "weekends" => (Weekday::Saturday.name(), Weekday::Sunday.name()),
        text => text.split_once('-')?,
    };
    let place = |word: &str| {
        set.choices.iter().position(|one| {
            let is_begun = one.name.len() >= ABBREVIATION && word.starts_with(one.name);
            is_begun || one.name.eq_ignore_ascii_case(word)
        })
    };
    let words: Vec<&str> =
        set.choices.get(place(first)?..=place(last)?)?.iter().map(|one| one.name).collect();
    Some(words.join(", "))
}

/// `"alice@company.com, bob@company.com"`: what stands in the string, as values of the list.
pub(super) fn each_of(list: Type, scalar: &Scalar) -> Option<String> {
    let (Type::List(item), ScalarKind::String) = (list, scalar.kind) else { return None };
    let inner = literal::string::parse(&scalar.text).ok()?;
    let parts = inner.split([',', ' ']).filter(|part| !part.is_empty());
    let values = parts.map(|part| {
        let text = format!("\"{part}\"").into();
        rewritten(*item, &Scalar { text, ..scalar.clone() })
    });
    let values: Vec<String> = values.collect::<Option<_>>()?;
    (!values.is_empty()).then(|| format!("[{}]", values.join(", ")))
}

/// What somebody means who writes another word for `true` or `false`.
pub(super) fn truth(word: &str) -> Option<String> {
    match word.to_lowercase().as_str() {
        "yes" | "on" | "true" => Some("true".to_owned()),
        "no" | "off" | "false" => Some("false".to_owned()),
        word => nearest(word, ["true", "false"]),
    }
}

/// `component = "Payment Gateway"`: the block, where its label is all that it needs.
pub(super) fn label_only(row: &Block, value: &tree::Value) -> Option<String> {
    let tree::Value::Scalar(label) = value else { return None };
    let is_enough = row.labels.len() == 1
        && row.needs.is_empty()
        && row.keys.iter().all(|key| !key.required)
        && label.kind != ScalarKind::Malformed;
    is_enough.then(|| format!("{} {}", row.name, label.text))
}
