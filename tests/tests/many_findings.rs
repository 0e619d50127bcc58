//! Files of which nothing can be understood: a list for another tool, a table that was pasted, a script's output. What is
//! found is listed up to a number for each file and counted from there on, wherever it is found; the summary and the exit
//! code tell the truth, every format says that there is more, and what is listed is what stands first.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads and writes files, and stops at the first surprise"
)]

use std::fmt::Write as _;
use std::fs;

use incident_base::{Level, MOST_LISTED, Structure};
use incident_tests::binary::{Finished, Invocation};
use incident_tests::compiled::Files;
use incident_tests::laws::Checker;

/// More than are listed.
const MANY: usize = MOST_LISTED + 500;

/// A word that is too long for its nearest spelling to be looked for, which takes most of the time in a debug build.
fn word(number: usize) -> String {
    format!("{}{number}", "word".repeat(25))
}

fn each(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

/// A text with so many errors of each sort that is found in another place: by the parser, by the types of one entry and
/// of many, by what names refer to.
fn texts(count: usize) -> [(&'static str, String); 9] {
    let words = |letter: &'static str| {
        (0..count).map(|at| format!("{letter}{at}")).collect::<Vec<String>>().join(", ")
    };
    let in_service = |body: String| format!("service S {{\n{body}\n}}\n");
    let severity = "severity P3 \"slow\" { requires_post_mortem = false }\n";
    [
        ("INC103", each(count, |at| format!("role r{at} {{ title: \"R\" }}\n"))),
        // An entry that means nothing, of a wrong shape, is one mistake.
        ("INC109", each(count, |_| "foo := 1\n".to_owned())),
        ("INC120", each(count, |at| format!("{}\n", word(at)))),
        (
            "INC122",
            in_service(severity.to_owned() + &each(count, |at| format!("{} = 1\n", word(at)))),
        ),
        (
            "INC120",
            in_service(severity.to_owned() + &each(count, |at| format!("{} x {{}}\n", word(at)))),
        ),
        ("INC131", in_service(severity.to_owned() + &"description = \"a\"\n".repeat(count + 1))),
        (
            "INC136",
            in_service(format!(
                "severity P3 \"slow\" {{ requires_post_mortem = false, notify_channels = [{}] }}",
                words("c")
            )),
        ),
        ("INC137", in_service(format!("{severity}use = [{}]", words("p")))),
        ("INC122", each(count, |at| format!("service S{at} {{ {} = 1 }}\n", word(at)))),
    ]
}

fn check(text: &str, arguments: &[&str]) -> Finished {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("s.incident"), text).unwrap();
    Invocation::new(folder.path(), ["check", "s.incident"].iter().chain(arguments).copied()).run()
}

fn program(text: &str) -> Checker {
    Checker::new(&Files::from([("s.incident".to_owned(), text.to_owned())]))
}

#[test]
fn what_is_beyond_the_number_is_counted_and_not_kept() {
    for (code, text) in texts(MANY) {
        let findings = program(&text).check();
        let beginning: String = text.chars().take(60).collect();
        let Some((first, listed)) = findings.split_first() else { panic!("{beginning}") };
        assert_eq!(first.code.to_string(), "INC112", "{beginning}");
        assert_eq!(first.level, Level::Error);
        assert_eq!(listed.len(), MOST_LISTED, "{beginning}");
        let of_code = listed.iter().filter(|it| it.code.to_string() == code).count();
        assert!(of_code > MOST_LISTED - 5, "{of_code} of {code}: {beginning}");
        let Some(Structure::NotListed { errors, .. }) = first.structure else {
            panic!("{first:?}");
        };
        let all = errors + listed.iter().filter(|it| it.level == Level::Error).count();
        assert!((MANY..MANY + 5).contains(&all), "{all}: {beginning}");
        assert!(first.message.contains(&format!("besides there are {errors} errors")), "{first:?}");
    }
}

#[test]
fn up_to_the_number_nothing_is_left_out() {
    let count = MOST_LISTED - 10;
    for (code, text) in texts(count).into_iter().take(3) {
        let findings = program(&text).check();
        assert!(findings.iter().all(|it| it.code.to_string() != "INC112"), "{code}");
        let of_code = findings.iter().filter(|it| it.code.to_string() == code).count();
        assert_eq!(of_code, count, "{code}");
    }
}

