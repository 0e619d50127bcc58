//! INC134: empty list.

use incident_analysis::IssueKind;
use incident_base::{Code, Level};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(134),
    level: Level::Error,
    title: "Empty list",
    page: include_str!("../../../../docs/diagnostics/INC134.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::EmptyList { key, optional } = kind else { return None };
    Some(Wording::new(format!("`{key}` is an empty list.")).help(if *optional {
        "Remove the key, or put something between `[` and `]`."
    } else {
        "Put at least one value between `[` and `]`."
    }))
}
