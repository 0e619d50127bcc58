//! INC131: key twice in a block.

use incident_analysis::IssueKind;
use incident_base::{Code, Level, Structure};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(131),
    level: Level::Error,
    title: "Key twice in a block",
    page: include_str!("../../../../docs/diagnostics/INC131.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::KeyTwice { key } = kind else { return None };
    Some(
        Wording::new(format!("`{key}` is set twice."))
            .label("set again here")
            .related("first set here")
            .help("Keep the one that is right and remove the other.")
            .structure(Structure::KeyTwice),
    )
}
