//! The real server over its standard input and output: its beginning and its end, and that what it says is true of the
//! last text.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test reads and writes files, and stops at the first surprise"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use incident_tests::binary::Invocation;
use incident_tests::editor::{Editor, capabilities};
use incident_tests::files::{project, read, tree};
use incident_tests::literate::Document;
use serde_json::{Value, json};
use tempfile::TempDir;

const ROTA: &str = "on_call_rotation web { members = [ann@x.org] }\n";
const SHOP: &str = "service Shop {\n  rotation = web\n  severity P3 \"slow\"\n}\n";

/// A role that is not declared where one is.
const UNDECLARED: &str = "role boss { title = \"Boss\" }
service Lift {
  on_call_rotation lift { members = [ann@x.org] }
  escalation_policy lift {
    tier oncall
    tier bos
  }
}
";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn codes(diagnostics: &Value) -> Vec<&str> {
    diagnostics.as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect()
}

fn insertion(line: u32, character: u32, text: &str) -> Value {
    let at = json!({ "line": line, "character": character });
    json!([{ "range": { "start": at, "end": at }, "text": text }])
}

#[test]
fn it_ends_with_its_client() {
    let empty = folder(&[]);
    assert_eq!(Editor::start(empty.path(), &capabilities()).leave().code(), Some(0));
    assert_eq!(Editor::start(empty.path(), &capabilities()).hang_up().code(), Some(1));
    let mut rude = Editor::start(empty.path(), &capabilities());
    rude.notify("exit", &Value::Null);
    assert_eq!(rude.ended().code(), Some(1));
}

#[test]
fn whatever_nobody_knows_is_refused_and_changes_nothing() {
    let files = folder(&[("a.incident", SHOP)]);
    let mut editor = Editor::start(files.path(), &capabilities());
    for method in ["$/nothing", "no/such/method"] {
        assert_eq!(editor.request(method, &json!({})).unwrap_err()["code"], json!(-32601));
    }
    let elsewhere = editor.ask(
        "textDocument/hover",
        "b.incident",
        &json!({
            "position": { "line": 0, "character": 0 },
        }),
    );
    assert_eq!(elsewhere.unwrap_err()["code"], json!(-32602));
    assert_eq!(editor.leave().code(), Some(0));
}

#[test]
fn what_is_no_message_is_refused_and_the_next_one_answered() {
    let files = folder(&[("a.incident", SHOP)]);
    let mut editor = Editor::start(files.path(), &capabilities());
    editor.open("a.incident", SHOP);
    for (bytes, code) in [
        (b"Content-Length: 9\r\n\r\nnot JSON!".as_slice(), -32700),
        (b"Content-Length: 2\r\n\r\n\xff\xff", -32700),
        (b"Content-Length: many\r\n\r\n", -32700),
        (b"Length: 9\r\n\r\n{\"id\": 9}", -32700),
        (b"Content-Length: 4\r\n\r\n[{}]", -32600),
    ] {
        editor.send_bytes(bytes);
        editor.wait_until(|it| it["id"].is_null() && it["error"]["code"] == json!(code));
        let place = json!({ "position": { "line": 2, "character": 12 } });
        let hover = editor.ask("textDocument/hover", "a.incident", &place).unwrap();
        assert!(hover["contents"].is_object(), "{hover}");
    }
    assert_eq!(editor.leave().code(), Some(0));
}

#[test]
fn every_end_of_a_line_is_one_to_semantic_tokens() {
    let files = folder(&[]);
    let mut editor = Editor::start(files.path(), &capabilities());
    editor.open("a.incident", "/* a\rbc\r\n\rd */\nservice S {}\n");
    let told = editor.ask("textDocument/semanticTokens/full", "a.incident", &json!({})).unwrap();
    let numbers: Vec<u64> =
        told["data"].as_array().unwrap().iter().map(|it| it.as_u64().unwrap()).collect();
    // Lines after the token before, column, units.
    let places: Vec<&[u64]> = numbers.chunks(5).map(|token| &token[..3]).collect();
    let comment = [[0, 0, 4], [1, 0, 2], [2, 0, 4]];
    assert_eq!(places[..3], comment);
    assert_eq!(places[3..], [[1, 0, 7], [0, 8, 1]]);
    assert_eq!(editor.leave().code(), Some(0));
}

