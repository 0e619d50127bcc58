//! INC111: blank between a number and its unit.

use incident_base::{Code, Level};
use incident_syntax::SyntaxErrorKind;

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(111),
    level: Level::Error,
    title: "Blank between a number and its unit",
    page: include_str!("../../../../docs/diagnostics/INC111.md"),
    find: Find::Syntax(word),
};

fn word(kind: &SyntaxErrorKind) -> Option<Wording> {
    let SyntaxErrorKind::BlankInLiteral { joined } = kind else { return None };
    Some(
        Wording::new("A number and its unit are written without a blank between them.")
            .help(format!("Write `{joined}`.")),
    )
}
