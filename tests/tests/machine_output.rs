//! What `check` writes for programs, by the real binary, held against what those programs take.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads and writes files, and stops at the first surprise"
)]

use std::fs;
use std::path::Path;

use incident_tests::binary::Invocation;
use incident_tests::files::{project, read, tree};
use incident_tests::literate::Document;
use serde_json::Value;

/// A workspace with the failing example of every diagnostic's page, a folder each.
fn every_failing_example() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for page in tree(&project("docs/diagnostics")).unwrap().keys() {
        let document =
            Document::parse(&read(&project(&format!("docs/diagnostics/{page}"))).unwrap());
        let programs = document.unwrap().programs;
        let failing = programs.into_iter().filter(|it| it.section.starts_with("Failing"));
        for file in failing.flat_map(|program| program.files) {
            let path = folder.path().join(page.trim_end_matches(".md")).join(&file.path);
            if file.path.ends_with(".incident") {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, &file.text).unwrap();
            }
        }
    }
    folder
}

fn check(folder: &Path, format: &str) -> String {
    let arguments = ["check", "--notes", "--as-of", "2026-01-01", "--format", format, "."];
    let finished = Invocation::new(folder, arguments).run();
    assert_eq!(finished.code, Some(1), "{}", finished.stderr);
    finished.stdout
}

#[test]
fn sarif_is_as_its_schema_says() {
    let folder = every_failing_example();
    let log: Value = serde_json::from_str(&check(folder.path(), "sarif")).unwrap();
    let schema = fs::read_to_string(project("tests/schemas/sarif-2.1.0.json")).unwrap();
    // One of its patterns has a `]` too many and is no regular expression; it is about a key that we do not write.
    let schema = schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
    assert_eq!(wrong, [""; 0]);
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(results.len() > 60, "{}", results.len());
    assert!(results.iter().filter(|result| result.get("fixes").is_some()).count() > 15);
    let mut broken = log.clone();
    broken["runs"][0]["results"][0]["level"] = Value::from("dreadful");
    assert!(!validator.is_valid(&broken), "the schema is asked nothing");
}

#[test]
fn all_formats_tell_of_the_same_findings() {
    let folder = every_failing_example();
    let short = check(folder.path(), "short").lines().count();
    let json: Value = serde_json::from_str(&check(folder.path(), "json")).unwrap();
    assert_eq!(json["diagnostics"].as_array().unwrap().len(), short);
    let sarif: Value = serde_json::from_str(&check(folder.path(), "sarif")).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), short);
    let github = check(folder.path(), "github");
    assert_eq!(github.lines().count(), short);
    assert!(github.lines().all(|line| line.starts_with("::")), "{github}");
    let junit = check(folder.path(), "junit");
    let failed = junit.matches("<failure ").count() + junit.matches("<skipped ").count();
    assert_eq!(failed, short);
}
