//! `check --fix`: what can be mended without asking is, in the file, and the rest is told.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads and writes files, and stops at the first surprise"
)]

use std::fs;

use incident_tests::binary::{Finished, Invocation};

const SLIPS: &str = "service Search {\r\n  severity P3 \"slow\" {\r\n    response_time: 15 min // soon\r\n    \
                     reqires_post_mortem = yes\r\n  }\r\n}\r\n";

fn check(folder: &tempfile::TempDir, arguments: &[&str]) -> Finished {
    Invocation::new(folder.path(), ["check"].iter().chain(arguments).copied()).run()
}

fn with_slips() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.incident"), SLIPS).unwrap();
    folder
}

#[test]
fn what_is_certain_is_mended_and_the_rest_is_reported() {
    let folder = with_slips();
    let finished = check(&folder, &["--fix", "--format", "short"]);
    let left = "a.incident:4:5: error INC122: `reqires_post_mortem` is not a key of `severity`.\n";
    assert_eq!((finished.code, finished.stdout.as_str()), (Some(1), left));
    assert_eq!(finished.stderr, "mended 1 file\n1 error in 1 file\n");
    let mended = fs::read_to_string(folder.path().join("a.incident")).unwrap();
    assert_eq!(mended, SLIPS.replace("response_time: 15 min", "response_time = 15m"));
}

#[test]
fn what_is_likely_is_mended_on_request() {
    let folder = with_slips();
    let finished = check(&folder, &["--fix", "--unsafe-fixes"]);
    assert_eq!((finished.code, finished.stdout.as_str()), (Some(0), "no problems in 1 file\n"));
    let mended = fs::read_to_string(folder.path().join("a.incident")).unwrap();
    assert!(mended.contains("    requires_post_mortem = true\r\n"), "{mended}");
    let again = check(&folder, &["--fix"]);
    assert_eq!((again.code, again.stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_diff_is_shown_and_nothing_is_written() {
    let folder = with_slips();
    let finished = check(&folder, &["--fix", "--diff"]);
    assert_eq!(finished.code, Some(1));
    let lines: Vec<&str> = finished.stdout.lines().collect();
    assert!(lines.contains(&"-    response_time: 15 min // soon"), "{lines:?}");
    assert!(lines.contains(&"+    response_time = 15m // soon"), "{lines:?}");
    assert_eq!(fs::read_to_string(folder.path().join("a.incident")).unwrap(), SLIPS);
}

/// Of changes that touch each other one is made in a round.
#[test]
fn where_there_is_no_end_it_says_how_to_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.incident");
    fs::write(&path, format!("{}role r\n", "\u{c}".repeat(12))).unwrap();
    let shown = check(&folder, &["--fix", "--diff"]);
    let stopped = "stopped after 10 rounds with more to mend: ";
    assert_eq!(shown.code, Some(1));
    assert_eq!(shown.stderr, format!("{stopped}run it without --diff, then once more.\n"));
    let first = check(&folder, &["--fix", "--format", "short"]);
    assert_eq!(first.code, Some(1), "{}", first.stdout);
    let summary = format!("mended 1 file\n{stopped}run it again.\n1 error in 1 file\n");
    assert_eq!(first.stderr, summary);
    let again = check(&folder, &["--fix", "--format", "short"]);
    assert_eq!(
        (again.code, again.stderr.as_str()),
        (Some(0), "mended 1 file\nno problems in 1 file\n")
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("{}role r\n", " ".repeat(12)));
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_the_workspace() {
    use std::os::unix::fs::symlink;
    let elsewhere = with_slips();
    fs::write(elsewhere.path().join("incident.toml"), "otu = \"out\"\n").unwrap();
    let folder = with_slips();
    let workspace = folder.path().join("incident.toml");
    fs::write(&workspace, "").unwrap();
    symlink(elsewhere.path().join("a.incident"), folder.path().join("out.incident")).unwrap();
    let finished = check(&folder, &["--fix", "out.incident"]);
    assert_eq!((finished.code, finished.stdout.as_str()), (Some(2), ""));
    let why = "incident: out.incident is a link that leads out of the workspace, to ";
    assert!(finished.stderr.starts_with(why), "{}", finished.stderr);
    assert_eq!(fs::read_to_string(elsewhere.path().join("a.incident")).unwrap(), SLIPS);
    // What is said of the workspace may stand elsewhere, and is not mended there.
    fs::remove_file(&workspace).unwrap();
    symlink(elsewhere.path().join("incident.toml"), &workspace).unwrap();
    let finished = check(&folder, &["--fix", "--unsafe-fixes"]);
    assert_eq!(finished.code, Some(2));
    assert!(
        finished.stderr.contains("incident.toml is a link and was left as it is"),
        "{finished:?}"
    );
    assert!(workspace.is_symlink());
}

#[test]
fn standard_input_is_shown_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let all = ["check"].iter().chain(arguments).copied();
        Invocation::new(folder.path(), all).stdin(SLIPS).run()
    };
    let refused = run(&["--fix", "-"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(2), ""));
    assert!(refused.stderr.starts_with("incident: --fix cannot write standard input"));
    assert!(run(&["--fix", "--diff", "-"]).stdout.contains("\n+    response_time = 15m"));
}
