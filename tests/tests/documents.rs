//! What README.md, ARCHITECTURE.md and CONTRIBUTING.md show is what there is.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads files, and stops at the first surprise"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use incident_analysis::config::{ConfigValues, KEYS};
use incident_analysis::typed_tree::Value as Typed;
use incident_analysis::{Contents, Database, SourceFile, Workspace, items_of_kind, typed};
use incident_base::{FileId, Level};
use incident_ir::Duration;
use incident_schema::Kind;
use incident_syntax::tree::Entry;
use incident_tests::binary::Invocation;
use incident_tests::compiled::{Files, compiled};
use incident_tests::files::{paths, project, read, tree};
use incident_tests::literate::{Document, findings, verify, verify_written};

/// The document's indented parts, without their indent.
fn indented(document: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut blank_lines = 0;
    for line in document.lines() {
        let part = parts.last_mut().unwrap();
        match line.strip_prefix("    ") {
            Some(line) => {
                part.push_str(&"\n".repeat(blank_lines));
                part.push_str(line);
                part.push('\n');
                blank_lines = 0;
            }
            None if line.is_empty() && !part.is_empty() => blank_lines += 1,
            None => {
                parts.push(String::new());
                blank_lines = 0;
            }
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// The part that begins like this.
fn part<'a>(parts: &'a [String], beginning: &str) -> &'a str {
    let found = parts.iter().find(|part| part.starts_with(beginning));
    found.expect(beginning)
}

/// Every Markdown file of the project that people read.
fn documents() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(project(""))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    for folder in ["docs", "crates", "tests/literate"] {
        found.extend(markdown_below(&project(folder)));
    }
    assert!(found.len() > 60, "{}", found.len());
    found.retain(|path| !path.components().any(|name| name.as_os_str() == "golden"));
    found
}

fn markdown_below(folder: &Path) -> Vec<PathBuf> {
    let files = paths(folder).unwrap().into_iter();
    files.filter(|path| path.ends_with(".md")).map(|path| folder.join(path)).collect()
}

#[test]
fn links_lead_to_files() {
    let mut dead = Vec::new();
    for path in documents() {
        let text = read(&path).unwrap();
        // Code is no text: what looks like a link in it is none.
        let prose = text.split("```").step_by(2).collect::<String>();
        for link in prose.split("](").skip(1) {
            let target = link.split([')', '#']).next().unwrap();
            let is_elsewhere = target.contains("://") || target.is_empty();
            if !is_elsewhere && !path.parent().unwrap().join(target).exists() {
                dead.push(format!("{}: {target}", path.display()));
            }
        }
    }
    assert_eq!(dead, [""; 0]);
}

#[test]
fn the_readme_s_program_has_nothing_wrong_with_it() {
    let document = Document::parse(&read(&project("README.md")).unwrap()).unwrap();
    assert_eq!(document.programs.len(), 1);
    for program in &document.programs {
        let mut found = findings(program);
        // `check` lists notes on request only.
        found.retain(|finding| finding.level != Level::Note);
        assert_eq!(verify(program, &found), Ok(()));
    }
}

#[test]
fn the_readme_s_commands_are_those_of_the_pipeline() {
    let readme = indented(&read(&project("README.md")).unwrap());
    let pipeline = read(&project(".ci/run")).unwrap();
    let steps: Vec<&str> = pipeline.lines().collect();
    assert!(readme.contains(&"cargo test --workspace\n".to_owned()));
    assert!(steps.contains(&"cargo test --workspace"));
    let first = "cargo run --release -- compile examples/payment.incident";
    assert!(readme.contains(&format!("{first}\n")));
    assert!(steps.iter().any(|step| step.replace(" --locked", "").starts_with(first)));
}

#[test]
fn the_readme_s_tree_is_what_the_example_compiles_to() {
    let readme = indented(&read(&project("README.md")).unwrap());
    let mut folders: Vec<String> = Vec::new();
    let mut shown = BTreeSet::new();
    for line in part(&readme, "out\n").lines().skip(1) {
        let (branch, rest) = line.split_once("── ").unwrap();
        let depth = (branch.chars().count() - 1) / 4;
        let name = rest.split_whitespace().next().unwrap();
        folders.truncate(depth);
        folders.push(name.to_owned());
        if name.contains('.') {
            shown.insert(folders.join("/"));
        }
    }
    let written: BTreeSet<String> =
        tree(&project("tests/golden/payment")).unwrap().into_keys().collect();
    assert_eq!(shown, written);
}

#[test]
fn the_readme_s_excerpts_are_parts_of_what_is_written() {
    let readme = read(&project("README.md")).unwrap();
    let quoted: String = readme
        .lines()
        .filter_map(|line| line.strip_prefix('>'))
        .flat_map(|line| [line.strip_prefix(' ').unwrap_or(line), "\n"])
        .collect();
    let golden =
        |name: &str| read(&project("tests/golden/payment/PaymentServiceOps").join(name)).unwrap();
    let guide = golden("IncidentResponseGuide.g.md");
    let parts: Vec<&str> = quoted.split("[…]\n").map(str::trim).collect();
    assert!(parts.len() > 1 && !parts.contains(&""), "{parts:?}");
    let mut rest = guide.as_str();
    for part in parts {
        let (_, after) = rest.split_once(part).unwrap_or_else(|| panic!("not there: {part}"));
        rest = after;
    }

    let policy = golden("pagerduty/escalation_policy.payments-critical.json");
    let shown = indented(&readme);
    let shown = part(&shown, "{\n  \"escalation_policy\"");
    let (beginning, end) = shown.split_once("        …\n").unwrap();
    assert!(policy.starts_with(beginning) && policy.ends_with(end), "{shown}");
}

