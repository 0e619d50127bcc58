//! INC133: twice in a list.

use incident_analysis::IssueKind;
use incident_base::{Change, Code, Level};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(133),
    level: Level::Error,
    title: "Twice in a list",
    page: include_str!("../../../../docs/diagnostics/INC133.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::ItemTwice { key, text } = kind else { return None };
    Some(
        Wording::new(format!("`{text}` stands twice in `{key}`."))
            .label("again here")
            .related("first here")
            .help("Remove one of the two.")
            .certainly(Change::RemoveItem),
    )
}
