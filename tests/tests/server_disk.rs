//! What changes on the disk outside of the editor, files and folders, is noticed: told by the editor, or seen by the
//! server where the editor cannot tell.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads and writes files, and stops at the first surprise"
)]

use std::fs;

use incident_tests::editor::{Editor, capabilities};
use serde_json::{Value, json};
use tempfile::TempDir;

const ROTA: &str = "on_call_rotation web { members = [ann@x.org] }\n";
const SHOP: &str = "service Shop {\n  rotation = web\n  severity P3 \"slow\"\n}\n";

/// What is wrong with `SHOP` where its rotation is missing, and where it is there.
const MISSING: &[&str] = &["INC137"];
const THERE: &[&str] = &[];

/// A folder that holds `SHOP`, and another one beside it.
fn folders() -> (TempDir, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("incident.toml"), "").unwrap();
    fs::write(folder.path().join("a.incident"), SHOP).unwrap();
    // On the same disk: a folder is moved from one to the other.
    (folder, tempfile::tempdir().unwrap())
}

/// Waits until this is what is wrong with `SHOP`.
fn wait_for(editor: &mut Editor, expected: &[&str]) {
    loop {
        let found = editor.diagnostics("a.incident");
        let codes = found.as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap());
        if codes.eq(expected.iter().copied()) {
            return;
        }
        editor.next_diagnostics("a.incident");
    }
}

/// Tells that something was made (1), changed (2) or removed (3).
fn tell(editor: &mut Editor, changes: &[(&str, u32)]) {
    let change = |(path, kind): &(&str, u32)| json!({ "uri": editor.uri(path), "type": kind });
    let changes: Vec<Value> = changes.iter().map(change).collect();
    editor.notify("workspace/didChangeWatchedFiles", &json!({ "changes": changes }));
}

#[test]
fn a_folder_that_comes_or_goes_brings_or_takes_its_files() {
    let (files, elsewhere) = folders();
    let (shared, away) = (files.path().join("shared"), elsewhere.path().join("shared"));
    fs::create_dir(&away).unwrap();
    fs::write(away.join("rota.incident"), ROTA).unwrap();
    let mut editor = Editor::start(files.path(), &capabilities());
    // VS Code tells of a folder only, and only where it is asked to.
    let asked = editor.said_once("client/registerCapability");
    let watchers = asked["registrations"][0]["registerOptions"]["watchers"].as_array().unwrap();
    assert!(watchers.contains(&json!({ "globPattern": "**/*", "kind": 5 })), "{watchers:?}");
    editor.open("a.incident", SHOP);
    wait_for(&mut editor, MISSING);
    fs::rename(&away, &shared).unwrap();
    tell(&mut editor, &[("shared", 1)]);
    wait_for(&mut editor, THERE);
    fs::rename(&shared, &away).unwrap();
    tell(&mut editor, &[("shared", 3)]);
    wait_for(&mut editor, MISSING);
    fs::rename(&away, files.path().join("renamed")).unwrap();
    tell(&mut editor, &[("shared", 3), ("renamed", 1)]);
    wait_for(&mut editor, THERE);
    fs::remove_dir_all(files.path().join("renamed")).unwrap();
    tell(&mut editor, &[("renamed", 3)]);
    wait_for(&mut editor, MISSING);
    assert_eq!(editor.leave().code(), Some(0));
}

/// A build writes and removes thousands of files.
#[test]
fn what_comes_and_goes_and_is_nothing_to_a_program_has_nothing_read() {
    let (files, _) = folders();
    let mut able = capabilities();
    able["window"] = json!({ "workDoneProgress": true });
    let mut editor = Editor::start(files.path(), &able);
    editor.open("a.incident", SHOP);
    wait_for(&mut editor, MISSING);
    for folder in ["build", "node_modules/x", ".hidden", "shared"] {
        fs::create_dir_all(files.path().join(folder)).unwrap();
    }
    fs::write(files.path().join("build/x.o"), "").unwrap();
    fs::write(files.path().join("node_modules/x/a.incident"), ROTA).unwrap();
    fs::write(files.path().join(".hidden/a.incident"), ROTA).unwrap();
    fs::write(files.path().join("shared/rota.incident"), ROTA).unwrap();
    for _ in 0..50 {
        let gone = [("gone", 3), ("build/gone.o", 3)];
        let came = ["build", "build/x.o", "node_modules", "node_modules/x", ".hidden"];
        let came = came.map(|name| (name, 1));
        tell(&mut editor, &gone);
        tell(&mut editor, &came);
    }
    // Looked at after all of these.
    tell(&mut editor, &[("shared", 1)]);
    wait_for(&mut editor, THERE);
    fs::remove_dir_all(files.path().join("shared")).unwrap();
    tell(&mut editor, &[("shared", 3)]);
    wait_for(&mut editor, MISSING);
    let begun = editor.said.iter().filter(|it| it["method"] == "window/workDoneProgress/create");
    assert_eq!(begun.count(), 3, "at first, with the folder, and without it");
    assert_eq!(editor.leave().code(), Some(0));
}

/// Neovim on Linux.
#[test]
fn the_server_watches_for_an_editor_that_does_not() {
    let (files, elsewhere) = folders();
    let (shared, away) = (files.path().join("shared"), elsewhere.path().join("shared"));
    let mut able = capabilities();
    able["workspace"]["didChangeWatchedFiles"] = json!({ "dynamicRegistration": false });
    let mut editor = Editor::start(files.path(), &able);
    editor.open("a.incident", SHOP);
    wait_for(&mut editor, MISSING);
    let rota = files.path().join("rota.incident");
    fs::write(&rota, ROTA).unwrap();
    wait_for(&mut editor, THERE);
    fs::write(&rota, ROTA.replace("web", "other")).unwrap();
    wait_for(&mut editor, MISSING);
    fs::write(&rota, ROTA).unwrap();
    wait_for(&mut editor, THERE);
    fs::remove_file(&rota).unwrap();
    wait_for(&mut editor, MISSING);
    // A folder is watched from when it comes, and a file in it noticed even later.
    fs::create_dir(&shared).unwrap();
    fs::write(shared.join("rota.incident"), ROTA).unwrap();
    wait_for(&mut editor, THERE);
    fs::write(shared.join("rota.incident"), ROTA.replace("web", "other")).unwrap();
    wait_for(&mut editor, MISSING);
    fs::write(shared.join("rota.incident"), ROTA).unwrap();
    wait_for(&mut editor, THERE);
    fs::rename(&shared, &away).unwrap();
    wait_for(&mut editor, MISSING);
    fs::rename(&away, &shared).unwrap();
    wait_for(&mut editor, THERE);
    fs::remove_dir_all(&shared).unwrap();
    wait_for(&mut editor, MISSING);
    fs::write(&rota, ROTA).unwrap();
    wait_for(&mut editor, THERE);
    let excluding = "exclude = [\"rota.incident\"]\n";
    fs::write(files.path().join("incident.toml"), excluding).unwrap();
    wait_for(&mut editor, MISSING);
    assert_eq!(editor.leave().code(), Some(0));
}