#[test]
fn a_burst_of_changes_on_the_disk_is_one_refresh() {
    let files = folder(&[("incident.toml", ""), ("a.incident", SHOP)]);
    let mut able = capabilities();
    able["textDocument"]["diagnostic"] = json!({});
    let mut editor = Editor::start(files.path(), &able);
    let method = "workspace/diagnostic/refresh";
    editor.wait_until(|it| it["method"] == method);
    editor.said.clear();
    editor.is_undecided = true;
    let change = json!({ "changes": [{ "uri": editor.uri("a.incident"), "type": 2 }] });
    for _ in 0..50 {
        editor.notify("workspace/didChangeWatchedFiles", &change);
    }
    // When this is answered, all of them have been seen.
    let all = json!({ "previousResultIds": [] });
    editor.request("workspace/diagnostic", &all).unwrap();
    editor.decide();
    editor.request("workspace/diagnostic", &all).unwrap();
    let refreshes = editor.said.iter().filter(|it| it["method"] == method).count();
    assert!(refreshes <= 2, "{refreshes}");
    assert_eq!(editor.leave().code(), Some(0));
}

#[test]
fn a_program_that_nothing_is_open_of_is_forgotten() {
    let files = folder(&[]);
    let elsewhere = folder(&[("incident.toml", ""), ("a.incident", SHOP), ("b.incident", ROTA)]);
    let path = elsewhere.path().join("a.incident");
    let path = path.to_str().unwrap();
    let mut editor = Editor::start(files.path(), &capabilities());
    let knows = |editor: &mut Editor, name: &str| {
        let found = editor.request("workspace/symbol", &json!({ "query": name })).unwrap();
        found.as_array().unwrap().iter().any(|it| it["name"] == name)
    };
    for _ in 0..2 {
        editor.open(path, SHOP);
        // Until it has been read.
        while !knows(&mut editor, "web") {}
        editor.close(path);
        assert!(!knows(&mut editor, "Shop") && !knows(&mut editor, "web"));
    }
    assert_eq!(editor.leave().code(), Some(0));
}

#[test]
fn whoever_closes_the_input_still_has_the_answers() {
    let files = folder(&[("a.incident", SHOP)]);
    let mut editor = Editor::start(files.path(), &capabilities());
    editor.open("a.incident", SHOP);
    let document = json!({ "textDocument": { "uri": editor.uri("a.incident") } });
    let asked = editor.send_request("textDocument/documentSymbol", &document);
    editor.close_input();
    assert_eq!(editor.answer(asked).unwrap()[0]["name"], "Shop");
    assert_eq!(editor.ended().code(), Some(1));
}

#[test]
fn findings_follow_the_text() {
    let files = folder(&[("incident.toml", ""), ("a.incident", SHOP), ("rota.incident", ROTA)]);
    let mut editor = Editor::start(files.path(), &capabilities());
    editor.open("a.incident", SHOP);
    assert_eq!(codes(&editor.diagnostics("a.incident")), [""; 0]);
    editor.change("a.incident", &insertion(1, 13, "b"));
    // While the other files are read, what the file says of them is not known.
    while codes(&editor.diagnostics("a.incident")) != ["INC137"] {
        editor.next_diagnostics("a.incident");
    }
    let found = editor.diagnostics("a.incident");
    assert_eq!(found[0]["range"]["start"], json!({ "line": 1, "character": 13 }));
    assert!(found[0]["message"].as_str().unwrap().contains("Did you mean `web`?"), "{found}");
    assert!(found[0]["codeDescription"]["href"].as_str().unwrap().ends_with("/INC137.md"));
    assert_eq!(editor.leave().code(), Some(0));
}

