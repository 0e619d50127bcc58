//! Formatting changes nothing that anybody is told or paged by: every program of the examples, the
//! pages and the literate tests has the same findings, the same checked model and the same output.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads files, and stops at the first surprise"
)]

use std::collections::BTreeMap;

use incident_analysis::config::FILE_NAME;
use incident_analysis::{Contents, Database, SourceFile, Workspace, services, settings};
use incident_base::FileId;
use incident_codegen::generate;
use incident_fmt::{Refusal, format};
use incident_syntax::{TokenKind, tokens};
use incident_tests::files::{project, read, tree};
use incident_tests::literate::{Document, Program};
use jiff::civil::{Date, date};

/// Files by their paths, and the day.
#[derive(Clone)]
struct Texts {
    name: String,
    files: BTreeMap<String, String>,
    as_of: Date,
}

/// All that a program comes to, without the places of findings.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    findings: Vec<String>,
    models: Vec<String>,
    artefacts: BTreeMap<String, String>,
}

fn outcome(texts: &Texts) -> Outcome {
    let db = Database::default();
    let source = |(id, (path, text)): (u32, (&String, &String))| {
        SourceFile::new(&db, FileId(id), path.clone(), Contents::Text(text.as_str().into()))
    };
    let sources: Vec<SourceFile> = (0..).zip(&texts.files).map(source).collect();
    let (config, files): (Vec<_>, Vec<_>) =
        sources.into_iter().partition(|source| source.path(&db) == FILE_NAME);
    let workspace = Workspace::new(&db, files, config.first().copied(), Some(texts.as_of));
    let found = incident_rules::check(&db, workspace);
    let finding = |it: &incident_base::Diagnostic| {
        let related: Vec<&String> = it.related.iter().map(|related| &related.message).collect();
        format!("{} {:?} {} {related:?} {:?}", it.code, it.level, it.message, it.help)
    };
    let mut findings: Vec<String> = found.iter().map(finding).collect();
    findings.sort();
    let services = services(&db);
    let settings = settings(&db, workspace);
    let artefacts = services.iter().flat_map(|service| generate(service, &settings));
    Outcome {
        findings,
        models: services.iter().map(|service| format!("{service:?}")).collect(),
        artefacts: artefacts.map(|artefact| (artefact.path, artefact.contents)).collect(),
    }
}

/// Every program that people read, in texts of UTF-8.
fn programs() -> Vec<Texts> {
    let mut programs = Vec::new();
    for (path, text) in tree(&project("examples")).unwrap() {
        let files = BTreeMap::from([(path.clone(), text)]);
        programs.push(Texts { name: path, files, as_of: date(2026, 1, 1) });
    }
    for folder in ["docs/diagnostics", "tests/literate"] {
        for (path, text) in tree(&project(folder)).unwrap() {
            let document = Document::parse(&text).unwrap();
            let all = document.programs.into_iter();
            let written = all.filter(|it| !it.writing.utf16 && it.writing.locked.is_none());
            programs.extend(written.map(|program| texts(&path, program)));
        }
    }
    assert!(programs.len() > 200, "{}", programs.len());
    programs
}

fn texts(document: &str, program: Program) -> Texts {
    let name = format!("{document}:{}", program.line);
    let files = program.files.into_iter().map(|file| (file.path, file.text)).collect();
    Texts { name, files, as_of: program.as_of }
}

/// The program with each source that has no errors changed.
fn with(texts: &Texts, change: impl Fn(&str) -> String) -> Texts {
    let mut changed = texts.clone();
    for (path, text) in &mut changed.files {
        if path != FILE_NAME && incident_syntax::parse(text).errors.is_empty() {
            *text = change(text);
        }
    }
    changed
}

fn formatted(text: &str) -> String {
    match format(text) {
        Ok(formatted) => formatted.text,
        // A comment is about a line that would be taken apart.
        Err(Refusal::Line(_)) => text.to_owned(),
        Err(other) => panic!("{other:?} for:\n{text}"),
    }
}