#[test]
fn the_readme_s_mistake_is_answered_as_it_shows() {
    let readme = indented(&read(&project("README.md")).unwrap());
    let (command, answer) = part(&readme, "$ incident check").split_once('\n').unwrap();
    assert_eq!(command, "$ incident check payment.incident");

    let example = read(&project("examples/payment.incident")).unwrap();
    let mistaken = example.replace("timeout = 20m, ", "");
    assert_ne!(mistaken, example);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("payment.incident"), mistaken).unwrap();
    let checked = Invocation::new(folder.path(), ["check", "payment.incident"]).run();
    // Lines of the drawing that are blank end in blanks, and those of a document do not.
    let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    assert_eq!(trimmed(answer), trimmed(&checked.stdout));
    assert_eq!(checked.code, Some(1));
}

#[test]
fn the_literate_tests_of_contributing_pass() {
    let parts = indented(&read(&project("CONTRIBUTING.md")).unwrap());
    let tests: Vec<&String> = parts.iter().filter(|part| part.starts_with("## ")).collect();
    assert_eq!(tests.len(), 2);
    for test in tests {
        for program in Document::parse(test).unwrap().programs {
            let found = findings(&program);
            assert_eq!(verify(&program, &found), Ok(()));
            assert_eq!(verify_written(&program, &found), Ok(()));
        }
    }
}

/// The words in backticks of a text, code of several lines left out.
fn words_in_backticks(text: &str) -> Vec<&str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

/// Its page is where `incident explain` sends whoever mistyped one.
#[test]
fn the_page_of_incident_toml_names_every_key() {
    let page = read(&project("docs/diagnostics/INC150.md")).unwrap();
    let lines = page.lines().filter(|line| line.starts_with("- `"));
    let named: Vec<Vec<&str>> = lines.map(words_in_backticks).collect();
    let first: Vec<&str> = named.iter().map(|words| words[0].trim_matches(['[', ']'])).collect();
    let keys: Vec<&str> = KEYS.iter().map(|key| key.name).collect();
    assert_eq!(first, keys, "the list on the page, and config/keys.rs");
    for (key, words) in KEYS.iter().zip(named) {
        let ConfigValues::Table(inner) = key.values else { continue };
        // A level has a code for a key, of which there are many.
        let inner = inner.iter().filter(|inner| !inner.name.is_empty());
        let missing: Vec<&str> =
            inner.map(|inner| inner.name).filter(|name| !words.contains(name)).collect();
        assert_eq!(missing, [""; 0], "[{}]", key.name);
    }
}

#[test]
fn the_files_that_the_documents_name_are_there() {
    let mut missing = Vec::new();
    for document in ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"] {
        let text = read(&project(document)).unwrap();
        for word in words_in_backticks(&text) {
            let begins = ["crates/", "tests/", "docs/", "examples/", "grammar/", "xtask/", ".ci/"];
            let is_path = begins.iter().any(|begin| word.starts_with(begin));
            // The walks through adding something name what is to be added.
            let is_new = word.contains("099");
            // A row of the table names the crate that its test is in.
            let in_a_crate = fs::read_dir(project("crates")).unwrap();
            let is_in_a_crate =
                in_a_crate.into_iter().any(|it| it.unwrap().path().join(word).exists());
            if is_path && !is_new && !is_in_a_crate && !project(word).exists() {
                missing.push(format!("{document}: {word}"));
            }
        }
    }
    assert_eq!(missing, [""; 0]);
}

/// A step of the walk: its file, what the document says is found there, and what in the file that is.
type Step = (&'static str, &'static str, &'static [&'static str]);