#[test]
fn the_disk_is_followed_and_the_editors_text_wins() {
    let files = folder(&[("incident.toml", ""), ("a.incident", SHOP)]);
    let mut editor = Editor::start(files.path(), &capabilities());
    editor.open("a.incident", SHOP);
    while codes(&editor.diagnostics("a.incident")) != ["INC137"] {
        editor.next_diagnostics("a.incident");
    }
    let watched = |editor: &mut Editor, path: &str, kind: u32| {
        let change = json!({ "uri": editor.uri(path), "type": kind });
        editor.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [change] }));
    };
    // A file comes, changes, goes.
    fs::write(files.path().join("rota.incident"), ROTA).unwrap();
    watched(&mut editor, "rota.incident", 1);
    assert_eq!(codes(&editor.next_diagnostics("a.incident")), [""; 0]);
    fs::write(files.path().join("rota.incident"), ROTA.replace("web", "other")).unwrap();
    watched(&mut editor, "rota.incident", 2);
    assert_eq!(codes(&editor.next_diagnostics("a.incident")), ["INC137"]);
    // What the editor holds counts, and what the disk holds once it is closed.
    editor.open("rota.incident", ROTA);
    assert_eq!(codes(&editor.next_diagnostics("a.incident")), [""; 0]);
    editor.close("rota.incident");
    assert_eq!(codes(&editor.next_diagnostics("a.incident")), ["INC137"]);
    editor.close("a.incident");
    editor.open("b.incident", UNDECLARED);
    let found = editor.diagnostics("b.incident");
    assert_eq!((codes(&found), &found[0]["severity"]), (vec!["INC138"], &json!(2)));
    fs::write(files.path().join("incident.toml"), "[levels]\nINC138 = \"error\"\n").unwrap();
    watched(&mut editor, "incident.toml", 2);
    assert_eq!(editor.next_diagnostics("b.incident")[0]["severity"], json!(1));
    assert_eq!(editor.leave().code(), Some(0));
}

#[test]
fn diagnostics_are_pulled_where_the_client_does() {
    let files =
        folder(&[("incident.toml", ""), ("a.incident", SHOP), ("b.incident", "service {}\n")]);
    let mut able = capabilities();
    able["textDocument"]["diagnostic"] = json!({});
    let mut editor = Editor::start(files.path(), &able);
    assert!(editor.capabilities["diagnosticProvider"].is_object());
    editor.open("a.incident", SHOP);
    editor.wait_until(|message| message["method"] == "workspace/diagnostic/refresh");
    let first = editor.ask("textDocument/diagnostic", "a.incident", &json!({})).unwrap();
    assert_eq!(codes(&first["items"]), ["INC137"]);
    let again = json!({ "previousResultId": first["resultId"] });
    let second = editor.ask("textDocument/diagnostic", "a.incident", &again).unwrap();
    assert_eq!((&second["kind"], &second["resultId"]), (&json!("unchanged"), &first["resultId"]));
    let all = editor.request("workspace/diagnostic", &json!({ "previousResultIds": [] })).unwrap();
    let files: BTreeSet<&str> =
        all["items"].as_array().unwrap().iter().map(|it| it["uri"].as_str().unwrap()).collect();
    assert_eq!(files.len(), 3, "{all}");
    assert_eq!(editor.leave().code(), Some(0));
}

