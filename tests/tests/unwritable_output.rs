//! What cannot be written is no answer: every command says so and ends as one that could not run.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test starts programs, and stops at the first surprise"
)]

use std::fs::{self, OpenOptions};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use incident_tests::binary::incident;

fn run(folder: &Path, arguments: &str, stdout: impl Into<Stdio>) -> Output {
    Command::new(incident())
        .args(arguments.split(' '))
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(stdout)
        .output()
        .unwrap()
}

#[test]
fn a_full_disk_is_said_in_one_line_whatever_was_asked() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.incident"), "service   Search {\n}\n").unwrap();
    for arguments in [
        "--version",
        "--help",
        "help check",
        "fmt --help",
        "check",
        "check --format json",
        "compile",
        "compile --stdout",
        "fmt --check",
        "fmt --diff",
        "explain INC101",
        "schema --json",
        "completions bash",
        "man",
        "init elsewhere",
    ] {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = run(folder.path(), arguments, full);
        let said = String::from_utf8(output.stderr).unwrap();
        let why = "incident: standard output cannot be written: no space left on device.\n";
        assert_eq!(said, why, "{arguments}");
        assert_eq!(output.status.code(), Some(2), "{arguments}");
    }
}

#[test]
fn a_reader_that_went_away_is_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in ["--version", "help check", "explain INC101", "schema --json"] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = run(folder.path(), arguments, writer);
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{arguments}");
        assert_eq!(output.status.code(), Some(0), "{arguments}");
    }
}
