//! The snippets of the extension for VS Code, made from the schema's examples by the code that completes.

use incident_ide::block_snippets;
use serde_json::{Map, Value, json};

/// Where they stand, from the project's root.
pub const PATH: &str = "editors/vscode/snippets/incident.json";

/// The file's text.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn text() -> Result<String, String> {
    let snippets = block_snippets().into_iter().map(|snippet| {
        let value = json!({
            "prefix": snippet.word,
            "body": snippet.lines,
            "description": snippet.doc,
        });
        (snippet.word.to_owned(), value)
    });
    let all: Map<String, Value> = snippets.collect();
    let text = serde_json::to_string_pretty(&all).map_err(|error| error.to_string())?;
    Ok(text + "\n")
}
