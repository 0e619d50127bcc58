//! The same random changes of every example on every run: the laws hold whatever becomes of a text.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise"
)]

use std::sync::Mutex;

use incident_base::Level;
use incident_tests::compiled::{Files, examples};
use incident_tests::laws::{self, Checker, Declared};
use incident_tests::random::Random;

/// What is put in: characters and words that mean something somewhere.
const PIECES: [&str; 32] = [
    "{",
    "}",
    "[",
    "]",
    "=",
    ",",
    ":",
    "\"",
    "\"\"\"",
    "//",
    "///",
    "/*",
    "*/",
    "\n",
    "\r",
    "\t",
    " ",
    "é",
    "\u{202E}",
    "\u{FEFF}",
    "\0",
    "5m",
    "0bd",
    "2026-02-30..2026-01-01",
    "severity P1",
    "service A {",
    "use = [a]",
    "slack:#",
    "@",
    "<<<<<<< HEAD\n",
    "\\",
    "-",
];

/// A place between two characters.
fn boundary(random: &mut Random, text: &str) -> usize {
    text.floor_char_boundary(random.below(text.len() + 1))
}

/// A stretch of text, mostly a short one.
fn stretch(random: &mut Random, text: &str) -> std::ops::Range<usize> {
    let start = boundary(random, text);
    let longest = [1, 4, 40, 400][random.below(4)];
    let end = (start + random.below(longest) + 1).min(text.len());
    start..text.floor_char_boundary(end).max(start)
}

fn mutated(text: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..=random.below(3) {
        match random.below(5) {
            0 => {
                let stretch = stretch(random, &text);
                text.replace_range(stretch, "");
            }
            1 => {
                let copy = text[stretch(random, &text)].to_owned();
                text.insert_str(boundary(random, &text), &copy);
            }
            2 => {
                let piece = PIECES[random.below(PIECES.len())];
                text.insert_str(boundary(random, &text), piece);
            }
            3 => {
                let piece = PIECES[random.below(PIECES.len())];
                let stretch = stretch(random, &text);
                text.replace_range(stretch, piece);
            }
            _ => {
                let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
                let (one, other) = (random.below(lines.len()), random.below(lines.len()));
                lines.swap(one, other);
                text = lines.concat();
            }
        }
    }
    text
}

/// How many times each example is changed: enough to find what breaks often; CI asks for 10,000.
fn mutations() -> usize {
    const USUAL: usize = 1_000;
    let asked = std::env::var("INCIDENT_MUTATIONS").ok();
    asked.map_or(USUAL, |asked| asked.parse().unwrap())
}

/// How many changed programs had errors, how many had none, and how many declarations stood whole in the former.
fn mutate(name: &str, program: &Files) -> (usize, usize, usize) {
    // Its own numbers, which examples that come later do not change.
    let mut random = Random::new(name.bytes().map(u64::from).sum());
    let mut checker = Checker::new(program);
    let declared: Vec<Declared> =
        (0..checker.files()).map(|file| Declared::of(checker.text(file))).collect();
    let (mut broken, mut whole, mut kept) = (0, 0, 0);
    for number in 0..mutations() {
        let file = number % checker.files();
        let before = checker.text(file).to_owned();
        let changed = mutated(&before, &mut random);
        laws::lexer(changed.as_bytes());
        laws::parser(&changed);
        kept += declared[file].assert_known(&changed);
        checker.edit(file, &changed);
        let findings = checker.check();
        if number % 10 == 0 {
            laws::formatter(&changed);
            checker.assert_as_from_scratch(&findings);
        }
        match findings.iter().any(|finding| finding.level == Level::Error) {
            true => broken += 1,
            false => whole += usize::from(laws::compile(&checker) > 0),
        }
        checker.edit(file, &before);
    }
    (broken, whole, kept)
}

#[test]
fn the_laws_hold_whatever_becomes_of_an_example() {
    // Whoever has done with one takes the next: they are not equally long.
    let examples = Mutex::new(examples().unwrap().into_iter());
    let take = || examples.lock().unwrap().next();
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((name, program)) = take() {
                    let (broken, whole, kept) = mutate(&name, &program);
                    let all = mutations();
                    let enough = broken > all / 4 && whole > all / 50;
                    assert!(enough, "{name}: {broken} broken, {whole} whole");
                    assert!(kept > all / 4, "{name}: {kept} declarations stood whole");
                }
            });
        }
    });
}
