//! INC138: role that is not declared.

use incident_analysis::IssueKind;
use incident_base::{Code, Level};

use crate::rule::{Find, Rule, Wording};
use crate::text::some_of;

pub(crate) static RULE: Rule = Rule {
    code: Code::new(138),
    level: Level::Warning,
    title: "Role that is not declared",
    page: include_str!("../../../../docs/diagnostics/INC138.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::UndeclaredRole { role, nearest, known, count } = kind else { return None };
    let declare = format!("role {role} {{ title = \"…\", assignee = somebody@company.com }}");
    // None are known where they were declared without a name.
    let otherwise = match known.as_slice() {
        [] => format!("Declare it: `{declare}`."),
        known => {
            let known = some_of(known, *count);
            format!("Declare it, `{declare}`, or name one that is declared: {known}.")
        }
    };
    Some(
        Wording::new(format!("The role `{role}` is not declared, though others are."))
            .nearest_name_or(role, nearest.as_ref(), otherwise),
    )
}
