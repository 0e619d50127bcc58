//! Braces that are missing, one too many, or elsewhere.

use expect_test::expect;

use super::check;

#[test]
fn an_unclosed_block_ends_where_its_content_ends() {
    check(
        "service A {\n  tier x {\n    timeout = 5m\n  tier y {\n    timeout = 6m\n  }\n}\nservice B { }\n",
        expect![[r#"
            service A {
              tier x {
                timeout = number(5m)
              tier y {
                timeout = number(6m)
            service B {
            2:10 «{»: Unclosed { opener: '{', list_too: false } (see 4:3 «tier»)
        "#]],
    );
    check(
        "service A {\n  x = 1\nservice B {\n  y = 2\n}\n",
        expect![[r#"
            service A {
              x = number(1)
            service B {
              y = number(2)
            1:11 «{»: Unclosed { opener: '{', list_too: false } (see 3:1 «service»)
        "#]],
    );
    check(
        "service A {\n  p {\n    x = 1\n}\n",
        expect![[r#"
            service A {
              p {
                x = number(1)
            2:5 «{»: Unclosed { opener: '{', list_too: false } (see 4:1 «}»)
        "#]],
    );
    check(
        "service A {\n  x = 1\n",
        expect![[r#"
            service A {
              x = number(1)
            1:11 «{»: Unclosed { opener: '{', list_too: false } (see 3:1 «»)
        "#]],
    );
    check(
        "a {\n  tier x { timeout = 5m\n  tier y { timeout = 6m }\n}\n",
        expect![[r#"
            a {
              tier x {
                timeout = number(5m)
              tier y {
                timeout = number(6m)
            2:10 «{»: Unclosed { opener: '{', list_too: false } (see 3:3 «tier»)
        "#]],
    );
}

#[test]
fn a_missing_opening_brace_is_put_in_where_a_deeper_line_follows() {
    check(
        "service A\n  x = 1\n  p q\n    y = 2\n  }\n}\nservice B { z = 1 }\n",
        expect![[r#"
            service A {
              x = number(1)
              p q {
                y = number(2)
            service B {
              z = number(1)
            1:1 «service A»: MissingBrace { kind: "service", entries: Below } (see 2:3 «x»)
            3:3 «p q»: MissingBrace { kind: "p", entries: Below } (see 4:5 «y»)
        "#]],
    );
    check(
        "a {\n  tier x timeout = 5m, channels = [p] }\n  b = 1\n}\n",
        expect![[r#"
            a {
              tier x {
                timeout = number(5m)
                channels = [p]
              b = number(1)
            2:3 «tier x»: MissingBrace { kind: "tier", entries: Closed } (see 2:10 «timeout»)
        "#]],
    );
    check(
        "a {\n  group b\n  }\n  c = 1\n}\n",
        expect![[r#"
            a {
              group b {
              c = number(1)
            2:3 «group b»: MissingBrace { kind: "group", entries: Below } (see 3:3 «}»)
        "#]],
    );
}

#[test]
fn a_brace_may_not_stand_on_the_next_line() {
    check(
        "service A\n{\n  x = 1\n}\n",
        expect![[r#"
        service A {
          x = number(1)
        2:1 «{»: BraceOnNextLine
    "#]],
    );
    check(
        "a {\n  tier x\n\n  // why\n  {\n    y = 1\n  }\n}\n",
        expect![[r#"
        a {
          tier x {
            y = number(1)
        5:3 «{»: BraceOnNextLine
    "#]],
    );
}

#[test]
fn a_closer_too_many_closes_nothing() {
    check(
        "a {\n  b {\n    x = 1\n  }\n  }\n  y = 1\n}\nc { }\n",
        expect![[r#"
        a {
          b {
            x = number(1)
          y = number(1)
        c {
        5:3 «}»: UnmatchedCloser { closer: '}' }
    "#]],
    );
    check(
        "a { x = 1 } }\nb { }\n",
        expect![[r#"
            a {
              x = number(1)
            b {
            1:13 «}»: Surplus { text: "}" }
        "#]],
    );
    check(
        "a {\n  x = 1\n}\n}\nb { }\n",
        expect![[r#"
        a {
          x = number(1)
        b {
        4:1 «}»: UnmatchedCloser { closer: '}' }
    "#]],
    );
    check(
        "a = [x]]\nb = 1\n",
        expect![[r#"
            a = [x]
            b = number(1)
            1:8 «]»: UnmatchedCloser { closer: ']' }
        "#]],
    );
}

#[test]
fn braces_without_a_header_give_their_content_to_the_body_around() {
    check(
        "a {\n  {\n    x = 1\n  }\n}\n",
        expect![[r#"
            a {
              x = number(1)
            2:3 «{»: found `{`, expected a key or a block
        "#]],
    );
    check(
        "a { {\n  x = 1\n}\n",
        expect![[r#"
            a {
              x = number(1)
            1:5 «{»: Surplus { text: "{" }
        "#]],
    );
}

#[test]
fn badly_indented_files_are_repaired_as_far_as_brackets_tell() {
    check(
        "service A {\nx = 1\ny {\nz = 2\n}\n}\nservice B {\nx = [1\n}\nservice C {\nx = 1\n}\n",
        expect![[r#"
            service A {
              x = number(1)
              y {
                z = number(2)
            service B {
              x = [number(1)]
            service C {
              x = number(1)
            8:5 «[»: Unclosed { opener: '[', list_too: false } (see 9:1 «}»)
        "#]],
    );
    check(
        "\tservice A {\n\t\tx = 1\n\tservice B {\n\t\ty = 1\n\t}\n",
        expect![[r#"
            service A {
              x = number(1)
            service B {
              y = number(1)
            1:12 «{»: Unclosed { opener: '{', list_too: false } (see 3:2 «service»)
        "#]],
    );
}
