//! The language, as Markdown: every section of every document in `tests/literate` is a test.
//!
//! `cargo test -p incident-tests --test literate overrides` runs those with "overrides" in their
//! name. What may stand in a document: see `incident_tests::literate`.

#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test reads files, and stops at the first surprise"
)]

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::process::ExitCode;

use incident_tests::files::{project, read};
use incident_tests::literate::{
    Document, Program, Session, findings, findings_after_an_edit, is_update, shown, update, verify,
    verify_written,
};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    let mut all = Vec::new();
    let mut names: Vec<String> = incident_tests::files::tree(&project("tests/literate"))?
        .into_keys()
        .filter(|name| name.ends_with(".md"))
        .collect();
    names.sort();
    for name in names {
        let path = project("tests/literate").join(&name);
        let mut text = read(&path)?;
        let mut document = Document::parse(&text).map_err(|why| format!("{name}: {why}"))?;
        if is_update() {
            let found = document.programs.iter().map(|it| (it, shown(&findings(it))));
            text = update(&text, found, |_| false);
            fs::write(&path, &text)?;
            document = Document::parse(&text)?;
        }
        if document.programs.is_empty() {
            return Err(format!("{name} holds no program").into());
        }
        let programs = document.programs.clone();
        let title = format!("{name}: a line less, or half of one, is found as in a new database");
        trials.push(Trial::test(title, move || programs.iter().try_for_each(edits)));
        all.extend(document.programs.clone());
        for program in document.programs {
            let name = name.clone();
            let title = format!("{name}: {}", program.section);
            trials.push(Trial::test(title, move || check(&name, &program)));
        }
    }
    trials.push(Trial::test("every rule is asserted", move || every_rule_is_asserted(&all)));
    Ok(libtest_mimic::run(&arguments, trials).exit_code())
}

/// Takes away a line or half of one at a time, as somebody does who types, in one database.
fn edits(program: &Program) -> Result<(), Failed> {
    let mut session = Session::new(program);
    for at in 0..program.files.len() {
        let lines: Vec<&str> = program.files[at].text.split_inclusive('\n').collect();
        for (number, line) in lines.iter().enumerate() {
            for left in [0, line.floor_char_boundary(line.len() / 2)] {
                let (before, after) = (lines[..number].concat(), lines[number + 1..].concat());
                let mut edited = program.clone();
                edited.files[at].text = format!("{before}{}{after}", &line[..left]);
                session.edit(&edited);
                if session.findings() != findings(&edited) {
                    let text = &edited.files[at].text;
                    return Err(format!("what is found differs after an edit:\n{text}").into());
                }
            }
        }
    }
    session.edit(program);
    if session.findings() != findings(program) {
        return Err("what is found differs after all is undone".into());
    }
    Ok(())
}

/// Every rule has a test here.
fn every_rule_is_asserted(programs: &[Program]) -> Result<(), Failed> {
    let asserted: BTreeSet<String> =
        programs.iter().flat_map(findings).map(|finding| finding.code.to_string()).collect();
    let codes = incident_rules::rules().iter().map(|rule| rule.code.to_string());
    let missing: Vec<String> = codes.filter(|code| !asserted.contains(code)).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("no test of {missing:?}").into()) }
}

fn check(name: &str, program: &Program) -> Result<(), Failed> {
    let found = findings(program);
    if found != findings_after_an_edit(program) {
        let why = "what is found after an edit is not what is found at first";
        return Err(format!("tests/literate/{name}, line {}: {why}", program.line).into());
    }
    verify(program, &found)
        .and_then(|()| verify_written(program, &found))
        .map_err(|wrong| format!("tests/literate/{name}\n{wrong}").into())
}
