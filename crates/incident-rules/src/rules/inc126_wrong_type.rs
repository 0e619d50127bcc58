//! INC126: value of the wrong type.

use incident_analysis::IssueKind;
use incident_base::{Change, Code, Level};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(126),
    level: Level::Error,
    title: "Value of the wrong type",
    page: include_str!("../../../../docs/diagnostics/INC126.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::WrongType { subject, expected, found, instead } = kind else { return None };
    // A label whose name is several words is not one that stands in the file.
    let wording = match subject.contains(' ') {
        true => Wording::new(format!("Here must stand {expected}, not {found}.")),
        false => Wording::new(format!("`{subject}` takes {expected}, not {found}.")),
    };
    Some(match instead {
        Some(instead) => {
            wording.help(format!("Write `{instead}`.")).certainly(Change::Replace(instead.clone()))
        }
        None => wording,
    })
}
