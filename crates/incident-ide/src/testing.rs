//! Fixtures: texts with a cursor.

use std::sync::{Arc, Mutex};

use incident_analysis::{Contents, Database, Source};
use incident_base::{FileId, TextRange, TextSize};
use jiff::Timestamp;

use crate::{Analysis, Host};

/// Friday, 2 January 2026, 12:00 UTC.
pub(crate) const NOW: Timestamp = Timestamp::constant(1_767_355_200, 0);

/// A program, and the place of the cursor in it.
pub(crate) struct Fixture {
    pub(crate) analysis: Analysis,
    /// The file with the cursor, else the first.
    pub(crate) file: FileId,
    pub(crate) offset: TextSize,
}

/// Reads a fixture: `$0` is the cursor; a line `//- path` begins another file. What stands before the first such line
/// is `main.incident`.
pub(crate) fn fixture(text: &str) -> Fixture {
    on(Database::default(), text)
}

/// The same, with a log of the queries that run, by their names.
pub(crate) fn logging(text: &str) -> (Fixture, Arc<Mutex<Vec<String>>>) {
    let (db, log) = Database::logging();
    (on(db, text), log)
}

fn on(db: Database, text: &str) -> Fixture {
    let mut files: Vec<(String, String)> = vec![("main.incident".to_owned(), String::new())];
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("//- ") {
            Some(path) => files.push((path.trim().to_owned(), String::new())),
            None => files.last_mut().unwrap().1.push_str(line),
        }
    }
    files.retain(|(path, text)| path != "main.incident" || !text.is_empty());
    let mut cursor = (files[0].0.clone(), TextSize::new(0));
    for (path, text) in &mut files {
        if let Some(at) = text.find("$0") {
            text.replace_range(at..at + 2, "");
            cursor = (path.clone(), TextSize::try_from(at).unwrap());
        }
    }
    let source =
        |(path, text): (String, String)| (path, Source::from(Contents::Text(text.as_str().into())));
    let (config, files): (Vec<_>, Vec<_>) =
        files.into_iter().map(source).partition(|(path, _)| path == "incident.toml");
    let mut host = Host::on(db, jiff::civil::date(2026, 1, 2));
    host.set_files(files, config.into_iter().next());
    let analysis = host.analysis();
    let file = analysis.file(&cursor.0).unwrap();
    Fixture { analysis, file, offset: cursor.1 }
}

/// The example's text.
pub(crate) fn example(name: &str) -> String {
    let path = format!("{}/../../examples/{name}", env!("CARGO_MANIFEST_DIR"));
    #[expect(clippy::disallowed_methods, reason = "a test reads the examples")]
    std::fs::read_to_string(path).unwrap()
}

/// Every example of one file.
pub(crate) const EXAMPLES: [&str; 5] = [
    "follow-the-sun.incident",
    "payment-neighbours.incident",
    "payment.incident",
    "search-opsgenie.incident",
    "start-up.incident",
];

/// The example of several files, as a fixture.
pub(crate) fn platform() -> String {
    let paths = [
        "platform.incident",
        "services/ingest.incident",
        "services/storage.incident",
        "incident.toml",
    ];
    paths.map(|path| format!("//- {path}\n{}", example(&format!("platform/{path}")))).concat()
}

/// Places as `path:line:column text`.
pub(crate) fn shown(analysis: &Analysis, file: FileId, range: TextRange) -> String {
    let text = analysis.text(file);
    let before = &text[..usize::from(range.start())];
    let line = before.matches('\n').count() + 1;
    let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1) + 1;
    let held = text[range].lines().next().unwrap_or_default();
    format!("{}:{line}:{column} {held}", analysis.path(file).unwrap())
}
