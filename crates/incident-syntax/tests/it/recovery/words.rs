//! Characters and words that mean nothing, or need quotes.

use expect_test::expect;

use super::check;

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
            b = malformed(5м)
            1:1 «é»: StrayCharacters { text: "é", instead: None }
            2:7 «ï»: StrayCharacters { text: "ï", instead: None }
            3:5 «5м»: LookAlike { word: "5м", letter: 'м', plain: "5m" }
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
fn words_that_are_no_names() {
    check(
        "a = [a--b, .5h, c-, %x, +5m, alice@, @alice]\n-b = 1\nc = alice@company.com.\n",
        expect![[r#"
            a = [malformed(a--b), malformed(.5h), malformed(c-), malformed(%x), malformed(+5m), malformed(alice@), alice]
            c = email(alice@company.com)
            1:7 «--»: StrayCharacters { text: "--", instead: None }
            1:25 «+5m»: Unquoted { text: "+5m" }
            2:1 «-»: StrayCharacters { text: "-", instead: None }
            3:22 «.»: StrayCharacters { text: ".", instead: None }
        "#]],
    );
}
