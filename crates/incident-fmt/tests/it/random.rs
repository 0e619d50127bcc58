//! The laws, on random programs.

use incident_syntax::{TokenKind, tokens};
use proptest::prelude::*;

use crate::laws::formatted;
use crate::programs::program;

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_program_keeps_the_laws(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        formatted(&program(&bytes));
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
        prop_assert_eq!(formatted(&padded), formatted(&text));
    }
}
