//! INC123: missing label.

use incident_analysis::IssueKind;
use incident_base::{Code, Level, Structure};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(123),
    level: Level::Error,
    title: "Missing label",
    page: include_str!("../../../../docs/diagnostics/INC123.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::MissingLabel { kind, label, expected } = kind else { return None };
    Some(
        Wording::new(format!("This `{kind}` has no {label}."))
            .help(format!("Add the {label} to this line: {expected}."))
            .structure(Structure::HeaderCut),
    )
}
