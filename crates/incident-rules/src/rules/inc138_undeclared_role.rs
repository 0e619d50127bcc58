//! INC138: role that is not declared.

use incident_analysis::IssueKind;
use incident_base::{Code, Level};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(138),
    level: Level::Warning,
    title: "Role that is not declared",
    page: include_str!("../../../../docs/diagnostics/INC138.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::UndeclaredRole { role, nearest } = kind else { return None };
    Some(Wording::new(format!("The role `{role}` is not declared, though others are.")).nearest_or(
        role,
        nearest.as_ref(),
        format!("Declare it: `role {role} {{ title = \"…\", assignee = somebody@company.com }}`."),
    ))
}
