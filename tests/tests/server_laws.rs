//! A law of the server: after any series of edits, broken text included, it answers as if it had been started on the
//! last text.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at the first surprise"
)]

use std::path::Path;

use incident_tests::compiled::examples;
use incident_tests::editor::{Editor, capabilities};
use serde_json::{Value, json};

const FILE: &str = "a.incident";

/// Series of edits, and edits in each.
const SERIES: u64 = 30;
const EDITS: usize = 25;

/// What is put into a text: what closes, opens, breaks, is wide, or looks like part of the language.
const PIECES: [&str; 16] = [
    "",
    "x",
    "\n",
    "}",
    "{",
    "\"",
    "[",
    "]",
    "/* ",
    " */",
    "é🦀",
    "5m",
    "\r\n",
    "severity P3 \"y\"\n",
    "role z { title = \"Z\" }\n",
    " = ",
];

/// The same numbers in every run: xorshift, of Marsaglia's "Xorshift RNGs" (2003).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (limit as u64)).unwrap()
    }
}

/// A place in a text as the protocol counts: lines end with LF, CRLF or CR, columns are units of UTF-16.
fn position(text: &str, offset: usize) -> Value {
    let before = &text[..offset];
    let starts = before.bytes().enumerate().filter(|(at, byte)| {
        *byte == b'\n' || *byte == b'\r' && text.as_bytes().get(at + 1) != Some(&b'\n')
    });
    let (line, start) = starts.fold((0, 0), |(line, _), (at, _)| (line + 1, at + 1));
    json!({ "line": line, "character": before[start..].encode_utf16().count() })
}

/// An edit of a text: what is replaced, and with what.
fn edit(numbers: &mut Numbers, text: &str) -> (usize, usize, &'static str) {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = numbers.below(places.len());
    let length = if numbers.below(3) == 0 { numbers.below(40) } else { 0 };
    let end = places[(at + length).min(places.len() - 1)];
    // Between CR and LF there is no position.
    let is_between = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
    let (start, end) = (places[at], end);
    if is_between(start) || is_between(end) {
        return (0, 0, "");
    }
    (start, end, PIECES[numbers.below(PIECES.len())])
}

/// A server whose folder has been read: before, it knows what is wrong with a text by itself only.
fn started(folder: &Path) -> Editor {
    let mut able = capabilities();
    able["window"] = json!({ "workDoneProgress": true });
    let mut editor = Editor::start(folder, &able);
    editor.wait_until(|it| it["method"] == "$/progress" && it["params"]["value"]["kind"] == "end");
    editor
}

/// What the server says of a text: findings, symbols, and hovers here and there.
fn said(editor: &mut Editor, text: &str) -> Value {
    let findings = editor.diagnostics(FILE);
    let symbols = editor.ask("textDocument/documentSymbol", FILE, &json!({}));
    let folds = editor.ask("textDocument/foldingRange", FILE, &json!({}));
    let hovers = (0..12).map(|nth| {
        let at = text.floor_char_boundary(text.len() * nth / 12);
        editor.ask("textDocument/hover", FILE, &json!({ "position": position(text, at) })).unwrap()
    });
    let hovers: Vec<Value> = hovers.collect();
    json!([findings, symbols.unwrap(), folds.unwrap(), hovers])
}

#[test]
fn after_any_edits_it_answers_as_if_it_had_just_been_started() {
    let examples = examples().unwrap();
    let texts: Vec<&String> = examples
        .values()
        .filter(|files| files.len() == 1)
        .flat_map(|files| files.values())
        .collect();
    for series in 0..SERIES {
        let mut numbers = Numbers(0x9E37_79B9 + series);
        let mut text = texts[numbers.below(texts.len())].clone();
        let folder = tempfile::tempdir().unwrap();
        let mut editor = started(folder.path());
        editor.open(FILE, &text);
        for _ in 0..EDITS {
            let (start, end, with) = edit(&mut numbers, &text);
            let range = json!({ "start": position(&text, start), "end": position(&text, end) });
            editor.change(FILE, &json!([{ "range": range, "text": with }]));
            text.replace_range(start..end, with);
        }
        let edited = said(&mut editor, &text);
        let elsewhere = tempfile::tempdir().unwrap();
        let mut fresh = started(elsewhere.path());
        fresh.open(FILE, &text);
        let from_scratch = said(&mut fresh, &text);
        let here = json!(editor.uri("")).to_string();
        let there = json!(fresh.uri("")).to_string();
        let (here, there) = (here.trim_matches('"'), there.trim_matches('"'));
        let edited = edited.to_string().replace(here, "");
        assert_eq!(edited, from_scratch.to_string().replace(there, ""), "series {series}:\n{text}");
        editor.leave();
        fresh.leave();
    }
}
