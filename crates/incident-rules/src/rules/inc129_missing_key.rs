//! INC129: missing key.

use incident_analysis::IssueKind;
use incident_base::{Code, Level, Structure};

use crate::rule::{Find, Rule, Wording};
use crate::text::as_clause;

pub(crate) static RULE: Rule = Rule {
    code: Code::new(129),
    level: Level::Error,
    title: "Missing key",
    page: include_str!("../../../../docs/diagnostics/INC129.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::MissingKey { block, key, example, doc } = kind else { return None };
    Some(
        Wording::new(format!("{block} has no `{key}`: {}.", as_clause(doc)))
            .help(format!("Add, for example, `{example}`."))
            .structure(Structure::Lacks { key }),
    )
}
