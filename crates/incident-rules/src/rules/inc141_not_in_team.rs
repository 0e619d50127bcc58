//! INC141: rotation member outside the team.

use incident_analysis::IssueKind;
use incident_base::{Change, Code, Level};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(141),
    level: Level::Error,
    title: "Rotation member outside the team",
    page: include_str!("../../../../docs/diagnostics/INC141.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::NotInTeam { member, team, nearest } = kind else { return None };
    let wording = Wording::new(format!(
        "{member} is in the rotation `{team}` but not in the team `{team}` that owns it."
    ))
    .label("not in the team")
    .related("the team's members");
    let otherwise = "Add them to the team, or take them out of the rotation.";
    Some(match nearest {
        None => wording.help(otherwise).possibly(Change::RemoveItem),
        // Either list may have the slip in it.
        near => wording.nearest_or(member, near.as_ref(), otherwise).undecided(),
    })
}
