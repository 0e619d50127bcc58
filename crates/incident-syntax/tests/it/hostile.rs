//! No input makes it slow, deep or dead.
//!
//! Cost is counted, not timed: [`Parse::work`] is what all passes looked at, tokens the grammar went back
//! to included. Twice the text may cost twice the work and no more.

use incident_syntax::{
    DEPTH_LIMIT, Holds, Opening, Parse, SyntaxErrorKind, parse, parse_ast, parse_by, tokens,
};

/// The stack that test threads and thread pools get.
const STACK: usize = 2 << 20;

/// How much may be looked at for a byte of text, which is read a second time when it has mistakes.
const WORK: u64 = 24;

/// How much more where it is not indented: what its lines hold is then asked each time.
const WORK_BY_NESTING: u64 = 16;

/// How often each byte may be read again to find slips, and how many bytes of a text.
const AGAIN: u64 = 400;
const MOST_AGAIN: u64 = 512 << 10;

fn on_a_small_stack<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    std::thread::Builder::new().stack_size(STACK).spawn(work).unwrap().join().unwrap()
}

/// Parses a text made for `count` and for twice that, and compares the work.
fn linear(what: &str, count: usize, text: impl Fn(usize) -> String) -> Parse {
    linear_by(None, what, count, text)
}

/// The same in a language that says what may stand in what.
fn linear_by(
    holds: Option<Holds>,
    what: &str,
    count: usize,
    text: impl Fn(usize) -> String,
) -> Parse {
    let (once, twice) = (text(count), text(count * 2));
    let (bytes_once, bytes_twice) = (once.len() as u64, twice.len() as u64);
    let (once, twice) = on_a_small_stack(move || {
        tokens(&once);
        parse_ast(&once);
        let read = |text: &str| holds.map_or_else(|| parse(text), |holds| parse_by(text, holds));
        (read(&once), read(&twice))
    });
    assert!(
        twice.work <= once.work * 2 + once.work / 10 + 100,
        "{what}: {} for {bytes_once} bytes, {} for {bytes_twice}",
        once.work,
        twice.work,
    );
    let allowed = WORK + if holds.is_some() { WORK_BY_NESTING } else { 0 };
    assert!(
        once.work <= bytes_once * allowed + 100,
        "{what}: {} for {bytes_once} bytes",
        once.work
    );
    for (bytes, parse) in [(bytes_once, &once), (bytes_twice, &twice)] {
        let most = (bytes * AGAIN).min(MOST_AGAIN);
        assert!(parse.again as u64 <= most, "{what}: {} for {bytes} bytes", parse.again);
    }
    once
}

#[test]
fn unclosed_braces() {
    let bound = DEPTH_LIMIT as usize + 2;
    for opener in ["{", "a {", "a {\n", "a { b = 1\n ", "{ a = 1, "] {
        let parse = linear(opener, 16_000, |count| opener.repeat(count));
        if !opener.contains('\n') {
            assert!(parse.errors.len() <= bound, "{opener:?}: {}", parse.errors.len());
        }
    }
    let parse = linear("deeper and deeper", 300, |count| {
        (0..count).map(|depth| format!("{}a {{\n", " ".repeat(depth))).collect()
    });
    assert!(parse.errors.len() <= bound, "{}", parse.errors.len());
}

/// However much JSON is pasted, it is one mistake.
#[test]
fn json() {
    for text in ["\"a\": 1,\n", "{ \"a\": [1, 2] },\n"] {
        let parse = linear(text, 20_000, |count| text.repeat(count));
        assert_eq!(parse.errors.len(), 1, "{text}");
    }
}

