//! `compile --check` and `--stdout`: what would be written, without writing it.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads and writes files, and stops at the first surprise"
)]

use std::fs;

use incident_tests::binary::{Finished, Invocation};
use incident_tests::files::{project, read, tree};

fn compile(folder: &tempfile::TempDir, arguments: &[&str]) -> Finished {
    Invocation::new(folder.path(), ["compile"].iter().chain(arguments).copied()).run()
}

fn with_example() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let example = read(&project("examples/payment.incident")).unwrap();
    fs::write(folder.path().join("payment.incident"), example).unwrap();
    folder
}

#[test]
fn output_that_is_as_it_would_be_written_is_0_and_anything_else_is_1() {
    let folder = with_example();
    let check = || compile(&folder, &["--check", "payment.incident"]);
    let missing = check();
    assert_eq!(missing.code, Some(1));
    assert_eq!(
        missing.stderr,
        "8 files in out differ: the same command without --check writes what should be there\n"
    );
    assert!(!folder.path().join("out").exists(), "it writes nothing");

    assert_eq!(compile(&folder, &["payment.incident"]).code, Some(0));
    let same = check();
    let said = (same.code, same.stdout.as_str(), same.stderr.as_str());
    assert_eq!(said, (Some(0), "", "out is up to date\n"));

    let path = folder.path().join("payment.incident");
    let edited = fs::read_to_string(&path).unwrap().replace("timeout = 20m", "timeout = 25m");
    fs::write(&path, edited).unwrap();
    let before = tree(&folder.path().join("out")).unwrap();
    let changed = check();
    assert_eq!(changed.code, Some(1));
    let policy = "out/PaymentServiceOps/pagerduty/escalation_policy.payments-critical.json";
    assert!(
        changed.stdout.contains(&format!("--- {policy}\n+++ {policy}\n")),
        "{}",
        changed.stdout
    );
    let minutes = "-        \"escalation_delay_in_minutes\": 20,\n+        \"escalation_delay_in_minutes\": 25,";
    assert!(changed.stdout.contains(minutes), "{}", changed.stdout);
    assert_eq!(tree(&folder.path().join("out")).unwrap(), before, "it writes nothing");
}

/// The whole of a guide's drawings, or of a folder that is not there, helps nobody who reads a log.
#[test]
fn a_long_difference_is_cut_and_every_file_is_named() {
    let folder = with_example();
    let finished = compile(&folder, &["--check", "payment.incident"]);
    let page = "+++ out/PaymentServiceOps/IncidentResponseGuide.html\n";
    let (_, of_page) = finished.stdout.split_once(page).unwrap();
    let (of_page, _) = of_page.split_once("\n--- ").unwrap();
    assert_eq!(of_page.lines().count(), 99, "98 lines, and how many more there are");
    assert!(of_page.lines().last().unwrap().starts_with("… and "), "{of_page}");

    let services: String = (0..60)
        .map(|number| {
            format!("service S{number} {{ severity P3 \"slow\" {{ escalation = p }}, {POLICY} }}\n")
        })
        .collect();
    fs::write(folder.path().join("many.incident"), services).unwrap();
    let finished = compile(&folder, &["--check", "many.incident"]);
    assert_eq!(finished.code, Some(1), "{}", finished.stderr);
    let lines = finished.stdout.lines().count();
    assert!(lines < 2_600, "{lines}");
    let named = |path: &str| finished.stdout.contains(&format!("out/{path}"));
    assert!((0..60).all(|number| named(&format!("S{number}/IncidentResponseGuide.html"))));
    assert!(finished.stdout.lines().last().unwrap().starts_with("… out/"));
}

const POLICY: &str =
    "on_call_rotation r { members = [ann@x.org] }, escalation_policy p { tier oncall }";

#[test]
fn a_change_by_hand_is_a_difference() {
    let folder = with_example();
    assert_eq!(compile(&folder, &["payment.incident"]).code, Some(0));
    let guide = folder.path().join("out/PaymentServiceOps/PostMortemTemplate.g.md");
    fs::write(&guide, "by hand\n").unwrap();
    let finished = compile(&folder, &["--check", "payment.incident"]);
    assert_eq!(finished.code, Some(1));
    assert!(finished.stdout.contains("\n-by hand\n"), "{}", finished.stdout);
    let said = "1 file in out differs; 1 is not as incident wrote it: ";
    assert!(
        finished.stderr.starts_with(said) && finished.stderr.contains("--force"),
        "{finished:?}"
    );
    assert_eq!(fs::read_to_string(guide).unwrap(), "by hand\n");
}

#[test]
fn files_are_printed_below_their_names() {
    let folder = with_example();
    let finished = compile(&folder, &["--stdout", "payment.incident"]);
    assert_eq!(finished.code, Some(0));
    let files = finished.stdout.lines().filter(|line| line.starts_with("==> ")).count();
    assert_eq!(files, 8);
    assert!(
        finished.stdout.starts_with("==> PaymentServiceOps/IncidentResponseGuide.g.md <==\n# ")
    );
    assert!(!folder.path().join("out").exists());
}
