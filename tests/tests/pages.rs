//! Every diagnostic has a page, `docs/diagnostics/INC001.md`, and what the page shows is true.

#![allow(clippy::disallowed_methods, reason = "tests read files")]

use std::error::Error;
use std::fs;
use std::process::ExitCode;

use incident_base::{Certainty, Level};
use incident_rules::{Rule, rules};
use incident_tests::files::{project, read, tree};
use incident_tests::literate::{
    Document, Finding, Program, Session, findings, findings_after_an_edit, is_update, shown,
    update, verify,
};
use libtest_mimic::{Arguments, Failed, Trial};

const FAILING: &str = "Failing example";
const MENDED: &str = "Mended example";

/// The parts of a page, in order.
const SECTIONS: [&str; 4] = ["What it means", "Why it matters at 2 AM", FAILING, MENDED];

/// The last part of a page about a provider's limit: where that is said.
const SOURCE: &str = "Source";

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments = Arguments::from_args();
    let mut trials = vec![
        Trial::test("every page has a rule", every_page_has_a_rule),
        Trial::test("codes stand once and in order", codes_stand_once_and_in_order),
    ];
    for rule in rules() {
        if is_update() {
            rewrite(rule).map_err(|why| format!("{}: {why}", rule.code))?;
        }
        trials.push(Trial::test(format!("{}: {}", rule.code, rule.title), || page(rule)));
    }
    Ok(libtest_mimic::run(&arguments, trials).exit_code())
}

fn path(rule: &Rule) -> std::path::PathBuf {
    project(&format!("docs/diagnostics/{}.md", rule.code))
}

/// What a reader who follows the page sees: `check` lists notes on request only, and a page about something
/// else does not ask for them.
fn as_shown(rule: &Rule, mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.retain(|finding| finding.level != Level::Note || finding.code == rule.code);
    findings
}

fn is_failing(program: &Program) -> bool {
    program.section.starts_with(FAILING)
}

fn rewrite(rule: &Rule) -> Result<(), Box<dyn Error>> {
    let text = read(&path(rule))?;
    let document = Document::parse(&text)?;
    let found = document.programs.iter().map(|it| (it, shown(&as_shown(rule, findings(it)))));
    Ok(fs::write(path(rule), update(&text, found, is_failing))?)
}

fn page(rule: &Rule) -> Result<(), Failed> {
    let text = read(&path(rule))?;
    let document = Document::parse(&text)?;
    let title = format!("{}: {}", rule.code, rule.title);
    if document.title != title {
        return Err(format!("the page is called \"{}\", not \"{title}\"", document.title).into());
    }
    let sections: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let is_about_a_provider = rule.code.to_string().starts_with("INC5");
    let expected = SECTIONS.into_iter().chain(is_about_a_provider.then_some(SOURCE));
    let expected: Vec<&str> = expected.collect();
    if sections != expected {
        return Err(format!("its sections are {sections:?}, not {expected:?}").into());
    }
    let cited = text.split_once(&format!("\n## {SOURCE}\n")).map(|(_, cited)| cited);
    if cited.is_some_and(|cited| !cited.contains("](https://")) {
        return Err("its source is no link".into());
    }
    // `incident explain` shows what was there when it was built.
    if !is_update() && rule.page != text {
        return Err("`Rule::page` is another text".into());
    }
    let (failing, other): (Vec<_>, Vec<_>) =
        document.programs.iter().partition(|program| is_failing(program));
    let mended: Vec<_> = other.iter().filter(|it| it.section.starts_with(MENDED)).collect();
    if failing.is_empty() || mended.is_empty() || mended.len() != other.len() {
        return Err("examples stand under their two headings, one or more under each".into());
    }
    for program in failing {
        fails(program, rule)?;
        is_mended(program, rule)?;
    }
    for program in mended {
        verify(program, &as_shown(rule, findings(program)))
            .map_err(|why| format!("{MENDED}, {why}"))?;
    }
    Ok(())
}

/// What mends its findings leaves none of this code, and makes no error where it is certain.
fn is_mended(program: &Program, rule: &Rule) -> Result<(), Failed> {
    for certainty in [Certainty::Certain, Certainty::Likely] {
        let changed = Session::new(program).mended(certainty);
        if changed.is_empty() {
            continue;
        }
        let mut mended = program.clone();
        for file in &mut mended.files {
            if let Some(text) = changed.get(&file.path) {
                file.text.clone_from(text);
            }
        }
        let left = findings(&mended);
        let still = left.iter().find(|it| {
            it.code == rule.code || certainty == Certainty::Certain && it.level == Level::Error
        });
        if let Some(still) = still {
            return Err(format!(
                "mended as {certainty:?}, line {}: {still}\n{changed:?}",
                program.line
            )
            .into());
        }
    }
    Ok(())
}

/// The program raises just this code, and the page shows how.
fn fails(program: &Program, rule: &Rule) -> Result<(), Failed> {
    let found = as_shown(rule, findings(program));
    let at = format!("the example in line {}", program.line);
    if found.is_empty() {
        return Err(format!("{at} raises nothing").into());
    }
    if let Some(other) = found.iter().find(|finding| finding.code != rule.code) {
        return Err(format!("{at} raises another code: {other}").into());
    }
    if let Some(other) = found.iter().find(|finding| finding.level != rule.level) {
        return Err(format!("{at} is of another level than its rule: {other}").into());
    }
    if found != as_shown(rule, findings_after_an_edit(program)) {
        return Err(format!("{at} raises something else after an edit").into());
    }
    match &program.snapshot {
        Some(snapshot) if snapshot.text == shown(&found) => Ok(()),
        Some(_) => {
            Err(format!("{at} raises this now (INCIDENT_UPDATE=1 rewrites it):\n{}", shown(&found))
                .into())
        }
        None => {
            Err(format!("{at} does not show what it raises (INCIDENT_UPDATE=1 adds it)").into())
        }
    }
}

fn every_page_has_a_rule() -> Result<(), Failed> {
    let mut codes: Vec<String> = rules().iter().map(|rule| format!("{}.md", rule.code)).collect();
    codes.sort();
    let pages: Vec<String> = tree(&project("docs/diagnostics"))?.into_keys().collect();
    if pages != codes {
        return Err(format!("the pages are {pages:?}, the rules {codes:?}").into());
    }
    Ok(())
}

fn codes_stand_once_and_in_order() -> Result<(), Failed> {
    let codes: Vec<_> = rules().iter().map(|rule| rule.code).collect();
    if !codes.is_sorted_by(|one, next| one < next) {
        return Err(format!("{codes:?}").into());
    }
    Ok(())
}
