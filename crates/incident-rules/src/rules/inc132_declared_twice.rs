//! INC132: declared twice.

use incident_analysis::IssueKind;
use incident_base::{Code, Level};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(132),
    level: Level::Error,
    title: "Declared twice",
    page: include_str!("../../../../docs/diagnostics/INC132.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::DeclaredTwice { kind, name, place, differs_in_case } = kind else { return None };
    let wording = if name.is_empty() {
        Wording::new(format!("{place} has two `{kind}` blocks; there can be one."))
            .help("Put the entries of both into one.")
    } else {
        let case = if *differs_in_case {
            " Names that differ only in case are the same, because they become file names."
        } else {
            ""
        };
        Wording::new(format!("`{kind}` `{name}` is declared twice in {place}.{case}"))
            .help("Rename one of the two, or remove it.")
    };
    Some(wording.label("declared again here").related("first declared here"))
}
