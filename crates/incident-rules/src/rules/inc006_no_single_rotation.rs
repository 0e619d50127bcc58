//! INC006: the oncall tier reaches no rotation.

use incident_analysis::IssueKind;
use incident_base::{Code, Level};

use crate::rule::{Find, Rule, Wording};
use crate::text::{count, some_of};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(6),
    level: Level::Error,
    title: "The oncall tier reaches no rotation",
    page: include_str!("../../../../docs/diagnostics/INC006.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::NoSingleRotation { policy, rotations, count: all } = kind else { return None };
    let problem = match rotations.as_slice() {
        [] => "the service has no on-call rotation".to_owned(),
        several => {
            format!("the service has {}, {}", count(*all, "rotation"), some_of(several, *all))
        }
    };
    let help = match rotations.first() {
        None => "Add an `on_call_rotation`, take a shared one with `rotation = NAME` in the service, or \
                 name one in this tier."
            .to_owned(),
        Some(first) => format!("Say which in this tier: `rotation = {first}`."),
    };
    Some(
        Wording::new(format!(
            "The `oncall` tier of the escalation policy `{policy}` reaches nobody: {problem}."
        ))
        .help(help),
    )
}
