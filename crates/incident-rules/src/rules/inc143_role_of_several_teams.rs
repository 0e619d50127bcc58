//! INC143: role that several teams have.

use incident_analysis::IssueKind;
use incident_base::{Code, Level};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(143),
    level: Level::Note,
    title: "Role that several teams have",
    page: include_str!("../../../../docs/diagnostics/INC143.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::RoleOfSeveralTeams { role, teams: [first, other] } = kind else { return None };
    Some(
        Wording::new(format!(
            "The teams `{first}` and `{other}` both have a role `{role}`; this service gets that of `{first}`, only \
             because it comes first."
        ))
        .related(format!("the one of `{other}`"))
        .help(format!(
            "Give the service's rotation the name of its team, or declare `role {role}` in the service."
        )),
    )
}
