//! Values: what a literal means, and what a name stands for.

use incident_analysis::typed;
use incident_analysis::typed_tree::{Block, Value};
use incident_base::NodeId;
use incident_calendar::zone;
use incident_codegen::brief;
use incident_ir::{Channel, ChannelKind, Duration, Hours, Span};
use incident_schema::vocabulary::SEVERITY_LEVELS;
use incident_schema::{Choice, Type};
use incident_syntax::tree::Scalar;
use jiff::civil::Date;

use super::{Cx, named, people, severity, vocabulary};

/// What a value of a type means; `None` where there is no more to say than its type does.
pub(crate) fn literal(cx: &Cx<'_>, ty: Type, scalar: &Scalar) -> Option<String> {
    let block = typed(&cx.analysis.db, cx.cursor.item).block.as_ref()?;
    match (value_at(block, scalar.id)?, ty) {
        (Value::Duration(length), _) => Some(duration(*length)),
        (Value::BusinessDays(days), _) => Some(business_days(*days)),
        (Value::Date(day), _) => Some(date(*day)),
        (Value::Instant(at), _) => {
            Some(format!("{}, {}", date(at.date()), at.time().strftime("%H:%M")))
        }
        (Value::Span(span), _) => Some(spanned(span)),
        (Value::Hours(hours), _) => Some(window(hours)),
        (Value::Text(name), Type::TimeZone) => time_zone(cx, name),
        (Value::Email(address), _) => Some(people::person(cx, address)),
        (Value::Channel(to), _) => Some(channel(cx, to)),
        (Value::Choice(level), Type::Choice(set)) if std::ptr::eq(set, &SEVERITY_LEVELS) => {
            severity::referred(cx, level).or_else(|| choice_of(ty, level).map(vocabulary::choice))
        }
        (Value::Choice(word), ty) => choice_of(ty, word).map(vocabulary::choice),
        (Value::Name(name) | Value::Text(name), Type::Name(to) | Type::TextName(to)) => {
            named::referred(cx, to, name)
        }
        _ => None,
    }
}

/// The value that a node is.
fn value_at(block: &Block, node: NodeId) -> Option<&Value> {
    let labels = block.labels.iter();
    let values = block.attributes.iter().map(|attribute| &attribute.value);
    for at in labels.chain(values) {
        if at.origin.node == node {
            return Some(&at.value);
        }
        if let Value::List(items) = &at.value
            && let Some(item) = items.iter().find(|item| item.origin.node == node)
        {
            return Some(&item.value);
        }
    }
    block.blocks.iter().find_map(|inner| value_at(inner, node))
}

/// A word of the set that a type takes its words from.
fn choice_of(ty: Type, word: &str) -> Option<&'static Choice> {
    ty.set()?.choice(word)
}

fn duration(length: Duration) -> String {
    let words = brief::duration(length);
    let minutes = length.as_secs() / 60;
    match length.parts().count() {
        1 if minutes < 120 || !length.as_secs().is_multiple_of(60) => words,
        _ => format!("{words} ({minutes} minutes)"),
    }
}

fn business_days(days: u32) -> String {
    let unit = if days == 1 { "business day" } else { "business days" };
    format!("{days} {unit}: Monday to Friday, without the holidays of `incident.toml`")
}

fn date(day: Date) -> String {
    day.strftime("%A, %-d %B %Y").to_string()
}

/// The end of a span is the first moment after it; of days, both are part of it.
fn spanned(span: &Span) -> String {
    let midnight = |at: jiff::civil::DateTime| at.time() == jiff::civil::Time::midnight();
    if midnight(span.start) && midnight(span.end) {
        let last = span.end.date().yesterday().unwrap_or(span.end.date());
        let days = span.start.date().until(span.end.date()).map_or(0, |it| it.get_days());
        let unit = if days == 1 { "day" } else { "days" };
        return format!(
            "{} to {}, both included: {days} {unit}, in the rotation's time zone",
            date(span.start.date()),
            date(last)
        );
    }
    let at =
        |at: jiff::civil::DateTime| format!("{}, {}", date(at.date()), at.time().strftime("%H:%M"));
    format!("From {} up to {}, in the rotation's time zone", at(span.start), at(span.end))
}

fn window(hours: &Hours) -> String {
    let (start, end) = (hours.start.strftime("%H:%M"), hours.end.strftime("%H:%M"));
    let next = if hours.end < hours.start { " on the next day" } else { "" };
    let length = brief::minutes(u64::from(hours.wall_secs() / 60));
    format!("From {start} to {end}{next}: {length}, in the rotation's time zone")
}

/// The zone's offset now, and when that changes next.
pub(crate) fn time_zone(cx: &Cx<'_>, name: &str) -> Option<String> {
    let zone = zone(name)?;
    let now = cx.now.to_zoned(zone.clone());
    let mut lines = vec![
        format!("**{}**", brief::words(name)),
        format!(
            "Now {} ({}, UTC{})",
            now.strftime("%A %H:%M"),
            zone.to_offset_info(cx.now).abbreviation(),
            now.strftime("%:z")
        ),
    ];
    match zone.following(cx.now).next() {
        Some(change) => {
            let at = change.timestamp().to_zoned(zone);
            lines.push(format!(
                "From {} on UTC{}",
                at.strftime("%-d %B %Y %H:%M"),
                at.strftime("%:z")
            ));
        }
        None => lines.push("Its clocks do not change.".to_owned()),
    }
    Some(lines.join("\n\n"))
}

/// A channel as it is written.
pub(crate) fn channel_named(cx: &Cx<'_>, written: &str) -> Option<String> {
    let (kind, target) = written.split_once(':')?;
    let target = target.trim_matches('"');
    let to = Channel { kind: ChannelKind::from_name(kind)?, target: Some(target.into()) };
    Some(channel(cx, &to))
}

fn channel(cx: &Cx<'_>, to: &Channel) -> String {
    let words = match cx.service {
        Some(service) => brief::channel(service, to),
        None => brief::words(to.kind.name()),
    };
    let kind = incident_schema::vocabulary::CHANNEL_KINDS.choice(to.kind.name());
    let mut blocks = vec![format!("**{words}**")];
    blocks.extend(kind.map(|kind| kind.doc.to_owned()));
    if let Some(role) = to.target.as_ref().filter(|_| to.kind.names_role()) {
        blocks.extend(people::role(cx, role));
    }
    blocks.join("\n\n")
}
