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

// How many slips raise more than one finding, at the most. `10,m channels = …` is two: a number without its unit, and
// a key of two words; so is `with =d avid@company.com`. Lower these when you can.

fn example(name: &str) -> (Program, String) {
    let text = read(&project(&format!("examples/{name}.incident"))).unwrap();
    let document = format!("# Example\n\n```incident\n{text}```\n");
    let program = Document::parse(&document).unwrap().programs.pop().expect("one fence");
    (program, text)
}

/// How many of these texts raise more than one finding, and what the first few of them raise.
use incident_syntax::{TokenKind, tokens};
const ALL: [&str; 5] =
    ["payment", "payment-neighbours", "follow-the-sun", "search-opsgenie", "start-up"];

fn explore(what: &str, make: impl Fn(&str) -> Vec<(String, String)>) {
    for name in ALL {
        let (program, text) = example(name);
        let mut session = Session::new(&program);
        let all = make(&text);
        let mut count = 0;
        let total = all.len();
        for (did, text) in all {
            let mut edited = program.clone();
            edited.files.first_mut().expect("one file").text = text;
            session.edit(&edited);
            let mut findings = session.findings();
            findings.retain(|finding| finding.level != Level::Note);
            let words: BTreeSet<&str> = findings.iter().map(|one| one.message.as_str()).collect();
            if words.len() > 1 {
                count += 1;
                println!("@@ {what} {name} {} <<{did}>>\n{}", words.len(), shown(&findings));
            }
        }
        println!("TALLY {what} {name} {count} of {total}");
    }
}

fn visible(text: &str) -> Vec<std::ops::Range<usize>> {
    tokens(text)
        .into_iter()
        .filter(|t| {
            !matches!(
                t.kind,
                TokenKind::Blank
                    | TokenKind::Newline
                    | TokenKind::LineComment
                    | TokenKind::DocComment
                    | TokenKind::BlockComment
            )
        })
        .map(|t| usize::from(t.range.start())..usize::from(t.range.end()))
        .collect()
}
fn at(text: &str, at: usize) -> String {
    format!(
        "{}: {}",
        text[..at].matches('\n').count() + 1,
        text[text[..at].rfind('\n').map_or(0, |x| x + 1)..].lines().next().unwrap()
    )
}

#[test]
fn x_truncated() {
    explore("cut", |text| {
        visible(text)
            .into_iter()
            .filter_map(|r| {
                let end = r.start + text[r.start..].find('\n')?;
                (r.start < end).then(|| {
                    (
                        at(text, r.start) + " | cut at " + &text[r.start..end],
                        format!("{}{}", text[..r.start].trim_end_matches(' '), &text[end..]),
                    )
                })
            })
            .collect()
    });
}
#[test]
fn x_token_out() {
    explore("tokenout", |text| {
        visible(text)
            .into_iter()
            .map(|r| {
                (
                    at(text, r.start) + " | without " + &text[r.clone()],
                    format!("{}{}", &text[..r.start], &text[r.end..]),
                )
            })
            .collect()
    });
}
#[test]
fn x_token_twice() {
    explore("tokentwice", |text| {
        visible(text)
            .into_iter()
            .map(|r| {
                (
                    at(text, r.start) + " | twice " + &text[r.clone()],
                    format!("{} {}", &text[..r.end], &text[r.start..]),
                )
            })
            .collect()
    });
}
#[test]
fn x_stray() {
    for stray in ["}", "{", "]", "[", "\"", ",", "=", ":", ";", "x", "5", "(", "'", "-", "/", "\\"]
    {
        explore(&format!("stray{stray}"), |text| {
            visible(text)
                .into_iter()
                .map(|r| {
                    (
                        at(text, r.start) + " | before " + &text[r.clone()],
                        format!("{}{stray} {}", &text[..r.start], &text[r.start..]),
                    )
                })
                .collect()
        });
    }
}
#[test]
fn x_lines() {
    explore("lineout", |text| {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        (0..lines.len())
            .map(|n| {
                (lines[n].to_owned(), format!("{}{}", lines[..n].concat(), lines[n + 1..].concat()))
            })
            .collect()
    });
    explore("linetwice", |text| {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        (0..lines.len())
            .map(|n| {
                (lines[n].to_owned(), format!("{}{}", lines[..=n].concat(), lines[n..].concat()))
            })
            .collect()
    });
    explore("lineswap", |text| {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        (1..lines.len())
            .map(|n| {
                (
                    lines[n].to_owned(),
                    format!(
                        "{}{}{}{}",
                        lines[..n - 1].concat(),
                        lines[n],
                        lines[n - 1],
                        lines[n + 1..].concat()
                    ),
                )
            })
            .collect()
    });
    explore("linejoin", |text| {
        text.match_indices('\n')
            .map(|(n, _)| (at(text, n), format!("{} {}", &text[..n], text[n..].trim_start())))
            .collect()
    });
    explore("linebreak", |text| {
        visible(text)
            .into_iter()
            .map(|r| {
                (
                    at(text, r.start) + " | break before " + &text[r.clone()],
                    format!("{}\n{}", &text[..r.start], &text[r.start..]),
                )
            })
            .collect()
    });
}
