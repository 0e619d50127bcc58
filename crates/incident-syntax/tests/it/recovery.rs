//! What is kept and what is said when something is wrong: source above, understanding below.

use expect_test::{Expect, expect};
use incident_syntax::parse;

use crate::dump::dump;

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&dump(text, &parse(text)));
}

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
fn a_comment_of_another_language_is_one_mistake() {
    check(
        "# say \"hi {\na = 1 # one [\nb = [1, # two\n  3]\n\t#\n",
        expect![[r##"
            a = number(1)
            b = [number(1), number(3)]
            1:1 «#»: StrayCharacters { text: "#", instead: Some("//") }
            2:7 «#»: StrayCharacters { text: "#", instead: Some("//") }
            3:9 «#»: StrayCharacters { text: "#", instead: Some("//") }
            5:2 «#»: StrayCharacters { text: "#", instead: Some("//") }
        "##]],
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
        1:7 «;»: StrayCharacters { text: ";", instead: Some(",") }
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

#[test]
fn stray_characters_are_named_once_a_line() {
    check(
        "a = 5m;\nb = 1 ; ; ;\n@@@ $$$\n;c = 2\n",
        expect![[r#"
            a = number(5m)
            b = number(1)
            c = number(2)
            1:7 «;»: StrayCharacters { text: ";", instead: None }
            2:7 «;»: StrayCharacters { text: ";", instead: None }
            3:1 «@@@»: StrayCharacters { text: "@@@", instead: None }
            4:1 «;»: StrayCharacters { text: ";", instead: Some("") }
        "#]],
    );
    check(
        "severity P1 “Complete outage” {\n  x = 1\n}\n",
        expect![[r#"
            severity P1 malformed(“Complete outage”) {
              x = number(1)
            1:13 «“Complete outage”»: StrayCharacters { text: "“Complete outage”", instead: Some("\"") }
        "#]],
    );
    check(
        "a = 'single'\nb = `tick`\nc = don't\n",
        expect![[r#"
            a = malformed('single')
            b = malformed(`tick`)
            c = don
            1:5 «'single'»: StrayCharacters { text: "'single'", instead: Some("\"") }
            2:5 «`tick`»: StrayCharacters { text: "`tick`", instead: Some("\"") }
            3:8 «'»: StrayCharacters { text: "'", instead: Some("\"") }
        "#]],
    );
    check(
        "a =\u{a0}5m\nb = 09:00–18:00\nc = eng–manager\n",
        expect![[r#"
        a = number(5m)
        b = malformed(09:00–18:00)
        c = malformed(eng–manager)
        1:4 «\u{a0}»: StrayCharacters { text: "\u{a0}", instead: Some(" ") }
        2:10 «–»: StrayCharacters { text: "–", instead: Some("-") }
        3:8 «–»: StrayCharacters { text: "–", instead: Some("-") }
    "#]],
    );
    check(
        "équipe = x\na = naïve\nb = 5м\n",
        expect![[r#"
        a = malformed(naïve)
        b = number(5м)
        1:1 «é»: StrayCharacters { text: "é", instead: None }
        2:7 «ï»: StrayCharacters { text: "ï", instead: None }
    "#]],
    );
    check(
        "a = 1, b = 2\n",
        expect![[r#"
        a = number(1)
        b = number(2)
        1:6 «,»: found `,`, expected a line end
    "#]],
    );
    check(
        "a { , b = 1,, c = 2, }\n",
        expect![[r#"
            a {
              b = number(1)
              c = number(2)
            1:5 «,»: Surplus { text: "," }
        "#]],
    );
}

#[test]
fn what_needs_quotes_is_one_error() {
    check(
        "runbook = https://x/y//z?a=b#c // why\nb = 1\n",
        expect![[r#"
        runbook = malformed(https://x/y//z?a=b#c)
        b = number(1)
        1:11 «https://x/y//z?a=b#c»: Unquoted { text: "https://x/y//z?a=b#c" }
    "#]],
    );
    check(
        "a { runbook = https://x/y, b = 1 }\n",
        expect![[r#"
        a {
          runbook = malformed(https://x/y)
          b = number(1)
        1:15 «https://x/y»: Unquoted { text: "https://x/y" }
    "#]],
    );
    check(
        "a = [webhook:https://x/y, page]\n",
        expect![[r#"
        a = [malformed(webhook:https://x/y), page]
        1:6 «webhook:https://x/y»: Unquoted { text: "webhook:https://x/y" }
    "#]],
    );
    check(
        "zone = America/New_York\npath = ./docs/a.md\nabs = /etc/x\n",
        expect![[r#"
        zone = malformed(America/New_York)
        path = malformed(./docs/a.md)
        abs = malformed(/etc/x)
        1:8 «America/New_York»: Unquoted { text: "America/New_York" }
        2:8 «./docs/a.md»: Unquoted { text: "./docs/a.md" }
        3:7 «/etc/x»: Unquoted { text: "/etc/x" }
    "#]],
    );
    check(
        "source = pagerduty://team\nhost = status.company.com\nwin = C:\\docs\\x\n",
        expect![[r#"
            source = malformed(pagerduty://team)
            host = malformed(status.company.com)
            win = malformed(C:\docs\x)
            1:10 «pagerduty://team»: Unquoted { text: "pagerduty://team" }
            2:8 «status.company.com»: Unquoted { text: "status.company.com" }
            3:7 «C:\docs\x»: Unquoted { text: "C:\\docs\\x" }
        "#]],
    );
    check(
        "a = https://x/{id}/y\n",
        expect![[r#"
            a = malformed(https://x/{id}/y)
            1:5 «https://x/{id}/y»: Unquoted { text: "https://x/{id}/y" }
        "#]],
    );
    check(
        "runbook: https://x/y\nhook:https://x\n",
        expect![[r#"
            runbook = malformed(https://x/y)
            hook = malformed(https://x)
            1:8 «:»: ColonForEquals { key: "runbook", glued: false }
            1:10 «https://x/y»: Unquoted { text: "https://x/y" }
            2:1 «hook:https://x»: Unquoted { text: "hook:https://x" }
        "#]],
    );
}

#[test]
fn literals_apart_from_their_units() {
    check(
        "a = 5 m\nb = 10 %\nc = 5 minutes\nd { e = 3 bd, f = 1 }\n",
        expect![[r#"
            a = malformed(5 m)
            b = malformed(10 %)
            c = malformed(5 minutes)
            d {
              e = malformed(3 bd)
              f = number(1)
            1:5 «5 m»: PartedLiteral { joined: "5m" }
            2:5 «10 %»: PartedLiteral { joined: "10%" }
            3:5 «5 minutes»: PartedLiteral { joined: "5m" }
            4:9 «3 bd»: PartedLiteral { joined: "3bd" }
        "#]],
    );
}

#[test]
fn strings_without_their_end_leave_the_rest_of_the_line() {
    check(
        "a = \"abc\nb = 1\n",
        expect![[r#"
            a = malformed("abc)
            b = number(1)
            1:5 «"abc»: UnterminatedString
        "#]],
    );
    check(
        "a { b = \"abc }\nc = 1\n",
        expect![[r#"
            a {
              b = malformed("abc)
            c = number(1)
            1:9 «"abc»: UnterminatedString
        "#]],
    );
    check(
        "a {\n  b = [\"x\", \"y]\n  c = 1\n}\n",
        expect![[r#"
            a {
              b = [string("x"), malformed("y)]
              c = number(1)
            2:13 «"y»: UnterminatedString
        "#]],
    );
    check(
        "severity P1 \"Outage {\n  x = 1\n}\n",
        expect![[r#"
            severity P1 malformed("Outage) {
              x = number(1)
            1:13 «"Outage»: UnterminatedString
        "#]],
    );
    check(
        "a = [b @c.d, e@ f.g, h@i..j, 1 @k]\n",
        expect![[r#"
        a = [malformed(b @c.d), malformed(e@ f.g), email(h@i), malformed(..j), number(1), k]
        1:6 «b @c.d»: PartedLiteral { joined: "b@c.d" }
        1:14 «e@ f.g»: PartedLiteral { joined: "e@f.g" }
        1:25 «..»: StrayCharacters { text: "..", instead: None }
    "#]],
    );
    check(
        "a { b = \"Lead, of x, c = d, e = \"f\" }\na { b = Lead\", c = \"d\" }\n",
        expect![[r#"
            a {
              b = malformed("Lead, of x)
              c = d
              e = string("f")
            a {
              b = malformed(Lead")
              c = string("d")
            1:9 «"Lead, of x»: UnterminatedString
            2:9 «Lead"»: UnopenedString { text: Some("Lead") }
        "#]],
    );
    check(
        "a { b = \"Lead, of x, c = d }\n",
        expect![[r#"
        a {
          b = malformed("Lead, of x)
          c = d
        1:9 «"Lead, of x»: UnterminatedString
    "#]],
    );
    check(
        "severity P1 Outage\" {\n  x = 1\n}\n",
        expect![[r#"
            severity P1 malformed(Outage") {
              x = number(1)
            1:13 «Outage"»: UnopenedString { text: None }
        "#]],
    );
    check(
        "a = [\"x, \"y\", \"z\"]\nb = 1\n",
        expect![[r#"
            a = [malformed("x), string("y"), string("z")]
            b = number(1)
            1:6 «"x»: UnterminatedString
        "#]],
    );
    check(
        "group \"G { component \"X\" }\nb = 1\n",
        expect![[r#"
            group malformed("G { component) string("X")
            b = number(1)
            1:7 «"G { component»: OddQuotes
        "#]],
    );
}

#[test]
fn long_strings_without_their_end_stop_at_the_next_entry() {
    check(
        "a {\n  b = \"\"\"\n    Text, and } more.\n  c = 1\n}\n",
        expect![[r#"
            a {
              b = malformed("""\n    Text, and } more.)
              c = number(1)
            2:7 «"""»: UnterminatedLongString
        "#]],
    );
    check(
        "b = \"\"\"\nText.\nMore.\nc = 1\n",
        expect![[r#"
            b = malformed("""\nText.\nMore.)
            c = number(1)
            1:5 «"""»: UnterminatedLongString
        "#]],
    );
    check(
        "b = \"\"\"\n  One.\n\nc = \"\"\"\n  Two.\n  \"\"\"\n",
        expect![[r#"
            b = malformed("""\n  One.\n)
            c = string("""\n  Two.\n  """)
            1:5 «"""»: UnterminatedLongString
        "#]],
    );
    check(
        "b = \"\"\n  Call x, then y.\n  \"\"\"\nc = 1\n",
        expect![[r#"
            b = malformed(""\n  Call x, then y.\n  """)
            c = number(1)
            1:5 «""»: StrayCharacters { text: "\"\"", instead: Some("\"\"\"") }
        "#]],
    );
    check(
        "b = \"\"\nc = 1\n",
        expect![[r#"
            b = string("")
            c = number(1)
        "#]],
    );
}

#[test]
fn comments_without_their_end_stop_at_the_next_entry() {
    check(
        "a = 1\n/* why\n   and how\nb = 2\n",
        expect![[r#"
        a = number(1)
        b = number(2)
        2:1 «/*»: UnterminatedComment
    "#]],
    );
    check(
        "a = 1\n/* b /* c */\nd = 2\n",
        expect![[r#"
        a = number(1)
        d = number(2)
        2:1 «/*»: UnterminatedComment
    "#]],
    );
}

#[test]
fn escapes_that_are_none() {
    check(
        "a = \"C:\\new\\q\"\nb = \"\\u{110000}\"\nc = slack:\"\\x\"\n",
        expect![[r#"
            a = malformed("C:\new\q")
            b = malformed("\u{110000}")
            c = malformed(slack:"\x")
            1:12 «\q»: BadEscape { escape: "\\q" }
            2:6 «\u{110000}»: BadEscape { escape: "\\u{110000}" }
            3:12 «\x»: BadEscape { escape: "\\x" }
        "#]],
    );
}

#[test]
fn words_that_are_no_names() {
    check(
        "a = [a--b, .5h, c-, %x, +5m, alice@, @alice]\n-b = 1\nc = alice@company.com.\n",
        expect![[r#"
            a = [malformed(a--b), malformed(.5h), malformed(c-), malformed(%x), malformed(+5m), malformed(alice@), alice]
            c = email(alice@company.com)
            1:7 «--»: StrayCharacters { text: "--", instead: None }
            2:1 «-»: StrayCharacters { text: "-", instead: None }
            3:22 «.»: StrayCharacters { text: ".", instead: None }
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
