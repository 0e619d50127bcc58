//! What is generated is what would be generated.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use incident_tests::files::{difference, project, read, tree};
use incident_tests::literate::is_update;
use incident_tests::tools::tool;
use tree_sitter_generate::{OptLevel, generate_parser_in_directory};

use crate::FOLDER;

/// The oldest interface that editors in use have: that of Neovim 0.7 to 0.10.
const INTERFACE: usize = 14;

/// What the generator writes, by its path from `src`.
fn generated() -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| project(FOLDER).join(name);
    // Without Node, what was made of the grammar is taken for it.
    let grammar = match tool("node") {
        Some(_) => path("grammar.js"),
        None => path("src/grammar.json"),
    };
    let name = grammar.file_name().unwrap().to_owned();
    fs::copy(&grammar, folder.path().join(&name)).unwrap();
    fs::copy(path("tree-sitter.json"), folder.path().join("tree-sitter.json")).unwrap();
    let mut warnings = Vec::new();
    generate_parser_in_directory(
        folder.path(),
        None::<PathBuf>,
        Some(folder.path().join(name)),
        INTERFACE,
        None,
        None,
        true,
        OptLevel::default(),
        &mut warnings,
    )
    .unwrap();
    let warnings: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(warnings, [""; 0]);
    tree(&folder.path().join("src")).unwrap()
}

#[test]
fn the_parser_is_what_the_grammar_makes() {
    let files = generated();
    assert!(files.contains_key("parser.c") && files.contains_key("node-types.json"), "{files:?}");
    for (path, made) in files {
        let file = project(FOLDER).join("src").join(&path);
        if is_update() {
            fs::write(file, made).unwrap();
        } else {
            let stale = difference(&made, &read(&file).unwrap());
            assert_eq!(stale, None, "src/{path}: INCIDENT_UPDATE=1 makes it anew");
        }
    }
}
