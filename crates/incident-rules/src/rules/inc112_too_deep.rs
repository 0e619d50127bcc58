//! INC112: nested too deep or too long.

use incident_base::{Code, Level};
use incident_syntax::SyntaxErrorKind;

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(112),
    level: Level::Error,
    title: "Nested too deep or too long",
    page: include_str!("../../../../docs/diagnostics/INC112.md"),
    find: Find::Syntax(word),
};

fn word(kind: &SyntaxErrorKind) -> Option<Wording> {
    match kind {
        SyntaxErrorKind::TooDeep { limit } => Some(
            Wording::new(format!("Blocks and lists may be nested {limit} deep; this is deeper."))
                .help("The language has no use for such depth: a closing bracket may be missing."),
        ),
        SyntaxErrorKind::TooLong => {
            Some(Wording::new("This file is too long.").help("Split it into several files."))
        }
        _ => None,
    }
}
