//! `incident schema`.

use incident_schema::{
    Block, Choice, Enumeration, Key, Kind, Label, Place, Reference, Type, Unique, block, blocks,
};
use serde_json::{Value, json};

use crate::exit::{Failure, Outcome};
use crate::terminal::{Color, Stream};

/// Print the vocabulary of the language
///
/// Every kind of block with where it stands, its labels and its keys, and every key with its type, its default and
/// what it says: for tools that make editors, forms and other documents of it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  incident schema --json                    one JSON document
  incident schema --json | jq '.blocks[].name'")]
pub(crate) struct Arguments {
    /// As one JSON document, the only form there is
    #[arg(long, required = true)]
    json: bool,
}

/// The version of the document's shape; keys may be added without a new one.
const VERSION: u32 = 1;

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    debug_assert!(arguments.json, "it is required");
    let document = json!({
        "version": VERSION,
        "language": incident_codegen::LANGUAGE_VERSION,
        "blocks": blocks().map(|(_, row)| of_block(row)).collect::<Vec<Value>>(),
    });
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    Stream::output(Color::Never).write(&format!("{text}\n"))?;
    Ok(Outcome::Clean)
}

fn of_block(row: &Block) -> Value {
    let names = |kinds: &[Kind]| kinds.iter().map(|kind| block(*kind).name).collect::<Vec<_>>();
    let stands: Vec<Option<&str>> = row
        .stands
        .iter()
        .map(|place| match place {
            Place::TopLevel => None,
            Place::In(kind) => Some(block(*kind).name),
        })
        .collect();
    let unique = match row.unique {
        Unique::One => "one",
        Unique::ByName => "by_name",
        Unique::ByText => "by_text",
        Unique::Many => "many",
    };
    json!({
        "name": row.name,
        "stands_in": stands,
        "labels": row.labels.iter().map(of_label).collect::<Vec<Value>>(),
        "keys": row.keys.iter().map(of_key).collect::<Vec<Value>>(),
        "needs": names(row.needs),
        "unique": unique,
        "doc": row.doc,
        "example": row.example,
        "since": row.since,
    })
}

fn of_label(label: &Label) -> Value {
    json!({ "name": label.name, "type": of_type(label.ty), "doc": label.doc })
}

fn of_key(key: &Key) -> Value {
    json!({
        "name": key.name,
        "type": of_type(key.ty),
        "required": key.required,
        "default": key.default,
        "doc": key.doc,
        "example": key.example,
        "since": key.since,
    })
}

/// `{"name": "list", "of": …}`, `{"name": "choice", "words": […]}`, or only the name.
fn of_type(ty: Type) -> Value {
    let only = |name: &str| json!({ "name": name });
    let words = |name: &str, set: &Enumeration| json!({ "name": name, "words": of_words(set) });
    let reference =
        |name: &str, to: Reference| json!({ "name": name, "to": to.noun().replace(' ', "_") });
    match ty {
        Type::Boolean => only("boolean"),
        Type::Integer { min, max } => json!({ "name": "integer", "min": min, "max": max }),
        Type::Percent => only("percent"),
        Type::Duration => only("duration"),
        Type::Due => only("due"),
        Type::Hours => only("hours"),
        Type::Date => only("date"),
        Type::DateOrInstant => only("date_or_instant"),
        Type::Span => only("span"),
        Type::Text => only("text"),
        Type::UrlOrPath => only("url_or_path"),
        Type::Url => only("url"),
        Type::TimeZone => only("time_zone"),
        Type::ScheduleSource => only("schedule_source"),
        Type::Email => only("email"),
        Type::Channel => only("channel"),
        Type::Choice(set) => words("choice", set),
        Type::ChoiceOrText(set) => words("choice_or_text", set),
        Type::ChoiceOrDuration(set) => words("choice_or_duration", set),
        Type::Declares => only("declares_name"),
        Type::DeclaresNameOrText => only("declares_name_or_text"),
        Type::Name(to) => reference("name", to),
        Type::TextName(to) => reference("text_name", to),
        Type::List(of) => json!({ "name": "list", "of": of_type(*of) }),
        Type::OneOrMore(of) => json!({ "name": "one_or_more", "of": of_type(*of) }),
    }
}

fn of_words(set: &Enumeration) -> Vec<Value> {
    set.choices.iter().map(|Choice { name, doc }| json!({ "word": name, "doc": doc })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_is_there_with_its_keys() {
        for (kind, row) in blocks() {
            let value = of_block(row);
            assert_eq!(value["name"], block(kind).name);
            assert_eq!(value["keys"].as_array().unwrap().len(), row.keys.len());
        }
        let tier = of_block(block(Kind::Tier));
        assert_eq!(tier["stands_in"], json!(["escalation_policy"]));
        assert_eq!(tier["keys"][0]["type"], json!({ "name": "duration" }));
        assert_eq!(of_block(block(Kind::Service))["stands_in"], json!([null]));
    }
}
