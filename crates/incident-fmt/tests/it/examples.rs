//! The laws, on everything that people read as an example.

use std::fs;
use std::path::{Path, PathBuf};

use incident_syntax::parse;

use crate::laws::formatted;

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The files of a folder whose names end so, with their texts; there must be some.
fn files(folder: &Path, ending: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_str().unwrap().ends_with(ending))
        .map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap()))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{} holds no {ending}", folder.display());
    found
}

#[test]
fn the_examples_are_formatted() {
    for (path, text) in files(&project("examples"), ".incident") {
        assert_eq!(formatted(&text), text, "{path}");
    }
    let first = project("crates/incident-cli/src/commands/init/checkout.incident");
    let first = fs::read_to_string(first).unwrap();
    assert_eq!(formatted(&first), first, "what `incident init` writes");
}

#[test]
fn the_examples_beside_the_project_are_formatted() {
    let folder = project("../shared/spec/examples");
    if !folder.is_dir() {
        eprintln!("NOT RUN: there is no ../shared/spec/examples beside the project");
        return;
    }
    for (path, text) in files(&folder, ".incident") {
        assert_eq!(formatted(&text), text, "{path}");
    }
}

/// The `incident` fences of a document.
fn fences(document: &str) -> Vec<String> {
    let mut fences = Vec::new();
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("```incident") {
            let text = lines.by_ref().take_while(|line| !line.starts_with("```"));
            fences.push(text.map(|line| format!("{line}\n")).collect());
        }
    }
    fences
}

#[test]
fn the_programs_of_the_documents_keep_the_laws() {
    let mut kept = 0;
    for folder in ["docs/diagnostics", "tests/literate"] {
        for (_, document) in files(&project(folder), ".md") {
            for text in fences(&document).iter().filter(|text| parse(text).errors.is_empty()) {
                formatted(text);
                kept += 1;
            }
        }
    }
    assert!(kept > 150, "{kept}");
}

#[test]
fn mended_examples_are_formatted() {
    for (path, document) in files(&project("docs/diagnostics"), ".md") {
        let mended = document.split("## Mended example").nth(1).unwrap();
        for text in fences(mended) {
            assert_eq!(formatted(&text), text, "the mended example of {path}");
        }
    }
}
