//! `editors/zed` is an extension as Zed's documentation describes one, and what it names is what there is.
//!
//! Keys, captures and scopes: <https://zed.dev/docs/extensions/languages>, and `LanguageConfig` of Zed's own code.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test reads files, and stops at the first surprise"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use incident_tests::day::shown;
use incident_tests::files::{project, read};
use serde_json::Value;
use toml::Table;
use tree_sitter::{Node, Parser, Query, QueryCursor, StreamingIterator as _, Tree};
use tree_sitter_incident::LANGUAGE;

const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";

/// What `cargo xtask zed` writes.
fn files() -> BTreeMap<PathBuf, String> {
    let here = project("");
    xtask::zed::files(&here, COMMIT).unwrap().into_iter().collect()
}

fn table(path: &str) -> Table {
    files()[Path::new(path)].parse().unwrap()
}

fn query(name: &str) -> String {
    files()[&Path::new("languages/incident").join(name)].clone()
}

fn words(value: &toml::Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect()
}

fn example() -> (String, Tree) {
    let text = read(&project("examples/payment.incident")).unwrap();
    let mut parser = Parser::new();
    parser.set_language(&LANGUAGE.into()).unwrap();
    let tree = parser.parse(&text, None).unwrap();
    (text, tree)
}

/// What a query captures in the example, match by match.
fn matches(query: &str) -> Vec<Vec<(String, String)>> {
    let query = Query::new(&LANGUAGE.into(), query).unwrap();
    let names = query.capture_names();
    let (text, tree) = example();
    let mut cursor = QueryCursor::new();
    let mut found = cursor.matches(&query, tree.root_node(), text.as_bytes());
    let mut all = Vec::new();
    while let Some(one) = found.next() {
        let captures = one.captures().iter().map(|capture| {
            let name = names[capture.index as usize].to_owned();
            (name, text[capture.node.byte_range()].to_owned())
        });
        all.push(captures.collect());
    }
    all
}

fn count(node: Node<'_>, kind: &str) -> usize {
    let own = usize::from(node.kind() == kind);
    let mut cursor = node.walk();
    own + node.children(&mut cursor).map(|child| count(child, kind)).sum::<usize>()
}

#[test]
fn the_manifest_has_what_zed_requires() {
    let manifest = table("extension.toml");
    let workspace: Table = read(&project("Cargo.toml")).unwrap().parse().unwrap();
    for key in ["id", "name", "description"] {
        assert!(!manifest[key].as_str().unwrap().is_empty(), "{key}");
    }
    assert_eq!(manifest["schema_version"].as_integer(), Some(1));
    assert_eq!(words(&manifest["authors"]).len(), 1);
    let package = &workspace["workspace"]["package"];
    assert_eq!(manifest["version"], package["version"]);
    assert_eq!(table("Cargo.toml")["package"]["version"], package["version"]);
}

#[test]
fn names_agree() {
    let manifest = table("extension.toml");
    let config = table("languages/incident/config.toml");
    let tree_sitter = read(&project("grammar/tree-sitter-incident/tree-sitter.json")).unwrap();
    let tree_sitter: Value = serde_json::from_str(&tree_sitter).unwrap();
    let grammar = &tree_sitter["grammars"][0];
    let language = config["name"].as_str().unwrap();

    let server = &manifest["language_servers"]["incident"];
    assert_eq!(words(&server["languages"]), [language]);
    assert_eq!(server["language_ids"][language].as_str(), Some("incident"));

    assert_eq!(config["grammar"].as_str(), grammar["name"].as_str());
    assert_eq!(words(&config["path_suffixes"]), [grammar["file-types"][0].as_str().unwrap()]);

    let entry = &manifest["grammars"][config["grammar"].as_str().unwrap()];
    assert_eq!(entry["rev"].as_str(), Some(COMMIT));
    assert!(entry["repository"].as_str().unwrap().starts_with("file:///"), "{entry}");
    let parser = project(entry["path"].as_str().unwrap()).join("src/parser.c");
    assert!(parser.exists(), "{}", parser.display());

    let settings: Value = serde_json::from_str(&shown("Zed", "json")).unwrap();
    assert!(settings["languages"][language].is_object(), "{settings}");
    let binary = &settings["lsp"]["incident"]["binary"];
    assert!(binary["path"].as_str().unwrap().ends_with("/incident"), "{settings}");
    assert_eq!(binary["arguments"][0], "lsp");
}

