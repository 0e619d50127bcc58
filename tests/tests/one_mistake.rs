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
    raise_more_than_one_in(str::to_owned, slips, expected);
}

/// The same of the examples laid out in another way.
fn raise_more_than_one_in(laid_out: fn(&str) -> String, slips: &[Slip], expected: usize) {
    let mut count = 0;
    let mut which = String::new();
    for name in EXAMPLES {
        let (mut program, text) = example(name);
        let text = laid_out(&text);
        program.files.first_mut().expect("one file").text.clone_from(&text);
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

#[test]
fn a_character_in_a_word() {
    let marks =
        ["{", "}", "[", "]", "(", ")", ";", "=", ":", "'", "`", "~", "&", "|", "\\", "\u{a0}", "é"];
    raise_more_than_one(&marks.map(Slip::Inside), 0);
}

/// Both may part two words that make sense, and who refers to a role misses it.
#[test]
fn a_comma_or_a_line_end_in_a_word() {
    let marks = [",", "\n"].map(Slip::Inside);
    raise_more_than_one(&marks, 7);
}

/// What a quote in it makes of a name, or of an expression that it seems to end, is missed where it is needed.
#[test]
fn a_word_or_a_quote_too_many() {
    let slips = ["x", "5", "/", "\""].map(Slip::Before);
    raise_more_than_one(&slips, 8);
}

#[test]
fn an_unfinished_line() {
    raise_more_than_one(&[Slip::LineCut], 0);
}

#[test]
fn a_text_cut_off() {
    raise_more_than_one(&[Slip::TextCut], 0);
}

#[test]
fn a_line_broken_or_joined_with_the_next() {
    raise_more_than_one(&[Slip::LineBroken, Slip::LineJoined], 1);
}

#[test]
fn a_line_left_out_twice_or_swapped() {
    raise_more_than_one(&[Slip::LineOut, Slip::LineTwice, Slip::LinesSwapped], 0);
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

/// A service that a `}` ends too early may lack what stands below.
#[test]
fn a_bracket_on_a_line_of_its_own_too_many() {
    raise_more_than_one(&["}", "]", "{", ")"].map(Slip::LineBetween), 6);
}

/// Without any indentation.
fn flat(text: &str) -> String {
    text.split_inclusive('\n').map(|line| line.trim_start_matches(' ')).collect()
}

/// With each `}` that begins a line at the margin.
fn closed_at_the_margin(text: &str) -> String {
    let closes = |line: &str| line.trim_start().starts_with('}');
    let lines = text.split_inclusive('\n');
    lines.map(|line| if closes(line) { line.trim_start_matches(' ') } else { line }).collect()
}

/// Where nothing is indented, what may stand in what tells where blocks end.
#[test]
fn a_bracket_too_many_too_few_or_of_another_sort_without_indentation() {
    let too_many = ["{", "}", "[", "]"].map(Slip::Before);
    let alone = ["}", "]", "{", ")"].map(Slip::LineBetween);
    let others = [("{", "["), ("{", "("), ("}", "]"), ("}", ")"), ("[", "{"), ("]", "}")];
    let others = others.map(|(one, other)| Slip::Instead(one, other));
    let slips: Vec<Slip> =
        [Slip::WordOut].into_iter().chain(too_many).chain(alone).chain(others).collect();
    raise_more_than_one_in(flat, &slips, 0);
}

#[test]
fn a_line_unfinished_or_left_out_without_indentation() {
    raise_more_than_one_in(flat, &[Slip::LineCut, Slip::LineOut], 0);
}

#[test]
fn a_bracket_too_many_or_too_few_where_closers_stand_at_the_margin() {
    let slips = [Slip::Before("}"), Slip::LineBetween("}"), Slip::WordOut, Slip::LineCut];
    raise_more_than_one_in(closed_at_the_margin, &slips, 0);
}
