//! INC142: override of somebody outside the rotation.

use incident_analysis::IssueKind;
use incident_base::{Code, Level};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(142),
    level: Level::Error,
    title: "Override of somebody outside the rotation",
    page: include_str!("../../../../docs/diagnostics/INC142.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::NotInRotation { person, rotation, nearest } = kind else { return None };
    Some(
        Wording::new(format!(
            "{person} has no turns to replace: they are not in the rotation `{rotation}`."
        ))
        .label("not a member")
        .related("its members")
        .nearest_or(
            person,
            nearest.as_ref(),
            "Name a member, or leave `replace` out to cover the whole span.",
        )
        // The slip may be in the rotation.
        .undecided(),
    )
}