#[test]
fn a_formatted_program_comes_to_the_same() {
    let mut changed = 0;
    for texts in programs() {
        let new = with(&texts, formatted);
        if new.files != texts.files {
            changed += 1;
            assert_eq!(outcome(&new), outcome(&texts), "{}", texts.name);
        }
    }
    assert!(changed > 50, "{changed}");
}

#[test]
fn files_with_errors_are_refused() {
    let mut refused = 0;
    for texts in programs() {
        for (path, text) in texts.files.iter().filter(|(path, _)| *path != FILE_NAME) {
            let errors = incident_syntax::parse(text).errors;
            if errors.is_empty() {
                continue;
            }
            refused += 1;
            assert_eq!(format(text), Err(Refusal::Syntax(errors)), "{}: {path}", texts.name);
        }
    }
    assert!(refused > 50, "{refused}");
}

/// A generator of numbers that is the same everywhere: xorshift64, by Marsaglia.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

/// Other blanks between tokens and at the ends of lines, which say nothing.
fn disarranged(text: &str, numbers: &mut Numbers) -> String {
    const BLANKS: [&str; 4] = [" ", "   ", "\t", " \t "];
    let mut changed = String::new();
    for token in tokens(text) {
        match token.kind {
            TokenKind::Blank => changed.push_str(BLANKS[numbers.below(4)]),
            kind => {
                let may_be_apart = matches!(
                    kind,
                    TokenKind::Equals
                        | TokenKind::Comma
                        | TokenKind::OpenBrace
                        | TokenKind::CloseBrace
                        | TokenKind::OpenBracket
                        | TokenKind::CloseBracket
                        | TokenKind::Newline
                );
                if may_be_apart && numbers.below(2) == 0 {
                    changed.push_str(BLANKS[numbers.below(4)]);
                }
                changed.push_str(&text[std::ops::Range::<usize>::from(token.range)]);
            }
        }
    }
    changed
}

#[test]
fn however_its_blanks_were_a_program_is_formatted_to_one_text() {
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    for texts in programs() {
        let expected = with(&texts, formatted);
        for _ in 0..5 {
            let seed = numbers.below(usize::MAX) as u64 | 1;
            let again = with(&texts, |text| formatted(&disarranged(text, &mut Numbers(seed))));
            assert_eq!(again.files, expected.files, "{}", texts.name);
        }
    }
}

/// Programs that mean something, of which no two are alike: services of a made-up workspace, disarranged.
#[test]
fn random_workspaces_come_to_the_same_in_one_layout() {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for seed in 0..12 {
        let files = xtask::workspace::workspace(2, seed).unwrap();
        let files = files.into_iter().map(|file| (file.path, file.text)).collect();
        let neat = Texts { name: format!("seed {seed}"), files, as_of: date(2026, 1, 1) };
        let blanks = numbers.below(usize::MAX) as u64 | 1;
        let messy = with(&neat, |text| disarranged(text, &mut Numbers(blanks)));
        assert_ne!(messy.files, neat.files);
        let outcome_of_messy = outcome(&messy);
        assert_eq!(outcome_of_messy.models.len(), 2, "{:?}", outcome_of_messy.findings);
        let formatted = with(&messy, formatted);
        assert_eq!(formatted.files, neat.files, "{}", neat.name);
        assert_eq!(outcome(&formatted), outcome_of_messy, "{}", neat.name);
    }
}

#[test]
fn what_the_readme_shows_is_formatted() {
    let readme = read(&project("README.md")).unwrap();
    let mut shown = 0;
    for part in readme.split("\n```incident\n").skip(1) {
        let text = part.split("```").next().unwrap();
        assert_eq!(formatted(text), text);
        shown += 1;
    }
    assert!(shown > 0, "the README shows no program");
}
