//! Everything that is right: what it is read as.

use expect_test::{Expect, expect};
use incident_base::{NodeId, TextRange};
use incident_syntax::comment::CommentKind;
use incident_syntax::tree::Entry;
use incident_syntax::{parse, parse_ast};

use crate::deletion::REALISTIC;
use crate::dump::dump;
use crate::examples::{NEIGHBOURS, PAYMENT};

fn check(text: &str, expected: Expect) {
    let parse = parse(text);
    assert_eq!(parse.errors, [], "{}", dump(text, &parse));
    expected.assert_eq(&dump(text, &parse));
}

#[test]
fn files_may_be_empty() {
    for text in
        ["", "\n", "\r\n\r\n", "\u{feff}", "\u{feff}\n", "// only a comment", "  \t ", "/* a\n*/"]
    {
        check(text, expect![[""]]);
    }
}

#[test]
fn entries_stand_on_lines_or_between_commas() {
    check(
        "a = 1\n\n\nb { }\nc\n",
        expect![[r#"
        a = number(1)
        b {
        c
    "#]],
    );
    check(
        "a { b = 1, c = 2 }",
        expect![[r#"
        a {
          b = number(1)
          c = number(2)
    "#]],
    );
    check(
        "a { b = 1,, c = 2,\n, d = 3\n }",
        expect![[r#"
        a {
          b = number(1)
          c = number(2)
          d = number(3)
    "#]],
    );
    check(
        "a {\n\n b { c = 1 }, d \"x\" 5 y { } }",
        expect![[r#"
            a {
              b {
                c = number(1)
              d string("x") number(5) y {
        "#]],
    );
}

#[test]
fn lists_may_stand_on_several_lines() {
    check(
        "a = [\n\n  1,\n  2 // two\n  ,\n]\nb = []\nc = [[1], [],]\n",
        expect![[r#"
        a = [number(1), number(2)]
        b = []
        c = [[number(1)], []]
    "#]],
    );
}

#[test]
fn any_name_stands_anywhere() {
    check(
        "service true { }\ntrue = service\nimport = 1\nservice {\n  service = tier\n  tier = [import, false]\n}\n",
        expect![[r#"
            service true {
            true = service
            import = number(1)
            service {
              service = tier
              tier = [import, false]
        "#]],
    );
    check(
        "a-b-c_1 = _x\nP1 = a1-2\n",
        expect![[r#"
        a-b-c_1 = _x
        P1 = a1-2
    "#]],
    );
}

#[test]
fn scalars_are_told_by_their_looks() {
    check(
        "a = [x, \"s\", \"\"\"l\"\"\", 5, 5m, 0.5%, -5m, 09:00-18:00, 2026-12-20T09:00..2026-12-20T18:00]\n",
        expect![[r#"
            a = [x, string("s"), string("""l"""), number(5), number(5m), number(0.5%), number(-5m), number(09:00-18:00), number(2026-12-20T09:00..2026-12-20T18:00)]
        "#]],
    );
    check(
        "a = [alice@company.com, 9to5@x, a.b+c@d-e.f]\n",
        expect![[r#"
        a = [email(alice@company.com), email(9to5@x), email(a.b+c@d-e.f)]
    "#]],
    );
    check(
        "a = [page, slack:#p1-incidents, phone:oncall, sms:+49123, email:ops@x.y, teams:\"On call\", webhook:\"https://x/y\"]\n",
        expect![[r#"
            a = [page, channel(slack:#p1-incidents), channel(phone:oncall), channel(sms:+49123), channel(email:ops@x.y), channel(teams:"On call"), channel(webhook:"https://x/y")]
        "#]],
    );
    check(
        "a = [5M, 9:00, 1h30, 20/12/2026, 3ds-gateway, 5\u{436}]\n",
        expect![[r#"
        a = [number(5M), number(9:00), number(1h30), number(20/12/2026), number(3ds-gateway), number(5ж)]
    "#]],
    );
}

#[test]
fn a_comment_that_holds_a_line_break_counts_as_one() {
    check(
        "a = 1 /* one\n */ b = 2 /* none */\nc = [x, /* \n */ y]\n",
        expect![[r#"
        a = number(1)
        b = number(2)
        c = [x, y]
    "#]],
    );
}

#[test]
fn comments_nest() {
    check(
        "/* a /* b */ = 1 */ c = 2 // d /* e\nf = 3 /**/ /***/ /*/**/*/\n",
        expect![[r#"
        c = number(2)
        f = number(3)
    "#]],
    );
}

#[test]
fn comments_do_not_begin_in_strings_and_addresses() {
    check(
        "a = \"// no /* no\" // yes\nb = \"http://x\"\nc = webhook:\"http://x\" /* yes */\n",
        expect![[r#"
            a = string("// no /* no")
            b = string("http://x")
            c = channel(webhook:"http://x")
        "#]],
    );
}

#[test]
fn documentation_belongs_to_the_entry_below() {
    check(
        "/// One.\n///\n///   Two.\nservice A { // not /// this\n  /// Key.\n\n  // between\n  timeout = 5m /// not this\n  b = 1\n  /// of nothing\n}\n\
         //! not this\n//// nor this\nc = 1\n",
        expect![[r#"
            docs "One.\n\n  Two."
            service A {
              docs "Key."
              timeout = number(5m)
              b = number(1)
            c = number(1)
        "#]],
    );
}

#[test]
fn long_strings_hold_anything() {
    check(
        "a = \"\"\"\n  b = 1 } ] \"c\" // \\\" \\u{e9}\n  \"\"\"\nd = 1\n",
        expect![[r#"
            a = string("""\n  b = 1 } ] "c" // \" \u{e9}\n  """)
            d = number(1)
        "#]],
    );
    check(
        "a = [\n  \"\"\"\n  x\n  \"\"\",\n]\nb = \"\"\n\nc = \"\"\"x\"\"\"\n",
        expect![[r#"
            a = [string("""\n  x\n  """)]
            b = string("")
            c = string("""x""")
        "#]],
    );
}

#[test]
fn line_breaks_of_windows_change_nothing() {
    for text in [PAYMENT, NEIGHBOURS, REALISTIC] {
        let windows = text.replace('\n', "\r\n");
        let (one, other) = (parse(text), parse(&windows));
        assert_eq!(other.errors, []);
        let unix = dump(&windows, &other).replace("\\r\\n", "\\n");
        assert_eq!(dump(text, &one), unix);
        let (one, other) = (parse_ast(text).comments, parse_ast(&windows).comments);
        assert_eq!(one.len(), other.len());
        for (one, other) in one.iter().zip(&other) {
            let broken = windows[other.range].replace("\r\n", "\n");
            assert_eq!(text[one.range], broken);
        }
    }
}

#[test]
fn a_byte_order_mark_is_skipped_and_counted() {
    let marked = format!("\u{feff}{PAYMENT}");
    let (plain, marked) = (parse(PAYMENT), parse(&marked));
    assert_eq!(marked.errors, []);
    assert_eq!(plain.items[0].entry, marked.items[0].entry);
    let moved: Vec<_> = plain.items[0]
        .ranges
        .iter()
        .map(|range| *range + incident_base::TextSize::new(3))
        .collect();
    assert_eq!(*marked.items[0].ranges, *moved);
    let error = &parse("\u{feff}a = @\n").errors[0];
    assert_eq!(usize::from(error.range.start()), 7);
}

#[test]
fn trees_know_no_positions() {
    let before = parse(REALISTIC);
    let moved = REALISTIC
        .replace("\nservice", "\n\n// a comment\n\nservice")
        .replace(" = ", "  =  /* x */ ");
    let after = parse(&moved);
    assert_eq!(after.errors, []);
    for (one, other) in before.items.iter().zip(&after.items) {
        assert_eq!(one.entry, other.entry);
        assert_ne!(one.ranges, other.ranges);
    }
}

#[test]
fn nodes_are_numbered_in_order_and_point_at_their_text() {
    let text = "service A \"b\" { k = [x, 5m], n { } }\nk = \n";
    let parse = parse(text);
    let texts: Vec<_> = parse.items[0].ranges.iter().map(|range| &text[*range]).collect();
    assert_eq!(
        texts,
        [
            "service A \"b\" { k = [x, 5m], n { } }",
            "service",
            "service A \"b\"",
            "A",
            "\"b\"",
            "k = [x, 5m]",
            "k",
            "[x, 5m]",
            "x",
            "5m",
            "n { }",
            "n",
            "n",
        ]
    );
    let item = &parse.items[1];
    let Entry::Attribute(attribute) = &*item.entry else { panic!("{item:?}") };
    assert_eq!((attribute.id, attribute.key.id), (NodeId(0), NodeId(1)));
    assert_eq!(item.range(NodeId(2)), TextRange::empty(40.into()));
    assert_eq!(item.range(NodeId(99)), item.range(NodeId(0)));
}

#[test]
fn comments_are_kept_with_how_they_stand() {
    let text = "// a\n\n/// b\nx = [ // c\n  // d\n\n\n  1, /* e */\n] /// f\n";
    let comments: Vec<_> = parse_ast(text)
        .comments
        .iter()
        .map(|it| (&text[it.range], it.kind, it.own_line, it.blank_line_above))
        .collect();
    use CommentKind::{Block, Documentation, Line};
    assert_eq!(
        comments,
        [
            ("// a", Line, true, false),
            ("/// b", Documentation, true, true),
            ("// c", Line, false, false),
            ("// d", Line, true, false),
            ("/* e */", Block, false, false),
            ("/// f", Line, false, false),
        ]
    );
}
