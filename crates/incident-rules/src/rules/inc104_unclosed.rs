//! INC104: bracket that is never closed.

use incident_base::{Code, Level};
use incident_syntax::SyntaxErrorKind;

use crate::rule::{Find, Rule, Wording};
use crate::text::and;

pub(crate) static RULE: Rule = Rule {
    code: Code::new(104),
    level: Level::Error,
    title: "Bracket that is never closed",
    page: include_str!("../../../../docs/diagnostics/INC104.md"),
    find: Find::Syntax(word),
};

fn word(kind: &SyntaxErrorKind) -> Option<Wording> {
    let (opener, list_too) = match kind {
        SyntaxErrorKind::Unclosed { opener, list_too } => (opener, list_too),
        SyntaxErrorKind::CutOff { opener, closers, around } => {
            return Some(word_cut_off(*opener, closers, around.len()));
        }
        _ => return None,
    };
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

fn word_cut_off(opener: char, closers: &str, around: usize) -> Wording {
    let others = match around {
        1 => "the bracket around it".to_owned(),
        count => format!("the {count} brackets around it"),
    };
    /// More of them nobody writes one by one.
    const FEW: usize = 6;
    let closers: Vec<String> = closers.chars().map(String::from).collect();
    let missing = match closers.len() {
        count if count > FEW => format!("the {count} closing brackets"),
        _ => and(&closers),
    };
    Wording::new(format!("The text ends before this `{opener}` is closed, and {others}."))
        .label("open at the end")
        .related("here the text ends")
        .help(format!("Is the rest of it missing? If not, add {missing} at its end."))
}
