//! Answers of the real server in the shape that the client can take.

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

/// A role that is not declared where one is, and a document beside the program.
const LIFT: &str = "role boss { title = \"Boss\" }
service Lift {
  runbook = \"docs/lift.md#stuck\"
  on_call_rotation lift { members = [ann@x.org] }
  escalation_policy lift {
    tier oncall
    tier bos
  }
}
";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("docs")).unwrap();
    fs::write(folder.path().join("incident.toml"), "").unwrap();
    fs::write(folder.path().join("docs/lift.md"), "# Lift\n\n## Stuck\n").unwrap();
    fs::write(folder.path().join("lift.incident"), LIFT).unwrap();
    folder
}

/// The actions for what is wrong with the second tier.
fn actions(editor: &mut Editor) -> Vec<Value> {
    // Before all is read, the file is looked at by itself.
    let one = loop {
        let found = editor.diagnostics("lift.incident");
        let all = found.as_array().unwrap().iter();
        if let Some(one) = all.into_iter().find(|one| one["code"] == "INC138") {
            break one.clone();
        }
        editor.next_diagnostics("lift.incident");
    };
    let asked = json!({ "range": one["range"], "context": { "diagnostics": [one] } });
    let all = editor.ask("textDocument/codeAction", "lift.incident", &asked).unwrap();
    all.as_array().unwrap().clone()
}

#[test]
fn an_action_says_of_which_version_it_is_where_the_client_takes_that() {
    let files = folder();
    let mut able = capabilities();
    for takes_versions in [true, false] {
        able["workspace"]["workspaceEdit"] = json!({ "documentChanges": takes_versions });
        let mut editor = Editor::start(files.path(), &able);
        editor.open("lift.incident", LIFT);
        let all = actions(&mut editor);
        let edit = &all.iter().find(|it| it["edit"].is_object()).unwrap()["edit"];
        let uri = editor.uri("lift.incident");
        match takes_versions {
            true => {
                let document = &edit["documentChanges"][0]["textDocument"];
                assert_eq!(*document, json!({ "uri": uri, "version": 1 }));
                assert_eq!(edit["changes"], Value::Null);
            }
            false => assert!(edit["changes"][uri].is_array(), "{edit}"),
        }
        assert_eq!(editor.leave().code(), Some(0));
    }
}

#[test]
fn the_page_of_a_finding_is_opened_by_whoever_can_open_addresses() {
    let files = folder();
    let mut able = capabilities();
    able["window"] = json!({ "showDocument": { "support": true } });
    let mut editor = Editor::spawn(files.path(), "2026-01-02");
    // As Neovim and Emacs, which have no command for it.
    editor.commands.clear();
    editor.initialize(&able);
    assert_eq!(
        editor.capabilities["executeCommandProvider"]["commands"],
        json!(["incident.explain"])
    );
    editor.open("lift.incident", LIFT);
    let all = actions(&mut editor);
    let explain = &all.iter().find(|it| it["title"] == "Explain INC138").unwrap()["command"];
    let command =
        json!({ "command": explain["command"], "arguments": explain["arguments"].clone() });
    assert_eq!(editor.request("workspace/executeCommand", &command), Ok(Value::Null));
    let shown = editor.said_once("window/showDocument");
    assert!(shown["uri"].as_str().unwrap().ends_with("/INC138.md"), "{shown}");
    assert_eq!(shown["external"], json!(true));
    let unknown = json!({ "command": "incident.explain", "arguments": ["INC000"] });
    let refused = editor.request("workspace/executeCommand", &unknown).unwrap_err();
    assert_eq!(refused["code"], json!(-32602));
    assert_eq!(editor.leave().code(), Some(0));
}

/// Who has the command would have it twice, and who can do neither is not offered it.
#[test]
fn the_servers_command_is_for_those_who_have_none() {
    let files = folder();
    let mut able = capabilities();
    for can_open in [true, false] {
        able["window"] = json!({ "showDocument": { "support": can_open } });
        let mut editor = Editor::spawn(files.path(), "2026-01-02");
        if !can_open {
            editor.commands.clear();
        }
        editor.initialize(&able);
        assert_eq!(editor.capabilities["executeCommandProvider"], Value::Null);
        editor.open("lift.incident", LIFT);
        let all = actions(&mut editor);
        assert_eq!(all.iter().any(|it| it["title"] == "Explain INC138"), can_open);
        assert_eq!(editor.leave().code(), Some(0));
    }
}

#[test]
fn what_is_not_open_is_answered_as_the_disk_has_it() {
    let files = folder();
    let mut editor = Editor::start(files.path(), &capabilities());
    // Answered when all is read.
    let found = editor.request("workspace/symbol", &json!({ "query": "Lift" })).unwrap();
    assert_eq!(found[0]["name"], "Lift", "{found}");
    let symbols = editor.ask("textDocument/documentSymbol", "lift.incident", &json!({})).unwrap();
    assert_eq!(symbols[1]["name"], "Lift");
    let at = json!({ "position": { "line": 1, "character": 9 } });
    let hover = editor.ask("textDocument/hover", "lift.incident", &at).unwrap();
    assert!(hover["contents"]["value"].as_str().unwrap().contains("Service **Lift**"), "{hover}");
    let whole = json!({ "options": { "tabSize": 2, "insertSpaces": true } });
    let edits = editor.ask("textDocument/formatting", "lift.incident", &whole).unwrap();
    assert!(edits.is_array(), "{edits}");
    let tokens = editor.ask("textDocument/semanticTokens/full", "lift.incident", &json!({}));
    assert_eq!(tokens.unwrap()["resultId"], Value::Null, "it is never closed, so never forgotten");
    let unknown = editor.ask("textDocument/documentSymbol", "other.incident", &json!({}));
    assert_eq!(unknown.unwrap_err()["code"], json!(-32602));
    assert_eq!(editor.leave().code(), Some(0));
}

#[test]
fn a_document_is_linked_with_the_place_in_it() {
    let files = folder();
    let mut editor = Editor::start(files.path(), &capabilities());
    editor.open("lift.incident", LIFT);
    let target = |editor: &mut Editor| {
        let links = editor.ask("textDocument/documentLink", "lift.incident", &json!({})).unwrap();
        links[0]["target"].as_str().map(str::to_owned)
    };
    let document = editor.uri("docs/lift.md");
    assert_eq!(target(&mut editor), Some(format!("{document}#stuck")));
    // What stands behind `#` may be part of a name.
    fs::write(files.path().join("docs/lift.md#stuck"), "").unwrap();
    assert_eq!(target(&mut editor), Some(format!("{document}%23stuck")));
    fs::remove_dir_all(files.path().join("docs")).unwrap();
    assert_eq!(target(&mut editor), None);
    assert_eq!(editor.leave().code(), Some(0));
}
