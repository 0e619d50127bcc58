//! One mistake is one finding: any character of the examples left out, or two of them swapped.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    reason = "a test stops at the first surprise"
)]

use incident_base::Level;
use incident_tests::files::{project, read};
use incident_tests::literate::{Document, Finding, Program, Session, shown};

/// How many slips raise more than one finding, at the most: a name that is misspelt where it is declared
/// and missed where it is used, and a few lines of which two parts are wrong. Lower these when you can.
const LEFT_OUT: [(&str, usize); 2] = [("payment", 1), ("payment-neighbours", 0)];
const SWAPPED: [(&str, usize); 2] = [("payment", 12), ("payment-neighbours", 7)];

fn example(name: &str) -> (Program, String) {
    let text = read(&project(&format!("examples/{name}.incident"))).unwrap();
    let document = format!("# Example\n\n```incident\n{text}```\n");
    let program = Document::parse(&document).unwrap().programs.pop().expect("one fence");
    (program, text)
}

/// How many of these texts raise more than one finding, and what the first few of them raise.
fn more_than_one(program: &Program, texts: impl Iterator<Item = String>) -> (usize, String) {
    let mut session = Session::new(program);
    let wrong = |mut findings: Vec<Finding>| {
        findings.retain(|finding| finding.level != Level::Note);
        findings
    };
    assert_eq!(wrong(session.findings()), []);
    let found = texts.map(|text| {
        let mut edited = program.clone();
        edited.files.first_mut().expect("one file").text = text;
        session.edit(&edited);
        wrong(session.findings())
    });
    let many: Vec<Vec<Finding>> = found.filter(|findings| findings.len() > 1).collect();
    (many.len(), many.iter().take(20).map(|findings| shown(findings) + "\n").collect())
}

#[test]
fn a_character_left_out() {
    for (name, most) in LEFT_OUT {
        let (program, text) = example(name);
        let visible = text.char_indices().filter(|(_, one)| !one.is_whitespace());
        let texts = visible.map(|(at, one)| {
            let after = at + one.len_utf8();
            format!("{}{}", &text[..at], &text[after..])
        });
        let (count, which) = more_than_one(&program, texts);
        assert!(count <= most, "{name}: {count}, not {most} at the most:\n{which}");
    }
}

#[test]
fn two_characters_swapped() {
    for (name, most) in SWAPPED {
        let (program, text) = example(name);
        let characters: Vec<char> = text.chars().collect();
        let places = (1..characters.len()).filter(|at| {
            let pair = characters.get(at - 1..=*at).unwrap_or_default();
            pair.iter().all(|one| !one.is_whitespace()) && pair.first() != pair.last()
        });
        let texts = places.map(|at| {
            let mut swapped = characters.clone();
            swapped.swap(at - 1, at);
            swapped.into_iter().collect()
        });
        let (count, which) = more_than_one(&program, texts);
        assert!(count <= most, "{name}: {count}, not {most} at the most:\n{which}");
    }
}