const WALK: [Step; 10] = [
    (
        "crates/incident-syntax/src/grammar.rs",
        "a block with two labels and an attribute",
        &["fn named<'t>(", "just(TokenKind::Name)", "scalar(source).repeated()", "shape::entry("],
    ),
    (
        "crates/incident-schema/src/vocabulary/severity.rs",
        "its labels, its keys, their types and defaults",
        &[
            "name: \"level\"",
            "name: \"description\"",
            "\"response_time\"",
            "Type::Duration",
            "defaulted(",
        ],
    ),
    (
        "crates/incident-analysis/src/typing/blocks.rs",
        "the block gets the schema's kind, labels and keys, or there is an issue",
        &["block_in(parent, word)", "typer.labels(source, row)", "self.attribute(", "self.report("],
    ),
    (
        "crates/incident-analysis/src/typing/numbers.rs",
        "`5m` is a duration now, because the key wants one, or an issue",
        &["Type::Duration => literal::duration::parse(text).map(duration)", "self.not_read("],
    ),
    (
        "crates/incident-analysis/src/lowering/severity.rs",
        "defaults are filled in, the policy and the components are found",
        &["\"response_time\"", "read::setting(", "fn policy_of(", "fn components_of("],
    ),
    (
        "crates/incident-ir/src/severity.rs",
        "`Severity`",
        &["pub struct Severity {", "pub response_time"],
    ),
    (
        "crates/incident-rules/src/rules/inc003_no_response_time.rs",
        "what would be wrong with it",
        &["severity.response_time"],
    ),
    (
        "crates/incident-codegen/src/guide/fact.rs",
        "\"Response time target: 5 minutes\"",
        &["\"Response time target\", in_full(severity.response_time"],
    ),
    (
        "crates/incident-codegen/src/documents/response_guide/facts.rs",
        "as a line of Markdown",
        &["guide::facts(service, severity)"],
    ),
    (
        "crates/incident-codegen/src/documents/response_guide.rs",
        "the section that it stands in",
        &["heading(2, &guide::title(severity))", "facts::block(service, severity)"],
    ),
];

/// The section that follows a severity through the crates.
fn walk() -> String {
    let text = read(&project("ARCHITECTURE.md")).unwrap();
    let (_, walk) = text.split_once("## Follow a severity").unwrap();
    walk.split("\n## ").next().unwrap().to_owned()
}

#[test]
fn following_a_severity_opens_files_that_say_what_is_promised() {
    let walk = walk();
    let (_, listed) = walk.split_once("\n1. ").unwrap();
    // A step is a file and what is found there; a second line may name what is beside it.
    let steps: Vec<&str> = listed
        .split('\n')
        .filter(|line| !line.starts_with(' '))
        .map(|line| line.trim_start_matches(|it: char| it.is_ascii_digit() || it == '.').trim())
        .filter(|line| !line.is_empty())
        .collect();
    assert_eq!(steps.len(), WALK.len(), "{steps:#?}");
    for (step, (file, promise, holds)) in steps.into_iter().zip(WALK) {
        let (named, said) = step.strip_prefix('`').unwrap().split_once("`: ").unwrap();
        assert_eq!(named, file);
        assert!(said.contains(promise), "{file}: {said}");
        let text = read(&project(file)).unwrap();
        for part in holds {
            assert!(text.contains(part), "{file} has no {part}");
        }
    }
    // "The grammar knows no kinds."
    assert!(walk.contains("The grammar knows no kinds"));
    let grammar = read(&project(WALK[0].0)).unwrap();
    for (_, row) in incident_schema::blocks() {
        assert!(!grammar.contains(&format!("\"{}\"", row.name)), "{}", row.name);
    }
}

/// The line itself, from step to step.
#[test]
fn the_severity_that_is_followed_becomes_what_each_step_says() {
    let walk = walk();
    let line = walk.lines().find_map(|line| line.strip_prefix("`severity ")).unwrap();
    let line = format!("severity {}", line.trim_end_matches('`'));

    let parsed = incident_syntax::parse(&line);
    assert!(parsed.errors.is_empty(), "{:?}", parsed.errors);
    let Entry::Block(block) = &*parsed.items[0].entry else { panic!("no block: {line}") };
    let labels: Vec<&str> = block.labels.iter().map(|label| label.text.as_str()).collect();
    assert_eq!(labels, ["P1", "\"Complete payment processing outage\""]);
    let entries = block.body.as_deref().unwrap();
    assert!(matches!(entries, [Entry::Attribute(_)]), "{entries:?}");

    let around = "on_call_rotation s { members = [ann@x.org, bob@x.org] }\nescalation_policy s {\ntier oncall {}\ntier boss {}\n}";
    let text = format!("service S {{\n{around}\n{line}\n}}\n");
    let db = Database::default();
    let contents = Contents::Text(text.as_str().into());
    let file = SourceFile::new(&db, FileId(0), "s.incident".to_owned(), contents);
    let _ = Workspace::new(&db, vec![file], None, None);
    let item = items_of_kind(&db, Kind::Service)[0];
    let service = typed(&db, item).block.clone().unwrap();
    let severity = service.blocks_of(Kind::Severity).next().unwrap();
    let value = severity.value("response_time").map(|at| &at.value);
    assert_eq!(value, Some(&Typed::Duration(Duration::minutes(5))));

    let program = Files::from([("s.incident".to_owned(), text)]);
    let (service, files) = compiled(&program).unwrap().remove(0);
    let severity = &service.severities[0];
    assert_eq!(severity.response_time.value(), Some(&Duration::minutes(5)));
    assert!(severity.requires_post_mortem.value, "the default is filled in");
    let guide = &files["IncidentResponseGuide.g.md"];
    let (_, section) = guide.split_once("\n## P1: Complete payment processing outage\n").unwrap();
    assert!(section.contains("- **Response time target:** 5 minutes\n"), "{guide}");
}

#[test]
fn indented_parts_are_told_apart() {
    assert_eq!(indented("a\n\n    b\n\n\n      c\n\nd\n    e\n"), ["b\n\n\n  c\n", "e\n"]);
}