/// The same holds for a diff, for blocks of YAML, and for comments without their beginning nothing is looked at again.
#[test]
fn what_is_pasted() {
    for text in ["+a = 1\n", "-a = 1\n-b\n", "-a = 1\n+a = 2\n", " a\n+b\n", "@@ -1 +1 @@\n"] {
        let parse = linear(text, 20_000, |count| text.repeat(count));
        let told = |kind: &SyntaxErrorKind| matches!(kind, SyntaxErrorKind::Diff { .. });
        assert_eq!(parse.errors.iter().filter(|error| told(&error.kind)).count(), 1, "{text}");
    }
    for text in ["- a\n", "-a\n\n", "d\n", "diff --git a b\n", "a b c\n", "-a = 1\n\n"] {
        linear(text, 20_000, |count| text.repeat(count));
    }
    for text in [
        "> a = 1\n",
        ">\n",
        "> > a {\n",
        ">>\n\n",
        "> ",
        ">>>>>>> a\n",
        "1 a = 1\n",
        "1\n2\n",
        "1\n2\n4\n",
    ] {
        linear(text, 20_000, |count| text.repeat(count));
    }
    let numbered =
        |count: usize| (1..=count).map(|line| format!("{line:>6}  a = {line}\n")).collect();
    assert_eq!(linear("numbered lines", 20_000, numbered).errors.len(), 1);
    for text in ["*/", "a */ ", "a b c */\n", "{ a b c */ ", "a b c\n{ */ */\n", "* a\n", "{ a */ "]
    {
        linear(text, 20_000, |count| text.repeat(count) + "*/");
    }
    for text in ["a:\n  b: 1\n", "a:\n- b: 1\n", "a:\n", "a x:\n  - b\n", " a:\n  b:\n"] {
        linear(text, 20_000, |count| text.repeat(count));
    }
    for text in ["a,\n", "a\n", "a, b\n]\n", "a,\nb\n", "a, ]\n"] {
        linear(text, 20_000, |count| text.repeat(count) + "]\n]\n");
        linear(text, 20_000, |count| text.repeat(count) + "]\n" + &text.repeat(count));
    }
    for text in ["a {{ ", "a {{ }\n", "}  }\n", "a {\n}  }\nb = 1\n", "phone:1 2 3 "] {
        linear(text, 20_000, |count| text.repeat(count));
    }
}

#[test]
fn nested_lists() {
    for text in ["[", "a = [", "a = [[b, "] {
        let parse = linear(text, 100_000, |count| text.repeat(count));
        assert!(parse.errors.len() <= DEPTH_LIMIT as usize + 2, "{text}: {}", parse.errors.len());
    }
    let closed = |count: usize| format!("a = {}{}\nb = 1\n", "[".repeat(count), "]".repeat(count));
    let parse = linear("closed", 100_000, closed);
    let kinds: Vec<_> = parse.errors.iter().map(|error| &error.kind).collect();
    assert_eq!(kinds, [&SyntaxErrorKind::TooDeep { limit: DEPTH_LIMIT }]);
    assert_eq!(parse.items.len(), 2);
}

#[test]
fn nesting_as_deep_as_allowed_works_and_one_more_is_one_error() {
    let blocks = |depth: usize| "a {\n".repeat(depth) + "x = 1\n" + &"}\n".repeat(depth);
    let lists = |depth: usize| format!("a = {}1{}\n", "[".repeat(depth), "]".repeat(depth));
    for text in [blocks, lists] {
        let limit = DEPTH_LIMIT as usize;
        let (allowed, deeper) = (text(limit), text(limit + 1));
        on_a_small_stack(move || {
            assert_eq!(parse(&allowed).errors, []);
            let parse = parse(&deeper);
            assert_eq!(parse.errors.len(), 1);
            assert_eq!(parse.errors[0].kind, SyntaxErrorKind::TooDeep { limit: DEPTH_LIMIT });
            assert_eq!(parse.items.len(), 1);
        });
    }
}

#[test]
fn closers_without_openers() {
    for text in ["}", "]", "} ", "]}", "}\n", "a = b ]\n", "a = 1 }\n", "a {\n } } }\n"] {
        linear(text, 5_000, |count| text.repeat(count));
    }
    linear("closers on one line for openers on many", 10_000, |count| {
        let openers: String = (0..count).map(|_| "a {\n").collect();
        openers + &"} ".repeat(count) + "x\n  y = 1\n"
    });
    linear("closers of other kinds", 5_000, |count| "[{".repeat(count) + &"]}".repeat(count));
}

#[test]
fn stray_characters() {
    for text in [
        "@", "@ ", "%", "%a", "~", "~/", "-", "–", "a–", "$\n", "\u{a0}", "é", "aé ", "a.", "./",
        "+a+",
    ] {
        let parse = linear(text, 100_000, |count| text.repeat(count));
        if !text.contains(['\n', '\u{a0}', 'é', 'a', '~', '.']) {
            assert_eq!(parse.errors.len(), 1, "{text:?}");
        }
    }
}

