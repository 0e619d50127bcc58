//! INC126: value of the wrong type.

use incident_analysis::IssueKind;
use incident_base::{Code, Level};

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
    let wording = Wording::new(format!("`{subject}` takes {expected}; here stands {found}."));
    Some(match instead {
        Some(instead) => wording.help(format!("Write `{instead}`.")),
        None => wording,
    })
}
