//! Every answer is about the text as the edits made it that were sent before the question, and none about another.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use incident_tests::editor::{Editor, capabilities};
use incident_tests::files::{project, read};
use serde_json::{Value, json};

const FILE: &str = "a.incident";

const ROUNDS: usize = 300;

/// What is asked after each edit; most need no query of the database, or none that the edit before did not need.
const METHODS: [&str; 5] = [
    "textDocument/formatting",
    "textDocument/selectionRange",
    "textDocument/documentSymbol",
    "textDocument/hover",
    "textDocument/semanticTokens/full",
];

/// A text that tells in every answer how long its description is.
fn text(length: usize) -> String {
    format!("service S {{ description=\"{}\" }}\n", "x".repeat(length))
}

/// The length of the description about which an answer is.
fn length_in(method: &str, answer: &Value) -> u64 {
    let end_of = |range: &Value| range["end"]["character"].as_u64().unwrap();
    match method {
        "textDocument/formatting" => {
            answer[0]["newText"].as_str().unwrap().matches('x').count() as u64
        }
        "textDocument/selectionRange" => end_of(&answer[0]["range"]) - 26,
        "textDocument/documentSymbol" => end_of(&answer[0]["range"]) - 28,
        "textDocument/hover" => end_of(&answer["range"]) - 26,
        _ => {
            let numbers = answer["data"].as_array().unwrap();
            numbers.chunks(5).next_back().unwrap()[2].as_u64().unwrap() - 2
        }
    }
}

/// An answer that may have come while another one was waited for.
fn answer(editor: &mut Editor, id: u64) -> Result<Value, Value> {
    let came = editor.said.iter().position(|it| it["id"] == id && it.get("method").is_none());
    match came.map(|at| editor.said.swap_remove(at)) {
        Some(message) => match message.get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(message["result"].clone()),
        },
        None => editor.answer(id),
    }
}

#[test]
fn an_answer_is_about_the_text_that_was_there_when_it_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut editor = Editor::start(folder.path(), &capabilities());
    editor.open(FILE, &text(0));
    let at = json!({ "line": 0, "character": 25 });
    let mut asked = Vec::new();
    for length in 1..=ROUNDS {
        editor.change(FILE, &json!([{ "text": text(length) }]));
        for method in METHODS {
            let params = json!({
                "textDocument": { "uri": editor.uri(FILE) },
                "position": at,
                "positions": [at],
                "options": { "tabSize": 2, "insertSpaces": true },
            });
            asked.push((editor.send_request(method, &params), method, length as u64));
        }
        // Some answers come before the next edit, some are overtaken by it.
        if length % 3 == 0 {
            let (id, method, length) = asked.pop().unwrap();
            assert_eq!(length_in(method, &editor.answer(id).unwrap()), length, "{method}");
        }
    }
    let mut answered = 0;
    for (id, method, length) in asked {
        match answer(&mut editor, id) {
            Ok(answer) => {
                assert_eq!(length_in(method, &answer), length, "{method}");
                answered += 1;
            }
            // The text changed meanwhile.
            Err(error) => assert_eq!(error["code"], json!(-32801), "{method}: {error}"),
        }
    }
    assert!(answered >= ROUNDS, "{answered}");
    assert_eq!(editor.leave().code(), Some(0));
}

#[test]
fn what_is_not_wanted_any_more_is_answered_with_that() {
    let example = read(&project("examples/payment.incident")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut editor = Editor::start(folder.path(), &capabilities());
    editor.open(FILE, &example.replace("\n  ", "\n").repeat(100));
    let document = json!({ "uri": editor.uri(FILE) });
    let params = json!({
        "textDocument": document,
        "options": { "tabSize": 2, "insertSpaces": true },
    });
    // While the first is laid out, the others wait.
    let first = editor.send_request("textDocument/formatting", &params);
    let others = [(); 3].map(|()| editor.send_request("textDocument/formatting", &params));
    for id in others {
        editor.notify("$/cancelRequest", &json!({ "id": id }));
    }
    for id in others {
        assert_eq!(editor.answer(id).unwrap_err()["code"], json!(-32800));
    }
    assert!(answer(&mut editor, first).unwrap().is_array());
    assert_eq!(editor.leave().code(), Some(0));
}
