//! The arguments of a resource against a table of what it takes.

use jiff::Timestamp;
use serde_json::{Map, Value};

/// What Terraform itself takes in every resource.
const META: [&str; 3] = ["count", "depends_on", "lifecycle"];

/// Adds what is wrong with a body to `errors`.
pub(super) fn check(
    takes: &Map<String, Value>,
    is_resource: bool,
    body: &Value,
    place: &str,
    errors: &mut Vec<String>,
) {
    let Some(arguments) = body.as_object() else {
        errors.push(format!("{place}: not an object"));
        return;
    };
    for (name, value) in arguments {
        let place = format!("{place}/{name}");
        match takes.get(name) {
            Some(row) => check_argument(row, value, &place, errors),
            None if is_resource && META.contains(&name.as_str()) => {
                if !is_meta(name, value) {
                    errors.push(format!("{place}: not what Terraform takes"));
                }
            }
            None => errors.push(format!("{place}: there is no such argument")),
        }
    }
    for (name, row) in takes {
        if is(row).starts_with("required ") && !arguments.contains_key(name) {
            errors.push(format!("{place}: {name} is missing"));
        }
    }
}

/// `required string`
fn is(row: &Value) -> &str {
    row.as_str().or_else(|| row["is"].as_str()).unwrap_or_default()
}

fn check_argument(row: &Value, value: &Value, place: &str, errors: &mut Vec<String>) {
    let (_, kind) = is(row).split_once(' ').unwrap_or_default();
    let Some(takes) = row.get("takes").and_then(Value::as_object) else {
        if !fits(kind, value) {
            errors.push(format!("{place}: {value} is no {kind}"));
        }
        return;
    };
    let blocks: Vec<&Value> = match value {
        Value::Array(blocks) => blocks.iter().collect(),
        one => vec![one],
    };
    let is_required = is(row).starts_with("required ");
    if (is_required && blocks.is_empty()) || (kind == "block" && blocks.len() > 1) {
        errors.push(format!("{place}: {} of them", blocks.len()));
    }
    for (number, block) in blocks.iter().enumerate() {
        check(takes, false, block, &format!("{place}/{number}"), errors);
    }
}

/// Whether a value is of the kind.
fn fits(kind: &str, value: &Value) -> bool {
    if let Some(words) = kind.strip_prefix("one of ") {
        let word = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        return words.split(' ').any(|it| it == word);
    }
    if let Some(limits) = kind.strip_prefix("number") {
        let (least, most) = limits.trim().split_once("..").unwrap_or_default();
        let bound = |text: &str, otherwise: i64| text.parse().unwrap_or(otherwise);
        return value.as_i64().is_some_and(|number| {
            (bound(least, i64::MIN)..=bound(most, i64::MAX)).contains(&number)
        });
    }
    if let Some(letters) = kind.strip_prefix("name of letters, digits, blanks, -") {
        let dot = letters.ends_with('.');
        let allowed = |letter: char| {
            letter.is_ascii_alphanumeric() || " -_".contains(letter) || (dot && letter == '.')
        };
        let name = value.as_str().unwrap_or_default();
        return !name.is_empty() && name.len() < 100 && name.chars().all(allowed);
    }
    match (kind, value) {
        ("string", Value::String(_)) | ("bool", Value::Bool(_)) => true,
        ("strings", Value::Array(all)) => !all.is_empty() && all.iter().all(Value::is_string),
        ("address in small letters", Value::String(text)) => {
            // An expression is an input, which nobody knows here.
            text.starts_with("${") || (text.to_lowercase() == *text && text.len() < 100)
        }
        ("moment", Value::String(text)) => text.parse::<Timestamp>().is_ok(),
        ("half hour in UTC", Value::String(text)) => {
            let moment = text.parse::<Timestamp>();
            text.ends_with('Z') && moment.is_ok_and(|moment| moment.as_second() % 1_800 == 0)
        }
        ("time", Value::String(text)) => {
            text.len() == 8 && text.parse::<jiff::civil::Time>().is_ok()
        }
        _ => false,
    }
}

fn is_meta(name: &str, value: &Value) -> bool {
    match name {
        "count" => value.as_str().is_some_and(|text| text.starts_with("${") && text.ends_with('}')),
        "depends_on" => value.as_array().is_some_and(|all| {
            all.iter().all(|one| one.as_str().is_some_and(|it| !it.contains('$')))
        }),
        _ => value.as_object().is_some_and(|lifecycle| {
            lifecycle
                .iter()
                .all(|(key, value)| key == "create_before_destroy" && value.is_boolean())
        }),
    }
}
