//! What `compile` does to a folder in which things stand already.

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
use incident_tests::files::tree;
use tempfile::TempDir;

const SEARCH: &str = "service Search { description = \"Finds.\" }\n";
const CART: &str = "service Cart { description = \"Holds.\" }\n";
const GUIDE: &str = "Search/IncidentResponseGuide.g.md";
const PAGE: &str = "Search/IncidentResponseGuide.html";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    folder
}

/// A path that ends in `/` is an empty folder.
fn write(folder: &Path, path: &str, text: &str) {
    let at = folder.join(path);
    fs::create_dir_all(at.parent().unwrap()).unwrap();
    match path.ends_with('/') {
        true => fs::create_dir_all(at).unwrap(),
        false => fs::write(at, text).unwrap(),
    }
}

fn compile(folder: &Path, arguments: &[&str]) -> Finished {
    Invocation::new(folder, ["compile"].iter().chain(arguments).copied()).run()
}

#[track_caller]
fn assert_written(finished: &Finished, said: &str) {
    let found = (finished.code, finished.stdout.as_str(), finished.stderr.as_str());
    assert_eq!(found, (Some(0), said, ""));
}

/// It could not run, and one line says why.
#[track_caller]
fn assert_refused(finished: &Finished, why: &[&str]) {
    assert_eq!((finished.code, finished.stdout.as_str()), (Some(2), ""), "{}", finished.stderr);
    assert_eq!(finished.stderr.lines().count(), 1, "{}", finished.stderr);
    for part in why {
        assert!(finished.stderr.contains(part), "{part} is not in: {}", finished.stderr);
    }
}

fn out(folder: &Path) -> BTreeMap<String, String> {
    tree(&folder.join("out")).unwrap()
}

#[test]
fn what_was_changed_by_hand_is_kept_until_it_is_forced() {
    let folder = folder(&[("search.incident", SEARCH)]);
    let here = folder.path();
    assert_written(&compile(here, &["search.incident"]), "wrote 2 files for 1 service to out\n");
    let written = out(here);
    write(here, &format!("out/{GUIDE}"), "Call Ann.\n");
    // Whether or not the source has changed too.
    for source in [SEARCH, "service Search { description = \"Finds all.\" }\n"] {
        write(here, "search.incident", source);
        let refused = compile(here, &["search.incident"]);
        assert_refused(
            &refused,
            &[GUIDE, "by hand or by a merge", "--force", "Nothing was written."],
        );
        assert_eq!(out(here)[GUIDE], "Call Ann.\n");
        assert_eq!(out(here)["manifest.json"], written["manifest.json"]);
    }
    write(here, "search.incident", SEARCH);
    let forced = compile(here, &["search.incident", "--force"]);
    assert_written(&forced, "wrote 2 files for 1 service to out\n");
    assert_eq!(out(here), written);
}

#[test]
fn a_folder_of_somebody_else_is_not_written_into_unless_it_is_forced() {
    let folder = folder(&[("search.incident", SEARCH), ("out/letter.txt", "Dear Ann\n")]);
    let here = folder.path();
    let refused = compile(here, &["search.incident"]);
    assert_refused(&refused, &["out is not empty", "manifest.json", "--out", "--force"]);
    assert_eq!(out(here).len(), 1);
    let forced = compile(here, &["search.incident", "--force"]);
    assert_written(&forced, "wrote 2 files for 1 service to out\n");
    assert_eq!(out(here)["letter.txt"], "Dear Ann\n");
    assert!(out(here)[GUIDE].contains("Finds."));
}

#[test]
fn a_strange_file_in_the_place_of_ours_is_not_overwritten_unless_it_is_forced() {
    let folder = folder(&[("search.incident", SEARCH)]);
    let here = folder.path();
    assert_eq!(compile(here, &["search.incident"]).code, Some(0));
    write(here, "out/Cart/IncidentResponseGuide.g.md", "Not ours.\n");
    write(here, "search.incident", &format!("{SEARCH}{CART}"));
    let before = out(here);
    let refused = compile(here, &["search.incident"]);
    assert_refused(&refused, &["Cart/IncidentResponseGuide.g.md", "--force"]);
    assert_eq!(out(here), before);
    let forced = compile(here, &["search.incident", "--force"]);
    assert_written(&forced, "wrote 4 files for 2 services to out\n");
    assert!(out(here)["Cart/IncidentResponseGuide.g.md"].contains("Holds."));
}

