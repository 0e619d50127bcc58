//! What the examples compile to: against the files that are kept of it, and against what the article
//! shows.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads files, and stops at the first surprise"
)]

use std::collections::BTreeMap;

use incident_tests::binary::{Finished, Invocation};
use incident_tests::compiled::examples;
use incident_tests::files::{compare_with_goldens, difference, project, read, shared, tree};
use incident_tests::phases;

/// The examples by name, with where each stands.
fn all_examples() -> Vec<(String, String)> {
    let names = examples().unwrap().into_keys();
    let place = |name: String| match project(&format!("examples/{name}")).is_dir() {
        true => (name.clone(), format!("examples/{name}")),
        false => (name.clone(), format!("examples/{name}.incident")),
    };
    names.map(place).collect()
}

/// Everything that `incident compile` writes for an example.
fn compiled(example: &str) -> BTreeMap<String, String> {
    let out = tempfile::tempdir().unwrap();
    let out = out.path().join("out");
    let arguments = ["compile", example, "--as-of", "2026-01-01", "--out"].map(Into::into);
    let arguments = arguments.into_iter().chain([out.clone().into_os_string()]);
    let finished = Invocation::new(&project(""), arguments).run();
    assert_eq!((finished.code, finished.stderr.as_str()), (Some(0), ""), "{finished:?}");
    tree(&out).unwrap()
}

#[test]
fn the_examples_compile_to_their_goldens() {
    let all = all_examples();
    assert!(all.len() >= 6, "{all:?}");
    for (example, source) in all {
        let goldens = project("tests/golden").join(&example);
        let compared = compare_with_goldens(&goldens, &compiled(&source));
        assert_eq!(compared, Ok(()), "{example}");
    }
}

#[test]
fn the_phases_of_the_examples_are_their_goldens() {
    for (example, program) in examples().unwrap() {
        let goldens = project("tests/golden/phases").join(&example);
        assert_eq!(compare_with_goldens(&goldens, &phases::of(&program)), Ok(()), "{example}");
    }
}

#[test]
fn the_examples_have_nothing_to_be_said_about_but_what_providers_approximate() {
    for (_, source) in all_examples() {
        let arguments = ["check", "--notes", "--format", "short", "--as-of", "2026-01-01", &source];
        let Finished { code, stdout, .. } = Invocation::new(&project(""), arguments).run();
        assert_eq!(code, Some(0), "{stdout}");
        for line in stdout.lines() {
            let approximates = ["INC511", "INC512", "INC516"]
                .iter()
                .any(|code| line.contains(&format!("note {code}")));
            assert!(approximates, "{line}");
        }
    }
}

#[test]
fn the_examples_of_the_specification_are_among_ours() {
    let Some(folder) = shared("spec/examples") else { return };
    let theirs = tree(&folder).unwrap();
    let ours = tree(&project("examples")).unwrap();
    assert!(theirs.len() >= 2);
    for (name, text) in &theirs {
        let our_text = ours.get(name).map_or("", String::as_str);
        assert_eq!(difference(text, our_text), None, "{name}");
    }
}

#[test]
fn the_articles_artefacts_are_met_to_the_byte() {
    let Some(folder) = shared("seed/expected") else { return };
    let ours = compiled("examples/payment.incident");
    for (expected, path) in [
        (
            "escalation-policy.payments-critical.pagerduty.json",
            "PaymentServiceOps/pagerduty/escalation_policy.payments-critical.json",
        ),
        ("status-page.payments.json", "PaymentServiceOps/status_page.payments.json"),
        ("PostMortemTemplate.g.md", "PaymentServiceOps/PostMortemTemplate.g.md"),
    ] {
        let expected = read(&folder.join(expected)).unwrap();
        assert_eq!(difference(&expected, &ours[path]), None, "{path}");
    }
}

/// The lines of a guide by severity: `## P1: …` and all up to the next of its kind. What stands above
/// the first belongs to the first.
fn sections(guide: &str) -> Vec<Vec<&str>> {
    let mut sections: Vec<Vec<&str>> = vec![Vec::new()];
    let mut is_first = true;
    for line in guide.lines() {
        if line.starts_with("## ") {
            if !is_first {
                sections.push(Vec::new());
            }
            is_first = false;
        }
        sections.last_mut().unwrap().push(line);
    }
    sections
}

/// The first of some lines that is not found behind the one before it.
fn missing_in_order<'a>(expected: &[&'a str], found: &[&str]) -> Option<&'a str> {
    let mut found = found.iter();
    expected.iter().copied().find(|line| !found.any(|it| it == line))
}

#[test]
fn a_line_that_is_missing_or_out_of_order_is_noticed() {
    assert_eq!(missing_in_order(&["a", "c"], &["a", "b", "c"]), None);
    assert_eq!(missing_in_order(&["a", "x"], &["a", "b", "c"]), Some("x"));
    assert_eq!(missing_in_order(&["c", "a"], &["a", "b", "c"]), Some("a"));
    let guide = "# Guide\n\n## P1: x\n1\n---\n\n## P2: y\n2\n";
    let parts: [&[&str]; 2] = [&["# Guide", "", "## P1: x", "1", "---", ""], &["## P2: y", "2"]];
    assert_eq!(sections(guide), parts);
}

#[test]
fn the_guide_is_the_articles_with_what_the_article_elides() {
    let Some(folder) = shared("seed/expected") else { return };
    let excerpt = read(&folder.join("IncidentResponseGuide.g.seed-excerpt.md")).unwrap();
    let ours = compiled("examples/payment.incident");
    let guide = &ours["PaymentServiceOps/IncidentResponseGuide.g.md"];
    let (expected, found) = (sections(&excerpt), sections(guide));
    assert_eq!(expected.len(), 4, "P1 to P4");

    // The first is shown as a whole, from the title on.
    assert_eq!(found[0], expected[0]);
    for (expected, found) in expected.iter().zip(&found).skip(1) {
        let shown = |line: &&str| !line.is_empty() && *line != "[... similar structure ...]";
        let expected: Vec<&str> = expected.iter().copied().filter(shown).collect();
        assert_eq!(missing_in_order(&expected, found), None, "{}", expected[0]);
    }
    // "Similar structure": the headings of P1 again.
    let headings = |lines: &[&str]| -> Vec<String> {
        lines.iter().filter(|line| line.starts_with("### ")).map(ToString::to_string).collect()
    };
    assert_eq!(headings(&found[1]), headings(&found[0]));
    assert!(!guide.contains("[..."), "something is left out");
}

#[test]
fn the_remediation_of_the_article_is_in_the_neighbours_first_section() {
    let Some(folder) = shared("seed/expected") else { return };
    let excerpt = read(&folder.join("remediation.excerpt.md")).unwrap();
    let ours = compiled("examples/payment-neighbours.incident");
    let first = sections(&ours["CheckoutOps/IncidentResponseGuide.g.md"])[0].join("\n");
    assert!(first.contains("## P1"), "{first}");
    assert!(format!("{first}\n").contains(&excerpt), "{first}");
}
