//! One mistake is one finding: any character of the examples left out or typed twice, or two of them swapped.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeSet;

use incident_base::Level;
use incident_tests::files::{project, read};
use incident_tests::literate::{Document, Finding, Program, Session, shown};

/// How many slips raise more than one finding, at the most. `10,m channels = …` is two: a number without its unit, and
/// a key of two words; so is `with =d avid@company.com`. Lower these when you can.
const LEFT_OUT: [(&str, usize); 5] = [
    ("payment", 0),
    ("payment-neighbours", 0),
    ("follow-the-sun", 8),
    ("search-opsgenie", 20),
    ("start-up", 4),
];
const SWAPPED: [(&str, usize); 5] = [
    ("payment", 4),
    ("payment-neighbours", 7),
    ("follow-the-sun", 12),
    ("search-opsgenie", 30),
    ("start-up", 6),
];
const TWICE: [(&str, usize); 5] = [
    ("payment", 2),
    ("payment-neighbours", 4),
    ("follow-the-sun", 8),
    ("search-opsgenie", 20),
    ("start-up", 4),
];

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
    // A name that is misspelt where it is declared is missed in each place that refers to it, in the same words.
    let told = |findings: &Vec<Finding>| {
        let words: BTreeSet<&str> = findings.iter().map(|one| one.message.as_str()).collect();
        words.len()
    };
    let many: Vec<Vec<Finding>> = found.filter(|findings| told(findings) > 1).collect();
    (many.len(), many.iter().take(20).map(|findings| shown(findings) + "\n").collect())
}

#[test]
fn a_character_left_out() {
    let mut above = Vec::new();
    for (name, most) in LEFT_OUT {
        let (program, text) = example(name);
        let visible = text.char_indices().filter(|(_, one)| !one.is_whitespace());
        let texts = visible.map(|(at, one)| {
            let after = at + one.len_utf8();
            format!("{}{}", &text[..at], &text[after..])
        });
        let (count, which) = more_than_one(&program, texts);
        if count > most {
            above.push(format!("{name}: {count}, not {most} at the most:\n{which}"));
        }
    }
    assert!(above.is_empty(), "{}", above.join("\n"));
}

#[test]
fn a_character_twice() {
    let mut above = Vec::new();
    for (name, most) in TWICE {
        let (program, text) = example(name);
        let visible = text.char_indices().filter(|(_, one)| !one.is_whitespace());
        let texts = visible.map(|(at, one)| {
            let after = at + one.len_utf8();
            format!("{}{}", &text[..after], &text[at..])
        });
        let (count, which) = more_than_one(&program, texts);
        if count > most {
            above.push(format!("{name}: {count}, not {most} at the most:\n{which}"));
        }
    }
    assert!(above.is_empty(), "{}", above.join("\n"));
}

#[test]
fn two_characters_swapped() {
    let mut above = Vec::new();
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
        if count > most {
            above.push(format!("{name}: {count}, not {most} at the most:\n{which}"));
        }
    }
    assert!(above.is_empty(), "{}", above.join("\n"));
}
