//! INC121: block in the wrong place.

use incident_analysis::IssueKind;
use incident_base::{Code, Level, Structure};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(121),
    level: Level::Error,
    title: "Block in the wrong place",
    page: include_str!("../../../../docs/diagnostics/INC121.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::MisplacedBlock { kind, place, stands } = kind else { return None };
    Some(
        Wording::new(format!("`{kind}` cannot stand {place}."))
            .help(format!("It stands {stands}."))
            .structure(Structure::MisplacedBlock { kind: kind.clone(), place: place.clone() }),
    )
}