#[test]
fn a_place_that_can_never_be_the_output_folder_is_refused_even_when_forced() {
    let folder = folder(&[("search.incident", SEARCH), ("file", "")]);
    let here = folder.path();
    for (place, why) in [(".", "search.incident is in it"), ("file", "it is a file")] {
        let refused = compile(here, &["search.incident", "--force", "--out", place]);
        assert_refused(&refused, &["cannot be the output folder", why, "--out"]);
    }
    assert_eq!(tree(here).unwrap().len(), 2, "nothing was written");
}

#[test]
fn in_a_workspace_the_services_of_the_file_named_are_written_and_the_others_stay() {
    let files = [("incident.toml", ""), ("search.incident", SEARCH), ("shop/cart.incident", CART)];
    let folder = folder(&files);
    let here = folder.path();
    let one = compile(here, &["search.incident"]);
    assert_written(&one, "wrote 2 files for 1 service to out\n");
    let paths = |folder| out(folder).into_keys().collect::<Vec<_>>();
    assert_eq!(paths(here), [GUIDE, PAGE, "manifest.json"]);

    assert_written(&compile(here, &["."]), "wrote 4 files for 2 services to out\n");
    let both = out(here);
    assert_eq!(both.len(), 5);

    // Both sources changed, one is named.
    write(here, "search.incident", "service Search { description = \"Finds all.\" }\n");
    write(here, "shop/cart.incident", "service Cart { description = \"Holds all.\" }\n");
    assert_eq!(compile(here, &["shop/cart.incident"]).code, Some(0));
    let after = out(here);
    assert_eq!(after[GUIDE], both[GUIDE]);
    assert!(after["Cart/IncidentResponseGuide.g.md"].contains("Holds all."));
    assert_eq!(compile(here, &[]).code, Some(0));
    assert!(out(here)[GUIDE].contains("Finds all."));
}

#[test]
fn a_mistake_inside_of_another_service_does_not_stop_the_one_that_is_named() {
    let files = [
        ("incident.toml", ""),
        ("search.incident", SEARCH),
        ("cart.incident", "service Cart { x = 1 }\n"),
    ];
    let folder = folder(&files);
    let one = compile(folder.path(), &["search.incident"]);
    assert_written(&one, "wrote 2 files for 1 service to out\n");
    assert_eq!(compile(folder.path(), &[]).code, Some(1));
}

#[test]
fn the_workspace_is_searched_upwards_and_says_where_the_output_goes() {
    let files = [("incident.toml", "out = \"made/here\"\n"), ("shop/search.incident", SEARCH)];
    let folder = folder(&files);
    let inside = folder.path().join("shop");
    let up = compile(&inside, &["search.incident"]);
    assert_written(&up, "wrote 2 files for 1 service to ../made/here\n");
    assert!(folder.path().join("made/here").join(GUIDE).is_file());
    // `--out` starts where the user stands.
    let named = compile(&inside, &["--out", "mine"]);
    assert_written(&named, "wrote 2 files for 1 service to mine\n");
    assert!(inside.join("mine").join(GUIDE).is_file());
}

#[test]
fn a_path_that_is_named_twice_counts_once() {
    let folder = folder(&[("search.incident", SEARCH)]);
    let paths = ["search.incident", "./search.incident", "."];
    assert_written(&compile(folder.path(), &paths), "wrote 2 files for 1 service to out\n");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let folder = folder(&[("search.incident", SEARCH), ("elsewhere.md", "Mine.\n")]);
    let here = folder.path();
    assert_eq!(compile(here, &["search.incident"]).code, Some(0));
    fs::remove_file(here.join("out").join(GUIDE)).unwrap();
    std::os::unix::fs::symlink(here.join("elsewhere.md"), here.join("out").join(GUIDE)).unwrap();
    assert_refused(&compile(here, &["search.incident", "--force"]), &[GUIDE]);
    assert_eq!(fs::read_to_string(here.join("elsewhere.md")).unwrap(), "Mine.\n");
}

