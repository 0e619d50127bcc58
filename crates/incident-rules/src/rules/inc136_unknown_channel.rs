//! INC136: unknown channel.

use incident_analysis::IssueKind;
use incident_base::{Code, Level};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(136),
    level: Level::Error,
    title: "Unknown channel",
    page: include_str!("../../../../docs/diagnostics/INC136.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::UnknownChannel { kind, nearest, choices } = kind else { return None };
    Some(Wording::new(format!("`{kind}` is not a channel.")).nearest_or(
        kind,
        nearest.as_ref(),
        format!("A channel is {choices}. A role is told by one: `phone:ROLE`."),
    ))
}
