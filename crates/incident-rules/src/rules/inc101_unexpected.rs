//! INC101: something stands where it cannot.

use incident_base::{Code, Level};
use incident_syntax::SyntaxErrorKind;

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(101),
    level: Level::Error,
    title: "Something stands where it cannot",
    page: include_str!("../../../../docs/diagnostics/INC101.md"),
    find: Find::Syntax(word),
};

fn word(kind: &SyntaxErrorKind) -> Option<Wording> {
    match kind {
        SyntaxErrorKind::Unexpected { found, expected } => {
            Some(Wording::new(format!("Expected {expected} here, found {found}.")))
        }
        _ => None,
    }
}
