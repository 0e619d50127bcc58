//! One mistake is one finding: every slip of the hand in every place of the examples.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;

use incident_base::Level;
use incident_tests::files::{project, read};
use incident_tests::literate::{Document, Finding, Program, Session, shown};
use incident_tests::slips::Slip;

const EXAMPLES: [&str; 5] =
    ["payment", "payment-neighbours", "follow-the-sun", "search-opsgenie", "start-up"];

fn example(name: &str) -> (Program, String) {
    let text = read(&project(&format!("examples/{name}.incident"))).unwrap();
    let document = format!("# Example\n\n```incident\n{text}```\n");
    let program = Document::parse(&document).unwrap().programs.pop().expect("one fence");
    (program, text)
}

/// Asserts that so many of these slips in all examples raise more than one finding, and not one more.
fn raise_more_than_one(slips: &[Slip], expected: usize) {
    let mut count = 0;
    let mut which = String::new();
    for name in EXAMPLES {
        let (program, text) = example(name);
        let mut session = Session::new(&program);
        assert_eq!(wrong(session.findings()), []);
        for slip in slips {
            for text in slip.texts(&text) {
                let mut edited = program.clone();
                edited.files.first_mut().expect("one file").text = text;
                session.edit(&edited);
                let findings = wrong(session.findings());
                if messages(&findings) > 1 {
                    count += 1;
                    which += &format!("{name}, {slip:?}:\n{}\n", shown(&findings));
                }
            }
        }
    }
    assert_eq!(count, expected, "lower the number when there are fewer; there are:\n{which}");
}

/// The text without any indentation, and the text with every `}` that begins a line at the margin.
fn without_layout(text: &str) -> [String; 2] {
    let flat: String =
        text.split_inclusive('\n').map(|line| line.trim_start_matches(' ')).collect();
    let closer = |line: &'_ str| line.trim_start().starts_with('}');
    let closers_at_the_margin: String = text
        .split_inclusive('\n')
        .map(|line| if closer(line) { line.trim_start_matches(' ') } else { line })
        .collect();
    [flat, closers_at_the_margin]
}

#[test]
fn probe_flat() {
    let all: Vec<(&str, Vec<Slip>)> = vec![
        ("charout", vec![Slip::CharacterOut]),
        ("chartwice", vec![Slip::CharacterTwice]),
        ("wordout", vec![Slip::WordOut]),
        ("wordtwice", vec![Slip::WordTwice]),
        ("before{", vec![Slip::Before("{")]),
        ("before}", vec![Slip::Before("}")]),
        ("before[", vec![Slip::Before("[")]),
        ("before]", vec![Slip::Before("]")]),
        (
            "instead",
            [("{", "["), ("{", "("), ("}", "]"), ("}", ")"), ("[", "{"), ("]", "}")]
                .map(|(a, b)| Slip::Instead(a, b))
                .to_vec(),
        ),
        ("comment", vec![Slip::CommentedOut("// "), Slip::CommentedOut("# ")]),
        ("between", ["}", "]", "{", ")"].map(Slip::LineBetween).to_vec()),
        ("cut", vec![Slip::LineCut]),
        ("broken", vec![Slip::LineBroken, Slip::LineJoined]),
        ("lineout", vec![Slip::LineOut]),
        ("linetwice", vec![Slip::LineTwice]),
        ("swapped", vec![Slip::LinesSwapped]),
    ];
    let only = std::env::var("ONLY").unwrap_or_default();
    let show = std::env::var("SHOW").is_ok();
    for (which, slips) in all {
        if !only.is_empty() && !only.split(',').any(|it| it == which) {
            continue;
        }
        let mut counts = [(0, 0); 2];
        for name in EXAMPLES {
            let (program, text) = example(name);
            for (style, base) in without_layout(&text).into_iter().enumerate() {
                let mut edited = program.clone();
                edited.files.first_mut().expect("one file").text = base.clone();
                let mut session = Session::new(&edited);
                assert_eq!(wrong(session.findings()), []);
                for slip in &slips {
                    for text in slip.texts(&base) {
                        edited.files.first_mut().expect("one file").text = text.clone();
                        session.edit(&edited);
                        let findings = wrong(session.findings());
                        counts[style].1 += 1;
                        if messages(&findings) > 1 {
                            counts[style].0 += 1;
                            if show {
                                let at = text
                                    .bytes()
                                    .zip(base.bytes())
                                    .take_while(|(a, b)| a == b)
                                    .count();
                                let line = text[..at].matches('\n').count() + 1;
                                println!(
                                    "=== {name} style {style} {slip:?} line {line}\n{}",
                                    shown(&findings)
                                );
                            }
                        }
                    }
                }
            }
        }
        println!("{which}: flat {:?} margin {:?}", counts[0], counts[1]);
    }
}

