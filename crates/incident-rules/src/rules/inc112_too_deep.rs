//! INC112: nested too deep, too long, or with more findings than are listed.

use incident_base::{Code, Level};
use incident_syntax::SyntaxErrorKind;

use crate::rule::{Find, Rule, Wording};
use crate::text::count;

pub(crate) static RULE: Rule = Rule {
    code: Code::new(112),
    level: Level::Error,
    title: "Too deep, too long or too many findings",
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

/// So many findings of a file are listed; besides, there are so many errors, warnings and notes.
pub(crate) fn not_listed(listed: usize, [errors, warnings, notes]: [usize; 3]) -> Wording {
    let more = [(errors, "error"), (warnings, "warning"), (notes, "note")];
    let more = more.into_iter().filter(|(number, _)| *number > 0);
    let more: Vec<String> = more.map(|(number, noun)| count(number, noun)).collect();
    Wording::new(format!(
        "This file has more findings than are listed: the first {listed} are, and besides there are {}.",
        more.join(", ")
    ))
    .help("Mend what is listed first, and check again. Is all of it meant to be an `.incident` file?")
}
