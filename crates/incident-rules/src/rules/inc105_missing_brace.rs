//! INC105: block without an opening brace.

use incident_base::{Change, Code, Level, Structure};
use incident_syntax::{Entries, SyntaxErrorKind};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(105),
    level: Level::Error,
    title: "Block without an opening brace",
    page: include_str!("../../../../docs/diagnostics/INC105.md"),
    find: Find::Syntax(word),
};

fn word(kind: &SyntaxErrorKind) -> Option<Wording> {
    match kind {
        SyntaxErrorKind::MissingBrace { kind, entries: Entries::Below } => Some(
            Wording::new(format!("`{kind}` has entries below it but no `{{`."))
                .related("this is the first of them")
                .help("Add `{` at the end of its header.")
                .likely(Change::After(" {".to_owned())),
        ),
        SyntaxErrorKind::MissingBrace { kind, entries } => {
            let wording =
                Wording::new(format!("The entries of `{kind}` stand between `{{` and `}}`."))
                    .label("`{` is missing behind this")
                    .related("this is the first of them");
            Some(match entries {
                Entries::Closed => {
                    wording.help("Add `{` before them.").likely(Change::After(" {".to_owned()))
                }
                _ => wording.help("Add `{` before them and, if it is not there, `}` behind them."),
            })
        }
        SyntaxErrorKind::HeaderInBrackets { header, is_closed } => {
            let wording = Wording::new("A block opens with `{`, not with a line in `[` and `]`.")
                .help(format!("Write `{header} {{`, and `}}` where the block ends."));
            Some(match is_closed {
                true => wording.likely(Change::Replace(format!("{header} {{"))),
                false => wording.structure(Structure::Headless),
            })
        }
        SyntaxErrorKind::BraceOnNextLine => Some(
            Wording::new("The `{` of a block must stand on the line of its header.")
                .help("Move the `{` to the end of the line above.")
                .structure(Structure::Headless),
        ),
        _ => None,
    }
}
