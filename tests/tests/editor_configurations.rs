//! The configuration that `docs/editors.md` gives for Helix is one of Helix. That for Neovim is run: `neovim.rs`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use incident_tests::files::{project, read};

/// The first fence of a language in the document.
fn fence(language: &str) -> String {
    let document = read(&project("docs/editors.md")).unwrap();
    let (_, fence) = document.split_once(&format!("```{language}\n")).unwrap();
    fence.split_once("```").unwrap().0.to_owned()
}

#[test]
fn helix_starts_the_server_for_its_files() {
    let table: toml::Table = fence("toml").parse().unwrap();
    let server = &table["language-server"]["incident"];
    assert_eq!(server["command"].as_str(), Some("incident"));
    assert_eq!(server["args"][0].as_str(), Some("lsp"));
    let language = &table["language"][0];
    assert_eq!(language["file-types"][0].as_str(), Some("incident"));
    assert_eq!(language["language-servers"][0].as_str(), Some("incident"));
}
