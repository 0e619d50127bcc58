//! Texts that nobody writes.

use incident_fmt::{Refusal, format};

use crate::laws::formatted;

#[test]
fn nothing_stays_nothing() {
    assert_eq!(formatted(""), "");
    assert_eq!(formatted("\n \n\t\n"), "");
    assert_eq!(formatted("\u{FEFF}"), "\u{FEFF}");
    assert_eq!(formatted("\u{FEFF}\n\na=1"), "\u{FEFF}a = 1\n");
}

#[test]
fn a_text_with_errors_is_refused_with_all_of_them() {
    let Err(Refusal::Syntax(errors)) = format("a =\nb: 1\nc = 2\n") else { panic!() };
    assert_eq!(errors.len(), 2);
    assert!(matches!(format("a = \"\n"), Err(Refusal::Syntax(_))));
    assert!(matches!(format("a = 1\rb = 2\n"), Err(Refusal::Syntax(_))));
}

/// The lexer takes `key = """` at a line's end for the beginning of a string: what stands behind this one cannot have a
/// line of its own, and the text is left as it is.
#[test]
fn a_text_that_would_say_something_else_is_refused() {
    let text = "a {\n  b = \"\"\"\n    key = \"\"\", c = 2\n}\n";
    assert_eq!(incident_syntax::parse(text).errors, []);
    assert_eq!(format(text), Err(Refusal::Meaning));
}

/// `// incident: allow(…)` is about its line, and would be about half of it.
#[test]
fn a_line_with_a_comment_about_it_is_not_taken_apart() {
    let refused = |text: &str, comment: &str| match format(text) {
        Err(Refusal::Line(token)) => {
            assert_eq!(&text[std::ops::Range::<usize>::from(token.range)], comment);
        }
        other => panic!("{other:?}"),
    };
    refused("a {\n  b = 1, c = 2 // incident: x\n}\n", "// incident: x");
    refused("a {\n  // incident: x\n  b = 1, c = 2\n}\n", "// incident: x");
    refused("a = [b, // incident: x\n  c]\n", "// incident: x");
    refused("a { b = 1 // incident: x\n}\n", "// incident: x");
    formatted("a {\n  b = 1, c = 2 // incidents: x\n}\n");
    formatted(
        "a { // incident: x\n  b=1 // incident: y\n  // incident: z\n  c=[ // incident: 0\n d]\n}\n",
    );
}

#[test]
fn the_first_line_end_decides_where_there_are_both() {
    assert_eq!(formatted("a=1\r\nb=2\n"), "a = 1\r\nb = 2\r\n");
    assert_eq!(formatted("a=1\nb=2\r\n"), "a = 1\nb = 2\n");
    assert_eq!(formatted("a=\"\"\"\r\n x\r\n\"\"\"\r\n"), "a = \"\"\"\r\n  x\r\n  \"\"\"\r\n");
    assert_eq!(formatted("/*\r\n * x\r\n */\r\n"), "/*\r\n * x\r\n */\r\n");
}

#[test]
fn a_carriage_return_in_a_string_stays() {
    let text = "a = \"\"\"\n  x\r\r\n  y\rz\r\n  \"\"\"\n";
    assert_eq!(formatted(text), "a = \"\"\"\n  x\r\r\n  y\rz\n  \"\"\"\n");
    let windows = format!("b = 1\r\n{text}");
    assert_eq!(formatted(&windows), "b = 1\r\na = \"\"\"\r\n  x\r\r\n  y\rz\r\n  \"\"\"\r\n");
    formatted("/* x\r\r\n * y\r\r\r\n */");
}

#[test]
fn the_deepest_nesting_is_formatted() {
    let depth = 64;
    let text = format!("{}{}", "a {\n".repeat(depth), "}\n".repeat(depth));
    assert!(formatted(&text).contains(&format!("\n{}a {{}}\n", "  ".repeat(depth - 1))));
    formatted(&format!("a = {}{}\n", "[\n".repeat(depth), "]\n".repeat(depth)));
    formatted(&format!("a = {}{}\n", "[".repeat(depth), "]".repeat(depth)));
}

#[test]
fn what_cannot_be_broken_is_long() {
    let long = "x".repeat(300);
    assert_eq!(formatted(&format!("a=\"{long}\"")), format!("a = \"{long}\"\n"));
    assert_eq!(formatted(&format!("a=[{long}]")), format!("a = [\n  {long},\n]\n"));
    assert_eq!(formatted(&format!("{long} {{}}")), format!("{long} {{}}\n"));
}

#[test]
fn a_comment_behind_a_comma_that_begins_a_line_documents_nothing() {
    assert_eq!(
        formatted("a {\n  b = 1\n  , /// of b\n  c = 2\n}\n"),
        "a {\n  b = 1 /// of b\n  c = 2\n}\n"
    );
    assert_eq!(
        formatted("a {\n  b = 1\n  // own\n  , /// of nothing\n  c = 2\n}\n"),
        "a {\n  b = 1\n  // own\n  , /// of nothing\n  c = 2\n}\n"
    );
    assert_eq!(
        formatted("a {\n  b = 1 // of b\n  , // own\n  , /// of nothing\n  c = 2\n}\n"),
        "a {\n  b = 1 // of b\n  // own\n  , /// of nothing\n  c = 2\n}\n"
    );
    assert_eq!(
        formatted("a {\n  b = 1\n  /// of nothing\n  , c = 2\n}\n"),
        "a {\n  b = 1\n  /// of nothing\n  ,\n  c = 2\n}\n"
    );
}