/// Zed takes what it does not know for nothing, silently.
#[test]
fn the_language_has_only_keys_that_zed_knows() {
    let config = table("languages/incident/config.toml");
    let known = [
        "name",
        "grammar",
        "path_suffixes",
        "line_comments",
        "block_comment",
        "autoclose_before",
        "brackets",
        "tab_size",
        "hard_tabs",
        "word_characters",
        "completion_query_characters",
    ];
    let unknown: Vec<&String> =
        config.keys().filter(|key| !known.contains(&key.as_str())).collect();
    assert_eq!(unknown, [""; 0]);
    // One that is incomplete is no block comment, and the whole file then no language.
    let comment = config["block_comment"].as_table().unwrap();
    let keys: BTreeSet<&str> = comment.keys().map(String::as_str).collect();
    assert_eq!(keys, BTreeSet::from(["start", "prefix", "end", "tab_size"]));
    assert_eq!(config["tab_size"].as_integer(), Some(2));
    for key in ["word_characters", "completion_query_characters"] {
        assert!(words(&config[key]).iter().all(|word| word.chars().count() == 1), "{key}");
        assert!(words(&config[key]).contains(&"-"), "{key}");
    }
}

#[test]
fn brackets_are_left_alone_where_the_overrides_say() {
    let config = table("languages/incident/config.toml");
    let overrides = Query::new(&LANGUAGE.into(), &query("overrides.scm")).unwrap();
    let scopes: BTreeSet<&str> =
        overrides.capture_names().iter().map(|it| it.trim_end_matches(".inclusive")).collect();
    let brackets = config["brackets"].as_array().unwrap();
    assert_eq!(brackets.len(), 3);
    for pair in brackets {
        assert!(pair["start"].is_str() && pair["end"].is_str(), "{pair}");
        assert!(pair["close"].is_bool() && pair["newline"].is_bool(), "{pair}");
        let unknown: Vec<&str> =
            words(&pair["not_in"]).into_iter().filter(|scope| !scopes.contains(scope)).collect();
        assert_eq!(unknown, [""; 0], "{pair}: Zed refuses a language for that");
    }
}

#[test]
fn queries_capture_what_zed_looks_for() {
    let zed = BTreeMap::from([
        ("brackets.scm", vec!["open", "close"]),
        ("indents.scm", vec!["indent", "end"]),
        ("outline.scm", vec!["annotation", "context", "name", "item"]),
        ("overrides.scm", vec!["string", "comment.inclusive"]),
    ]);
    for (name, wanted) in &zed {
        let query = Query::new(&LANGUAGE.into(), &query(name)).unwrap();
        let found: BTreeSet<&str> = query.capture_names().iter().copied().collect();
        assert_eq!(found, wanted.iter().copied().collect(), "{name}");
    }
    let written = files();
    let queries = written.keys().filter(|path| path.extension().is_some_and(|it| it == "scm"));
    assert_eq!(queries.count(), zed.len() + 1, "{written:?}");
    assert_eq!(query("highlights.scm"), tree_sitter_incident::HIGHLIGHTS_QUERY);
}

#[test]
fn every_block_is_in_the_outline_once_and_every_body_indents() {
    let (_, tree) = example();
    let blocks = count(tree.root_node(), "block");
    let outline = matches(&query("outline.scm"));
    let items: Vec<_> =
        outline.iter().filter(|one| one.iter().any(|(name, _)| name == "item")).collect();
    assert!(blocks > 15, "{blocks}");
    assert_eq!(items.len(), blocks);
    let told = |one: &Vec<(String, String)>| {
        let words = one.iter().filter(|(name, _)| name == "context" || name == "name");
        words.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ")
    };
    let told: Vec<String> = items.into_iter().map(told).collect();
    for wanted in [
        "service PaymentServiceOps",
        "tier eng-manager",
        "post_mortem_template",
        "severity P1 \"Complete payment processing outage\"",
    ] {
        assert!(told.iter().any(|it| it == wanted), "{wanted}: {told:#?}");
    }
    let nested = count(tree.root_node(), "body") + count(tree.root_node(), "list");
    assert_eq!(matches(&query("indents.scm")).len(), nested);
}

#[test]
fn it_is_built_with_the_project_s_toolchain() {
    let own = table("rust-toolchain.toml");
    let project: Table = read(&project("rust-toolchain.toml")).unwrap().parse().unwrap();
    assert_eq!(own["toolchain"]["channel"], project["toolchain"]["channel"]);
    assert_eq!(words(&own["toolchain"]["targets"]), ["wasm32-wasip2"]);
    // Zed makes a Rust extension of a folder with these.
    let cargo = table("Cargo.toml");
    assert_eq!(words(&cargo["lib"]["crate-type"]), ["cdylib"]);
    assert!(cargo.contains_key("workspace"), "it stands inside of another workspace");
    assert!(files().contains_key(Path::new("src/lib.rs")));
}
