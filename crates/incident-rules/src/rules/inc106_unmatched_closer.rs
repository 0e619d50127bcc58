//! INC106: closing bracket that closes nothing.

use incident_base::{Change, Code, Level, Structure};
use incident_syntax::SyntaxErrorKind;

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(106),
    level: Level::Error,
    title: "Closing bracket that closes nothing",
    page: include_str!("../../../../docs/diagnostics/INC106.md"),
    find: Find::Syntax(word),
};

fn word(kind: &SyntaxErrorKind) -> Option<Wording> {
    let (closer, opener) = match kind {
        // Without it, the line is whole.
        SyntaxErrorKind::Surplus { text } => {
            let wording = Wording::new(format!("This `{text}` closes nothing."));
            let wording = wording.structure(Structure::UnmatchedCloser);
            return Some(wording.label("closes nothing").help("Remove it.").likely(Change::Remove));
        }
        SyntaxErrorKind::ClosedEarly => {
            let wording = Wording::new("This `}` closes the block before its entries.");
            let wording = wording.related("opened here").help("Remove it.");
            return Some(wording.likely(Change::Remove));
        }
        SyntaxErrorKind::UnmatchedCloser { closer: '}' } => ('}', '{'),
        SyntaxErrorKind::UnmatchedCloser { .. } => (']', '['),
        _ => return None,
    };
    // Which of the two is right is not known: with one removed in vain, the other would be lost, too.
    Some(
        Wording::new(format!("This `{closer}` closes nothing."))
            .label("closes nothing")
            .related(format!("here a `{opener}` may be missing"))
            .help(format!("Remove it, or add the `{opener}` that it should close."))
            .structure(Structure::UnmatchedCloser),
    )
}
