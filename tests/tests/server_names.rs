//! Names in the real server: where they lead, where they stand, what else they can be called, over all files of a
//! program, open or not.

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

const SHARED: &str = "\
// ☃
person ann@x.example { name = \"Ann\" }
role lead { assignee = ann@x.example }
on_call_rotation days { members = [ann@x.example] }
";

const SERVICE: &str = "\
import roster \"people.csv\"
service Shop {
  runbook = \"docs/shop.md\"
  rotation = days
  escalation_policy ops {
    tier oncall
    tier lead
  }
  severity P1 \"☃ down\" { response_time = 5m, escalation = ops }
}
";

fn program() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("incident.toml", ""),
        ("shared.incident", SHARED),
        ("shop.incident", SERVICE),
        ("docs/shop.md", "# Shop\n"),
    ];
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// An editor with the service open and all files read.
fn editor(folder: &TempDir, capabilities: &Value) -> Editor {
    let mut able = capabilities.clone();
    able["window"] = json!({ "workDoneProgress": true });
    let mut editor = Editor::start(folder.path(), &able);
    // What is published says nothing of it: the findings may be the same before and after.
    editor.wait_until(|it| it["params"]["value"]["kind"] == "end");
    editor.open("shop.incident", SERVICE);
    editor
}

fn at(text: &str) -> Value {
    let (before, _) = SERVICE.split_at(SERVICE.find(text).unwrap());
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap().encode_utf16().count();
    json!({ "line": line, "character": column })
}

fn asked(
    editor: &mut Editor,
    method: &str,
    text: &str,
    more: &[(&str, Value)],
) -> Result<Value, Value> {
    let mut params = json!({ "position": at(text) });
    for (key, value) in more {
        params[key] = value.clone();
    }
    editor.ask(method, "shop.incident", &params)
}

fn starts(places: &Value) -> Vec<(String, u64, u64)> {
    let start = |one: &Value| {
        let uri = one.get("uri").or(one.get("targetUri")).unwrap().as_str().unwrap();
        let range = one.get("range").or(one.get("targetSelectionRange")).unwrap();
        let name = uri.rsplit('/').next().unwrap().to_owned();
        let start = &range["start"];
        (name, start["line"].as_u64().unwrap(), start["character"].as_u64().unwrap())
    };
    places.as_array().unwrap().iter().map(start).collect()
}

fn place(file: &str, line: u64, character: u64) -> (String, u64, u64) {
    (file.to_owned(), line, character)
}

#[test]
fn names_lead_to_other_files() {
    let folder = program();
    let mut able = capabilities();
    able["textDocument"]["definition"] = json!({ "linkSupport": true });
    let mut editor = editor(&folder, &able);
    let links = asked(&mut editor, "textDocument/definition", "days", &[]).unwrap();
    assert_eq!(starts(&links), [place("shared.incident", 3, 17)]);
    assert_eq!(links[0]["targetRange"]["start"], json!({ "line": 3, "character": 0 }));
    let behind = asked(&mut editor, "textDocument/typeDefinition", "oncall", &[]).unwrap();
    assert_eq!(starts(&behind), [place("shared.incident", 3, 17)]);
    assert_eq!(behind[0].get("targetUri"), None);
    let context = [("context", json!({ "includeDeclaration": true }))];
    let all = asked(&mut editor, "textDocument/references", "lead", &context).unwrap();
    assert_eq!(starts(&all), [place("shared.incident", 2, 5), place("shop.incident", 6, 9)]);
    let context = [("context", json!({ "includeDeclaration": false }))];
    let all = asked(&mut editor, "textDocument/references", "lead", &context).unwrap();
    assert_eq!(starts(&all), [place("shop.incident", 6, 9)]);
    let here = asked(&mut editor, "textDocument/documentHighlight", "ops }", &[]).unwrap();
    let kinds: Vec<&Value> = here.as_array().unwrap().iter().map(|one| &one["kind"]).collect();
    assert_eq!(kinds, [&json!(3), &json!(2)]);
    assert_eq!(here[1]["range"]["start"], at("ops }"));
    assert_eq!(editor.leave().code(), Some(0));
}

#[test]
fn a_name_is_changed_in_all_files_or_refused_with_a_sentence() {
    let folder = program();
    let mut able = capabilities();
    able["workspace"]["workspaceEdit"] = json!({ "documentChanges": true });
    let mut editor = editor(&folder, &able);
    let prepared = asked(&mut editor, "textDocument/prepareRename", "lead", &[]).unwrap();
    assert_eq!(prepared["placeholder"], json!("lead"));
    let edit =
        asked(&mut editor, "textDocument/rename", "lead", &[("newName", json!("head"))]).unwrap();
    let changes = edit["documentChanges"].as_array().unwrap();
    let told = |change: &Value| {
        let uri = change["textDocument"]["uri"].as_str().unwrap();
        let name = uri.rsplit('/').next().unwrap().to_owned();
        (name, change["textDocument"]["version"].clone(), change["edits"][0]["newText"].clone())
    };
    let told: Vec<_> = changes.iter().map(told).collect();
    let head = json!("head");
    assert!(told.contains(&("shop.incident".to_owned(), json!(1), head.clone())), "{told:?}");
    assert!(told.contains(&("shared.incident".to_owned(), Value::Null, head)), "{told:?}");
    let error = asked(&mut editor, "textDocument/prepareRename", "oncall", &[]).unwrap_err();
    assert_eq!(error["code"], json!(-32803));
    assert!(error["message"].as_str().unwrap().contains("whoever is on call"), "{error}");
    let error = asked(&mut editor, "textDocument/rename", "ops", &[("newName", json!("a b"))]);
    assert!(error.unwrap_err()["message"].as_str().unwrap().contains("is no name"));
    let nothing = asked(&mut editor, "textDocument/prepareRename", "rotation", &[]).unwrap();
    assert_eq!(nothing, Value::Null);
    assert_eq!(editor.leave().code(), Some(0));
}

