//! Values that are numbers of some sort: those that are likely, and what digits may become.

use incident_schema::Type;
use incident_syntax::literal::{business_days, duration, percent};
use jiff::civil::{Date, Weekday};

/// Lengths of time that people write, from the shortest on.
const DURATIONS: [&str; 10] = ["30s", "1m", "5m", "10m", "15m", "30m", "1h", "4h", "24h", "7d"];

/// Units, from the likeliest on.
const UNITS: [&str; 5] = ["s", "m", "h", "d", "w"];

/// Values of a type. `usual` are those that its key has for a default and an example; `day` is today.
pub(crate) fn likely(ty: Type, typed: &str, usual: &[&str], day: Option<Date>) -> Vec<String> {
    let usual = || usual.iter().copied().map(str::to_owned);
    let digits = typed.ends_with(|last: char| last.is_ascii_digit());
    let all: Vec<String> = match ty {
        Type::Duration | Type::ChoiceOrDuration(_) if digits => durations(typed),
        Type::Due if digits => {
            let days = format!("{typed}bd");
            let days = business_days::parse(&days).is_ok().then_some(days);
            days.into_iter().chain(durations(typed)).collect()
        }
        Type::Percent if digits => {
            let percent = format!("{typed}%");
            percent::parse(&percent).is_ok().then_some(percent).into_iter().collect()
        }
        Type::Duration => usual().chain(DURATIONS.map(str::to_owned)).collect(),
        Type::ChoiceOrDuration(_) => DURATIONS.map(str::to_owned).to_vec(),
        Type::Due => {
            let days = [1, 2, 3, 5, 10].map(|days| format!("{days}bd"));
            usual().chain(days).chain(["7d".to_owned(), "14d".to_owned()]).collect()
        }
        Type::Percent => {
            usual().chain(["1%", "5%", "10%", "25%", "50%", "100%"].map(str::to_owned)).collect()
        }
        Type::Hours => {
            let hours = ["08:00-20:00", "20:00-08:00", "00:00-12:00", "12:00-00:00"];
            usual().chain(hours.map(str::to_owned)).collect()
        }
        Type::Integer { .. } => usual().collect(),
        Type::Date | Type::DateOrInstant | Type::Span => match day {
            None => usual().collect(),
            Some(day) => dates(ty, day),
        },
        _ => Vec::new(),
    };
    let mut once: Vec<String> = Vec::with_capacity(all.len());
    for value in all {
        if !once.contains(&value) {
            once.push(value);
        }
    }
    once
}

/// What digits are with each unit: `1h3` may become `1h3m`, and no `1h3d`.
fn durations(typed: &str) -> Vec<String> {
    let all = UNITS.map(|unit| format!("{typed}{unit}"));
    all.into_iter().filter(|one| duration::parse(one).is_ok()).collect()
}

/// Today and next Monday; of spans, today and the week that begins then.
fn dates(ty: Type, day: Date) -> Vec<String> {
    let monday = day.nth_weekday(1, Weekday::Monday).unwrap_or(day);
    let sunday = monday.nth_weekday(1, Weekday::Sunday).unwrap_or(monday);
    match ty {
        Type::Span => vec![format!("{day}..{day}"), format!("{monday}..{sunday}")],
        Type::DateOrInstant => {
            vec![
                day.to_string(),
                monday.to_string(),
                format!("{day}T09:00"),
                format!("{monday}T09:00"),
            ]
        }
        _ => vec![day.to_string(), monday.to_string()],
    }
}
