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
fn a_bracket_of_another_sort_is_told_where_it_stands() {
    check(
        "a [\n  b = 1\n}\n",
        expect![[r#"
        a {
          b = number(1)
        1:3 «[»: found `[`, expected `{`
    "#]],
    );
    check(
        "a {\n  t x ( b = 1, c = [p] )\n  t y { b = 2 )\n}\n",
        expect![[r#"
        a {
          t x {
            b = number(1)
            c = [p]
          t y {
            b = number(2)
        2:7 «(»: found `(`, expected `{`
        3:15 «)»: found `)`, expected `}` (see 3:7 «{»)
    "#]],
    );
    check(
        "a [\n  b [\n    c = 1\n  ]\n]\nd {\n  e = 1\n}\n",
        expect![[r#"
        a {
          b {
            c = number(1)
        d {
          e = number(1)
        1:3 «[»: found `[`, expected `{`
        2:5 «[»: found `[`, expected `{`
    "#]],
    );
    check(
        "a {\n  b = { x, y ]\n  c = {\n    x,\n    y,\n  ]\n}\n",
        expect![[r#"
        a {
          b = [x, y]
          c = [x, y]
        2:7 «{»: found `{`, expected `[`
        3:7 «{»: found `{`, expected `[`
    "#]],
    );
}

#[test]
fn brackets_of_other_languages_open_and_close_what_they_are_meant_to() {
    check(
        "a (\n  b = (\n    1,\n    2\n  )\n)\n",
        expect![[r#"
        a {
          b = [number(1), number(2)]
        1:3 «(»: found `(`, expected `{`
        2:7 «(»: found `(`, expected `[`
    "#]],
    );
    check(
        "a x:\n  b = 1\n  c: 2\nd { e = 1 }\n",
        expect![[r#"
            a x {
              b = number(1)
              c = number(2)
            d {
              e = number(1)
            1:4 «:\n  b = 1\n  c:»: Yaml
        "#]],
    );
    check(
        "a {\n  b = [x, y] z]\n}\n",
        expect![[r#"
        a {
          b = [x, y, z]
        2:12 «]»: found `]`, expected `,`
    "#]],
    );
}

#[test]
fn a_bracket_alone_on_its_line_is_told_there() {
    check(
        "a {\n  b = 1\n}\n  c = 2\n  t x {\n{\n    d = 1\n  }\n}\n",
        expect![[r#"
        a {
          b = number(1)
        c = number(2)
        t x {
          d = number(1)
        6:1 «{»: found `{`, expected a key or a block
    "#]],
    );
    check(
        "a {\n  t x {\n    b = 1\n}\n    c = 2\n  }\n}\n",
        expect![[r#"
        a {
          t x {
            b = number(1)
            c = number(2)
        4:1 «}»: Surplus { text: "}" }
    "#]],
    );
    check(
        "a {\n  b = [\n    1,\n]\n    2,\n  ]\n}\n",
        expect![[r#"
        a {
          b = [number(1), number(2)]
        4:1 «]»: Surplus { text: "]" }
    "#]],
    );
}

#[test]
fn lines_with_a_hash_are_comments_unless_the_brackets_around_them_need_theirs() {
    check(
        "a {\n  # one\n  # two {\n  # }\n  b = 1\n}\n",
        expect![[r#"
        a {
          b = number(1)
        2:3 «# one\n  # two {\n  #»: HashLines { instead: "// one\n  // two {\n  //", in_list: false }
    "#]],
    );
    check(
        "# a {\n  b = 1\n}\n",
        expect![[r##"
        a {
          b = number(1)
        1:1 «#»: StrayCharacters { text: "#", instead: Some("//") }
    "##]],
    );
    check(
        "a {\n  # b = 1\n# }\n",
        expect![[r#"
        a {
        2:3 «# b = 1\n#»: HashLines { instead: "// b = 1\n//", in_list: false }
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
