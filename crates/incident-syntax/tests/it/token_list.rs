//! How texts are cut into tokens.

use expect_test::{Expect, expect};
use incident_syntax::TokenKind;
use incident_syntax::token::{token_at, token_before};
use incident_syntax::tokens;

/// The tokens save blanks, as `Kind text`.
fn check(text: &str, expected: Expect) {
    let list: Vec<_> = tokens(text)
        .into_iter()
        .filter(|token| token.kind != TokenKind::Blank)
        .map(|token| format!("{:?} {}", token.kind, text[token.range].escape_debug()))
        .collect();
    expected.assert_eq(&list.join("\n"));
}

#[test]
fn the_longest_match_wins() {
    check(
        "a a-b a@b a:b a:b@c a://b a/b a.b",
        expect![[r#"
        Name a
        Name a-b
        Email a@b
        Channel a:b
        Channel a:b@c
        Malformed a://b
        Malformed a/b
        Malformed a.b"#]],
    );
    check(
        "5 5m -5m 5-a 5@a 5:a 5/6 5%",
        expect![[r#"
        Number 5
        Number 5m
        Number -5m
        Number 5-a
        Email 5@a
        Number 5:a
        Number 5/6
        Number 5%"#]],
    );
    check(
        "a- a--b a:- .5h +5m a-b-",
        expect![[r#"
        Malformed a-
        Malformed a--b
        Channel a:-
        Malformed .5h
        Malformed +5m
        Malformed a-b-"#]],
    );
    check(
        "alice@company.com. bob@b-c.d-",
        expect![[r#"
        Email alice@company.com
        Stray .
        Email bob@b-c.d
        Stray -"#]],
    );
}

#[test]
fn punctuation_needs_no_blanks() {
    check(
        "a={b=[1,c]}",
        expect![[r#"
        Name a
        Equals =
        OpenBrace {
        Name b
        Equals =
        OpenBracket [
        Number 1
        Comma ,
        Name c
        CloseBracket ]
        CloseBrace }"#]],
    );
    check(
        "slack:#a,page]x:y}",
        expect![[r#"
        Channel slack:#a
        Comma ,
        Name page
        CloseBracket ]
        Channel x:y
        CloseBrace }"#]],
    );
}

#[test]
fn trivia_are_tokens() {
    check(
        "\u{feff}// a\r\n/// b\n//! c\n//// d\n/* e\n*/\t/**/",
        expect![[r#"
        ByteOrderMark \u{feff}
        LineComment // a
        Newline \r\n
        DocComment /// b
        Newline \n
        LineComment //! c
        Newline \n
        LineComment //// d
        Newline \n
        BlockComment /* e\n*/
        BlockComment /**/"#]],
    );
}

#[test]
fn every_token_is_found_at_its_offsets() {
    let text = "a = \"é\" // c\n";
    let all = tokens(text);
    for offset in 0..text.len() {
        let found = token_at(&all, (offset as u32).into()).unwrap();
        assert!(found.range.contains((offset as u32).into()), "{offset}: {found:?}");
    }
    let end = incident_base::TextSize::of(text);
    assert_eq!(token_at(&all, end), all.last().copied());
    assert_eq!(token_at(&all, end + end), None);
    assert_eq!(token_at(&[], 0.into()), None);
    let kind = |offset: u32| token_before(&all, offset.into()).map(|token| token.kind);
    assert_eq!(kind(0), None);
    assert_eq!(kind(1), Some(TokenKind::Name));
    assert_eq!(kind(2), Some(TokenKind::Blank));
    assert_eq!(kind(5), Some(TokenKind::String));
    assert_eq!(kind(text.len() as u32), Some(TokenKind::Newline));
}
