//! INC102: key without a value.

use incident_base::{Code, Level};
use incident_syntax::SyntaxErrorKind;

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(102),
    level: Level::Error,
    title: "Key without a value",
    page: include_str!("../../../../docs/diagnostics/INC102.md"),
    find: Find::Syntax(word),
};

fn word(kind: &SyntaxErrorKind) -> Option<Wording> {
    let SyntaxErrorKind::MissingValue { key } = kind else { return None };
    Some(
        Wording::new(format!("`{key}` has no value."))
            .help("Write the value on the same line, or remove the key."),
    )
}
