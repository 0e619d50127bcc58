//! The configuration that `docs/editors.md` gives for Helix is one of Helix. Those for Neovim and Emacs are run
//! (`neovim.rs`, `emacs.rs`); Zed's has a file of its own.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use incident_tests::day::shown;
use toml::{Table, Value};

/// What Helix knows of a language: <https://docs.helix-editor.com/languages.html>. It refuses a file with anything else.
const KEYS: [&str; 10] = [
    "name",
    "scope",
    "file-types",
    "roots",
    "comment-token",
    "comment-tokens",
    "block-comment-tokens",
    "indent",
    "language-servers",
    "auto-format",
];

#[test]
fn helix_starts_the_server_for_its_files() {
    let table: Table = shown("Helix", "toml").parse().unwrap();
    let server = &table["language-server"]["incident"];
    assert_eq!(server["command"].as_str(), Some("incident"));
    assert_eq!(server["args"], Value::from(vec!["lsp"]));
    let languages = table["language"].as_array().unwrap();
    let [language] = languages.as_slice() else { panic!("{languages:?}") };
    let unknown = language.as_table().unwrap().keys().filter(|key| !KEYS.contains(&key.as_str()));
    assert_eq!(unknown.collect::<Vec<_>>(), [""; 0]);
    assert_eq!(language["file-types"], Value::from(vec!["incident"]));
    assert_eq!(language["language-servers"], Value::from(vec!["incident"]));
    assert_eq!(language["comment-tokens"], Value::from(vec!["//", "///"]));
    let block = &language["block-comment-tokens"];
    assert_eq!((block["start"].as_str(), block["end"].as_str()), (Some("/*"), Some("*/")));
    let indent = &language["indent"];
    assert_eq!((indent["tab-width"].as_integer(), indent["unit"].as_str()), (Some(2), Some("  ")));
}
