use chumsky::Parser;
use incident_base::{TextRange, TextSize};
use proptest::prelude::*;

use super::*;

/// Sequences whose brackets balance, as the view holds them: no line breaks directly in lists.
fn balanced() -> impl Strategy<Value = Vec<TokenKind>> {
    let word = prop::sample::select(vec![
        TokenKind::Name,
        TokenKind::String,
        TokenKind::Number,
        TokenKind::Email,
        TokenKind::Channel,
        TokenKind::Malformed,
        TokenKind::Equals,
        TokenKind::Colon,
        TokenKind::Comma,
        TokenKind::Stray,
    ]);
    let break_or_word = prop_oneof![1 => Just(TokenKind::Newline), 4 => word.clone()];
    let many = |leaf: BoxedStrategy<Vec<TokenKind>>| {
        prop::collection::vec(leaf, 0..8).prop_map(|parts| parts.concat())
    };
    let leaf = prop::collection::vec(break_or_word, 0..6).boxed();
    leaf.prop_recursive(5, 60, 6, move |inner| {
        let braces = many(inner.clone()).prop_map(|inside| {
            [vec![TokenKind::OpenBrace], inside, vec![TokenKind::CloseBrace]].concat()
        });
        let words = prop::collection::vec(word.clone(), 0..4).boxed();
        let list = many(prop_oneof![words, braces.clone()].boxed()).prop_map(|inside| {
            [vec![TokenKind::OpenBracket], inside, vec![TokenKind::CloseBracket]].concat()
        });
        many(prop_oneof![inner, braces, list].boxed())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Otherwise [`parse`] would lose the whole file.
    #[test]
    fn whatever_balances_is_accepted(kinds in balanced()) {
        let text = "x".repeat(kinds.len());
        let ranges = (0..kinds.len() as u32)
            .map(|at| TextRange::at(TextSize::new(at), TextSize::new(1)))
            .collect();
        let view = View { kinds, ranges };
        let source = Source { text: &text, view: &view };
        let mut steps = Steps::default();
        let result = file(source).parse_with_state(&view.kinds, &mut steps).into_result();
        prop_assert!(result.is_ok(), "{:?}", view.kinds);
    }
}
