//! INC126: value of the wrong type.

use incident_analysis::{IssueKind, Meant};
use incident_base::{Change, Code, Level};
use incident_schema::{Reference, Type};
use incident_syntax::literal::duration;

use crate::rule::{Find, Rule, Wording};
use crate::text::and;

pub(crate) static RULE: Rule = Rule {
    code: Code::new(126),
    level: Level::Error,
    title: "Value of the wrong type",
    page: include_str!("../../../../docs/diagnostics/INC126.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let (subject, expected, found, meant) = match kind {
        IssueKind::WrongType { subject, expected, found, meant } => {
            (subject, expected, found, meant)
        }
        IssueKind::WrongTypes { subject, expected, found, meant, is_guess } => {
            return Some(each(subject, expected, found, meant, *is_guess));
        }
        IssueKind::LabelsSwapped { kind, labels: [first, second], instead } => {
            return Some(
                Wording::new(format!("The {first} of a `{kind}` stands before its {second}."))
                    .help(format!("Write `{instead}`."))
                    .certainly(Change::Replace(instead.clone())),
            );
        }
        IssueKind::ListWithoutBrackets { key, instead } => {
            return Some(
                Wording::new(format!("The values of `{key}` stand in `[` and `]`."))
                    .help(format!("Write `{key} = {instead}`.")),
            );
        }
        _ => return None,
    };
    let wording = Wording::new(format!("`{subject}` takes {expected}, not {found}."));
    Some(match meant {
        // Three business days are three days or five.
        Meant::Value(instead) if found.starts_with("business days") => {
            wording.help(format!("Write `{instead}`.")).likely(Change::Replace(instead.clone()))
        }
        // Comments in it would be lost.
        Meant::Value(instead) if found == "a list in a list" => wording
            .help(format!("Write `{instead}`."))
            .certainly(Change::ReplaceUncommented(instead.clone())),
        Meant::Guess(instead) if found == "a list in a list" => wording
            .help(format!("Write `{instead}`, if each is a value of its own."))
            .likely(Change::ReplaceUncommented(instead.clone())),
        Meant::Guess(instead) => wording
            .help(format!("Write `{instead}`, if it is one of Slack."))
            .likely(Change::Replace(instead.clone())),
        Meant::Value(instead) => {
            wording.help(format!("Write `{instead}`.")).certainly(Change::Replace(instead.clone()))
        }
        Meant::Unknown
            if *expected == Type::Name(Reference::Role).noun() && found == "an e-mail address" =>
        {
            wording
                .help("A role has its person where it is declared: `role NAME { assignee = … }`.")
        }
        Meant::Unknown if !names_for_addresses(kind).is_empty() => {
            wording.help("Write the whole address, as in `alice@company.com`.")
        }
        Meant::Unknown if *expected == Type::Hours.noun() && found == "a list" => wording
            .help("Hours are one stretch of the day: for two, write two rotations, and name both in the tier."),
        Meant::Unknown
            if *expected == Type::Name(Reference::Role).noun() && found.starts_with("an integer") =>
        {
            wording.help(
                "A tier is named by the role that it tells, as in `tier team-lead`; the first that is written comes first.",
            )
        }
        Meant::Unknown if *expected == Type::Duration.noun() => match unit_first(found) {
            Some(meant) => wording
                .help(format!("The number stands before its unit: write `{meant}`.")),
            None if found.starts_with("a time of day") => {
                wording.help("How long something takes has its units: `5m`, `1h30m`.")
            }
            None => wording,
        },
        Meant::Likely(instead) => {
            wording.help(format!("Write `{instead}`.")).likely(Change::Replace(instead.clone()))
        }
        Meant::Variable => wording.help("There are no variables: write the value."),
        Meant::Unknown if expected.starts_with("a whole number") => {
            wording.help("Write it in digits, as in `2`.")
        }
        Meant::Nothing => wording.help("Where there is none, leave the line out."),
        Meant::Unknown => wording,
    })
}

/// `m5` as it is meant.
fn unit_first(found: &str) -> Option<String> {
    let name = found.strip_prefix("the name `")?.strip_suffix('`')?;
    let (unit, number) = name.split_at_checked(name.find(|c: char| c.is_ascii_digit())?)?;
    let meant = format!("{number}{unit}");
    duration::parse(&meant).is_ok().then_some(meant)
}

/// The names that stand where addresses are wanted.
pub(crate) fn names_for_addresses(kind: &IssueKind) -> Vec<&str> {
    match kind {
        IssueKind::WrongType { expected, found, meant: Meant::Unknown, .. }
            if *expected == Type::Email.noun() =>
        {
            let name = found.strip_prefix("the name `").and_then(|it| it.strip_suffix('`'));
            name.into_iter().collect()
        }
        IssueKind::WrongTypes { expected, found: "a name", meant, .. }
            if *expected == Type::Email.noun() =>
        {
            let unknown = meant.iter().filter(|(_, meant)| meant.is_none());
            unknown.map(|(written, _)| written.as_str()).collect()
        }
        _ => Vec::new(),
    }
}

/// Several values of a list.
fn each(
    subject: &str,
    expected: &str,
    found: &str,
    values: &[(String, Option<String>)],
    is_guess: bool,
) -> Wording {
    const FEW: usize = 3;
    let wording = Wording::new(format!("Each value of `{subject}` is {expected}, not {found}."));
    let plain = values.iter().map(|(written, meant)| Some((written.clone(), meant.clone()?)));
    let Some(meant) = plain.collect::<Option<Vec<(String, String)>>>() else {
        return match *expected == Type::Email.noun() {
            true => wording.help("Write the whole address of each, as in `alice@company.com`."),
            false => wording,
        };
    };
    let help = match meant.as_slice() {
        [(written, first), ..] if meant.len() > FEW => {
            format!("Write `{first}` instead of `{written}`, and so on")
        }
        _ => {
            let words: Vec<&String> = meant.iter().map(|(_, meant)| meant).collect();
            format!("Write {}", and(&words))
        }
    };
    let change = Change::ReplaceEach(meant);
    match is_guess {
        true => wording.help(format!("{help}, if they are of Slack.")).likely(change),
        false => wording.help(format!("{help}.")).certainly(change),
    }
}
