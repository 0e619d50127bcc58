//! Lists without their brackets, or with something wrong in them.

use expect_test::expect;

use super::check;

#[test]
fn an_unclosed_list_ends_before_the_next_entry() {
    check(
        "a {\n  b = [x, y\n  c = 1\n}\n",
        expect![[r#"
            a {
              b = [x, y]
              c = number(1)
            2:7 «[»: Unclosed { opener: '[', list_too: false } (see 3:3 «c»)
        "#]],
    );
    check(
        "a {\n  b = [\n    x,\n    y\n  tier z {\n    c = 1\n  }\n}\n",
        expect![[r#"
            a {
              b = [x, y]
              tier z {
                c = number(1)
            2:7 «[»: Unclosed { opener: '[', list_too: false } (see 5:3 «tier»)
        "#]],
    );
    check(
        "a { b = [x, c = 1 }\n",
        expect![[r#"
            a {
              b = [x]
              c = number(1)
            1:9 «[»: Unclosed { opener: '[', list_too: false } (see 1:13 «c»)
        "#]],
    );
    check(
        "a { b = [x }\nc { }\n",
        expect![[r#"
            a {
              b = [x]
            c {
            1:9 «[»: Unclosed { opener: '[', list_too: false } (see 1:12 «}»)
        "#]],
    );
    check(
        "a = [x\n",
        expect![[r#"
            a = [x]
            1:5 «[»: Unclosed { opener: '[', list_too: false } (see 2:1 «»)
        "#]],
    );
}

#[test]
fn a_list_may_lack_its_opening_bracket() {
    check(
        "a {\n  b = x, y]\n  c = 1\n}\n",
        expect![[r#"
        a {
          b = [x, y]
          c = number(1)
        2:11 «]»: UnmatchedCloser { closer: ']' } (see 2:3 «b =»)
    "#]],
    );
    check(
        "a {\n  b =\n    \"x\",\n    \"y\",\n  ]\n  c = 1\n}\n",
        expect![[r#"
            a {
              b = [string("x"), string("y")]
              c = number(1)
            5:3 «]»: UnmatchedCloser { closer: ']' } (see 2:3 «b =»)
        "#]],
    );
    check(
        "a = 1\n]\nb = 2\n",
        expect![[r#"
            a = number(1)
            b = number(2)
            2:1 «]»: UnmatchedCloser { closer: ']' }
        "#]],
    );
}

#[test]
fn lists_lose_only_what_is_wrong_in_them() {
    check(
        "a = [x y, z]\n",
        expect![[r#"
        a = [x, y, z]
        1:8 «y»: found the name `y`, expected `,` or `]`
    "#]],
    );
    check(
        "a = [\n  x@y\n  z@y\n  u@y\n]\n",
        expect![[r#"
        a = [email(x@y), email(z@y), email(u@y)]
        3:3 «z@y»: found the e-mail address `z@y`, expected `,` or `]`
    "#]],
    );
    check(
        "a = [x, , y]\nb = [, x]\nc = [x,,]\n",
        expect![[r#"
            a = [x, y]
            b = [x]
            c = [x]
            1:9 «,»: Surplus { text: "," }
            2:6 «,»: Surplus { text: "," }
            3:8 «,»: Surplus { text: "," }
        "#]],
    );
    check(
        "a = [x; y; z]\n",
        expect![[r#"
            a = [x, y, z]
            1:7 «;»: Semicolons { places: [(0, ","), (3, ",")] }
        "#]],
    );
    check(
        "a = [#incidents, x = 1, {b = 2}, y]\n",
        expect![[r##"
            a = [malformed(#incidents), x, (missing), number(1), (missing), y]
            1:6 «#incidents»: Unquoted { text: "#incidents" }
            1:20 «=»: found `=`, expected `,` or `]`
            1:25 «{»: found `{`, expected a value
        "##]],
    );
    check(
        "a = [5 m, 3 %]\n",
        expect![[r#"
            a = [malformed(5 m), malformed(3 %)]
            1:6 «5 m»: PartedLiteral { joined: "5m" }
            1:11 «3 %»: PartedLiteral { joined: "3%" }
        "#]],
    );
    check(
        "a = [[x], [y z]]\n",
        expect![[r#"
        a = [[x], [y, z]]
        1:14 «z»: found the name `z`, expected `,` or `]`
    "#]],
    );
}
