use expect_test::{Expect, expect};
use incident_base::{Code, Diagnostic, Level};

use super::*;
use crate::report::testing::{error, program, span};

const PLAIN: Style = Style { color: false };

fn shows(text: &str, finding: Diagnostic, expected: Expect) {
    let program = program(&[("a.incident", text), ("b.incident", "team x {\n}\n")]);
    expected.assert_eq(&human(&program, &[finding], PLAIN, None));
}

/// Where the needle stands.
fn at(text: &str, needle: &str) -> Range<u32> {
    let start = u32::try_from(text.find(needle).unwrap()).unwrap();
    start..start + u32::try_from(needle.len()).unwrap()
}

#[test]
fn the_message_the_place_the_other_place_and_the_next_step() {
    let text = "service Ä {\n\tmembers = [a@x.org, ☃@x.org, a@x.org]\n}\n";
    let first = at(text, "a@x.org");
    let second = first.start + 20..first.end + 20;
    let finding = error(second, "`a@x.org` stands twice.")
        .with_related(span(0, first), "first here")
        .with_related(span(1, 0..6), "this team")
        .with_help("Remove one of the two.");
    shows(
        text,
        finding,
        expect![[r#"
            error[INC001]: `a@x.org` stands twice.
               ╭─[ a.incident:2:31 ]
               │
             2 │   members = [a@x.org, ☃@x.org, a@x.org]
               │              ───┬───           ───┬───
               │                 ╰─────────────────────── first here
               │                                   │
               │                                   ╰───── here
               │
               ├─[ b.incident:1:1 ]
               │
             1 │ team x {
               │ ───┬──
               │    ╰──── this team
               │
               │ Help: Remove one of the two.
            ───╯

        "#]],
    );
}

#[test]
fn the_end_of_a_file_without_a_line_break() {
    shows(
        "a = 1\r\nb =",
        error(10..10, "The value is missing."),
        expect![[r#"
            error[INC001]: The value is missing.
               ╭─[ a.incident:2:4 ]
               │
             2 │ b =
               │    │
               │    ╰─ here
            ───╯

        "#]],
    );
}

#[test]
fn the_end_of_a_file_with_one() {
    shows(
        "a = {\n",
        error(6..6, "Something is missing."),
        expect![[r#"
        error[INC001]: Something is missing.
           ╭─[ a.incident:2:1 ]
           │
         2 │
           │ │
           │ ╰─ here
        ───╯

    "#]],
    );
}

#[test]
fn places_further_up_come_first() {
    let text = "é = 1\nb = 2\n\n\n\na = 3\n";
    shows(
        text,
        error(at(text, "a = 3"), "Twice.").with_related(span(0, 0..2), "first here"),
        expect![[r#"
            error[INC001]: Twice.
               ╭─[ a.incident:6:1 ]
               │
             1 │ é = 1
               │ ┬
               │ ╰── first here
               │
             6 │ a = 3
               │ ──┬──
               │   ╰──── here
            ───╯

        "#]],
    );
}

#[test]
fn a_second_file_is_counted_in_characters_too() {
    let other = "é☃é☃\né☃ service Ü {}\n";
    let program = program(&[("a.incident", "a = 1\n"), ("b.incident", other)]);
    let finding = error(0..1, "Look.").with_related(span(1, at(other, "Ü")), "there");
    expect![[r#"
        error[INC001]: Look.
           ╭─[ a.incident:1:1 ]
           │
         1 │ a = 1
           │ ┬
           │ ╰── here
           │
           ├─[ b.incident:2:12 ]
           │
         2 │ é☃ service Ü {}
           │            ┬
           │            ╰── there
        ───╯

    "#]]
    .assert_eq(&human(&program, &[finding], PLAIN, None));
}

#[test]
fn a_place_over_several_lines() {
    let text = "service A {\n  x = 1\n  y = 2\n  z = 3\n}\n";
    shows(
        text,
        error(0..39, "Look."),
        expect![[r#"
        error[INC001]: Look.
           ╭─[ a.incident:1:1 ]
           │
         1 │ ╭─▶ service A {
           ┆ ┆
         5 │ ├─▶ }
           │ │
           │ ╰─────── here
        ───╯

    "#]],
    );
}

#[test]
fn an_empty_file_has_no_line_to_show() {
    let mut finding = error(0..0, "Nothing is declared.").with_help("Declare a service.");
    finding.label = Some("empty".to_owned());
    shows(
        "",
        finding.with_related(span(1, 0..4), "this one"),
        expect![[r#"
            error[INC001]: Nothing is declared.
                at a.incident:1:1: empty
                at b.incident:1:1: this one
                Help: Declare a service.

        "#]],
    );
}

#[test]
fn a_byte_order_mark_moves_nothing() {
    let text = "\u{FEFF}service X {}\n";
    shows(
        text,
        error(at(text, "X"), "Look."),
        expect![[r#"
            error[INC001]: Look.
               ╭─[ a.incident:1:9 ]
               │
             1 │ service X {}
               │         ┬
               │         ╰── here
            ───╯

        "#]],
    );
}

#[test]
fn what_steers_a_terminal_is_made_visible() {
    let text = "a = \"x\u{1b}[2J\u{202E}y\u{9b}\u{2028}\"\n";
    let mut finding = error(4..7, "Not \u{1b}[31mred\u{202E}.").with_help("Do\nit\u{7}.");
    finding.label = Some("\u{1b}]0;title".to_owned());
    shows(
        text,
        finding,
        expect![[r#"
            error[INC001]: Not \u{1b}[31mred\u{202e}.
               ╭─[ a.incident:1:5 ]
               │
             1 │ a = "x?[2J�y·�"
               │     ─┬─
               │      ╰─── \u{1b}]0;title
               │
               │ Help: Do it\u{7}.
            ───╯

        "#]],
    );
}

#[test]
fn a_place_inside_of_a_character_is_widened_to_it() {
    let program = program(&[("a.incident", "☃☃☃")]);
    for range in [1..2, 0..1, 2..9, 4..4, 1..7, 90..99] {
        let text = human(&program, &[error(range.clone(), "Look.")], PLAIN, None);
        assert!(text.contains("│ ☃☃☃"), "{range:?}: {text}");
    }
}

#[test]
fn a_line_of_a_megabyte_is_left_out() {
    let text = format!("a = \"{}\"\nb = 1\n", "x".repeat(1 << 20));
    let last = u32::try_from(text.len() - 6).unwrap();
    let program = program(&[("a.incident", text.as_str())]);
    let findings = [error(3..9, "Too long."), error(last..last + 1, "Fine.")];
    expect![[r#"
        error[INC001]: Too long.
            at a.incident:1:4

        error[INC001]: Fine.
           ╭─[ a.incident:2:1 ]
           │
         2 │ b = 1
           │ ┬
           │ ╰── here
        ───╯

    "#]]
    .assert_eq(&human(&program, &findings, PLAIN, None));
}

#[test]
fn a_second_place_on_a_long_line_leaves_the_source_out_too() {
    let text = format!("a = 1\nb = {}", "9".repeat(20_000));
    let program = program(&[("a.incident", text.as_str())]);
    let finding = error(0..1, "Look.").with_related(span(0, 10..11), "long");
    expect![[r#"
        error[INC001]: Look.
            at a.incident:1:1
            at a.incident:2:5: long

    "#]]
    .assert_eq(&human(&program, &[finding], PLAIN, None));
}

#[test]
fn a_hundred_findings_are_shown_and_the_rest_is_counted() {
    let program = program(&[("a.incident", "x\n")]);
    let findings: Vec<Diagnostic> =
        (0..250).map(|n| error(0..1, &format!("Number {n}."))).collect();
    let text = human(&program, &findings, PLAIN, None);
    assert_eq!(text.matches("error[INC001]").count(), 100);
    assert!(text.contains("Number 99.") && !text.contains("Number 100."), "{text}");
    assert!(
        text.ends_with(
            "… and 150 findings more. `incident check --format short` lists them all.\n\n"
        )
    );
    let text = human(&program, findings.get(..101).unwrap(), PLAIN, None);
    assert!(text.contains("… and 1 finding more."));
}

#[test]
fn many_second_places_are_counted_too() {
    let program = program(&[("a.incident", &"x\n".repeat(99))]);
    let mut finding = error(0..1, "Look.");
    for line in 1..30 {
        finding = finding.with_related(span(0, line * 2..line * 2 + 1), "again");
    }
    let text = human(&program, &[finding], PLAIN, None);
    assert_eq!(text.matches("again").count(), 12);
    assert!(text.contains("Note: and 17 places more"), "{text}");
}

#[test]
fn colours_come_only_when_they_are_wanted() {
    let program = program(&[("a.incident", "x\n")]);
    for level in [Level::Error, Level::Warning, Level::Note] {
        let finding = Diagnostic::new(Code::new(5), level, span(0, 0..1), "Look.").with_help("Do.");
        let plain = human(&program, std::slice::from_ref(&finding), PLAIN, None);
        assert!(!plain.contains('\u{1b}'), "{plain:?}");
        assert!(plain.starts_with(&format!("{}[INC005]: Look.\n", level.as_str())), "{plain}");
        let colored = human(&program, &[finding], Style { color: true }, None);
        assert_eq!(strip_str(&colored).to_string(), plain);
        assert!(colored.contains('\u{1b}'), "{colored:?}");
    }
}

#[test]
fn no_text_and_no_place_is_too_odd_to_be_shown() {
    let pieces =
        ["", "a", "é", "☃\t", "\n", "\r\n", "\r", "\u{FEFF}", "\u{2028}\u{85}", "e\u{301}🚒"];
    for text in pieces.iter().flat_map(|one| pieces.map(|other| format!("{one}b{other}"))) {
        let program = program(&[("a.incident", text.as_str()), ("b.incident", text.as_str())]);
        let end = u32::try_from(text.len()).unwrap() + 2;
        for range in (0..end).flat_map(|start| (start..end).map(move |end| start..end)) {
            let finding = error(range.clone(), "Look.").with_related(span(1, range), "there");
            let shown = human(&program, &[finding], PLAIN, None);
            // Both places are marked.
            assert!(shown.contains(" here\n") && shown.contains(" there\n"), "{text:?} {shown}");
        }
    }
}

/// The terminal would break the line, and the marks would stand below something else.
#[test]
fn a_line_that_is_too_wide_is_shortened_around_what_is_marked() {
    let text = format!(
        "team x {{\n  severity P1 \"{}\" {{ notify_channels = [phnoe:lead, {}] }}\n}}\n",
        "long ".repeat(20),
        "slack:#other, ".repeat(8)
    );
    let finding = error(at(&text, "phnoe:lead"), "`phnoe` is not a channel.")
        .with_related(span(0, 0..4), "in this team")
        .with_help("Did you mean `phone`? There are many others, and this help is longer than the terminal is wide.");
    let program = program(&[("a.incident", &text)]);
    let shown = human(&program, std::slice::from_ref(&finding), PLAIN, Some(80));
    assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
    let colored = human(&program, &[finding], Style { color: true }, Some(80));
    assert_eq!(strip_str(&colored).to_string(), shown);
    expect![[r#"
        error[INC001]: `phnoe` is not a channel.
           ╭─[ a.incident:2:139 ]
           │
         1 │ team x {
           │ ──┬─
           │   ╰─── in this team
         2 │   severity P1 "long long long long lon…channels = [phnoe:lead, slack:#oth…
           │                                                    ─────┬────
           │                                                         ╰────── here
           │
           │ Help: Did you mean `phone`? There are many others, and this help is
           │       longer than the terminal is wide.
        ───╯

    "#]]
    .assert_eq(&shown);
}

#[test]
fn of_a_wide_place_both_ends_are_shown() {
    let text = format!("service Search {{ severity P1 \"{}\" {{ }} }}\n", "long ".repeat(40));
    let place = at(&text, text.get(17..text.find(" { }").unwrap()).unwrap());
    let program = program(&[("a.incident", &text)]);
    let shown = human(&program, &[error(place, "It is long.")], PLAIN, Some(80));
    assert!(shown.lines().all(|line| line.chars().count() <= 90), "{shown}");
    expect![[r#"
        error[INC001]: It is long.
           ╭─[ a.incident:1:18 ]
           │
         1 │ service Search { severity P1 "long long lo…ong long long long long " { } }
           │                  ─────────────────────────┬─────────────────────────
           │                                           ╰─────────────────────────── here
        ───╯

    "#]]
    .assert_eq(&shown);
}

/// Into a file or to another program, too.
#[test]
fn of_a_line_that_nobody_reads_to_its_end_what_is_around_the_place_is_shown() {
    let names: Vec<String> = (0..2_000).map(|at| format!("c{at}")).collect();
    let text = format!("channels = [{}]\n{}a {{\n", names.join(", "), " ".repeat(4_000));
    let program = program(&[("a.incident", &text)]);
    let place = at(&text, "c1234");
    let finding =
        error(place, "No channel.").with_related(span(0, at(&text, "a {")), "deep in here");
    expect![[r#"
        error[INC001]: No channel.
           ╭─[ a.incident:1:7541 ]
           │
         1 │ channels = [c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21, c22, c23, c…232, c1233, c1234, c1235, c12…
           │                                                                                                                                         ──┬──
           │                                                                                                                                           ╰──── here
         2 │                                                                                                                                          …            a {
           │                                                                                                                                                       ─┬─
           │                                                                                                                                                        ╰─── deep in here
        ───╯

    "#]].assert_eq(&human(&program, &[finding], PLAIN, None));
}

/// A text that is not closed ends behind its last line, which may be as long as any.
#[test]
fn the_end_of_a_text_is_no_short_line() {
    for blanks in [3_000, 30_000] {
        let text = format!("a = 1\n{}a {{\n", " ".repeat(blanks));
        let end = u32::try_from(text.len()).unwrap();
        let program = program(&[("a.incident", &text)]);
        let finding = error(0..1, "Never closed.").with_related(span(0, end..end), "here");
        let shown = human(&program, &[finding], PLAIN, None);
        assert!(shown.lines().all(|line| line.chars().count() < 200), "{blanks}: {shown}");
    }
}