#[test]
fn quotes_comments_and_escapes_without_end() {
    for text in [
        "\"",
        "\" ",
        "\"]",
        "\"\\\"] ",
        "a = \"\n",
        "\"\"\"",
        "\"\"\"\n",
        "b = \"\"\"\n c\n",
        "'",
        "' '",
        "“",
        "‘ ",
        "/*",
        "/* ",
        "/* \n a = 1\n",
        "/* x */ /*",
        "/*/",
        "\\",
        "\"\\q\" ",
        "\"\"\n\"\"\"\n",
        "«",
        "`a",
        "a = \"\"\n  x\n",
        "a:\"",
        "a:\"\"\"",
    ] {
        linear(text, 5_000, |count| text.repeat(count));
        linear(text, 5_000, |count| text.repeat(count) + "\n*/ \"\"\"\n");
    }
}

#[test]
fn runs_that_nearly_are_something() {
    for text in [
        "a-", "a:", "a:b", "a@", "a@b-", "a@b.", "a:/", "a://", "://", "a/", "1/", "1..", "-1",
        "_.", "a:#", "=", "=>", ":=", "<-", "5 ", "a # ", ", # ", ", / ", "a @b ", "a, b = ",
    ] {
        linear(text, 10_000, |count| text.repeat(count));
        linear(text, 10_000, |count| format!("x = {}\n", text.repeat(count)));
        linear(text, 10_000, |count| format!("x = {}, y = 1\n", text.repeat(count)));
    }
}

#[test]
fn one_line_of_several_megabytes() {
    for text in ["a", "a ", "a = [b, c], ", "x { y = \"z\" } ", "\"long\", ", "// "] {
        linear(text, (2 << 20) / text.len(), |count| text.repeat(count));
    }
    linear("a list", 100_000, |count| format!("a = [{}]\nb = 1\n", "name, ".repeat(count)));
    linear("entries", 100_000, |count| format!("a {{ {} }}\n", "b = 1, ".repeat(count)));
}

#[test]
fn mistakes_in_every_line() {
    for text in [
        "a {\n  b = [c\n",
        "a = 5 m\n",
        "a:b\n",
        "a = [b c; d]\n",
        "a\n  b = 1\n",
        "a = 1\n}\n",
        "a\n{\n}\n",
        "tier x timeout = 1 }\n",
        "/// doc\n",
        "/// doc\na = 1\n",
        "a = b]\n",
        "a =\n  b,\n  ]\n",
        ",",
        ",\n",
        "a,",
    ] {
        linear(text, 5_000, |count| text.repeat(count));
    }
}

#[test]
fn an_unbalanced_file_of_many_whole_services() {
    let service = super::deletion::REALISTIC;
    linear("broken at the beginning", 40, |count| {
        format!("service A {{\n{}", service.repeat(count))
    });
    linear("broken at the end", 40, |count| service.repeat(count) + "service A {\n");
}

/// A language of one kind of block in another.
fn holds(outer: Option<&str>, entry: Opening<'_>) -> Option<bool> {
    match (entry.word, entry.is_block) {
        ("a", true) => Some(outer.is_none()),
        ("b", true) | ("k", false) => Some(outer == Some("a")),
        ("c", true) => Some(outer == Some("b")),
        ("d", true) => Some(false),
        _ => None,
    }
}

#[test]
fn what_is_not_indented() {
    let lines = [
        "a {\n",
        "b {\n",
        "c {\n",
        "}\n",
        "a {\nb {\nc {\n",
        "a {\nb {\n}\n}\n}\n",
        "k = 1\n",
        "b\n",
        "b\n}\n",
        "} k = 1\n",
        "a x y z k = 1 }\n",
        "} b {",
        "d {\n",
        "d\n",
        "a { } ] } b {\n",
        "l = [\n1,\n}\n",
        "l = [\n",
        "a x y z b { k = 1 } }\n",
        "a x b b b b b b { }\n",
        "a { b { c { }, k = 1 }\n",
        "[b]\n",
        "[b]\n}\n",
        "b {\nend\n",
    ];
    for before in ["", "a {\n", "a {\nk = 1\nl = 2\n"] {
        for line in lines {
            let text = |count: usize| format!("{before}{}", line.repeat(count));
            linear_by(Some(holds), &format!("{before:?}, {line:?}"), 5_000, text);
        }
    }
    let many_keys = |count: usize| {
        let keys: String = (0..count).map(|key| format!("k{key} = 1\n")).collect();
        format!("a {{\n{keys}{}", "}\nk = 1\n".repeat(count))
    };
    linear_by(Some(holds), "many keys", 5_000, many_keys);
}

