//! Texts and comments without their end, and what is wrong inside.

use expect_test::expect;

use super::check;

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
