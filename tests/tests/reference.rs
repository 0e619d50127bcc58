//! `docs/reference.md` is what the schema says, and what it shows is true.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use incident_analysis::{Config, Contents, Database, SourceFile, Workspace, config};
use incident_base::{FileId, Level};
use incident_tests::files::{difference, project, read};
use xtask::reference;

#[test]
fn the_reference_is_fresh() {
    let written = read(&project(reference::PATH)).unwrap();
    let stale = difference(&reference::text(), &written);
    assert_eq!(stale, None, "run `cargo xtask reference`");
}

/// The errors in a program of one file.
fn errors(text: &str) -> Vec<String> {
    let db = Database::default();
    let file =
        SourceFile::new(&db, FileId(0), "s.incident".to_owned(), Contents::Text(text.into()));
    let workspace = Workspace::new(&db, vec![file], None, None);
    let found = incident_rules::check(&db, workspace).into_iter();
    let errors = found.filter(|one| one.level == Level::Error);
    errors.map(|one| format!("{} {}", one.code, one.message)).collect()
}

#[test]
fn values_that_are_shown_as_right_are_and_those_that_are_not_are_not() {
    for form in reference::FORMS {
        let with = |value: &str| errors(&form.program.replace(reference::VALUE, value));
        for value in form.right {
            assert_eq!(with(value), [""; 0], "{}: {value}", form.name);
        }
        for value in form.wrong {
            assert_eq!(with(value).len(), 1, "{}: {value}: {:?}", form.name, with(value));
        }
    }
}

/// The fences of this language in a Markdown text.
fn fences(text: &str, language: &str) -> Vec<String> {
    let opener = format!("\n```{language}\n");
    let behind = text.split(opener.as_str()).skip(1);
    behind.map(|rest| format!("{}\n", rest.split("\n```").next().unwrap())).collect()
}

#[test]
fn the_examples_of_how_files_are_written_are_right() {
    let text = reference::text();
    let program = fences(&text, "incident").swap_remove(0);
    assert!(program.starts_with("/// Takes the money."), "{program}");
    assert_eq!(errors(&program), [""; 0]);
    let configs = fences(&text, "toml");
    assert_eq!(configs.len(), 1);
    let (config, issues) = Config::parse(&configs[0]);
    assert_eq!(issues, []);
    assert_eq!(config.out.as_deref(), Some("out"));
    for key in config::KEYS.iter().flat_map(|key| std::iter::once(key).chain(key.keys())) {
        assert!(configs[0].contains(key.name), "{}", key.name);
        // Where something holds without a key, that is what is shown: "these are the defaults".
        if let Some(default) = key.default.filter(|default| *default != "[]") {
            let shown = format!("{} = {default} ", key.name);
            let mut lines = configs[0].lines();
            assert!(lines.any(|line| format!("{line} ").starts_with(&shown)), "{shown}");
        }
    }
    assert_eq!(config.settings.alert_severities, Config::default().settings.alert_severities);
}
