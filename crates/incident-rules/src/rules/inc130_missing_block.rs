//! INC130: missing block.

use incident_analysis::IssueKind;
use incident_base::{Code, Level};

use crate::rule::{Find, Rule, Wording};
use crate::text::one_line;

pub(crate) static RULE: Rule = Rule {
    code: Code::new(130),
    level: Level::Error,
    title: "Missing block",
    page: include_str!("../../../../docs/diagnostics/INC130.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::MissingBlock { block, kind, example } = kind else { return None };
    Some(
        Wording::new(format!("{block} has no `{kind}`; it needs at least one."))
            .help(format!("Add, for example, `{}`.", one_line(example))),
    )
}