#[test]
fn a_page_is_followed_into_files_that_are_not_open() {
    let folder = program();
    let mut able = capabilities();
    able["textDocument"]["callHierarchy"] = json!({});
    let mut editor = editor(&folder, &able);
    let mut way = Vec::new();
    let mut items =
        asked(&mut editor, "textDocument/prepareCallHierarchy", "severity P1", &[]).unwrap();
    while let Some(item) = items.get(0).cloned() {
        way.push(item["name"].as_str().unwrap().to_owned());
        let calls =
            editor.request("callHierarchy/outgoingCalls", &json!({ "item": item })).unwrap();
        let to = calls.as_array().unwrap().iter().map(|call| call["to"].clone());
        items = to.collect();
    }
    assert_eq!(way, ["P1 \"☃ down\"", "ops", "oncall", "days", "ann@x.example"]);
    let person = asked(&mut editor, "textDocument/definition", "lead", &[]).unwrap();
    assert_eq!(starts(&person), [place("shared.incident", 2, 5)]);
    assert_eq!(editor.leave().code(), Some(0));
}

#[test]
fn symbols_lenses_and_links_are_as_the_client_takes_them() {
    let folder = program();
    let mut plain = capabilities();
    plain["textDocument"]["documentSymbol"] = json!({});
    let mut editor = editor(&folder, &plain);
    assert!(editor.capabilities.get("callHierarchyProvider").is_none_or(Value::is_null));
    let flat = editor.ask("textDocument/documentSymbol", "shop.incident", &json!({})).unwrap();
    let names: Vec<&str> =
        flat.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["roster people.csv", "Shop", "ops", "oncall", "lead", "P1 ☃ down"]);
    assert_eq!(flat[2]["containerName"], json!("Shop"));
    let links = editor.ask("textDocument/documentLink", "shop.incident", &json!({})).unwrap();
    let targets: Vec<&Value> = links.as_array().unwrap().iter().map(|it| &it["target"]).collect();
    assert_eq!(targets, [&json!(editor.uri("docs/shop.md"))]);
    let lenses = editor.ask("textDocument/codeLens", "shop.incident", &json!({})).unwrap();
    let mut titles = Vec::new();
    for lens in lenses.as_array().unwrap() {
        let whole = match lens["command"].is_object() {
            true => lens.clone(),
            false => editor.request("codeLens/resolve", lens).unwrap(),
        };
        titles.push(whole["command"]["title"].as_str().unwrap().to_owned());
    }
    assert_eq!(titles, ["Serves P1", "Pages On-call engineer at once, Lead after 15 minutes"]);
    assert_eq!(editor.leave().code(), Some(0));
}

/// The file of the other service is not open, and is named with no version.
#[test]
fn what_two_services_have_in_common_is_moved_out_of_both_files() {
    let folder = program();
    let other =
        "service Bank {\n  severity P1 \"☃ down\" { response_time = 5m, escalation = ops }\n}\n";
    fs::write(folder.path().join("bank.incident"), other).unwrap();
    let mut able = capabilities();
    able["workspace"]["workspaceEdit"] = json!({ "documentChanges": true });
    let mut editor = editor(&folder, &able);
    let here = json!({ "start": at("Shop"), "end": at("Shop") });
    let asked = json!({ "range": here, "context": { "diagnostics": [] } });
    let actions = editor.ask("textDocument/codeAction", "shop.incident", &asked).unwrap();
    let is_it = |action: &&Value| action["title"].as_str().unwrap().contains("into a profile");
    let action = actions.as_array().unwrap().iter().find(is_it).unwrap();
    let changes = action["edit"]["documentChanges"].as_array().unwrap();
    let changed = |one: &Value| {
        let document = &one["textDocument"];
        let name = document["uri"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        (name, document["version"].clone(), one["edits"].as_array().unwrap().len())
    };
    let changed: Vec<_> = changes.iter().map(changed).collect();
    let expected = [("shop.incident", json!(1), 3), ("bank.incident", Value::Null, 2)];
    assert_eq!(changed, expected.map(|(name, version, edits)| (name.to_owned(), version, edits)));
    assert!(editor.leave().success());
}
