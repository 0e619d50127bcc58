//! The tests of `test/corpus`, in the form that tree-sitter's own command runs, too.

use std::fs;

use incident_tests::files::{project, read};
use incident_tests::literate::is_update;

use crate::{FOLDER, tree};

const RULE: &str = "==================";

/// A tree as the corpus writes it: each node on a line of its own, deeper ones indented.
fn written(sexp: &str) -> String {
    let mut text = String::new();
    let mut depth = 0;
    for (at, character) in sexp.char_indices() {
        match character {
            '(' => {
                // A field stands before its node on the line.
                let behind_field = sexp[..at].ends_with(": ");
                if at > 0 && !behind_field {
                    line_break(&mut text, depth);
                }
                depth += 1;
                text.push('(');
            }
            ')' => {
                depth -= 1;
                text.push(')');
            }
            ' ' if sexp[at + 1..].starts_with('(') && !sexp[..at].ends_with(':') => {}
            ' ' if is_field(&sexp[at + 1..]) => line_break(&mut text, depth),
            other => text.push(other),
        }
    }
    text
}

fn line_break(text: &mut String, depth: usize) {
    text.push('\n');
    text.push_str(&"  ".repeat(depth));
}

fn is_field(rest: &str) -> bool {
    let word = rest.find(|c: char| !(c.is_ascii_lowercase() || c == '_'));
    word.is_some_and(|end| rest[end..].starts_with(": "))
}

#[test]
fn the_corpus_is_parsed_as_written() {
    let mut count = 0;
    for entry in fs::read_dir(project(FOLDER).join("test/corpus")).unwrap() {
        let path = entry.unwrap().path();
        let text = read(&path).unwrap();
        let mut made = Vec::new();
        let parts: Vec<&str> = text.split(&format!("{RULE}\n")).collect();
        assert_eq!(parts[0], "", "{}", path.display());
        for pair in parts[1..].chunks(2) {
            let [title, test] = pair else { panic!("{}: a title without a test", path.display()) };
            let (source, _) = test.split_once("\n---\n").unwrap();
            let source = source.strip_prefix('\n').unwrap_or(source);
            let tree = written(&tree(source).root_node().to_sexp());
            made.push(format!("{RULE}\n{title}{RULE}\n\n{source}\n---\n\n{tree}\n"));
            count += 1;
        }
        let made = made.join("\n");
        if is_update() {
            fs::write(&path, made).unwrap();
        } else {
            assert_eq!(made, text, "{}: INCIDENT_UPDATE=1 rewrites it", path.display());
        }
    }
    assert!(count > 10, "{count} tests");
}
