//! INC101: something stands where it cannot.

use incident_base::{Change, Code, Level};
use incident_syntax::SyntaxErrorKind;

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(101),
    level: Level::Error,
    title: "Something stands where it cannot",
    page: include_str!("../../../../docs/diagnostics/INC101.md"),
    find: Find::Syntax(word),
};

fn word(kind: &SyntaxErrorKind) -> Option<Wording> {
    let SyntaxErrorKind::Unexpected { found, expected } = kind else { return None };
    let wording = Wording::new(format!("Expected {expected} here, found {found}."));
    if matches!(found.as_str(), "`}`" | "`]`") && matches!(expected.as_str(), "`}`" | "`]`") {
        return Some(wording.related("opened here").help(format!("Write {expected}.")));
    }
    let help = match (expected.as_str(), found.as_str()) {
        (_, found) if found.ends_with("directly behind a string") => {
            "A quote inside a string is written `\\\"`."
        }
        ("a line end", _) => {
            "Write the next entry on a line of its own or behind a `,`, several values in `[` and `]`, a \
             text of several words in quotes."
        }
        ("`=`", "`[`") => "Write `=` between a key and its value.",
        ("a key or a block", _) => "An entry is `key = value` or a block with `{` and `}`.",
        ("`,` or `]`", "`=`") => {
            "A channel's target stands behind a `:`, as in `slack:#incidents`."
        }
        ("`,` or a line end", _) => "Write the next block on a line of its own.",
        ("`,` or `]`", "`:`") => {
            "In a channel no blank stands at the `:`, as in `slack:#incidents`."
        }
        ("`,` or `]`", found) if found.starts_with("the name") => {
            "Put a `,` between two values of a list, a text of several words in quotes."
        }
        ("`,` or `]`", _) => "Put a `,` between two values of a list.",
        ("a value", "`,`") => "Remove it.",
        (_, "`=`") => "Blocks take no `=`.",
        (_, "`:`") => "Blocks take no `:`.",
        _ => return Some(wording),
    };
    let wording = wording.help(help);
    Some(match (expected.as_str(), found.as_str()) {
        ("a value", "`,`") => wording.certainly(Change::Remove),
        ("`=`", "`[`") => wording.certainly(Change::Before("= ".to_owned())),
        (_, "`=`" | "`:`") if help.starts_with("Blocks") => wording.certainly(Change::Remove),
        ("`,` or `]`", _) if help.starts_with("Put a `,`") => {
            wording.likely(Change::Before(", ".to_owned()))
        }
        _ => wording,
    })
}
