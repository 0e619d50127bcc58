//! Files of which nothing can be understood: a list for another tool, a table that was pasted, a script's output. Of their
//! errors the first are listed, wherever they are found, and one more says so; what is no error, and what rules find, is
//! all listed, so that nothing that is allowed or denied depends on how much else there is.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads and writes files, and stops at the first surprise"
)]

use std::fs;

use incident_base::{Diagnostic, FileId, Level, MOST_LISTED, TextRange};
use incident_tests::binary::{Finished, Invocation};
use incident_tests::compiled::Files;
use incident_tests::laws::Checker;

/// The fewest that the commands do not list all.
const MANY: usize = MOST_LISTED + 1;

const SAID: &str = "More than 10000 errors were found in this file; only the first are listed.";

/// How many are listed here where no command is asked: what holds of so many holds of more, which take a debug build long.
const FEW: usize = 300;

/// A word that is too long for its nearest spelling to be looked for, which takes most of the time in a debug build.
fn word(number: usize) -> String {
    format!("{}{number}", "word".repeat(25))
}

fn each(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

/// Texts with so many errors of one code, found in another place each: by the parser, by the types of one entry and of many,
/// by what names refer to.
fn texts(count: usize) -> [(&'static str, String); 5] {
    let severity = "severity P3 \"slow\" { requires_post_mortem = false }";
    let in_service = |name, body| format!("service {name} {{\n{severity}\n{body}}}\n");
    let names = each(count, |at| format!("u{at}, "));
    [
        ("INC120", each(count, |at| format!("{}\n", word(at)))),
        ("INC103", each(count, |at| format!("role r{at} {{ title: \"R\" }}\n"))),
        ("INC122", in_service("A", each(count, |at| format!("{} = 1\n", word(at))))),
        ("INC137", in_service("B", format!("use = [{names}]\n"))),
        ("INC122", each(count, |at| format!("role s{at} {{ title = \"S\", {} = 1 }}\n", word(at)))),
    ]
}

fn check(text: &str, arguments: &[&str]) -> Finished {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("s.incident"), text).unwrap();
    Invocation::new(folder.path(), arguments.iter().chain(&["s.incident"]).copied()).run()
}

fn program(text: &str) -> Checker {
    Checker::listing(&Files::from([("s.incident".to_owned(), text.to_owned())]), FEW)
}

/// With one more after an edit, what is found is what a fresh start finds.
#[test]
fn of_errors_the_first_are_listed() {
    let program = |count| -> Files {
        let texts = texts(count).into_iter().zip('a'..);
        texts.map(|((_, text), name)| (format!("{name}.incident"), text)).collect()
    };
    let mut checker = Checker::listing(&program(FEW), FEW);
    let as_many = checker.check();
    for (number, text) in program(FEW + 1).values().enumerate() {
        checker.edit(number, text);
    }
    let too_many = checker.check();
    assert!(too_many == Checker::listing(&program(FEW + 1), FEW).check());

    let said = SAID.replace("10000", &FEW.to_string());
    for (file, (code, text)) in (0..).zip(texts(FEW + 1)) {
        let beginning: String = text.chars().take(60).collect();
        let of_file = |all: &[Diagnostic]| -> Vec<Diagnostic> {
            all.iter().filter(|one| one.place.file == FileId(file)).cloned().collect()
        };
        let listed = of_file(&as_many);
        assert_eq!(listed.len(), FEW, "{beginning}");
        let other = listed.iter().find(|one| one.code.to_string() != code);
        assert_eq!(other, None, "{beginning}");
        let too_many = of_file(&too_many);
        let first = &too_many[0];
        assert_eq!((first.code.to_string().as_str(), first.level), ("INC112", Level::Error));
        assert_eq!(
            (first.message.as_str(), first.place.range),
            (said.as_str(), TextRange::default())
        );
        let messages = |all: &[Diagnostic]| all.iter().map(|one| one.message.clone()).collect();
        let (rest, listed): (Vec<String>, Vec<String>) =
            (messages(&too_many[1..]), messages(&listed));
        assert!(rest == listed, "{beginning}");
    }
}

/// What was not kept is there once there is room.
#[test]
fn an_edit_makes_room() {
    let (_, text) = &texts(FEW + 1)[0];
    let (_, but_the_first) = text.split_once('\n').unwrap();
    let mut checker = program(text);
    checker.edit(0, but_the_first);
    let findings = checker.check();
    assert!(findings == program(but_the_first).check());
    assert_eq!(findings.len(), FEW);
    assert!(findings[FEW - 1].message.contains(&word(FEW)));
}

/// What is allowed or denied does not depend on how much else there is.
#[test]
fn warnings_and_what_rules_find_are_all_listed() {
    let rest = "      phone:last, sms:last ]\n  }\n}\nservice W {\n  post_mortem_template {\n    \
                required_sections = [\"Action Items\"]\n    requires_action_items = false\n  }\n}\n";
    let roles = each(FEW + 1, |at| {
        format!("      phone:q{at}, // incident: allow(INC138) it is declared elsewhere\n")
    });
    let text = format!(
        "role lead {{ title = \"Lead\" }}\nservice S {{\n  severity P3 \"slow\" {{\n    \
         requires_post_mortem = false\n    notify_channels = [\n{roles}{rest}"
    );
    let codes = |text: &str| -> Vec<String> {
        let findings = program(text).check();
        findings.iter().map(|one| format!("{} {}", one.level.as_str(), one.code)).collect()
    };
    assert_eq!(codes(&text), ["warning INC138", "warning INC138", "warning INC005"]);
    let not_allowed = text.replace("incident:", "");
    let all = codes(&not_allowed);
    assert_eq!(all.iter().filter(|one| *one == "warning INC138").count(), FEW + 3);
    assert_eq!(all.len(), FEW + 4);

    for (arguments, code, summary) in [
        (&["check"][..], 0, "3 warnings in 1 file"),
        (&["check", "--deny", "INC005"], 1, "1 error, 2 warnings in 1 file"),
        (&["check", "--deny", "warnings"], 1, "3 errors in 1 file"),
    ] {
        let finished = check(&text, arguments);
        assert_eq!(finished.code, Some(code), "{arguments:?}: {}", finished.stdout);
        assert!(finished.stdout.contains(summary), "{arguments:?}: {}", finished.stdout);
    }
    let denied = check(&not_allowed, &["check", "--deny", "INC005", "--format", "short"]);
    assert_eq!(denied.code, Some(1));
    assert_eq!(denied.stderr, format!("1 error, {} warnings in 1 file\n", FEW + 3));

    // In a file of which not all errors are listed, nobody knows what a comment is about.
    let errors = each(FEW + 1, |at| format!("{}\n", word(at)));
    let codes = codes(&format!(
        "{text}{errors}// incident: allow(INC302) nobody knows\nrole r {{ title = \"R\" }}\n"
    ));
    let but_errors: Vec<&str> =
        codes.iter().map(String::as_str).filter(|one| *one != "error INC120").collect();
    assert_eq!(but_errors, ["error INC112", "warning INC138", "warning INC138", "warning INC005"]);
}

#[test]
fn every_command_says_that_there_is_more() {
    let text = each(MANY, |at| format!("role r{at} {{ title: \"R\" }}\n"));
    let all = MOST_LISTED + 1;
    let summary = format!("{all} errors in 1 file\n");

    let human = check(&text, &["check"]);
    assert_eq!(human.code, Some(1));
    assert!(human.stdout.starts_with(&format!("error[INC112]: {SAID}")), "{}", human.stdout);
    let hidden = format!(
        "… and {} findings more. `incident check --format short` lists them all.",
        all - 100
    );
    assert!(human.stdout.contains(&hidden), "{}", human.stdout);
    assert!(human.stdout.ends_with(&summary), "{}", human.stdout);

    let short = check(&text, &["check", "--format", "short"]);
    assert_eq!((short.code, short.stderr.as_str()), (Some(1), summary.as_str()));
    let first = format!("s.incident:1:1: error INC112: {SAID}");
    assert_eq!(short.stdout.lines().next(), Some(first.as_str()));
    assert_eq!(short.stdout.lines().count(), all);

    let compiled = check(&text, &["compile"]);
    assert_eq!((compiled.code, compiled.stdout.as_str()), (Some(1), ""));
    assert!(compiled.stderr.contains(SAID), "{}", compiled.stderr);
}

/// `--fix` mends what is listed; run again, it comes to an end.
#[test]
fn what_is_mended_makes_room_for_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let text = each(MANY, |at| format!("role r{at} {{ title: \"R{at}\" }}\n"));
    fs::write(folder.path().join("s.incident"), &text).unwrap();
    let fixed =
        Invocation::new(folder.path(), ["check", "--fix", "--format", "short", "s.incident"]).run();
    let mended = fs::read_to_string(folder.path().join("s.incident")).unwrap();
    assert_eq!(mended, text.replace("title:", "title ="), "{}", fixed.stderr);
    assert_eq!(fixed.code, Some(0), "{}", fixed.stderr);
}

/// A line is shown in part, however long it is.
#[test]
fn a_long_line_is_not_printed() {
    const LONG: usize = 2_000;
    let names: Vec<String> = (0..LONG).map(|at| format!("c{at}")).collect();
    let text =
        format!("service S {{ severity P1 \"x\" {{ notify_channels = [{}] }} }}", names.join(", "));
    for format in ["human", "short"] {
        let finished = check(&text, &["check", "--format", format]);
        let longest = finished.stdout.lines().map(str::len).max().unwrap_or_default();
        assert!(longest < 1_000, "{format}: {longest}");
        let of_each = finished.stdout.len() / finished.stdout.matches("INC136").count();
        assert!(of_each < 1_000, "{format}: {of_each}");
    }
}
