//! What `--fix` does to an example with a slip in it: it never makes it worse, and it comes to an end.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeSet;

use incident_base::{Certainty, Code, Level};
use incident_tests::files::{project, read};
use incident_tests::literate::{Document, Finding, Program, Session, shown};

/// More rounds than anything here takes.
const ROUNDS: usize = 5;

fn example(name: &str) -> Program {
    let text = read(&project(&format!("examples/{name}.incident"))).unwrap();
    let document = format!("# Example\n\n```incident\n{text}```\n");
    Document::parse(&document).unwrap().programs.pop().expect("one fence")
}

/// The codes of the pages whose failing examples are mended, by whether that is certain.
fn mended_codes() -> [BTreeSet<Code>; 2] {
    let mut codes = [BTreeSet::new(), BTreeSet::new()];
    for rule in incident_rules::rules() {
        let page = read(&project(&format!("docs/diagnostics/{}.md", rule.code))).unwrap();
        for program in Document::parse(&page).unwrap().programs {
            let session = Session::new(&program);
            let changes = |certainty| !session.mended(certainty).is_empty();
            match (changes(Certainty::Certain), changes(Certainty::Likely)) {
                (true, _) => codes[0].insert(rule.code),
                (false, true) => codes[1].insert(rule.code),
                (false, false) => false,
            };
        }
    }
    codes
}

/// So that a mend that gets lost is noticed: what a page's examples come to is asked of the page.
#[test]
fn the_codes_that_are_said_to_be_mended_are() {
    let text = read(&project("docs/command-line.md")).unwrap();
    let (_, section) = text.split_once("\n## Mending\n").unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `--"));
    let codes_of = |row: &str| -> BTreeSet<Code> {
        row.split(['|', ',', ' ']).filter_map(Code::parse).collect()
    };
    let said: Vec<BTreeSet<Code>> = rows.map(codes_of).collect();
    assert_eq!(said, mended_codes(), "docs/command-line.md");
}

fn errors(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| finding.level == Level::Error).count()
}

#[test]
fn a_slip_is_mended_or_left_and_never_made_worse() {
    let mut mended = BTreeSet::new();
    for name in ["payment", "payment-neighbours"] {
        let program = example(name);
        let text = program.files.first().unwrap().text.clone();
        let mut session = Session::new(&program);
        for (at, one) in text.char_indices().filter(|(_, one)| !one.is_whitespace()) {
            let mut edited = program.clone();
            let after = &text[at + one.len_utf8()..];
            edited.files.first_mut().unwrap().text = format!("{}{after}", &text[..at]);
            session.edit(&edited);
            let before = session.findings();
            let mut rounds = 0;
            loop {
                let changed = session.mended(Certainty::Certain);
                let Some((_, text)) = changed.into_iter().next() else { break };
                rounds += 1;
                assert!(rounds < ROUNDS, "{name}, {at}: it does not end\n{}", shown(&before));
                edited.files.first_mut().unwrap().text = text;
                session.edit(&edited);
            }
            let left = session.findings();
            assert!(errors(&left) <= errors(&before), "{name}, {at}:\n{}", shown(&left));
            if rounds > 0 && left.iter().all(|finding| finding.level == Level::Note) {
                mended.extend(before.iter().map(|finding| finding.code));
            }
        }
    }
    assert!(mended.len() >= 5, "only {mended:?} are mended");
}
