//! The generated workspace in other languages, for measuring other tools on comparable content: the same services with
//! the same blocks, keys and values, a file each where the language has files of its own.
//!
//! Profiles become what each language has for sharing: a library that is imported and extended. What is checked is not
//! the same: nobody else knows what a service is. docs/performance.md says what can be compared and what cannot.

mod monitoring;
mod write;

use incident_syntax::tree::{Block, Entry, Scalar, ScalarKind, Value as Written};
use serde_json::{Map, Value};

use crate::workspace::{File, workspace};

/// A file of the workspace as a value.
struct Source {
    /// Without its ending, with `/` between names.
    stem: String,
    /// What it says: kinds of blocks, then their names, then their entries.
    value: Map<String, Value>,
}

/// The files of every language, each in a folder of its own.
///
/// # Errors
/// When something that is made cannot be written in a language, which is a mistake here.
pub fn peers(services: usize, seed: u64) -> Result<Vec<File>, String> {
    let sources: Vec<Source> = workspace(services, seed)?
        .into_iter()
        .filter_map(|file| {
            let stem = file.path.strip_suffix(".incident")?.to_owned();
            let parse = incident_syntax::parse(&file.text);
            Some(Source { stem, value: body(parse.items.iter().map(|item| &*item.entry)) })
        })
        .collect();
    let mut files = Vec::new();
    for source in &sources {
        files.extend(write::all(source)?);
        files.extend(monitoring::rules(source)?);
    }
    files.push(write::jsonnet_main(&sources));
    files.push(monitoring::alertmanager(&sources)?);
    Ok(files)
}

/// Entries by their keys. Blocks of one kind stand together under their names.
fn body<'e>(entries: impl Iterator<Item = &'e Entry>) -> Map<String, Value> {
    let mut map = Map::new();
    for entry in entries {
        match entry {
            Entry::Attribute(attribute) => {
                map.insert(attribute.key.text.to_string(), value(&attribute.value));
            }
            Entry::Block(block) => {
                let (name, entries) = named(block);
                let kind = block.kind.text.to_string();
                match name {
                    None => map.insert(kind, Value::Object(entries)),
                    Some(name) => {
                        let of_kind = map.entry(kind).or_insert_with(|| Value::Object(Map::new()));
                        let of_kind = of_kind.as_object_mut();
                        of_kind.and_then(|kind| kind.insert(name, Value::Object(entries)))
                    }
                };
            }
        }
    }
    map
}

/// A block by its first label; a second one is what describes it.
fn named(block: &Block) -> (Option<String>, Map<String, Value>) {
    let mut labels = block.labels.iter().map(text);
    let name = labels.next();
    let mut entries = Map::new();
    entries.extend(labels.next().map(|label| ("summary".to_owned(), Value::String(label))));
    entries.extend(body(block.body.iter().flatten()));
    (name, entries)
}

fn value(written: &Written) -> Value {
    match written {
        Written::Scalar(scalar) => match scalar.text.as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            word => word.parse::<u32>().map_or_else(|_| text(scalar).into(), Value::from),
        },
        Written::List(list) => list.items.iter().map(value).collect(),
        Written::Missing(_) => Value::Null,
    }
}

/// A scalar without quotes; what is generated has no escapes.
fn text(scalar: &Scalar) -> String {
    match scalar.kind {
        ScalarKind::String => scalar.text.trim_matches('"').to_owned(),
        _ => scalar.text.to_string(),
    }
}

impl Source {
    /// The profiles that its service takes over.
    fn profiles(&self) -> Vec<&str> {
        let service = self.services().next().map(|(_, service)| service);
        let used = service.and_then(|service| service.get("use")).and_then(Value::as_array);
        used.into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// The services in it by their names.
    fn services(&self) -> impl Iterator<Item = (&String, &Map<String, Value>)> {
        let services = self.value.get("service").and_then(Value::as_object);
        services.into_iter().flatten().filter_map(|(name, one)| Some((name, one.as_object()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(files: &[File], path: &str) -> String {
        files.iter().find(|file| file.path == path).unwrap().text.clone()
    }

    #[test]
    fn every_service_is_there_in_every_language() {
        let files = peers(9, 1).unwrap();
        for language in ["json", "py", "jsonnet", "toml"] {
            let ending = format!(".{language}");
            let services = files
                .iter()
                .filter(|file| file.path.contains("/services/") && file.path.ends_with(&ending));
            assert_eq!(services.count(), 9, "{language}");
        }
        let rules = files.iter().filter(|file| file.path.starts_with("prometheus/"));
        assert_eq!(rules.count(), 9);
    }

    #[test]
    fn what_a_service_says_is_kept() {
        let files = peers(1, 1).unwrap();
        let json: Value =
            serde_json::from_str(&file(&files, "json/services/team-0000/CartApi0000.json"))
                .unwrap();
        let service = &json["service"]["CartApi0000"];
        assert_eq!(service["severity"]["P1"]["response_time"], "5m");
        assert_eq!(service["severity"]["P1"]["requires_post_mortem"], true);
        assert!(service["escalation_policy"]["cart-api0000"]["repeat_cycles"].is_u64());
        assert!(
            service["on_call_rotation"]["cart-api0000"]["members"].as_array().unwrap().len() > 2
        );
        let toml: Value =
            toml::from_str(&file(&files, "toml/services/team-0000/CartApi0000.toml")).unwrap();
        assert_eq!(toml, json);
    }
}
