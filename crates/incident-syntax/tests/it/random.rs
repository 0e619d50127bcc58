//! Properties of every text.

use incident_base::TextRange;
use incident_syntax::tree::{Entry, Item, Value};
use incident_syntax::{decode, parse, parse_ast, tokens};
use proptest::prelude::*;

use crate::deletion::REALISTIC;

/// What holds for every text.
fn sound(text: &str) {
    let inside = |range: TextRange| {
        let slice = text.get(std::ops::Range::<usize>::from(range));
        assert!(slice.is_some(), "{range:?} is no slice of {text:?}");
    };
    let mut end = 0.into();
    for token in tokens(text) {
        inside(token.range);
        assert_eq!(token.range.start(), end, "a gap in {text:?}");
        assert!(!token.range.is_empty(), "an empty token in {text:?}");
        end = token.range.end();
    }
    assert_eq!(usize::from(end), text.len());
    let parse = parse(text);
    for error in &parse.errors {
        inside(error.range);
        error.related.into_iter().for_each(inside);
    }
    assert!(parse.errors.is_sorted_by_key(|error| error.range.start()));
    parse_ast(text).comments.iter().for_each(|comment| inside(comment.range));
    for item in &parse.items {
        item.ranges.iter().copied().for_each(inside);
        assert_eq!(numbered(item), item.ranges.len(), "{text:?}");
    }
    assert_eq!(parse_ast(text).errors, parse.errors);
}

/// How many nodes the tree has, after checking that they are numbered in order and lie in each other.
fn numbered(item: &Item) -> usize {
    struct Walk<'t> {
        item: &'t Item,
        next: u32,
    }
    impl Walk<'_> {
        fn node(&mut self, id: incident_base::NodeId, around: TextRange) -> TextRange {
            assert_eq!(id.0, self.next, "{:?}", self.item.entry);
            self.next += 1;
            let range = self.item.range(id);
            assert!(around.contains_range(range), "{:?}", self.item.entry);
            range
        }
        fn entry(&mut self, entry: &Entry, around: TextRange) {
            match entry {
                Entry::Attribute(attribute) => {
                    let whole = self.node(attribute.id, around);
                    self.node(attribute.key.id, whole);
                    self.value(&attribute.value, whole);
                }
                Entry::Block(block) => {
                    let whole = self.node(block.id, around);
                    self.node(block.kind.id, whole);
                    let header = self.node(block.header, whole);
                    for label in &block.labels {
                        self.node(label.id, header);
                    }
                    for inside in block.body.iter().flatten() {
                        self.entry(inside, whole);
                    }
                }
            }
        }
        fn value(&mut self, value: &Value, around: TextRange) {
            match value {
                Value::Scalar(scalar) => {
                    self.node(scalar.id, around);
                }
                Value::List(list) => {
                    let whole = self.node(list.id, around);
                    list.items.iter().for_each(|item| self.value(item, whole));
                }
                Value::Missing(id) => {
                    self.node(*id, around);
                }
            }
        }
    }
    let mut walk = Walk { item, next: 0 };
    walk.entry(&item.entry, item.ranges[0]);
    walk.next as usize
}

/// Texts out of the language's own pieces, which get further than random characters.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        "=",
        ":",
        ",",
        "\n",
        "\r\n",
        "  ",
        "\t",
        "\"",
        "\"\"\"",
        "\\",
        "\\u{",
        "/*",
        "*/",
        "//",
        "///",
        "a",
        "tier ",
        "service A {\n",
        "timeout = 5m\n",
        "members = [a@b, c@d]\n",
        "5",
        "5m",
        "-1",
        "%",
        "@",
        "slack:#x",
        "x:\"y\"",
        "https://x/y",
        "A/B",
        "é",
        "–",
        "“",
        "”",
        "'",
        "\u{a0}",
        "\u{feff}",
        ";",
        "=>",
        ".",
        "..",
        "2026-12-20",
        "09:00",
        "\0",
        "😀",
        "\r",
        "#",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_string_is_read(text in any::<String>()) {
        sound(&text);
    }

    #[test]
    fn any_pieces_are_read(text in pieces()) {
        sound(&text);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = decode(&bytes);
        sound(&String::from_utf8_lossy(&bytes));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    /// Pieces put into a valid file somewhere.
    #[test]
    fn any_damage_is_read(at in 0..REALISTIC.len(), length in 0..40_usize, text in pieces()) {
        let boundary = |mut at: usize| {
            while !REALISTIC.is_char_boundary(at) { at -= 1 }
            at
        };
        let (start, end) = (boundary(at), boundary((at + length).min(REALISTIC.len())));
        sound(&format!("{}{text}{}", &REALISTIC[..start], &REALISTIC[end..]));
    }

    /// Whatever token is lost, every top-level entry that it is not in or directly above is the same.
    #[test]
    fn a_lost_token_costs_one_item(number in any::<prop::sample::Index>()) {
        let all = tokens(REALISTIC);
        let lost = number.get(&all).range;
        let before = parse(REALISTIC);
        let mut shorter = REALISTIC.to_owned();
        shorter.replace_range(std::ops::Range::<usize>::from(lost), "");
        let after = parse(&shorter);
        let mut above = 0.into();
        for item in &before.items {
            let touched = TextRange::new(above, item.ranges[0].end()).contains_inclusive(lost.start());
            above = item.ranges[0].end();
            let kept = after.items.iter().any(|other| other.entry == item.entry);
            prop_assert!(touched || kept, "{:?} cost {:?}", &REALISTIC[lost], item.entry);
        }
    }
}