#[test]
fn a_burst_of_edits_ends_in_the_last_text() {
    let files = folder(&[("incident.toml", ""), ("rota.incident", ROTA)]);
    let mut editor = Editor::start(files.path(), &capabilities());
    editor.open("a.incident", SHOP);
    for edit in 0..2_000 {
        editor.change("a.incident", &insertion(1, 13, if edit % 2 == 0 { "x" } else { "y" }));
    }
    while codes(&editor.diagnostics("a.incident")) != ["INC137"] {
        editor.next_diagnostics("a.incident");
    }
    let found = editor.diagnostics("a.incident");
    let end = &found[0]["range"]["end"];
    assert_eq!(*end, json!({ "line": 1, "character": 13 + 2_000 + 3 }));
    assert_eq!(editor.leave().code(), Some(0));
}

/// What `incident check` says of the files of a folder: file, line, column, level and code.
fn checked(folder: &Path, as_of: &str) -> BTreeSet<(String, u64, u64, String, String)> {
    let arguments = ["check", "--notes", "--format", "json", "--as-of", as_of];
    let finished = Invocation::new(folder, arguments).run();
    let document: Value = serde_json::from_str(&finished.stdout).unwrap_or_default();
    let found = document["diagnostics"].as_array().into_iter().flatten();
    let shown = |it: &Value| {
        (
            it["file"].as_str().unwrap().to_owned(),
            it["line"].as_u64().unwrap(),
            it["column"].as_u64().unwrap(),
            it["level"].as_str().unwrap().to_owned(),
            it["code"].as_str().unwrap().to_owned(),
        )
    };
    found.map(shown).collect()
}

/// The same as the server says it.
fn shown_in_the_editor(folder: &Path, as_of: &str) -> BTreeSet<(String, u64, u64, String, String)> {
    let mut able = capabilities();
    able["textDocument"]["diagnostic"] = json!({});
    // As the terminal counts: characters of the programs here are one unit each.
    let mut editor = Editor::spawn(folder, as_of);
    editor.initialize(&able);
    editor.wait_until(|message| {
        message["method"] == "workspace/diagnostic/refresh"
            || message["method"] == "window/logMessage"
    });
    let params = json!({ "previousResultIds": [] });
    let all = editor.request("workspace/diagnostic", &params).unwrap();
    let mut found = BTreeSet::new();
    for file in all["items"].as_array().unwrap() {
        let uri = file["uri"].as_str().unwrap();
        let path = uri.strip_prefix(&format!("{}/", editor.uri("").trim_end_matches('/'))).unwrap();
        for one in file["items"].as_array().unwrap() {
            let start = &one["range"]["start"];
            let level = match one["severity"].as_u64() {
                Some(1) => "error",
                Some(2) => "warning",
                _ => "note",
            };
            found.insert((
                path.to_owned(),
                start["line"].as_u64().unwrap() + 1,
                start["character"].as_u64().unwrap() + 1,
                level.to_owned(),
                one["code"].as_str().unwrap().to_owned(),
            ));
        }
    }
    editor.leave();
    found
}

#[test]
fn a_file_that_cannot_be_read_is_shown_and_hides_nothing_of_the_others() {
    let files =
        [("a.incident", "service A { use = [shared], colour = red }\n"), ("z.incident", "")];
    let folder = folder(&files);
    let large = fs::OpenOptions::new().write(true).open(folder.path().join("z.incident")).unwrap();
    // Sparse, so that it takes no room; where the file system cannot do that there is nothing to test.
    if large.set_len(u64::from(u32::MAX) + 1).is_err() {
        return;
    }
    let root = folder.path().canonicalize().unwrap();
    let shown = shown_in_the_editor(&root, "2026-01-01");
    assert_eq!(shown, checked(&root, "2026-01-01"));
    let codes: Vec<&str> = shown.iter().map(|(.., code)| code.as_str()).collect();
    assert_eq!(codes, ["INC122", "INC114"]);
}

