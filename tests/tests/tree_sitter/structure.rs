//! The tree is that of our parser, also after edits.

use std::ops::Range;

use incident_syntax::ast::{Entry, Scalar, Value};
use incident_syntax::{TokenKind, parse, parse_ast};
use incident_tests::ebnf::Grammar;
use incident_tests::files::{project, read};
use incident_tests::random::Random;
use tree_sitter::{InputEdit, Node, Point, Tree};

use crate::{parser, texts, tree};

/// A node: what it is, and where.
type Place = (&'static str, Range<usize>);

fn range(range: incident_base::TextRange) -> Range<usize> {
    range.start().into()..range.end().into()
}

/// The nodes that our parser finds, each before what is in it.
fn ours(text: &str) -> Vec<Place> {
    let mut places = Vec::new();
    entries(&parse_ast(text).entries, &mut places);
    places
}

fn entries(entries: &[Entry], places: &mut Vec<Place>) {
    for entry in entries {
        match entry {
            Entry::Attribute(attribute) => {
                places.push(("attribute", range(attribute.range)));
                places.push(("name", range(attribute.key)));
                value(&attribute.value, places);
            }
            Entry::Block(block) => {
                places.push(("block", range(block.range)));
                places.push(("name", range(block.kind)));
                places.extend(block.labels.iter().copied().map(scalar));
                if let Some(body) = &block.body {
                    places.push(("body", range(body.range)));
                    self::entries(&body.entries, places);
                }
            }
            Entry::Broken(broken) => places.push(("broken", range(broken.range))),
        }
    }
}

fn value(of: &Value, places: &mut Vec<Place>) {
    match of {
        Value::Scalar(it) => places.push(scalar(*it)),
        Value::List(list) => {
            places.push(("list", range(list.range)));
            list.items.iter().for_each(|item| value(item, places));
        }
        Value::Missing(at) => places.push(("missing", range(*at))),
    }
}

fn scalar(scalar: Scalar) -> Place {
    let kind = match scalar.kind {
        TokenKind::Name => "name",
        TokenKind::String => "string",
        TokenKind::Number => "number",
        TokenKind::Email => "email",
        TokenKind::Channel => "channel",
        _ => "malformed",
    };
    (kind, range(scalar.range))
}

/// The same nodes of tree-sitter's tree.
fn theirs(node: Node<'_>, places: &mut Vec<Place>) {
    const LEAVES: [&str; 5] = ["name", "string", "number", "email", "channel"];
    const OTHERS: [&str; 5] = ["attribute", "block", "body", "list", "ERROR"];
    let is_leaf = LEAVES.contains(&node.kind());
    let kind = LEAVES.into_iter().chain(OTHERS).find(|kind| *kind == node.kind());
    places.extend(kind.map(|kind| (kind, node.byte_range())));
    if !is_leaf {
        let mut cursor = node.walk();
        node.children(&mut cursor).for_each(|child| theirs(child, places));
    }
}

#[track_caller]
fn assert_same(name: &str, text: &str) {
    let tree = tree(text);
    let root = tree.root_node();
    assert!(!root.has_error(), "{name}\n{text}\n{root}");
    let mut found = Vec::new();
    theirs(root, &mut found);
    let ours = ours(text);
    let first = found.iter().zip(&ours).find(|(found, ours)| found != ours);
    assert_eq!(first, None, "{name}\n{text}");
    assert_eq!(found.len(), ours.len(), "{name}\n{text}");
}

#[test]
fn the_tree_is_that_of_our_parser() {
    for (name, text) in texts() {
        assert_same(&name, &text);
    }
}

fn grammar() -> Grammar {
    let text = read(&project("grammar/incident.ebnf")).unwrap();
    let literals = "integer/percent/duration/business days/time/hours/date/instant/span/boolean";
    Grammar::read(&text, &literals.split('/').collect::<Vec<_>>()).unwrap()
}

#[test]
fn what_the_normative_grammar_makes_is_read_alike() {
    let grammar = grammar();
    let mut random = Random::new(7);
    let mut read = 0;
    for number in 0..150 {
        let sentence = grammar.sentence(&mut random);
        let text = grammar.joined(&sentence.tokens, &mut random);
        // To tree-sitter a text ends with its first null character.
        if parse(&text).errors.is_empty() && !text.contains('\0') {
            assert_same(&format!("sentence {number}"), &text);
            read += 1;
        }
    }
    assert!(read > 100, "{read} texts were read");
}

fn point(text: &str, at: usize) -> Point {
    let before = &text[..at];
    let row = before.matches('\n').count();
    Point { row, column: at - before.rfind('\n').map_or(0, |line| line + 1) }
}

/// Puts a text in the place of another, as an editor does.
fn edit(tree: &mut Tree, text: &mut String, old: Range<usize>, new: &str) {
    let before = text.clone();
    text.replace_range(old.clone(), new);
    let new_end = old.start + new.len();
    tree.edit(&InputEdit {
        start_byte: old.start,
        old_end_byte: old.end,
        new_end_byte: new_end,
        start_position: point(&before, old.start),
        old_end_position: point(&before, old.end),
        new_end_position: point(text, new_end),
    });
}

#[test]
fn after_an_edit_and_its_undoing_the_tree_is_as_at_first() {
    const PIECES: [&str; 12] =
        ["{", "}", "[", "]", "/*", "*/", "\n", "\"", "\"\"\"", "a", "/* \n */", "="];
    let text = read(&project("tests/grammars/special.incident")).unwrap();
    let mut random = Random::new(2);
    let mut parser = parser();
    let whole = parser.parse(&text, None).unwrap().root_node().to_sexp();
    for _ in 0..200 {
        let mut changed = text.clone();
        let mut tree = parser.parse(&changed, None).unwrap();
        let start = changed.floor_char_boundary(random.below(changed.len()));
        let end = changed.ceil_char_boundary((start + random.below(6)).min(changed.len()));
        let taken = changed[start..end].to_owned();
        let piece = *random.pick(&PIECES).unwrap();
        edit(&mut tree, &mut changed, start..end, piece);
        let mut tree = parser.parse(&changed, Some(&tree)).unwrap();
        edit(&mut tree, &mut changed, start..start + piece.len(), &taken);
        assert_eq!(changed, text);
        let again = parser.parse(&changed, Some(&tree)).unwrap();
        assert_eq!(again.root_node().to_sexp(), whole, "{start}..{end} {piece:?}");
    }
}

#[test]
fn what_is_wrong_is_seen_as_wrong() {
    for text in [
        "a = ",
        "a = 1 2",
        "a { b = 1 } c",
        "a { , b = 1 }",
        "a, b",
        "= 1",
        "a = [1 2]",
        "a = [,]",
        "a = \"b\nc\"",
        "a = \"\\q\"",
        "a = /* b",
        "a = b: c",
        "a\n{ }",
        "a = b--c",
        "a }",
        "a {",
    ] {
        assert!(!parse(text).errors.is_empty(), "{text}");
        assert!(tree(text).root_node().has_error(), "{text}");
    }
}
