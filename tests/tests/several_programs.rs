//! `check` of several programs in one run: each is looked at by itself, and one report tells of all.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads and writes files, and stops at the first surprise"
)]

use std::fs;

use incident_tests::binary::{Finished, Invocation};
use serde_json::Value;

/// Each has a service of the same name, which in one program would be a mistake.
const FILES: [(&str, &str); 7] = [
    (".git/HEAD", "ref: refs/heads/main\n"),
    ("ops/pay/incident.toml", "colour = 1\n"),
    ("ops/pay/a.incident", "service Shop { severity P3 \"slow\" { response_time: 5 min } }\n"),
    ("ops/pay/b.incident", "service Other { severity P3 \"slow\" }\n"),
    ("ops/find/incident.toml", ""),
    ("ops/find/a.incident", "service Shop { severity P3 \"slow\" { response_time: 7 min } }\n"),
    ("ops/loose.incident", "service Shop { severity P3 \"slow\" { response_time: 9 min } }\n"),
];

const FOUND: [&str; 4] = [
    "loose.incident:1:50: error INC103",
    "find/a.incident:1:50: error INC103",
    "pay/incident.toml:1:1: error INC150",
    "pay/a.incident:1:50: error INC103",
];

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in FILES {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn run(folder: &tempfile::TempDir, arguments: &[&str]) -> Finished {
    Invocation::new(&folder.path().join("ops"), arguments.iter().copied()).run()
}

/// The findings, a line each, up to the code.
fn found(finished: &Finished) -> Vec<&str> {
    let line = |line: &'_ str| line.match_indices(':').nth(3).map_or(line.len(), |(at, _)| at);
    finished.stdout.lines().map(|it| it.get(..line(it)).unwrap()).collect()
}

#[test]
fn a_folder_of_workspaces_stands_for_them_and_for_what_is_beside_them() {
    let folder = folder();
    for arguments in [&["check", "--format", "short"][..], &["check", "--format", "short", "."]] {
        let finished = run(&folder, arguments);
        assert_eq!((finished.code, found(&finished)), (Some(1), FOUND.to_vec()), "{finished:?}");
        assert_eq!(finished.stderr, "4 errors in 4 files\n");
    }
}

#[test]
fn paths_may_belong_to_several_programs_and_only_what_is_named_is_reported() {
    let folder = folder();
    let finished = run(&folder, &["check", "--format", "short", "pay/b.incident", "find"]);
    assert_eq!(found(&finished), [FOUND[2], FOUND[1]], "{finished:?}");
    assert_eq!(finished.stderr, "2 errors in 2 files\n");
    let of_one = run(&folder, &["check", "--format", "short", "pay/b.incident"]);
    assert_eq!(found(&of_one), [FOUND[2]], "{of_one:?}");
}

#[test]
fn every_format_tells_of_all_in_one_document() {
    let folder = folder();
    let of = |format: &str| run(&folder, &["check", "--format", format, "."]).stdout;
    let json: Value = serde_json::from_str(&of("json")).unwrap();
    let files: Vec<&Value> =
        json["diagnostics"].as_array().unwrap().iter().map(|one| &one["file"]).collect();
    assert_eq!(files, ["loose.incident", "find/a.incident", "pay/incident.toml", "pay/a.incident"]);
    let sarif: Value = serde_json::from_str(&of("sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let place = |result: &Value| {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].clone()
    };
    let places: Vec<Value> = results.iter().map(place).collect();
    // From the root of the repository.
    assert_eq!(
        places,
        [
            "ops/loose.incident",
            "ops/find/a.incident",
            "ops/pay/incident.toml",
            "ops/pay/a.incident"
        ]
    );
    assert_eq!(of("github").lines().count(), 4);
    let junit = of("junit");
    // One for each file that was looked at, `incident.toml` included, and each finding in its own.
    let suites: Vec<&str> = junit.lines().filter(|line| line.contains("<testsuite ")).collect();
    assert_eq!(suites.len(), 6, "{junit}");
    let failed = |suite: &&&str| suite.contains("failures=\"1\"");
    assert_eq!(suites.iter().filter(failed).count(), 4, "{junit}");
    let human = of("human");
    assert!(human.contains("[ find/a.incident:1:50 ]") && human.ends_with("4 errors in 4 files\n"));
}

#[test]
fn what_can_be_mended_is_mended_in_each() {
    let folder = folder();
    let finished = run(&folder, &["check", "--fix", "--format", "short"]);
    assert_eq!(found(&finished), [FOUND[2]], "{finished:?}");
    assert_eq!(finished.stderr, "mended 3 files\n1 error in 4 files\n");
    let mended = fs::read_to_string(folder.path().join("ops/find/a.incident")).unwrap();
    assert!(mended.contains("response_time = 7m"), "{mended}");
}

#[test]
fn what_has_one_output_takes_one_program() {
    let folder = folder();
    for arguments in [["compile", "pay", "find"], ["check", "--watch", "."]] {
        let finished = run(&folder, &arguments);
        assert_eq!(finished.code, Some(2), "{finished:?}");
        assert!(finished.stderr.contains("program"), "{finished:?}");
    }
}

#[test]
fn a_workspace_below_that_was_not_asked_for_is_told_once_and_never_to_programs() {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("incident.toml", ""),
        ("a.incident", "service Shop { severity P3 \"slow\" }\n"),
        ("services/b.incident", "service Search { severity P3 \"slow\" }\n"),
        ("services/legacy/incident.toml", ""),
        ("services/legacy/c.incident", "service Old { colour = red }\n"),
    ] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let run = |arguments: &[&str]| Invocation::new(folder.path(), arguments.iter().copied()).run();
    let line = |command: &str, done: &str| {
        format!(
            "not {done}: services/legacy, which is a workspace of its own (it has an incident.toml). Run `incident \
             {command} services/legacy`.\n"
        )
    };
    let checked = line("check", "checked");
    for named in [&["check"][..], &["check", "services"]] {
        let finished = run(named);
        assert!(finished.stdout.ends_with(&checked), "{finished:?}");
        assert_eq!((finished.code, finished.stderr.as_str()), (Some(0), ""));
    }
    for format in ["short", "json", "sarif", "github", "junit"] {
        let finished = run(&["check", "--format", format]);
        assert!(!finished.stdout.contains("legacy"), "{finished:?}");
        assert!(finished.stderr.ends_with(&checked), "{finished:?}");
    }
    // Somebody who names a file has not asked for what is elsewhere; who names both has both.
    for named in [&["check", "a.incident"][..], &["check", ".", "services/legacy"]] {
        let finished = run(named);
        assert!(!format!("{finished:?}").contains("not checked"), "{finished:?}");
    }
    assert_eq!(run(&["check", ".", "services/legacy"]).code, Some(1));
    let compiled = run(&["compile"]);
    assert_eq!((compiled.code, compiled.stderr), (Some(0), line("compile", "compiled")));
    // What is excluded was not forgotten.
    fs::write(folder.path().join("incident.toml"), "exclude = [\"legacy/\"]\n").unwrap();
    assert_eq!(run(&["check"]).stdout, "no problems in 2 files\n");
}
