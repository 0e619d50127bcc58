//! Files of the project, goldens, and what lies beside the project.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::literate::is_update;

/// A file or folder of the project, named from its root with `/`.
pub fn project(path: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.parent().unwrap_or(root).join(path)
}

/// What lies beside the project, in the folder that it shares with others; `None`, said loudly, where
/// that folder is not there.
pub fn shared(path: &str) -> Option<PathBuf> {
    let found = project("../shared").join(path);
    if found.exists() {
        return Some(found);
    }
    // Standard error itself: what the print macros say in a test that passes is swallowed.
    let _ = writeln!(io::stderr(), "NOT COMPARED: there is no ../shared/{path} beside the project");
    None
}

/// The text of a file.
///
/// # Errors
///
/// The path, and why it could not be read.
pub fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// All files below a folder with their texts, by their paths from it, with `/`.
///
/// # Errors
///
/// The path, and why it could not be read.
pub fn tree(folder: &Path) -> Result<BTreeMap<String, String>, String> {
    let texts = paths(folder)?.into_iter().map(|path| {
        let text = read(&folder.join(&path))?;
        Ok((path, text))
    });
    texts.collect()
}

/// All files below a folder, texts or not, by their paths from it, with `/`.
///
/// # Errors
///
/// The path of a folder, and why it could not be read.
pub fn paths(folder: &Path) -> Result<BTreeSet<String>, String> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(current) = waiting.pop() {
        let at = |error: io::Error| format!("{}: {error}", current.display());
        for entry in fs::read_dir(&current).map_err(at)? {
            let path = entry.map_err(at)?.path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let relative = path.strip_prefix(folder).unwrap_or(&path);
            let names = relative.iter().map(|name| name.to_string_lossy()).collect::<Vec<_>>();
            found.insert(names.join("/"));
        }
    }
    Ok(found)
}

/// Holds files against the goldens in a folder, or makes the goldens of them with `INCIDENT_UPDATE=1`.
///
/// # Errors
///
/// The first line that differs of each file, and each file that only one side has.
pub fn compare_with_goldens(folder: &Path, files: &BTreeMap<String, String>) -> Result<(), String> {
    if is_update() {
        return write_tree(folder, files).map_err(|error| format!("{}: {error}", folder.display()));
    }
    compare(folder, files)
}

fn compare(folder: &Path, files: &BTreeMap<String, String>) -> Result<(), String> {
    let goldens = tree(folder)?;
    let mut wrong = Vec::new();
    for (path, golden) in &goldens {
        match files.get(path) {
            Some(text) => wrong.extend(difference(golden, text).map(|it| format!("{path}: {it}"))),
            None => wrong.push(format!("{path}: no longer made")),
        }
    }
    let new = files.keys().filter(|path| !goldens.contains_key(*path));
    wrong.extend(new.map(|path| format!("{path}: no golden of it")));
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!("{}\n(INCIDENT_UPDATE=1 rewrites the goldens)", wrong.join("\n")))
}

/// The first line that differs; `None` where none does.
pub fn difference(expected: &str, found: &str) -> Option<String> {
    if expected == found {
        return None;
    }
    let at = expected.split('\n').zip(found.split('\n')).take_while(|(a, b)| a == b).count();
    let line =
        |text: &str| text.split('\n').nth(at).map_or("the end".to_owned(), |it| format!("{it:?}"));
    Some(format!("line {}: expected {}, found {}", at + 1, line(expected), line(found)))
}

fn write_tree(folder: &Path, files: &BTreeMap<String, String>) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_told_by_its_line() {
        assert_eq!(difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(difference("a\nb\n", "a\nc\n").unwrap(), "line 2: expected \"b\", found \"c\"");
        assert_eq!(difference("a\n", "a").unwrap(), "line 2: expected \"\", found the end");
    }

    #[test]
    fn goldens_are_held_against_both_sides() {
        let folder = tempfile::tempdir().unwrap();
        let text = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
            pairs.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
        };
        let golden = text(&[("a/b.md", "x\n"), ("c.md", "y\n")]);
        write_tree(folder.path(), &golden).unwrap();
        assert_eq!(tree(folder.path()).unwrap(), golden);
        let wrong = |files| compare(folder.path(), &files).unwrap_err();
        assert!(wrong(text(&[("a/b.md", "z\n"), ("c.md", "y\n")])).starts_with("a/b.md: line 1"));
        assert!(wrong(text(&[("a/b.md", "x\n")])).starts_with("c.md: no longer made"));
        let more = text(&[("a/b.md", "x\n"), ("c.md", "y\n"), ("d.md", "")]);
        assert!(wrong(more).starts_with("d.md: no golden of it"));
    }
}
