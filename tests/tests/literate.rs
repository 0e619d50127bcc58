//! The language, as Markdown: every section of every document in `tests/literate` is a test.
//!
//! `cargo test -p incident-tests --test literate overrides` runs those with "overrides" in their
//! name. What may stand in a document: see `incident_tests::literate`.

#![allow(clippy::disallowed_methods, reason = "tests read files")]

use std::error::Error;
use std::fs;
use std::process::ExitCode;

use incident_tests::files::{project, read};
use incident_tests::literate::{
    Document, Program, findings, findings_after_an_edit, is_update, shown, update, verify,
    verify_written,
};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
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
        for program in document.programs {
            let name = name.clone();
            let title = format!("{name}: {}", program.section);
            trials.push(Trial::test(title, move || check(&name, &program)));
        }
    }
    Ok(libtest_mimic::run(&arguments, trials).exit_code())
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