#[test]
fn the_editor_shows_what_the_terminal_does() {
    let mut compared = 0;
    for (name, text) in tree(&project("docs/diagnostics")).unwrap() {
        for program in Document::parse(&text).unwrap().programs {
            let files: Vec<(&str, &str)> =
                program.files.iter().map(|it| (it.path.as_str(), it.text.as_str())).collect();
            // Both count characters; the editor's are units of UTF-16.
            if files.iter().any(|(_, text)| !text.is_ascii()) {
                continue;
            }
            let folder = folder(&files);
            let as_of = program.as_of.to_string();
            let root = folder.path().canonicalize().unwrap();
            assert_eq!(
                shown_in_the_editor(&root, &as_of),
                checked(&root, &as_of),
                "{name}, line {}",
                program.line
            );
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn the_examples_are_shown_as_the_terminal_does() {
    let examples = project("examples");
    for name in ["payment.incident", "payment-neighbours.incident", "search-opsgenie.incident"] {
        let text = read(&examples.join(name)).unwrap();
        let folder = folder(&[(name, text.as_str())]);
        let root = folder.path().canonicalize().unwrap();
        assert_eq!(
            shown_in_the_editor(&root, "2026-01-02"),
            checked(&root, "2026-01-02"),
            "{name}"
        );
    }
    let platform = examples.join("platform");
    assert_eq!(shown_in_the_editor(&platform, "2026-01-02"), checked(&platform, "2026-01-02"));
}

#[test]
fn a_line_ends_where_it_does_in_the_terminal() {
    let text =
        "service S {\r  severity P3 \"slow\" {\r\n    respons_time = 5m\n\r  }\r}\rservice {}\n";
    let folder = folder(&[("a.incident", text)]);
    let root = folder.path().canonicalize().unwrap();
    let found = checked(&root, "2026-01-02");
    assert_eq!(found, shown_in_the_editor(&root, "2026-01-02"));
    let places = found.iter().map(|(_, line, column, _, code)| (*line, *column, code.as_str()));
    let errors: Vec<_> = places.filter(|(.., code)| code.starts_with("INC1")).collect();
    assert_eq!(errors, [(1, 12, "INC109"), (3, 5, "INC122"), (7, 1, "INC123")]);
}

#[test]
fn files_that_nobody_tells_of_are_seen_when_they_are_opened_and_closed() {
    let files = folder(&[("incident.toml", ""), ("a.incident", SHOP), ("rota.incident", ROTA)]);
    let mut editor = Editor::start(files.path(), &capabilities());
    editor.open("a.incident", SHOP);
    editor.open("rota.incident", ROTA);
    // It is renamed, saved and closed: what the disk has is what there is.
    let other = ROTA.replace("web", "other");
    fs::write(files.path().join("rota.incident"), &other).unwrap();
    editor.close("rota.incident");
    while codes(&editor.diagnostics("a.incident")) != ["INC137"] {
        editor.next_diagnostics("a.incident");
    }
    // A file that came since the folder was read belongs to its program.
    fs::write(files.path().join("more.incident"), "service More { rotation = other }\n").unwrap();
    editor.open("more.incident", "service More { rotation = other }\n");
    while codes(&editor.diagnostics("more.incident")) != [""; 0] {
        editor.next_diagnostics("more.incident");
    }
    assert_eq!(editor.leave().code(), Some(0));
}

#[test]
fn no_link_leads_out_of_the_folder() {
    let runbook = |path: &str| format!("service S {{\n  runbook = \"{path}\"\n}}\n");
    let outside = folder(&[("work/incident.toml", ""), ("secret.md", ""), ("work/own.md", "")]);
    let mut editor = Editor::start(&outside.path().join("work"), &capabilities());
    for (path, links) in [("own.md", 1), ("../secret.md", 0), ("/etc/passwd", 0), ("none.md", 0)] {
        editor.open("a.incident", &runbook(path));
        let found = editor.ask("textDocument/documentLink", "a.incident", &json!({})).unwrap();
        assert_eq!(found.as_array().map(Vec::len), Some(links), "{path}: {found}");
        editor.close("a.incident");
    }
    assert_eq!(editor.leave().code(), Some(0));
}

#[test]
fn how_far_reading_is_is_told_in_order() {
    let files = folder(&[("incident.toml", ""), ("a.incident", SHOP)]);
    let mut able = capabilities();
    able["window"] = json!({ "workDoneProgress": true });
    let mut editor = Editor::start(files.path(), &able);
    editor.wait_until(|it| it["params"]["value"]["kind"] == "end");
    let told = editor.said.iter().filter(|it| it["params"].get("token").is_some());
    let told: Vec<&str> = told
        .map(|it| it["params"]["value"]["kind"].as_str().unwrap_or(it["method"].as_str().unwrap()))
        .collect();
    assert_eq!(told, ["window/workDoneProgress/create", "begin", "end"]);
    assert_eq!(editor.leave().code(), Some(0));
}

#[test]
fn what_is_told_of_reading_has_a_token_of_its_own_and_is_not_told_to_who_refuses_it() {
    let files = folder(&[("incident.toml", ""), ("a.incident", SHOP)]);
    let mut able = capabilities();
    able["window"] = json!({ "workDoneProgress": true });
    let mut editor = Editor::start(files.path(), &able);
    editor.wait_until(|it| it["params"]["value"]["kind"] == "end");
    let change = json!({ "changes": [{ "uri": editor.uri("incident.toml"), "type": 2 }] });
    editor.notify("workspace/didChangeWatchedFiles", &change);
    editor.wait_until(|it| it["params"]["value"]["kind"] == "end");
    let create = "window/workDoneProgress/create";
    let created = editor.said.iter().filter(|it| it["method"] == create);
    let tokens: BTreeSet<String> = created.map(|it| it["params"]["token"].to_string()).collect();
    assert_eq!(tokens.len(), 2, "{tokens:?}");

    editor.said.clear();
    editor.is_undecided = true;
    editor.notify("workspace/didChangeWatchedFiles", &change);
    editor.wait_until(|it| it["method"] == create);
    let id = editor.said.iter().find(|it| it["method"] == create).unwrap()["id"].clone();
    let error = json!({ "code": -32603, "message": "no" });
    let refusal = json!({ "jsonrpc": "2.0", "id": id, "error": error }).to_string();
    editor.send_bytes(format!("Content-Length: {}\r\n\r\n{refusal}", refusal.len()).as_bytes());
    for _ in 0..5 {
        editor.request("workspace/symbol", &json!({ "query": "" })).unwrap();
    }
    assert!(editor.said.iter().all(|it| it["method"] != "$/progress"), "{:?}", editor.said);
    assert_eq!(editor.leave().code(), Some(0));
}

/// `Shop`'s rotation stands in a file that the disk has never held.
#[test]
fn a_file_that_was_never_saved_is_there_while_it_is_open() {
    let folder = folder(&[("incident.toml", ""), ("shop.incident", SHOP)]);
    let mut editor = Editor::start(folder.path(), &capabilities());
    editor.open("shop.incident", SHOP);
    editor.wait_until(|it| codes_of(it, "shop.incident") == Some(vec!["INC137".to_owned()]));
    editor.open("rota.incident", ROTA);
    editor.wait_until(|it| codes_of(it, "shop.incident") == Some(Vec::new()));
    editor.close("rota.incident");
    editor.wait_until(|it| codes_of(it, "shop.incident") == Some(vec!["INC137".to_owned()]));
    assert_eq!(editor.leave().code(), Some(0));
}

/// The codes that a message publishes for a file, notes left out.
fn codes_of(message: &Value, file: &str) -> Option<Vec<String>> {
    let params = &message["params"];
    let is_of = message["method"] == "textDocument/publishDiagnostics"
        && params["uri"].as_str()?.ends_with(file);
    let worse = |one: &&Value| one["severity"].as_i64() < Some(3);
    let found = params["diagnostics"].as_array()?.iter().filter(worse);
    is_of.then(|| found.map(|one| one["code"].as_str().unwrap().to_owned()).collect())
}
