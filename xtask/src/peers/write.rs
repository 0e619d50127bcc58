//! A file in each of the languages.

use std::fmt::Write as _;

use serde_json::Value;

use super::Source;
use crate::workspace::File;

/// What services share, in the workspace.
const PROFILES: &str = "platform/profiles";

pub(super) fn all(source: &Source) -> Result<Vec<File>, String> {
    let json = serde_json::to_string_pretty(&source.value).map_err(|error| error.to_string())?;
    let toml = toml::to_string_pretty(&source.value).map_err(|error| error.to_string())?;
    let file = |folder: &str, ending: &str, text: String| File {
        path: format!("{folder}/{}.{ending}", source.stem),
        text,
    };
    Ok(vec![
        file("json", "json", format!("{json}\n")),
        file("toml", "toml", toml),
        file("python", "py", python(source)),
        file("jsonnet", "jsonnet", jsonnet(source, &json)),
    ])
}

/// All services as one document.
pub(super) fn jsonnet_main(sources: &[Source]) -> File {
    let mut text = "[\n".to_owned();
    for source in sources {
        let _ = writeln!(text, "  import '{}.jsonnet',", source.stem);
    }
    text.push_str("]\n");
    File { path: "jsonnet/main.jsonnet".to_owned(), text }
}

/// The way from a file's folder to the profiles.
fn way(source: &Source) -> String {
    let up = "../".repeat(source.stem.matches('/').count());
    format!("{up}{PROFILES}")
}

/// A service takes its profiles over where it is evaluated.
fn jsonnet(source: &Source, json: &str) -> String {
    let mut profiles = String::new();
    for profile in source.profiles() {
        let way = way(source);
        let _ = write!(profiles, "(import '{way}.jsonnet').profile['{profile}'] + ");
    }
    if profiles.is_empty() {
        return format!("{json}\n");
    }
    let merged = format!("[name]: {profiles}own.service[name]");
    format!(
        "local own = {json};\n\nown {{\n  service: {{\n    {merged}\n    for name in std.objectFields(own.service)\n  }},\n}}\n"
    )
}

fn python(source: &Source) -> String {
    let mut text = String::from("\"\"\"Incident response.\"\"\"\n\n");
    let profiles = source.profiles();
    if !profiles.is_empty() {
        text.push_str("from platform.profiles import DATA as PROFILES\n\n");
    }
    text.push_str("DATA = ");
    let value = Value::Object(source.value.clone());
    literal(&value, 0, &mut text);
    for profile in profiles {
        let _ = write!(text, "\n\nDATA |= PROFILES[\"profile\"][\"{profile}\"]");
    }
    text.push('\n');
    text
}

/// As JSON, but for words and the commas behind everything.
fn literal(value: &Value, depth: usize, text: &mut String) {
    let indent = |depth| "    ".repeat(depth);
    match value {
        Value::Bool(true) => text.push_str("True"),
        Value::Bool(false) => text.push_str("False"),
        Value::Array(items) => {
            text.push('[');
            for (place, item) in items.iter().enumerate() {
                text.push_str(if place == 0 { "" } else { ", " });
                literal(item, depth + 1, text);
            }
            text.push(']');
        }
        Value::Object(map) => {
            text.push_str("{\n");
            for (key, value) in map {
                let _ = write!(text, "{}\"{key}\": ", indent(depth + 1));
                literal(value, depth + 1, text);
                text.push_str(",\n");
            }
            let _ = write!(text, "{}}}", indent(depth));
        }
        other => {
            let _ = write!(text, "{other}");
        }
    }
}
