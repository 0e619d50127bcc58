//! The layout by example: `tests/layout/*.md`.
//!
//! Each heading is an example: a fence `incident before` and a fence `incident after`, or one fence
//! `incident unchanged`. `INCIDENT_UPDATE=1` writes what is made of `before` into `after`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::laws::formatted;

fn documents() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layout");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn texts_are_laid_out_as_shown() {
    let update = std::env::var_os("INCIDENT_UPDATE").is_some();
    let mut wrong = Vec::new();
    let mut shown = 0;
    for path in documents() {
        let document = fs::read_to_string(&path).unwrap();
        let mut renewed = String::new();
        let mut heading = String::new();
        let mut before: Option<String> = None;
        let mut lines = document.split_inclusive('\n');
        while let Some(line) = lines.next() {
            renewed.push_str(line);
            if let Some(next) = line.strip_prefix("## ") {
                assert_eq!(before, None, "{heading} has no `after`");
                heading = next.trim().to_owned();
            }
            let Some(sort) = line.strip_prefix("```incident ") else { continue };
            let text: String = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
            let expected = match sort.trim() {
                "before" => {
                    before = Some(formatted(&text));
                    text.clone()
                }
                "after" => before.take().unwrap_or_else(|| panic!("{heading} has no `before`")),
                "unchanged" => formatted(&text),
                other => panic!("{}: {heading}: a fence `{other}`", path.display()),
            };
            if expected != text {
                wrong.push(format!("{heading}\n--- shown\n{text}--- made\n{expected}"));
            }
            shown += 1;
            renewed.push_str(&format!("{expected}```\n"));
        }
        if update {
            fs::write(&path, renewed).unwrap();
        }
    }
    assert!(update || wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(shown > 40, "{shown}");
}