fn wrong(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.retain(|finding| finding.level != Level::Note);
    findings
}

/// How many there are of different words: a name that is misspelt where it is declared is missed in each place that
/// refers to it, in the same words.
fn messages(findings: &[Finding]) -> usize {
    findings.iter().map(|one| one.message.as_str()).collect::<BTreeSet<_>>().len()
}

/// `allow(INC59)` is about another finding than `allow(INC509)`, which is then both.
#[test]
fn a_character_left_out() {
    raise_more_than_one(&[Slip::CharacterOut], 1);
}

#[test]
fn a_character_twice() {
    raise_more_than_one(&[Slip::CharacterTwice], 0);
}

#[test]
fn two_characters_swapped() {
    raise_more_than_one(&[Slip::CharactersSwapped], 0);
}

#[test]
fn a_word_left_out_or_twice() {
    raise_more_than_one(&[Slip::WordOut, Slip::WordTwice], 0);
}

#[test]
fn a_bracket_too_many() {
    let slips = ["{", "}", "[", "]", "("].map(Slip::Before);
    raise_more_than_one(&slips, 0);
}

#[test]
fn a_stray_character() {
    let slips = [",", "=", ":", ";", "'", "-", "\\"].map(Slip::Before);
    raise_more_than_one(&slips, 0);
}

/// Behind a quote that slipped in, the quotes of its line open and close the wrong texts.
#[test]
fn a_word_or_a_quote_too_many() {
    let slips = ["x", "5", "/", "\""].map(Slip::Before);
    raise_more_than_one(&slips, 16);
}

/// A header without its braces lacks each key of its block.
#[test]
fn an_unfinished_line() {
    raise_more_than_one(&[Slip::LineCut], 3);
}

#[test]
fn a_line_broken_or_joined_with_the_next() {
    raise_more_than_one(&[Slip::LineBroken, Slip::LineJoined], 1);
}

/// A line of a list that stands twice has several values that do, each with its own mending; and what stands in a block
/// with two headers swapped is in the wrong place twice.
#[test]
fn a_line_left_out_twice_or_swapped() {
    raise_more_than_one(&[Slip::LineOut, Slip::LineTwice, Slip::LinesSwapped], 12);
}

#[test]
fn one_bracket_for_another() {
    let others = [("{", "[("), ("}", "])"), ("[", "{("), ("]", "})")];
    let slips = others.iter().flat_map(|(one, others)| {
        others.split("").filter(|other| !other.is_empty()).map(|other| Slip::Instead(one, other))
    });
    raise_more_than_one(&slips.collect::<Vec<_>>(), 0);
}

/// A role that is commented out is missed, whatever the comment begins with.
#[test]
fn a_line_commented_out() {
    raise_more_than_one(&["// ", "# ", "#"].map(Slip::CommentedOut), 12);
}

/// A service that a `}` ends too early lacks the severities or the rollback plan that stand below.
#[test]
fn a_bracket_on_a_line_of_its_own_too_many() {
    raise_more_than_one(&["}", "]", "{", ")"].map(Slip::LineBetween), 20);
}