#[cfg(unix)]
#[test]
fn a_link_leads_out_of_the_workspace_only_when_it_is_chosen() {
    let folder =
        folder(&[("ops/incident.toml", ""), ("ops/search.incident", SEARCH), ("srv/", "")]);
    let ops = folder.path().join("ops");
    std::os::unix::fs::symlink(folder.path().join("srv"), ops.join("out")).unwrap();
    for arguments in [&[][..], &["--check"], &["--force"]] {
        assert_refused(&compile(&ops, arguments), &["leads out of the workspace, to ../srv."]);
    }
    // Where nobody declared a workspace, it is the current folder.
    let alone = folder.path().join("alone");
    fs::create_dir(&alone).unwrap();
    fs::write(alone.join("search.incident"), SEARCH).unwrap();
    std::os::unix::fs::symlink(folder.path().join("srv"), alone.join("out")).unwrap();
    assert_refused(&compile(&alone, &["."]), &["leads out of the current folder, to ../srv."]);
    assert_eq!(fs::read_dir(folder.path().join("srv")).unwrap().count(), 0);
    assert_written(&compile(&ops, &["--out", "out"]), "wrote 2 files for 1 service to out\n");
    assert!(folder.path().join("srv").join(GUIDE).is_file());
}

#[test]
fn a_manifest_that_is_none_of_ours_is_not_believed() {
    for manifest in ["{}", "not JSON", "[1]", "{\"files\": [{\"path\": \"../search.incident\"}]}"] {
        let folder = folder(&[("search.incident", SEARCH), ("out/manifest.json", manifest)]);
        let refused = compile(folder.path(), &["search.incident"]);
        assert_refused(&refused, &["manifest.json"]);
        assert_eq!(out(folder.path())["manifest.json"], manifest);
        assert!(folder.path().join("search.incident").is_file());
    }
}

#[test]
fn a_mistake_in_what_is_shared_stops_everybody_and_its_file_is_counted() {
    let files = [
        ("incident.toml", ""),
        ("search.incident", SEARCH),
        ("shared.incident", "profile paged { x = 1 }\n"),
    ];
    let folder = folder(&files);
    let stopped = compile(folder.path(), &["search.incident"]);
    assert_eq!((stopped.code, stopped.stdout.as_str()), (Some(1), ""));
    assert!(stopped.stderr.contains("shared.incident:1:17"), "{}", stopped.stderr);
    assert!(stopped.stderr.ends_with("1 error in 2 files; nothing was written\n"));
    assert!(!folder.path().join("out").exists());
}

#[test]
fn a_folder_of_sources_that_is_named_as_output_does_not_make_them_disappear() {
    let folder = folder(&[
        ("incident.toml", ""),
        ("services/search.incident", SEARCH),
        ("cart.incident", CART),
    ]);
    let here = folder.path();
    let before = tree(here).unwrap();
    for arguments in [&["--out", "services"][..], &["--out", "services", "--force"]] {
        assert_refused(
            &compile(here, arguments),
            &["the source services/search.incident is in it"],
        );
    }
    write(here, "incident.toml", "out = \"services\"\n");
    assert_refused(&compile(here, &[]), &["the source services/search.incident is in it"]);
    let checked = Invocation::new(here, ["check"]).run();
    assert_eq!(checked.stdout, "no problems in 2 files\n");
    write(here, "incident.toml", "");
    assert_eq!(tree(here).unwrap(), before);
}

#[test]
fn a_folder_that_cannot_be_made_is_named_as_the_user_did() {
    let folder = folder(&[("search.incident", SEARCH), ("file", "")]);
    let refused = compile(folder.path(), &["search.incident", "--out", "file/out"]);
    assert_refused(&refused, &["incident: file/out cannot be read: not a directory."]);
}
