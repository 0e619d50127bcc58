//! INC125: literal that cannot be read.

use incident_analysis::IssueKind;
use incident_base::{Change, Code, Level};
use incident_schema::blocks;

use incident_syntax::literal::duration::{is_respelling, lacks_unit};

use crate::rule::{Find, Rule, Wording};
use crate::text::{article, some};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(125),
    level: Level::Error,
    title: "Literal that cannot be read",
    page: include_str!("../../../../docs/diagnostics/INC125.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    if let IssueKind::MalformedLiterals { subject, reason, meant } = kind {
        return Some(several(subject, reason, meant));
    }
    if let IssueKind::Placeholder { begins, subject } = kind {
        let place = match subject {
            Some(subject) => format!("`{subject}`"),
            None => "the documentation above".to_owned(),
        };
        return Some(
            Wording::new(format!("`{begins}` in {place} begins what deployment fills in."))
                .help("Put a blank between the two braces."),
        );
    }
    let IssueKind::MalformedLiteral { text, subject, reason, instead } = kind else { return None };
    if reason == "it is empty" {
        return Some(
            Wording::new(format!("The text for `{subject}` is empty."))
                .help("Write it between the quotes, or leave out what it is for."),
        );
    }
    let what = match blocks().any(|(_, row)| row.key(subject).is_some()) {
        true => format!("`{subject}`"),
        false => format!("{} {subject}", article(subject)),
    };
    let wording = Wording::new(format!("`{text}` cannot be read as {what}, because {reason}."));
    Some(match instead {
        Some(instead) => {
            let wording = wording.help(format!("Write `{instead}`."));
            let change = Change::Replace(instead.clone());
            match is_respelling(text, instead) {
                true => wording.certainly(change),
                false => wording.likely(change),
            }
        }
        None if is_nothing(text) => {
            match blocks().find_map(|(_, row)| row.key(subject)) {
                Some(key) if !key.required && key.default.is_none() => {
                    wording.help("Where there is none, leave the line out.")
                }
                Some(key) => wording.help(format!("Write, for example, `{}`.", key.example)),
                None => wording,
            }
        }
        None if lacks_unit(text) && reason.contains("no unit") => wording.help(format!(
            "Write `{text}m` if it is minutes, `{text}s` if seconds, `{text}h` if hours, `{text}d` if days."
        )),
        None if reason.contains("not from one to another") => {
            wording.help("Write one of the two: the time after which something has to happen.")
        }
        None if text == "24/7" => {
            wording.help("Leave the line out: without it the rotation is active all day.")
        }
        None if reason.contains("begin with a digit") => wording.help(format!(
            "Begin it with a letter or `_`, as in `_{text}`, or write the number as a word."
        )),
        None => wording,
    })
}

/// Several values of a list.
fn several(subject: &str, reason: &str, values: &[(String, Option<String>)]) -> Wording {
    let written: Vec<&String> = values.iter().map(|(written, _)| written).collect();
    let wording = Wording::new(format!(
        "{} cannot be read as `{subject}`, because {reason}.",
        some(&written)
    ));
    let plain = values.iter().map(|(written, meant)| Some((written.clone(), meant.clone()?)));
    let Some(meant) = plain.collect::<Option<Vec<_>>>() else { return wording };
    let instead: Vec<&String> = meant.iter().map(|(_, instead)| instead).collect();
    let wording = wording.help(format!("Write {}.", some(&instead)));
    match meant.iter().all(|(written, instead)| is_respelling(written, instead)) {
        true => wording.certainly(Change::ReplaceEach(meant)),
        false => wording.likely(Change::ReplaceEach(meant)),
    }
}

/// `0`, `0m`, `0h0m`
fn is_nothing(text: &str) -> bool {
    text.starts_with('0') && text.chars().all(|c| c == '0' || c.is_ascii_alphabetic())
}