#[test]
fn an_edit_gives_what_a_fresh_start_gives() {
    let words = each(MANY, |at| format!("{}\n", word(at)));
    let fewer: String = words.chars().take(2_000).collect();
    let mut checker = program(&words);
    checker.check();
    for edited in [
        format!("// more\n{words}\nservice Last {{ colour = red }}\n"),
        words.replacen('w', "service First { colour = red }\nw", 1),
        fewer,
        words.clone(),
    ] {
        checker.edit(0, &edited);
        let (found, fresh) = (checker.check(), program(&edited).check());
        assert!(found == fresh, "{} and {} findings", found.len(), fresh.len());
    }
}

#[test]
fn every_format_says_that_there_is_more() {
    let text = each(MANY, |at| format!("role r{at} {{ title: \"R\" }}\n"));
    let more = MANY - MOST_LISTED;
    let summary = format!("{MANY} errors in 1 file\n");

    let human = check(&text, &[]);
    assert_eq!(human.code, Some(1));
    let hidden = format!(
        "… and {} findings more. `incident check --format short` lists the first {MOST_LISTED} of each file.",
        MANY - 99
    );
    assert!(human.stdout.contains(&hidden), "{}", human.stdout);
    assert!(human.stdout.ends_with(&summary), "{}", human.stdout);

    let short = check(&text, &["--format", "short"]);
    assert_eq!((short.code, short.stderr.as_str()), (Some(1), summary.as_str()));
    let first = format!(
        "s.incident:1:1: error INC112: This file has more findings than are listed: the first {MOST_LISTED} are, and \
         besides there are {more} errors."
    );
    assert_eq!(short.stdout.lines().next(), Some(first.as_str()));
    assert_eq!(short.stdout.lines().count(), MOST_LISTED + 1);

    for format in ["json", "sarif", "github", "junit"] {
        let finished = check(&text, &["--format", format]);
        assert_eq!(finished.code, Some(1), "{format}");
        assert!(finished.stdout.contains(&format!("besides there are {more} errors.")), "{format}");
        assert_eq!(finished.stderr, summary, "{format}");
    }
}

/// Where all that is left out are warnings, that is no error; denied, they are.
#[test]
fn what_is_left_out_weighs_what_it_weighs() {
    let mut text = "role lead { title = \"Lead\" }\nservice S {\n  on_call_rotation r { members = [a@b.c] }\n  \
                    severity P3 \"slow\" { requires_post_mortem = false }\n"
        .to_owned();
    for at in 0..MANY {
        let _ = writeln!(
            text,
            "  escalation_policy p{at} {{ severities = [P3], tier nobody{at} {{ timeout = 5m }} }}"
        );
    }
    text.push_str("}\n");
    let findings = program(&text).check();
    let count = |level| findings.iter().filter(|it| it.level == level).count();
    assert_eq!(count(Level::Error), 0, "{:?}", findings.iter().find(|it| it.level == Level::Error));
    assert_eq!(findings[0].level, Level::Warning, "{:?}", findings[0]);
    assert_eq!(check(&text, &["--format", "short"]).code, Some(0));
    let denied = check(&text, &["--format", "short", "--deny", "warnings"]);
    assert_eq!(denied.code, Some(1));
    assert!(denied.stderr.contains(" errors in 1 file"), "{}", denied.stderr);
    assert!(!denied.stderr.contains("warning"), "{}", denied.stderr);
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
    let names: Vec<String> = (0..MANY).map(|at| format!("c{at}")).collect();
    let text =
        format!("service S {{ severity P1 \"x\" {{ notify_channels = [{}] }} }}", names.join(", "));
    for format in ["human", "short"] {
        let finished = check(&text, &["--format", format]);
        let longest = finished.stdout.lines().map(str::len).max().unwrap_or_default();
        assert!(longest < 1_000, "{format}: {longest}");
        let of_each = finished.stdout.len() / finished.stdout.matches("INC136").count();
        assert!(of_each < 500, "{format}: {of_each}");
    }
}
