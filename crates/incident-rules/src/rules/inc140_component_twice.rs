//! INC140: component in two places of a page.

use incident_analysis::IssueKind;
use incident_base::{Code, Level};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(140),
    level: Level::Error,
    title: "Component in two places of a page",
    page: include_str!("../../../../docs/diagnostics/INC140.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::ComponentTwice { component, page } = kind else { return None };
    Some(
        Wording::new(format!(
            "The component \"{component}\" stands in two places of the status page `{page}`."
        ))
        .label("again here")
        .related("first here")
        .help("A component stands in one group, or in none: remove one of the two."),
    )
}
