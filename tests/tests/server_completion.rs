//! The real server completes what is typed, and says how a header is written.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use incident_tests::editor::{Editor, capabilities};
use serde_json::{Value, json};

const SHOP: &str = "service Shop {\n  sev\n  severity P1 \"down\" { response_time = 5 }\n}\n";

fn ask(editor: &mut Editor, method: &str, line: u32, character: u32) -> Value {
    let document = json!({ "uri": editor.uri("shop.incident") });
    let position = json!({ "line": line, "character": character });
    editor.request(method, &json!({ "textDocument": document, "position": position })).unwrap()
}

fn item(list: &Value, label: &str) -> Value {
    let items = list["items"].as_array().unwrap();
    items.iter().find(|item| item["label"] == label).unwrap().clone()
}

#[test]
fn blocks_come_as_snippets_and_their_docs_when_they_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut able = capabilities();
    let takes_offsets = json!({ "parameterInformation": { "labelOffsetSupport": true } });
    able["textDocument"]["signatureHelp"] = json!({ "signatureInformation": takes_offsets });
    let mut editor = Editor::start(folder.path(), &able);
    assert_eq!(editor.capabilities["completionProvider"]["resolveProvider"], json!(true));
    editor.open("shop.incident", SHOP);
    let list = ask(&mut editor, "textDocument/completion", 1, 5);
    let severity = item(&list, "severity");
    assert_eq!(severity["insertTextFormat"], 2);
    let text = severity["textEdit"]["newText"].as_str().unwrap();
    assert!(text.starts_with("severity ${1|P2,P3,P4|} "), "{text}");
    assert_eq!(severity["textEdit"]["range"]["start"], json!({ "line": 1, "character": 2 }));
    assert!(severity.get("documentation").is_none());
    let resolved = editor.request("completionItem/resolve", &severity).unwrap();
    assert!(resolved["documentation"].to_string().contains("What a severity means"));
    let list = ask(&mut editor, "textDocument/completion", 2, 40);
    assert_eq!(item(&list, "5m")["textEdit"]["newText"], "5m");
    let help = ask(&mut editor, "textDocument/signatureHelp", 2, 12);
    assert_eq!(help["signatures"][0]["label"], "severity LEVEL DESCRIPTION");
    assert_eq!(help["activeParameter"], 0);
    assert_eq!(help["signatures"][0]["parameters"][1]["label"], "DESCRIPTION");
}

#[test]
fn who_takes_no_snippets_gets_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut able = capabilities();
    able["textDocument"]["completion"] = json!({});
    let mut editor = Editor::start(folder.path(), &able);
    assert_eq!(editor.capabilities["signatureHelpProvider"], Value::Null);
    editor.open("shop.incident", SHOP);
    let list = ask(&mut editor, "textDocument/completion", 1, 5);
    let severity = item(&list, "severity");
    let text = severity["textEdit"]["newText"].as_str().unwrap();
    assert!(text.starts_with("severity P2 \"") && text.contains("\n    response_time"), "{text}");
    assert_eq!(item(&list, "description")["textEdit"]["newText"], "description = ");
}

#[test]
fn the_workspaces_file_is_completed_and_explained_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut editor = Editor::start(folder.path(), &capabilities());
    editor.open("incident.toml", "out = \"out\"\n[levels]\nINC138 = \n");
    let at = json!({ "position": { "line": 2, "character": 9 } });
    let list = editor.ask("textDocument/completion", "incident.toml", &at).unwrap();
    assert_eq!(item(&list, "note")["textEdit"]["newText"], "\"note\"");
    let at = json!({ "position": { "line": 0, "character": 1 } });
    let hover = editor.ask("textDocument/hover", "incident.toml", &at).unwrap();
    assert!(hover["contents"]["value"].as_str().unwrap().starts_with("`out`: a folder in quotes"));
    assert_eq!(hover["range"]["end"], json!({ "line": 0, "character": 3 }));
}
