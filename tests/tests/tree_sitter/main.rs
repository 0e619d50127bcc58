//! `grammar/tree-sitter-incident/`: the parser is made from the grammar as it is, sees what our parser sees, and its
//! queries colour, fold, indent and resolve what they should.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test reads and writes files, and stops at the first surprise"
)]

mod corpus;
mod generated;
mod queries;
mod structure;

use std::collections::BTreeMap;

use incident_syntax::parse;
use incident_tests::files::{project, read};
use incident_tests::texts::readable;
use tree_sitter::{Parser, Tree};

const FOLDER: &str = "grammar/tree-sitter-incident";

fn parser() -> Parser {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_incident::LANGUAGE.into()).unwrap();
    parser
}

fn tree(text: &str) -> Tree {
    parser().parse(text, None).unwrap()
}

/// All texts without syntax errors, with what grammars stumble over.
fn texts() -> BTreeMap<String, String> {
    let mut texts = readable().unwrap();
    let special = read(&project("tests/grammars/special.incident")).unwrap();
    assert_eq!(parse(&special).errors, []);
    texts.insert("special, CRLF".into(), special.replace('\n', "\r\n"));
    texts.insert("special, no last line end".into(), special.trim_end().to_owned());
    texts.insert("special, with a mark".into(), format!("\u{FEFF}{special}"));
    texts.insert("special".into(), special);
    texts
}
