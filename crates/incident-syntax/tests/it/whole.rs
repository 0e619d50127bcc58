//! Whatever becomes of a line, what stands whole on other lines is still known.

use incident_base::{TextRange, TextSize};
use incident_syntax::parse;
use proptest::prelude::*;

use crate::deletion::{Declaration, REALISTIC, declarations};
use crate::examples::{NEIGHBOURS, PAYMENT};

/// What people type by mistake, or have not finished typing.
const PIECES: [&str; 31] = [
    "{",
    "}",
    "[",
    "]",
    "=",
    ":",
    ",",
    "\"",
    "\\",
    "//",
    "///",
    "(",
    ")",
    "<",
    ">",
    ";",
    "'",
    "`",
    "a",
    "tier ",
    "service A {",
    "timeout = 5m",
    "members = [a@b.c, ",
    "5",
    "5m",
    "-",
    "%",
    "@",
    "slack:#x",
    "é",
    "\t",
];

/// A valid text and the same with one line damaged: where the line stands, and how it reads now.
fn damaged() -> impl Strategy<Value = (&'static str, TextRange, String)> {
    let texts = prop::sample::select(vec![REALISTIC, PAYMENT, NEIGHBOURS]);
    let pieces = prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..4);
    (texts, any::<[prop::sample::Index; 3]>(), pieces).prop_map(
        |(text, [line, start, length], pieces)| {
            let lines: Vec<&str> = text.split_inclusive('\n').collect();
            let line = line.index(lines.len());
            let before: usize = lines[..line].iter().map(|line| line.len()).sum();
            let written = lines[line].trim_end_matches('\n');
            let start = written.floor_char_boundary(start.index(written.len() + 1));
            let longest = (written.len() - start).min(12);
            let end = written.floor_char_boundary(start + length.index(longest + 1)).max(start);
            let now = format!("{}{}{}", &written[..start], pieces.concat(), &written[end..]);
            let at = TextSize::try_from(before).unwrap();
            (text, TextRange::at(at, TextSize::of(written)), now)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_declaration_that_stands_whole_is_never_lost((text, line, now) in damaged()) {
        let mut damaged = text.to_owned();
        damaged.replace_range(std::ops::Range::<usize>::from(line), &now);
        let mut known = declarations(&parse(&damaged));
        for Declaration { range, says, .. } in declarations(&parse(text)) {
            if range.intersect(line).is_some() {
                continue;
            }
            let undocumented = |says: &str| says.lines().filter(|line| !line.trim_start().starts_with("docs ")).map(|l| l.to_owned()+"\n").collect::<String>(); if text[line].trim_start().starts_with("/") { continue }
 match known.iter().position(|other| undocumented(&other.says) == undocumented(&says)) {
                Some(at) => drop(known.swap_remove(at)),
                None => { use std::io::Write; let mut f=std::fs::OpenOptions::new().append(true).create(true).open("/tmp/whole.log").unwrap(); writeln!(f, "{:?} -> {now:?} cost {}", &text[line], says.lines().next().unwrap()).unwrap(); break }
            }
        }
    }
}
