//! INC132: declared twice.

use incident_analysis::IssueKind;
use incident_base::{Code, Level};
use incident_schema::{Type, blocks};

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
            .help(way_out(kind))
    };
    Some(wording.label("declared again here").related("first declared here"))
}

/// A severity cannot be renamed, and a person not either.
fn way_out(kind: &str) -> String {
    let label = blocks().find(|(_, row)| row.name == kind).and_then(|(_, row)| row.labels.first());
    match label {
        Some(label) if label.ty == Type::Email => "Put the entries of both into one.".to_owned(),
        Some(label) if label.name != "name" => {
            format!("Give one of the two another {}, or remove it.", label.name)
        }
        _ => "Rename one of the two, or remove it.".to_owned(),
    }
}
