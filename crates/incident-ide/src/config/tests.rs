use expect_test::{Expect, expect};
use incident_analysis::Config;

use super::*;
use crate::testing::{NOW, fixture};

/// What is offered at `$0`: the label, and the text after it was taken.
fn offered(text: &str) -> Vec<(String, String)> {
    let fixture = fixture(&format!("//- incident.toml\n{text}"));
    let found = fixture.analysis.completions(fixture.file, fixture.offset, None);
    let text = fixture.analysis.text(fixture.file);
    let taken = |item: Completion| {
        let mut taken = text.to_owned();
        taken.replace_range(Range::<usize>::from(found.word), &item.text.filled());
        (item.label, taken)
    };
    found.items.clone().into_iter().map(taken).collect()
}

fn labels(text: &str) -> String {
    offered(text).into_iter().map(|(label, _)| label).collect::<Vec<_>>().join(" ")
}

#[test]
fn keys_come_with_values_and_what_is_given_does_not_come_again() {
    check(
        "$0",
        expect![
            "out exclude holidays targets alert_severities cachet levels [alert_severities] [cachet] [levels]"
        ],
    );
    check(
        "out = \"a\"\nho$0\n[levels]\n",
        expect!["exclude holidays targets alert_severities cachet [alert_severities] [cachet]"],
    );
    check("[cachet]\n$0\n", expect!["version [alert_severities] [levels]"]);
    check("alert_severities = { critical = \"P1\", $0 }\n", expect!["error warning info"]);
    check(
        "ho$0\nout = \"a\"\n",
        expect!["exclude holidays targets alert_severities cachet levels"],
    );
    check("[al$0\n", expect!["alert_severities cachet levels"]);
}

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&labels(text));
}

#[test]
fn values_are_the_words_that_there_are() {
    check("[levels]\nINC138 = $0\n", expect!["error warning note off"]);
    check("[levels]\nINC138 = \"n$0\"\n", expect!["error warning note off"]);
    check(
        "targets = [\"default\", \"$0\"]\n",
        expect![
            "alertmanager canary_hook html_guide opsgenie pagerduty post_mortem_template prometheus response_guide status_page terraform"
        ],
    );
    check("alert_severities = { critical = $0 }\n", expect!["P1 P2 P3 P4"]);
    check("cachet.version = $0\n", expect!["3 2"]);
    check("holidays = $0\n", expect!["[2026-12-25]"]);
    check("# $0\n", expect![""]);
    check("out = \"$0\"\n", expect![""]);
    check("out = \"a\" $0\n", expect![""]);
    let typed = |text: &str, offset: u32, trigger| {
        completions(text, offset.into(), Some(trigger)).unwrap().items.len()
    };
    assert_eq!(
        (typed("out = ", 6, ' '), typed(" ", 1, ' '), typed("targets = [", 11, '[')),
        (1, 0, 11)
    );
    let levels = labels("[levels]\n$0\n");
    assert!(levels.contains("INC138") && !levels.contains("INC001"), "{levels}");
}

#[test]
fn what_is_taken_is_right() {
    for text in [
        "$0",
        "[levels]\n$0",
        "[levels]\nINC138 = $0",
        "[cachet]\n$0",
        "[cachet]\nversion = $0",
        "[alert_severities]\n$0",
        "[alert_severities]\ninfo = '$0'",
        "targets = [$0]",
        "targets = ['$0']",
        "[$0",
        "[$0]",
        "out = $0",
        "exclude = $0",
    ] {
        let offered = offered(text);
        assert!(!offered.is_empty(), "{text}");
        for (label, taken) in offered {
            let (_, issues) = Config::parse(&taken);
            assert_eq!(issues, [], "{label}: {taken}");
        }
    }
}

fn hovered(text: &str) -> String {
    let fixture = fixture(&format!("//- incident.toml\n{text}"));
    let hover = fixture.analysis.hover(fixture.file, fixture.offset, NOW);
    hover.map_or_else(String::new, |hover| hover.markdown)
}

#[test]
fn words_are_explained() {
    expect![[r#"
        `out`: a folder in quotes (default `"out"`)

        Where `incident compile` writes, from the folder of this file.

        ```toml
        out = "out"
        ```"#]]
    .assert_eq(&hovered("o$0ut = \"a\"\n"));
    expect![[r#"
        `INC138`: Role that is not declared (warning where nothing is said)

        How much this finding weighs in this workspace.

        It takes a level in quotes: "error", "warning", "note" or "off"."#]]
    .assert_eq(&hovered("[levels]\nINC$0138 = \"off\"\n"));
    expect![[r#"
        `off`

        It is not told."#]]
    .assert_eq(&hovered("[levels]\nINC138 = \"o$0ff\"\n"));
    expect![[r#"
        `alert_severities`: a table such as { critical = "P1" }

        Which incidents alerts raise, by their severities.

        ```toml
        alert_severities = { critical = "P1" }
        ```"#]]
    .assert_eq(&hovered("[alert$0_severities]\n"));
    expect![[r#"
        `version`: 2 or 3 (default `3`)

        The version of Cachet. The two share neither paths nor fields.

        ```toml
        version = 2
        ```"#]]
    .assert_eq(&hovered("cachet.ver$0sion = 3\n"));
    expect![""].assert_eq(&hovered("nothing = $05\n"));
}
