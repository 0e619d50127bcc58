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
            Wording::new(format!(
                "Blocks and lists may stand in each other {limit} deep; this is deeper."
            ))
            .help("Nothing in the language needs such depth. Is a closing bracket missing above?"),
        ),
        SyntaxErrorKind::TooLong => {
            Some(Wording::new("This file is too long.").help("Split it into several files."))
        }
        _ => None,
    }
}
