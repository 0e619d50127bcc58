//! All texts of the language that the project holds.

use std::collections::BTreeMap;

use incident_syntax::parse;

use crate::compiled::examples;
use crate::files::{paths, project, read};

/// Folders of Markdown with programs in it.
const FOLDERS: [&str; 3] = ["tests/literate", "docs", "crates/incident-fmt/tests/layout"];

/// Those without syntax errors, by where they stand: the examples, and what is fenced in literate tests, in pages
/// and in the formatter's tests.
///
/// # Errors
///
/// When a folder cannot be read, or there are fewer texts than there were once.
pub fn readable() -> Result<BTreeMap<String, String>, String> {
    const FEWEST: usize = 400;
    let mut texts = BTreeMap::new();
    for (name, files) in examples()? {
        let files = files.into_iter().filter(|(path, _)| path.ends_with(".incident"));
        texts.extend(files.map(|(path, text)| (format!("{name}: {path}"), text)));
    }
    for folder in FOLDERS {
        let folder_path = project(folder);
        for path in paths(&folder_path)?.into_iter().filter(|path| path.ends_with(".md")) {
            let markdown = read(&folder_path.join(&path))?;
            for (number, text) in fenced(&markdown).into_iter().enumerate() {
                texts.insert(format!("{folder}/{path}, fence {number}"), text);
            }
        }
    }
    texts.retain(|_, text| parse(text).errors.is_empty());
    if texts.len() < FEWEST {
        return Err(format!("only {} texts are found", texts.len()));
    }
    Ok(texts)
}

fn fenced(markdown: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut open: Option<String> = None;
    for line in markdown.split_inclusive('\n') {
        match &mut open {
            Some(text) if line.trim_end() == "```" => {
                texts.push(std::mem::take(text));
                open = None;
            }
            Some(text) => text.push_str(line),
            None if line.starts_with("```incident") => open = Some(String::new()),
            None => {}
        }
    }
    texts
}
