//! INC144: role that is almost `oncall`.

use incident_analysis::IssueKind;
use incident_base::{Change, Code, Level};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(144),
    level: Level::Note,
    title: "Role that is almost oncall",
    page: include_str!("../../../../docs/diagnostics/INC144.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::AlmostOncall { role } = kind else { return None };
    let change = Change::ReplacePart { part: role.clone(), with: "oncall".to_owned() };
    Some(
        Wording::new(format!(
            "`{role}` is a role like any other, for deployment to find; whoever is on call is `oncall`."
        ))
        .help("Did you mean `oncall`?")
        .likely(change),
    )
}
