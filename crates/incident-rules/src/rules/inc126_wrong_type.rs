//! INC126: value of the wrong type.

use incident_analysis::{IssueKind, Meant};
use incident_base::{Change, Code, Level};
use incident_schema::{Reference, Type};

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
        IssueKind::WrongTypes { subject, expected, found, meant } => {
            return Some(each(subject, expected, found, meant));
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
        Meant::Value(instead) => {
            wording.help(format!("Write `{instead}`.")).certainly(Change::Replace(instead.clone()))
        }
        Meant::Unknown
            if *expected == Type::Name(Reference::Role).noun() && found == "an e-mail address" =>
        {
            wording
                .help("A role has its person where it is declared: `role NAME { assignee = … }`.")
        }
        Meant::Unknown if name_for_address(kind).is_some() => {
            wording.help("Write the whole address, as in `alice@company.com`.")
        }
        Meant::Nothing => wording.help("Where there is none, leave the line out."),
        Meant::Unknown => wording,
    })
}

/// The name that stands where an address is wanted.
pub(crate) fn name_for_address(kind: &IssueKind) -> Option<&str> {
    match kind {
        IssueKind::WrongType { expected, found, meant: Meant::Unknown, .. }
            if *expected == Type::Email.noun() =>
        {
            found.strip_prefix("the name `")?.strip_suffix('`')
        }
        _ => None,
    }
}

/// Several values of a list.
fn each(subject: &str, expected: &str, found: &str, meant: &[(String, String)]) -> Wording {
    const FEW: usize = 3;
    let help = match meant {
        [(written, first), ..] if meant.len() > FEW => {
            format!("Write `{first}` instead of `{written}`, and so on.")
        }
        _ => {
            let words: Vec<&String> = meant.iter().map(|(_, meant)| meant).collect();
            format!("Write {}.", and(&words))
        }
    };
    Wording::new(format!("Each value of `{subject}` is {expected}, not {found}."))
        .help(help)
        .certainly(Change::ReplaceEach(meant.to_vec()))
}
