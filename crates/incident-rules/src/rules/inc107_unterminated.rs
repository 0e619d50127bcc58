//! INC107: string or comment without an end.

use incident_base::{Change, Code, Level, Structure};
use incident_syntax::SyntaxErrorKind;

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(107),
    level: Level::Error,
    title: "String or comment without an end",
    page: include_str!("../../../../docs/diagnostics/INC107.md"),
    find: Find::Syntax(word),
};

fn word(kind: &SyntaxErrorKind) -> Option<Wording> {
    match kind {
        SyntaxErrorKind::UnterminatedString => Some(
            Wording::new("This string does not end on its line.")
                .help("Add the closing `\"`. A text of several lines stands between `\"\"\"`.")
                .likely(Change::After("\"".to_owned())),
        ),
        SyntaxErrorKind::UnopenedString { text } => {
            let wording = Wording::new("This `\"` ends a text that has no `\"` before it.");
            Some(match text {
                Some(text) => wording
                    .help(format!("Write `\"{text}\"`."))
                    .likely(Change::Before("\"".to_owned())),
                None => wording.help("Put a `\"` where the text begins."),
            })
        }
        SyntaxErrorKind::OddQuotes => Some(
            Wording::new("A `\"` is missing on this line, or one is too many.")
                .help("A text has one where it begins and one where it ends."),
        ),
        SyntaxErrorKind::StringOverLines => Some(
            Wording::new("This string does not end on its line.")
                .help("Write it on one line. A text of several lines stands between `\"\"\"`."),
        ),
        SyntaxErrorKind::UnterminatedLongString => {
            Some(Wording::new("This string never ends.").help("Add the closing `\"\"\"`."))
        }
        SyntaxErrorKind::UnterminatedComment => {
            let wording = Wording::new("This comment never ends.").help("Add the closing `*/`.");
            Some(wording.structure(Structure::EndlessComment))
        }
        _ => None,
    }
}
