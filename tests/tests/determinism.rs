//! Nothing but what the sources say decides what is written.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads and writes files, and stops at the first surprise"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use incident_tests::binary::{Finished, Invocation};
use incident_tests::files::{project, read, tree};

const EXAMPLES: [&str; 3] = ["payment", "payment-neighbours", "search-opsgenie"];

/// The day is given, so that the day on which the test runs changes nothing.
fn compile(folder: &Path, arguments: &[&str]) -> Finished {
    let day = ["compile", "--as-of", "2026-01-01"];
    Invocation::new(folder, day.iter().chain(arguments).copied()).run()
}

/// What a program of these files compiles to, manifest and all.
fn compiled(files: &[(&str, &str)], named: &[&str]) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let run = compile(folder.path(), &[&["--out", "out"], named].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    tree(&folder.path().join("out")).unwrap()
}

fn example(name: &str) -> BTreeMap<String, String> {
    let file = format!("{name}.incident");
    let text = read(&project("examples").join(&file)).unwrap();
    compiled(&[(&file, &text)], &[&file])
}

fn without_manifest(mut files: BTreeMap<String, String>) -> BTreeMap<String, String> {
    assert!(files.remove("manifest.json").is_some());
    files
}

#[test]
fn every_file_is_in_the_manifest_and_ends_in_a_line_break() {
    for name in EXAMPLES {
        let files = example(name);
        let manifest: serde_json::Value = serde_json::from_str(&files["manifest.json"]).unwrap();
        let listed: Vec<&str> = manifest["files"]
            .as_array()
            .unwrap()
            .iter()
            .map(|file| {
                assert_eq!(file["source"], format!("{name}.incident"));
                file["path"].as_str().unwrap()
            })
            .collect();
        let written: Vec<&str> =
            files.keys().map(String::as_str).filter(|path| *path != "manifest.json").collect();
        assert_eq!(listed, written);
        for (path, text) in &files {
            assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{path}");
        }
    }
}

#[test]
fn the_same_source_gives_the_same_bytes() {
    for name in EXAMPLES {
        assert_eq!(example(name), example(name));
    }
}

/// Two services that share a rotation, roles and a profile, as three texts.
const SHARED: &str = "\
role lead { assignee = lead@company.com }
on_call_rotation everybody { members = [ann@company.com, bob@company.com] }
profile paged {
  escalation_policy shared { tier oncall { timeout = 5m }, tier lead { timeout = 10m } }
}
";
const SEARCH: &str = "\
service Search {
  use = [paged], rotation = everybody
  severity P1 \"No results\" { response_time = 5m }
}
";
const CART: &str = "\
service Cart {
  use = [paged], rotation = everybody
  severity P2 \"Carts are slow\" { response_time = 15m }
}
";

#[test]
fn the_order_of_files_decides_nothing() {
    let texts = [SHARED, SEARCH, CART];
    let named = |names: [&'static str; 3], order: [usize; 3]| {
        let files: Vec<(&str, &str)> = names.into_iter().zip(texts).collect();
        compiled(&files, &order.map(|at| names[at]))
    };
    let first = named(["a.incident", "b.incident", "c.incident"], [0, 1, 2]);
    assert!(first.keys().any(|path| path.starts_with("Search/")));
    assert!(first.keys().any(|path| path.starts_with("Cart/")));
    assert_eq!(named(["a.incident", "b.incident", "c.incident"], [2, 0, 1]), first);

    let other_names = named(["z.incident", "b.incident", "a.incident"], [0, 1, 2]);
    let in_one_file = compiled(&[("all.incident", &texts.concat())], &["all.incident"]);
    let first = without_manifest(first);
    assert_eq!(without_manifest(other_names), first);
    assert_eq!(without_manifest(in_one_file), first);
}

#[test]
fn comments_line_ends_and_a_byte_order_mark_change_no_byte() {
    let files = without_manifest(example("payment"));
    let text = read(&project("examples/payment.incident")).unwrap();
    for same in [
        text.replace('\n', "\r\n"),
        format!("\u{FEFF}{text}"),
        format!("// a comment\n\n{text}"),
        text.replace("\n  tier", "\n\n  /* one\n  more */ tier"),
    ] {
        let written = compiled(&[("payment.incident", &same)], &["payment.incident"]);
        assert_eq!(without_manifest(written), files);
    }
}

#[test]
fn the_folder_that_it_stands_in_changes_no_byte() {
    let text = read(&project("examples/payment.incident")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("some where/else");
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("payment.incident"), text).unwrap();
    let run = compile(&deep, &["payment.incident"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(tree(&deep.join("out")).unwrap(), example("payment"));
}