#[test]
fn notes_of_other_files() {
    let notes = [
        "; a\n",
        "<!-- a\n",
        "<!-- a -->\n",
        "x = 1 ; a\n",
        "a { # b\n}\n",
        "a { ; b\n}\n",
        // All of them on one line.
        "a ; ",
        "x = 1; ",
        "x = \"a\" ; b ",
        "<!-- a --> ",
        "a < ",
        "< a@b.c ",
        "<a@b.c> ",
        "a <a@b.c> ",
        "a <a@b.c>, ",
        "[#a, ",
        "#a ",
        "= #a",
        "a # ",
        "a / b ",
        "- a ",
    ];
    for note in notes {
        linear(note, 20_000, |count| note.repeat(count));
    }
}

/// A text without quotes goes on to where another entry begins, which is looked for at each comma.
#[test]
fn texts_without_quotes() {
    let parts = [
        "a { k = b == c, k = d }, ",
        "k = b == c, ",
        "k = b/c, d e f, ",
        "k = b, b c, ",
        "k = x(b, c), ",
        "k = x{b=\"c\"} > 1, ",
        "a b c d e, ",
        "a { k = -b / c # d, ",
        "k = [b], k = c == 1, ",
        "a{b==",
        "b, a ",
    ];
    for part in parts {
        for before in ["", "k = b > c, ", "a { k = b > c "] {
            let text = |count: usize| format!("{before}{}\n", part.repeat(count));
            linear_by(Some(holds), &format!("{before:?}, {part:?}"), 10_000, text);
        }
    }
}

/// What ends them is looked for to the end of the text once, wherever it is missing.
#[test]
fn texts_and_conflicts_of_other_files() {
    let lines = [
        "=======\n",
        "<<<<<<< a\n=======\n",
        "  <<<<<<< a\n  ||||||| b\n",
        "<<<<<<< a\n||||||| b\n||||||| b\n=======\n",
        "=======\n>>>>>>> a\n",
        "x = <<A\n",
        "x = <<A\nA\n",
        "x = |\n",
        "x = |\n  a\n",
        "```\n",
        "x = \"\"\"\n  a\n\"\"\n",
        "x = \"a, b \"c\"\n",
        "x { y = a, b\" }\n",
    ];
    // What one of them looks for may stand at the very end.
    for last in ["", "=======\n", ">>>>>>> a\n", "A\n", "```\n", "\"\"\"\n"] {
        for line in lines {
            let text = |count: usize| line.repeat(count) + last;
            linear(&format!("{line:?}, {last:?}"), 5_000, text);
        }
    }
}

/// A carriage return alone ends a line too: what is looked for on the line of a place is not looked for beyond it.
#[test]
fn lines_that_end_in_carriage_returns() {
    let lines = [
        "a = 1\r",
        "a = \"x\r",
        "a = x\"\r",
        "a b\" c\r",
        "\"\"\"\rx\r",
        "a = \"\"\"\r  x\r\"\"\"\r",
        "a = |\r  x\r",
        "x = <<A\r",
        "a:\r  b: 1\r",
        "- a: b\r",
        "a {\r  b = 1\r",
        "a {\r  b = 1\r}\r",
        "  }\r",
        "word here there\r",
        "a = [b c\r",
        "a = b c\r",
        "b@c.d,\r",
        "// a\rb { c = 1 }\r",
        "/// a\rb { c = 1 }\r",
        "/* a */\r",
        "# a\ra = 1\r",
        "; a\ra = 1\r",
        "+a = 1\r",
        "> a = 1\r",
        "1 a = 1\r",
        "<<<<<<< a\r",
        "=======\r",
        "‘a\r",
    ];
    for line in lines {
        // In a list too, and with one line that ends otherwise.
        for before in ["", "a = [\r", "a\n"] {
            let text = |count: usize| before.to_owned() + &line.repeat(count);
            let what = format!("{before:?}, {line:?}");
            linear(&what, 500, text);
            linear_by(Some(holds), &what, 500, text);
        }
    }
}
