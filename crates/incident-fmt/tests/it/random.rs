//! The laws, on random programs.

use incident_fmt::{Refusal, format};
use incident_syntax::{TokenKind, tokens};
use proptest::prelude::*;

use crate::laws::formatted;
use crate::programs::program;

/// Whether a comment is about a line that formatting would take apart: the one reason to refuse a text
/// without errors.
fn is_about_lines_that_break(text: &str) -> bool {
    matches!(format(text), Err(Refusal::Line(_)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_program_keeps_the_laws(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        let text = program(&bytes);
        if !is_about_lines_that_break(&text) {
            formatted(&text);
        }
    }

    /// However a program is laid out, blanks at the ends of its lines do not count.
    #[test]
    fn blanks_at_line_ends_make_no_difference(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let text = program(&bytes);
        let mut padded = String::new();
        for token in tokens(&text) {
            if token.kind == TokenKind::Newline {
                padded.push_str(" \t");
            }
            padded.push_str(&text[std::ops::Range::<usize>::from(token.range)]);
        }
        if is_about_lines_that_break(&text) {
            prop_assert!(is_about_lines_that_break(&padded));
        } else {
            prop_assert_eq!(formatted(&padded), formatted(&text));
        }
    }

    /// A text is refused when it has errors, and for no other reason that we know of.
    #[test]
    fn any_damage_is_refused_or_formatted(
        bytes in prop::collection::vec(any::<u8>(), 0..60),
        at in any::<prop::sample::Index>(),
        length in 0..8_usize,
        piece in piece(),
    ) {
        let text = program(&bytes);
        let start = text.floor_char_boundary(at.index(text.len() + 1));
        let end = text.ceil_char_boundary((start + length).min(text.len()));
        refused_or_formatted(&format!("{}{piece}{}", &text[..start], &text[end..]));
    }

    #[test]
    fn any_string_is_refused_or_formatted(text in any::<String>()) {
        refused_or_formatted(&text);
    }
}

fn refused_or_formatted(text: &str) {
    let errors = incident_syntax::parse(text).errors;
    match format(text) {
        Err(Refusal::Syntax(found)) => assert_eq!(found, errors, "{text}"),
        Err(Refusal::Line(_)) => assert_eq!(errors, [], "{text}"),
        // The lexer takes `key = """` at a line's end for the beginning of a string, also where it is the end
        // of one, so nothing that stands behind it can get a line of its own.
        Err(Refusal::Meaning) if text.contains("\"\"\",") && ends_like_a_key(text) => {}
        Ok(_) | Err(Refusal::Meaning) => {
            assert_eq!(errors, [], "{text}");
            formatted(text);
        }
    }
}

/// Whether the text of a long string ends in `=`.
fn ends_like_a_key(text: &str) -> bool {
    text.split("\"\"\"").any(|part| part.trim_end_matches([' ', '\t']).ends_with('='))
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "", "\n", "\r\n", "\r", "\t", " ", ",", "{", "}", "[", "]", "=", "\"", "\"\"\"", "\\",
        "//", "///", "/*", "*/", "a", "0m", "\u{FEFF}", "é",
    ])
}
