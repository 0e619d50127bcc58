//! INC104: bracket that is never closed.

use incident_base::{Code, Level};
use incident_syntax::SyntaxErrorKind;

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(104),
    level: Level::Error,
    title: "Bracket that is never closed",
    page: include_str!("../../../../docs/diagnostics/INC104.md"),
    find: Find::Syntax(word),
};

fn word(kind: &SyntaxErrorKind) -> Option<Wording> {
    let SyntaxErrorKind::Unclosed { opener } = kind else { return None };
    let closer = if *opener == '{' { '}' } else { ']' };
    Some(
        Wording::new(format!("This `{opener}` is never closed."))
            .label("opened here")
            .related(format!("here it should have been closed with `{closer}`"))
            .help(format!("Add the missing `{closer}`.")),
    )
}
