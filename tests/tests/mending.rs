//! What `--fix` does to an example with a slip in it: it never makes it worse, and it comes to an end.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeSet;

use incident_base::{Certainty, Level};
use incident_tests::files::{project, read};
use incident_tests::literate::{Document, Finding, Program, Session, shown};

/// More rounds than anything here takes.
const ROUNDS: usize = 5;

fn example(name: &str) -> Program {
    let text = read(&project(&format!("examples/{name}.incident"))).unwrap();
    let document = format!("# Example\n\n```incident\n{text}```\n");
    Document::parse(&document).unwrap().programs.pop().expect("one fence")
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
