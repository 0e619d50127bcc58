//! Mends that the editor offers, on the failing examples of the diagnostics' pages and on what is written in other ways.

use expect_test::{Expect, expect};
use incident_base::{Code, Level};

use super::done;
use crate::testing::{EXAMPLES, example, fixture};

/// The failing example of a diagnostic's page, without what is said in it.
fn failing(code: u16) -> String {
    let page = incident_rules::rule(Code::new(code)).unwrap().page;
    let example = page.split_once("## Failing example").unwrap().1;
    let example = example.split_once("```incident\n").unwrap().1.split_once("```").unwrap().0;
    let line = |line: &str| format!("{}\n", line.split(" // error").next().unwrap());
    example.lines().map(line).collect()
}

/// What becomes of an example when each of its findings of a code is mended, the first first.
fn mended(code: u16) -> String {
    let wanted = Code::new(code);
    let mut text = failing(code);
    for _ in 0..10 {
        let fixture = fixture(&text);
        let findings = fixture.analysis.diagnostics(fixture.file);
        let Some(finding) = findings.iter().find(|it| it.diagnostic.code == wanted) else {
            return text;
        };
        let place = finding.diagnostic.place.range;
        let actions = fixture.analysis.actions(fixture.file, place, |_| true);
        let mends = |action: &&crate::Action| {
            action.mends.contains(&(wanted, place)) && !action.title.starts_with("Allow")
        };
        let action = actions.iter().find(mends).unwrap();
        text = incident_base::apply(&text, action.edits.clone()).0;
    }
    panic!("{wanted} is not gone: {text}")
}

#[test]
fn the_failing_examples_of_the_pages_are_mended() {
    for code in [3, 4, 6, 104, 105, 106, 131, 134, 141, 142, 307, 515] {
        let fixture = fixture(&mended(code));
        let findings = fixture.analysis.diagnostics(fixture.file);
        let codes: Vec<String> = findings.iter().map(|it| it.diagnostic.code.to_string()).collect();
        // What is only noted was so before.
        let errors = codes.iter().filter(|it| !it.starts_with("INC5"));
        assert_eq!(
            errors.collect::<Vec<_>>(),
            Vec::<&String>::new(),
            "INC{code:03}: {}",
            mended(code)
        );
    }
}

fn check(text: &str, title: &str, expected: Expect) {
    expected.assert_eq(&done(text, title).unwrap());
}

#[test]
fn an_entry_is_added_as_its_block_is_written() {
    let title = "Add `response_time = 5m`";
    check(
        "service S {\n  severity $0P1 \"x\"\n}\n",
        title,
        expect![[r#"
        service S {
          severity P1 "x" { response_time = 5m }
        }
    "#]],
    );
    check(
        "service S {\n  severity $0P1 \"x\" {}\n}\n",
        title,
        expect![[r#"
        service S {
          severity P1 "x" { response_time = 5m }
        }
    "#]],
    );
    check(
        "service S {\n  severity $0P1 \"x\" { components = [] }\n}\n",
        title,
        expect![[r#"
        service S {
          severity P1 "x" { response_time = 5m, components = [] }
        }
    "#]],
    );
    check(
        "service S {\n  severity $0P1 \"x\" { // bad\n    requires_post_mortem = true\n  }\n}\n",
        title,
        expect![[r#"
            service S {
              severity P1 "x" { // bad
                response_time = 5m
                requires_post_mortem = true
              }
            }
        "#]],
    );
}

#[test]
fn an_entry_is_taken_out_with_its_comma_or_its_line() {
    let title = "Remove `time_zone`";
    let rotation = |entries: &str| format!("on_call_rotation r {{{entries}}}\n");
    let zone = "time_zone = \"UTC\"";
    check(
        &rotation(&format!(" members = [a@x.org], {zone}, $0{zone} ")),
        title,
        expect![[r#"
        on_call_rotation r { members = [a@x.org], time_zone = "UTC" }
    "#]],
    );
    check(
        &rotation(&format!(" {zone}, $0{zone}, members = [a@x.org] ")),
        title,
        expect![[r#"
        on_call_rotation r { time_zone = "UTC", members = [a@x.org] }
    "#]],
    );
    check(
        &rotation(&format!("\n  members = [a@x.org]\n  {zone} // one\n  $0{zone} // two\n")),
        title,
        expect![[r#"
            on_call_rotation r {
              members = [a@x.org]
              time_zone = "UTC" // one
              // two
            }
        "#]],
    );
    check(
        &rotation(&format!("\n  members = [a@x.org]\n  {zone}\n  $0{zone}\n")),
        title,
        expect![[r#"
            on_call_rotation r {
              members = [a@x.org]
              time_zone = "UTC"
            }
        "#]],
    );
}

#[test]
fn what_is_open_is_closed_where_it_was_read_as_closed() {
    check(
        "service S {\n  escalation_policy p {\n    tier oncall $0{ timeout = 5m // soon\n    tier boss { timeout = 10m }\n  }\n}\n",
        "Add `}`",
        expect![[r#"
            service S {
              escalation_policy p {
                tier oncall { timeout = 5m } // soon
                tier boss { timeout = 10m }
              }
            }
        "#]],
    );
    check(
        "service A $0{\n  runbook = \"a.md\" // why\n\nservice B {\n  runbook = \"b.md\"\n}\n",
        "Add `}`",
        expect![[r#"
            service A {
              runbook = "a.md" // why
            }

            service B {
              runbook = "b.md"
            }
        "#]],
    );
    check(
        "team t {\n  members = $0[a@x.org, b@x.org\n}\n",
        "Add `]`",
        expect![[r#"
        team t {
          members = [a@x.org, b@x.org]
        }
    "#]],
    );
}

/// How many errors a text has, and what becomes of it when the first is mended.
fn first_mended(text: &str) -> (usize, Option<String>) {
    let fixture = fixture(text);
    let findings = fixture.analysis.diagnostics(fixture.file);
    let errors = || findings.iter().filter(|it| it.diagnostic.level == Level::Error);
    let mended = errors().next().and_then(|first| {
        let (code, place) = (first.diagnostic.code, first.diagnostic.place.range);
        let actions = fixture.analysis.actions(fixture.file, place, |_| true);
        let action = actions.into_iter().find(|it| it.mends.contains(&(code, place)))?;
        Some(incident_base::apply(text, action.edits).0)
    });
    (errors().count(), mended)
}

#[test]
fn a_bracket_that_was_left_out_is_put_in_again() {
    let (mut all, mut whole) = (0, 0);
    for name in EXAMPLES {
        let text = example(name);
        for (at, bracket) in text.match_indices(['{', '}', '[', ']']) {
            let broken = format!("{}{}", &text[..at], &text[at + bracket.len()..]);
            let mended = first_mended(&broken).1;
            all += 1;
            whole += usize::from(mended.is_some_and(|mended| first_mended(&mended).0 == 0));
        }
    }
    // The few others stand in texts, or what they hold stands on several lines.
    assert!(whole * 100 >= all * 95, "{whole} of {all}");
}
