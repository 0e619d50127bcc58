//! How long somebody at a keyboard waits for the real server: `cargo bench -p incident-tests --bench server`.
//!
//! Each figure is the time from before a keystroke is written to the server until the answer to what was asked right behind
//! it is read, with the check of that text on the way. `floor` is a request that the server only has to refuse. In the large workspace, the
//! other files are read while the first row is typed.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark prints its figures, reads files and clocks, and stops at the first surprise"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use incident_tests::editor::{Editor, capabilities};
use incident_tests::files::{project, read};
use serde_json::{Value, json};

/// How often each thing is done; a tenth of that beforehand, unmeasured.
const ROUNDS: usize = 200;

/// What is typed and taken back, in the title of the file's last severity that has one.
const KEY: &str = "x";

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let rounds = if std::env::args().any(|it| it == "--bench") { ROUNDS } else { 2 };
    let services = if rounds == ROUNDS { 10_000 } else { 20 };
    // So that its build is not measured.
    incident_tests::binary::incident();
    let payment = read(&project("examples/payment.incident")).unwrap();
    let lines = payment.lines().count();
    println!("| | | p50 | p95 | p99 |\n|---|---|---|---|---|");
    let alone = |text: &str, name: &str| {
        let folder = tempfile::tempdir().unwrap();
        measure(folder.path(), "payment.incident", text, name, rounds);
    };
    alone(&payment, &format!("{lines} lines"));
    for many in [1_000, 10_000] {
        let many = if rounds == ROUNDS { many } else { many / 10 };
        alone(&repeated(&payment, many), &format!("{many} lines"));
    }
    let folder = tempfile::tempdir().unwrap();
    let mut last = None;
    for file in xtask::workspace::workspace(services, 1).unwrap() {
        let path = folder.path().join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.text).unwrap();
        if file.text.contains("  severity P") && !file.path.starts_with("platform/") {
            last = Some(file);
        }
    }
    let last = last.unwrap();
    measure(folder.path(), &last.path, &last.text, &format!("one of {services} files"), rounds);
}

/// The same service under other names, until there are so many lines.
fn repeated(text: &str, lines: usize) -> String {
    let once = text.lines().count();
    let copy = |number: usize| {
        let renamed = text.replace("PaymentServiceOps", &format!("Payment{number}Ops"));
        ["payments-backend", "payments-critical", "status_page payments"]
            .iter()
            .fold(renamed, |text, name| text.replace(name, &format!("{name}-{number}")))
    };
    (0..lines.div_ceil(once)).map(copy).collect()
}

fn measure(folder: &Path, path: &str, text: &str, name: &str, rounds: usize) {
    let started = Instant::now();
    let mut editor = Editor::start(folder, &capabilities());
    editor.open(path, text);
    editor.diagnostics(path);
    let opened = started.elapsed();
    // As long as it takes to read ten thousand services.
    let first_rounds = if name.starts_with("one of") { rounds * 100 } else { rounds };
    let mut typist = Typist::new(editor, path, text);
    println!("| {name} | from the process to the file's findings | {} | | |", ms(opened));
    typist.row("findings from the beginning on", first_rounds, Typist::diagnostics);
    typist.row("floor", rounds, |it| it.request("$/ping", json!({})));
    typist.row("findings", rounds, Typist::diagnostics);
    let at = typist.at;
    let place = json!({ "position": { "line": at.0, "character": 3 } });
    for (what, method, more) in [
        ("hover of a severity", "textDocument/hover", place.clone()),
        ("completion of keys", "textDocument/completion", place),
        ("semantic tokens", "textDocument/semanticTokens/full", json!({})),
        ("symbols", "textDocument/documentSymbol", json!({})),
    ] {
        let mut params = more;
        params["textDocument"] = json!({ "uri": typist.editor.uri(path) });
        typist.row(what, rounds, |it| it.request(method, params.clone()));
    }
    typist.burst(rounds);
    if let Some(peak) = typist.editor.peak_memory() {
        println!("| | peak memory | {} MiB | | |", peak / 1024 / 1024);
    }
    assert_eq!(typist.editor.leave().code(), Some(0));
}

/// Somebody who types a letter and takes it back, over and over.
struct Typist<'a> {
    editor: Editor,
    path: &'a str,
    /// Line and column at which the letter is typed.
    at: (usize, usize),
    is_there: bool,
}

impl<'a> Typist<'a> {
    fn new(editor: Editor, path: &'a str, text: &str) -> Self {
        let is_severity = |line: &str| line.contains("severity P") && line.contains('"');
        let line = text.lines().enumerate().filter(|(_, line)| is_severity(line)).last();
        let (number, line) = line.unwrap();
        let at = (number, line.find('"').unwrap() + 1);
        Self { editor, path, at, is_there: false }
    }

    fn keystroke(&mut self) {
        let place = |column: usize| json!({ "line": self.at.0, "character": column });
        let (start, text) = (place(self.at.1), if self.is_there { "" } else { KEY });
        let end = place(self.at.1 + if self.is_there { KEY.len() } else { 0 });
        self.is_there = !self.is_there;
        let change = json!([{ "range": { "start": start, "end": end }, "text": text }]);
        self.editor.change(self.path, &change);
    }

    fn diagnostics(&mut self) {
        self.editor.diagnostics(self.path);
    }

    fn request(&mut self, method: &str, params: Value) {
        // Only a request that is not known is answered with an error.
        let answer = self.editor.request(method, &params);
        assert_eq!(answer.is_err(), method.starts_with('$'), "{method}: {answer:?}");
    }

    /// Types, does something, and waits for the findings before the next time.
    fn row(&mut self, what: &str, rounds: usize, mut then: impl FnMut(&mut Self)) {
        let mut times = Vec::with_capacity(rounds);
        for round in 0..rounds + rounds / 10 {
            let begun = Instant::now();
            self.keystroke();
            then(self);
            if round >= rounds / 10 {
                times.push(begun.elapsed());
            }
            self.diagnostics();
        }
        print(what, times);
    }

    /// Fifty keystrokes at once: how long after the last of them its findings are there.
    fn burst(&mut self, rounds: usize) {
        let times = (0..rounds.div_ceil(10)).map(|_| {
            (0..50).for_each(|_| self.keystroke());
            let begun = Instant::now();
            self.diagnostics();
            begun.elapsed()
        });
        let times = times.collect();
        print("findings after 50 keystrokes", times);
    }
}

fn print(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let of = |percent: usize| {
        let rank = (times.len() * percent).div_ceil(100).max(1);
        times.get(rank - 1).copied().map_or_else(String::new, ms)
    };
    println!("| | {what} | {} | {} | {} |", of(50), of(95), of(99));
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
