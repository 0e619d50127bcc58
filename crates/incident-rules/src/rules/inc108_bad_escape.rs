//! INC108: escape that means nothing.

use incident_base::{Change, Code, Level};
use incident_syntax::SyntaxErrorKind;

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(108),
    level: Level::Error,
    title: "Escape that means nothing",
    page: include_str!("../../../../docs/diagnostics/INC108.md"),
    find: Find::Syntax(word),
};

fn word(kind: &SyntaxErrorKind) -> Option<Wording> {
    let SyntaxErrorKind::BadEscape { escape } = kind else { return None };
    let wording = Wording::new(format!("`{escape}` is not an escape in a string."));
    if escape.starts_with("\\u{") {
        return Some(wording.help(
            "Between the braces stands the number of a character in hexadecimal, from `0` to `10FFFF` without `D800` \
             to `DFFF`, as in `\\u{20AC}`.",
        ));
    }
    let wording = wording.help(
        "Write a backslash as `\\\\`. The escapes are `\\\"`, `\\\\`, `\\n`, `\\t` and `\\u{…}`.",
    );
    Some(wording.likely(Change::Before("\\".to_owned())))
}
