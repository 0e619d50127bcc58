//! Lines that one bracket or comma spoils, that were broken in two, or that stand twice: what is told, and that
//! nothing around it is lost.

use expect_test::{Expect, expect};
use incident_syntax::parse;

use crate::dump::dump;

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&dump(text, &parse(text)));
}

#[test]
fn a_bracket_too_many_is_told_where_it_is() {
    check(
        "a {\n  b { = 1\n  c = 2\n}\n",
        expect![[r#"
        a {
          b = number(1)
          c = number(2)
        2:5 «{»: Surplus { text: "{" }
    "#]],
    );
    check(
        "a {\n  t x { b = 1, } c = [p] }\n  t y { b = 2 }\n}\n",
        expect![[r#"
            a {
              t x {
                b = number(1)
                c = [p]
              t y {
                b = number(2)
            2:16 «}»: Surplus { text: "}" }
        "#]],
    );
    check(
        "a {\n  b = [x, y ], z]\n  c = 2\n}\n",
        expect![[r#"
            a {
              b = [x, y, z]
              c = number(2)
            2:13 «]»: Surplus { text: "]" }
        "#]],
    );
    check(
        "service { A {\n  b = 1\n}\n",
        expect![[r#"
        service A {
          b = number(1)
        1:9 «{»: Surplus { text: "{" }
    "#]],
    );
}

#[test]
fn a_comma_too_many_or_in_the_wrong_place_is_told_where_it_is() {
    check(
        "a {\n  b = , 1\n  c = 2\n}\n",
        expect![[r#"
        a {
          b = number(1)
          c = number(2)
        2:7 «,»: Surplus { text: "," }
    "#]],
    );
    check(
        "a {\n  t x { b = 10,m c = [p] }\n}\n",
        expect![[r#"
        a {
          t x {
            b = malformed(10,m)
            c = [p]
        2:13 «10,m»: MisplacedComma { meant: "10m," }
    "#]],
    );
    check(
        "a {\n  t x { b = ,5 c = 1m }\n}\n",
        expect![[r#"
        a {
          t x {
            b = malformed(,5)
            c = number(1m)
        2:13 «,5»: MisplacedComma { meant: "5," }
    "#]],
    );
}

#[test]
fn a_line_that_was_broken_goes_on_below() {
    check(
        "a {\n  b\n    = 1\n  c = 2\n}\n",
        expect![[r#"
        a {
          b = number(1)
          c = number(2)
        3:5 «=»: BrokenLine (see 2:3 «b»)
    "#]],
    );
    check(
        "a {\n  b =\n    1\n  c = 2\n}\n",
        expect![[r#"
        a {
          b = number(1)
          c = number(2)
        2:3 «b =»: MissingValue { key: "b" }
    "#]],
    );
    check(
        "a {\n  severity P1\n  \"x\" {\n    c = 2\n  }\n}\n",
        expect![[r#"
        a {
          severity P1 string("x") {
            c = number(2)
        3:3 «"x"»: BrokenLine (see 2:12 «P1»)
    "#]],
    );
    check(
        "a {\n  b = 1 c = 2\n}\n",
        expect![[r#"
        a {
          b = number(1)
          c = number(2)
        2:9 «c»: found the name `c`, expected a line end
    "#]],
    );
}

#[test]
fn a_line_that_stands_twice_opens_one_block() {
    check(
        "a {\n  t x {\n  t x {\n    b = 1\n  }\n}\n",
        expect![[r#"
        a {
          t x {
            b = number(1)
        3:3 «t x {»: LineTwice (see 2:3 «t x {»)
    "#]],
    );
    check(
        "a {\n  b = [\n  b = [\n    1,\n  ]\n}\n",
        expect![[r#"
        a {
          b = [number(1)]
        3:3 «b = [»: LineTwice (see 2:3 «b = [»)
    "#]],
    );
}

#[test]
fn what_the_grammar_takes_is_never_mended() {
    for text in [
        "a { b = 1,, c = 2, }\n",
        "a { b\n  c = 1 }\n",
        "a { b { }, c { } }\n",
        "a {\n  b = 1 }\n",
        "a { b, c \"x\", d }\n",
        "a {\n  b {\n    c = 1 }, d = 2\n}\n",
        "a = [\n  1, 2\n  , 3 ]\n",
        "a {\n  a {\n    b = 1\n  }\n}\n",
    ] {
        let errors = parse(text).errors;
        assert_eq!(errors, [], "{text}");
    }
}

/// What stands elsewhere in a text with a mistake is not mended either.
#[test]
fn nor_is_it_beside_a_mistake() {
    check(
        "a {\n  b = 1 }\nc { d, e \"x\" }\nf { { g = 1 }\n",
        expect![[r#"
        a {
          b = number(1)
        c {
          d
          e string("x")
        f {
          g = number(1)
        4:5 «{»: Surplus { text: "{" }
    "#]],
    );
    check(
        "a {\n  t x { b = [p, q }\n  t y { b = [p\n}\n",
        expect![[r#"
        a {
          t x {
            b = [p, q]
          t y {
            b = [p]
        2:13 «[»: Unclosed { opener: '[', list_too: false } (see 2:19 «}»)
        3:7 «{»: Unclosed { opener: '{', list_too: true } (see 4:1 «}»)
    "#]],
    );
}
