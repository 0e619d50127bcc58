//! Messages are read by tired people: they are sentences, with a way out, without slips of grammar.

use std::collections::BTreeSet;

use incident_analysis::{Contents, Database, SourceFile, Unread, Workspace};
use incident_base::{Diagnostic, FileId};
use incident_syntax::{NotText, NotTextReason};
use jiff::civil::date;

/// Programs with mistakes, between lines of dashes.
const MISTAKES: &str = include_str!("wording/mistakes.txt");

fn check(files: &[(&str, Contents)]) -> Vec<Diagnostic> {
    let db = Database::default();
    let (mut sources, mut config) = (Vec::new(), None);
    for (id, (path, contents)) in (0..).zip(files) {
        let file = SourceFile::new(&db, FileId(id), (*path).to_owned(), contents.clone());
        match *path {
            "incident.toml" => config = Some(file),
            _ => sources.push(file),
        }
    }
    let workspace = Workspace::new(&db, sources, config, Some(date(2026, 6, 1)));
    incident_rules::check(&db, workspace)
}

/// The bodies of a page's fences of one language.
fn fences<'a>(page: &'a str, language: &'a str) -> impl Iterator<Item = &'a str> {
    let opener = format!("\n```{language}\n");
    let starts: Vec<usize> = page.match_indices(&opener).map(|(at, _)| at + opener.len()).collect();
    starts.into_iter().filter_map(|start| Some(page.get(start..)?.split_once("\n```")?.0))
}

/// The findings of the pages' examples, of the list of mistakes, and of files that are no text.
fn everything() -> Vec<Diagnostic> {
    let text = |text: &str| Contents::Text(format!("{text}\n").into());
    let mut found = Vec::new();
    for rule in incident_rules::rules() {
        for program in fences(rule.page, "incident") {
            found.extend(check(&[("main.incident", text(program))]));
        }
        for config in fences(rule.page, "toml") {
            found.extend(check(&[("incident.toml", text(config))]));
            for program in fences(rule.page, "incident") {
                found.extend(check(&[
                    ("incident.toml", text(config)),
                    ("main.incident", text(program)),
                ]));
            }
        }
    }
    for program in MISTAKES.split("\n----\n") {
        found.extend(check(&[("main.incident", text(program))]));
    }
    for config in ["out = 5", "out = \"\"", "holidays = [1]", "= 5", "colour = \"red\"", "[a"] {
        found.extend(check(&[("incident.toml", text(config))]));
    }
    use NotTextReason::{Binary, NotUtf8, Utf16, Utf32};
    for reason in [Utf16, Utf32, Binary, NotUtf8] {
        let contents = Contents::NotText(NotText { line: 2, column: 7, reason });
        found.extend(check(&[("main.incident", contents)]));
    }
    let reason = || "permission denied".to_owned();
    for why in [
        Unread::File(reason()),
        Unread::Folder(reason()),
        Unread::DeadLink,
        Unread::NotRegular,
        Unread::TooLarge,
        Unread::Name,
    ] {
        found.extend(check(&[("main.incident", Contents::Unread(why))]));
    }
    found
}

/// What is wrong with a sentence, if anything.
fn slip(sentence: &str, ends: &[char]) -> Option<&'static str> {
    // Code in backticks is the user's; of the rest every word counts.
    let spans: Vec<&str> = sentence.split('`').collect();
    if spans.len().is_multiple_of(2) {
        return Some("a backtick too many");
    }
    if !sentence.ends_with(ends) {
        return Some("its end");
    }
    let words = spans.iter().step_by(2).copied().collect::<Vec<_>>().join("CODE");
    if [".,", "..", ",,", "?.", ":.", " .", " ,", "  ", "CODECODE"]
        .iter()
        .any(|it| words.contains(it))
    {
        return Some("its punctuation");
    }
    let words: Vec<&str> = words.split([' ', '(']).collect();
    words.iter().zip(words.iter().skip(1)).find_map(|(first, second)| {
        let vowel = second.starts_with(['a', 'e', 'i', 'o']);
        match *first {
            "a" if vowel => Some("`a` before a vowel"),
            "an" if !vowel && !second.starts_with(['u', 'I', 'C']) => {
                Some("`an` before a consonant")
            }
            _ if first == second && !first.contains("CODE") => Some("a word twice"),
            _ => None,
        }
    })
}

#[test]
fn every_rule_speaks_in_the_texts_that_are_read_here() {
    let found = everything();
    let spoken: BTreeSet<String> = found.iter().map(|one| one.code.to_string()).collect();
    let silent: Vec<String> = incident_rules::rules()
        .iter()
        .map(|rule| rule.code.to_string())
        .filter(|code| !spoken.contains(code))
        .collect();
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn messages_and_helps_are_whole_sentences() {
    let mut slips = Vec::new();
    for one in everything() {
        let related = one.related.iter().map(|it| format!("{}.", it.message));
        let texts = [Some(one.message), one.help].into_iter().flatten().chain(related);
        for text in texts {
            if let Some(slip) = slip(&text, &['.', '?']) {
                slips.push(format!("{} has {slip}: {text}", one.code));
            }
        }
    }
    assert_eq!(slips, Vec::<String>::new());
}

#[test]
fn a_slip_is_seen() {
    let end = ['.'];
    assert_eq!(slip("Write `a a` here.", &end), None);
    assert_eq!(slip("A severity (an action) is no `x`.", &end), None);
    for wrong in ["Write `a.", "Write it", "Write it..", "the the end.", "a action.", "an page."] {
        assert!(slip(wrong, &end).is_some(), "{wrong}");
    }
}
