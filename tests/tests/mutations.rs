//! The same 10,000 random changes of the examples on every run: whatever becomes of a text, the checker lives,
//! and every place that it names is one of the text.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at the first surprise"
)]

use incident_analysis::{Contents, Database, SourceFile, Workspace, services, settings};
use incident_base::{Certainty, Diagnostic, FileId, Level};
use incident_codegen::generate;
use incident_tests::compiled::examples;

const MUTATIONS: usize = 10_000;

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

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % count.max(1) as u64) as usize
    }

    /// A place between two characters.
    fn boundary(&mut self, text: &str) -> usize {
        text.floor_char_boundary(self.below(text.len() + 1))
    }

    /// A stretch of text, mostly a short one.
    fn stretch(&mut self, text: &str) -> std::ops::Range<usize> {
        let start = self.boundary(text);
        let longest = [1, 4, 40, 400][self.below(4)];
        let end = (start + self.below(longest) + 1).min(text.len());
        start..text.floor_char_boundary(end).max(start)
    }
}

fn mutated(text: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..=random.below(3) {
        match random.below(5) {
            0 => {
                let stretch = random.stretch(&text);
                text.replace_range(stretch, "");
            }
            1 => {
                let copy = text[random.stretch(&text)].to_owned();
                text.insert_str(random.boundary(&text), &copy);
            }
            2 => {
                let piece = PIECES[random.below(PIECES.len())];
                text.insert_str(random.boundary(&text), piece);
            }
            3 => {
                let piece = PIECES[random.below(PIECES.len())];
                let stretch = random.stretch(&text);
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

/// Every place of a finding stands in its text, on character boundaries.
#[track_caller]
fn assert_places(text: &str, findings: &[Diagnostic]) {
    for finding in findings {
        let related = finding.related.iter().map(|one| one.place);
        for place in related.chain([finding.place]) {
            let range = usize::from(place.range.start())..usize::from(place.range.end());
            assert!(text.get(range.clone()).is_some(), "{range:?}: {finding:?}\n{text}");
        }
        assert!(finding.message.ends_with(['.', '?']), "{finding:?}");
    }
}

#[test]
fn whatever_becomes_of_a_text_the_checker_lives_and_names_places_in_it() {
    let mut random = Random(1);
    // A program of several files is checked file by file here.
    let texts: Vec<String> = examples()
        .unwrap()
        .into_values()
        .flatten()
        .filter(|(path, _)| path.ends_with(".incident"))
        .map(|(_, text)| text)
        .collect();
    let mut db = Database::default();
    let text = |text: &str| Contents::Text(text.into());
    let file = SourceFile::new(&db, FileId(0), "a.incident".to_owned(), text(""));
    let day = jiff::civil::date(2026, 1, 1);
    let workspace = Workspace::new(&db, vec![file], None, Some(day));
    let (mut broken, mut whole) = (0, 0);
    for number in 0..MUTATIONS {
        let changed = mutated(&texts[number % texts.len()], &mut random);
        file.edit(&mut db, text(&changed));
        let findings = incident_rules::check(&db, workspace);
        assert_places(&changed, &findings);
        let edits = incident_rules::edits(&db, workspace, &findings, Certainty::Likely);
        for (_, edits) in edits {
            incident_base::apply(&changed, edits);
        }
        if findings.iter().any(|finding| finding.level == Level::Error) {
            broken += 1;
            continue;
        }
        whole += 1;
        let settings = settings(&db, workspace);
        for service in services(&db, workspace) {
            assert!(!generate(&service, &settings).is_empty(), "{changed}");
        }
    }
    assert!(broken > MUTATIONS / 2 && whole > MUTATIONS / 50, "{broken} broken, {whole} whole");
}
