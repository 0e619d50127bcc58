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
    let SyntaxErrorKind::Unclosed { opener, list_too } = kind else { return None };
    let (closer, closers) = match (opener, list_too) {
        ('{', false) => ("}", "`}`"),
        ('{', true) => ("}", "`] }`"),
        _ => ("]", "`]`"),
    };
    let message = match list_too {
        true => format!("This `{opener}` is never closed, nor is the `[` in it."),
        false => format!("This `{opener}` is never closed."),
    };
    Some(
        Wording::new(message)
            .label("opened here")
            .related(format!("here it should have been closed with `{closer}`"))
            .help(format!("Add the missing {closers}.")),
    )
}
