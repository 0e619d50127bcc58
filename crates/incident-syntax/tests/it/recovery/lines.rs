//! Lines that are unfinished, or do not say what they are.

use expect_test::expect;

use super::check;

#[test]
fn an_unfinished_line_never_swallows_the_next() {
    check(
        "on_call_rotation a {\n  members =\n  rotation_period = 7d\n}\n",
        expect![[r#"
            on_call_rotation a {
              members = (missing)
              rotation_period = number(7d)
            2:3 «members =»: MissingValue { key: "members" }
        "#]],
    );
    check(
        "a {\n  members = [\n  rotation_period = 7d\n}\n",
        expect![[r#"
            a {
              members = [(missing)]
              rotation_period = number(7d)
            2:13 «[»: Unclosed { opener: '[', list_too: false } (see 3:3 «rotation_period»)
        "#]],
    );
    check(
        "a {\n  b = 5m c\n  d = 1\n}\n",
        expect![[r#"
        a {
          b = number(5m)
          d = number(1)
        2:10 «c»: found the name `c`, expected a line end
    "#]],
    );
    check(
        "a { b = , c = 1 }\n",
        expect![[r#"
        a {
          b = (missing)
          c = number(1)
        1:5 «b =»: MissingValue { key: "b" }
    "#]],
    );
    check(
        "a { b = 5m 6m, c = 1 }\n",
        expect![[r#"
            a {
              b = number(5m)
              c = number(1)
            1:12 «6m»: found `6m`, expected a line end
        "#]],
    );
}

#[test]
fn equals_may_be_missing_or_be_something_else() {
    check(
        "a {\n  members [x, y]\n  timeout 5m\n}\n",
        expect![[r#"
        a {
          members = [x, y]
          timeout number(5m)
        2:11 «[»: found `[`, expected `=`
    "#]],
    );
    check(
        "key: value\n",
        expect![[r#"
            key = value
            1:4 «:»: ColonForEquals { key: "key", glued: false }
        "#]],
    );
    check(
        "members: [a, b]\ntimeout:10m\nrunbook:\"x\"\nbare:\n",
        expect![[r#"
            members = [a, b]
            timeout = number(10m)
            runbook = string("x")
            bare = (missing)
            1:8 «:»: ColonForEquals { key: "members", glued: false }
            2:8 «:»: ColonForEquals { key: "timeout", glued: true }
            3:8 «:»: ColonForEquals { key: "runbook", glued: true }
            4:5 «:»: ColonForEquals { key: "bare", glued: false }
        "#]],
    );
    check(
        "tier: oncall { timeout = 5m }\ntier:oncall { timeout = 5m }\n",
        expect![[r#"
            tier oncall {
              timeout = number(5m)
            tier oncall {
              timeout = number(5m)
            1:5 «:»: found `:` behind tier, expected a label or `{`
            2:5 «:»: found `:` behind tier, expected a label or `{`
        "#]],
    );
    check(
        "timeout => 5m\nperiod := 7d\nsame == 1\n",
        expect![[r#"
        timeout = number(5m)
        period = number(7d)
        same = number(1)
        1:9 «=>»: StrayCharacters { text: "=>", instead: Some("=") }
        2:8 «:=»: StrayCharacters { text: ":=", instead: Some("=") }
        3:6 «==»: StrayCharacters { text: "==", instead: Some("=") }
    "#]],
    );
    check(
        "tier oncall = 5m\n",
        expect![[r#"
            tier oncall
            1:1 «tier oncall»: SplitKey { words: "tier oncall" }
        "#]],
    );
    check(
        "tier = oncall { timeout = 5m }\n",
        expect![[r#"
        tier oncall {
          timeout = number(5m)
        1:6 «=»: found `=` behind tier, expected a label or `{`
    "#]],
    );
    check(
        "policy = {\n  timeout = 5m\n}\n",
        expect![[r#"
        policy {
          timeout = number(5m)
        1:8 «=»: found `=` behind policy, expected a label or `{`
    "#]],
    );
    check(
        "members = { a, b }\nx = 1\n",
        expect![[r#"
            members = [a, b]
            x = number(1)
            1:11 «{»: found `{`, expected `[`
        "#]],
    );
}

#[test]
fn what_is_half_typed_costs_its_line() {
    check(
        "service A {\n  mem\n  tier\n  x = [\n  y = \"\n  z = 1\n}\nserv\n",
        expect![[r#"
            service A {
              mem
              tier
              x = [(missing)]
              y = malformed(")
              z = number(1)
            serv
            4:7 «[»: Unclosed { opener: '[', list_too: false } (see 5:3 «y»)
            5:7 «"»: UnterminatedString
        "#]],
    );
    check(
        "service A {\n  tier oncall {\n\n  tier b { }\n}\n",
        expect![[r#"
            service A {
              tier oncall {
              tier b {
            2:15 «{»: Unclosed { opener: '{', list_too: false } (see 4:3 «tier»)
        "#]],
    );
    check(
        "service A {\n  tier oncall { timeout = 5m, chan\n  tier b { }\n}\n",
        expect![[r#"
            service A {
              tier oncall {
                timeout = number(5m)
                chan = (missing)
              tier b {
            2:15 «{»: Unclosed { opener: '{', list_too: false } (see 3:3 «tier»)
        "#]],
    );
    check(
        "service",
        expect![[r#"
        service
    "#]],
    );
    check(
        "service A {",
        expect![[r#"
            service A {
            1:11 «{»: Unclosed { opener: '{', list_too: false } (see 1:12 «»)
        "#]],
    );
}

#[test]
fn entries_begin_with_a_name() {
    check(
        "\"a\" = 1\n5m = x\n= 3\n[a]\na@b.c { x = 1 }\nb = 1\n",
        expect![[r#"
            (unreadable) email(a@b.c) {
              x = number(1)
            b = number(1)
            1:1 «"a"»: QuotedKey { key: "a" }
            2:1 «5m»: found `5m`, expected a key or a block
            3:1 «=»: found `=`, expected a key or a block
            4:1 «[»: found `[`, expected a key or a block
            5:1 «a@b.c»: found the e-mail address `a@b.c`, expected a key or a block
        "#]],
    );
    check(
        "5ervice A {\n  x = \n}\nb = 1\n",
        expect![[r#"
            (unreadable) number(5ervice) A {
              x = (missing)
            b = number(1)
            1:1 «5ervice»: found `5ervice`, expected a key or a block
            2:3 «x =»: MissingValue { key: "x" }
        "#]],
    );
    check(
        "@service A {\n  x = 1\n}\n",
        expect![[r#"
            service A {
              x = number(1)
            1:1 «@»: StrayCharacters { text: "@", instead: None }
        "#]],
    );
}
