//! INC112: nested too deep, too long, or with more errors than are listed.

use incident_base::{Code, Level};
use incident_syntax::SyntaxErrorKind;

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(112),
    level: Level::Error,
    title: "Too deep, too long or too many errors",
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

/// Only the first errors of a file are listed, of which there are `most`.
pub(crate) fn not_listed(most: usize) -> Wording {
    Wording::new(format!(
        "More than {most} errors were found in this file; only the first are listed."
    ))
    .help("Mend what is listed, and check again. Is all of it meant to be an `.incident` file?")
}
