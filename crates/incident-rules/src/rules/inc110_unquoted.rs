//! INC110: text without quotes.

use incident_base::{Change, Code, Level};
use incident_syntax::SyntaxErrorKind;

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(110),
    level: Level::Error,
    title: "Text without quotes",
    page: include_str!("../../../../docs/diagnostics/INC110.md"),
    find: Find::Syntax(word),
};

fn word(kind: &SyntaxErrorKind) -> Option<Wording> {
    let SyntaxErrorKind::Unquoted { text } = kind else { return None };
    let is_name_but_for_dots = !text.contains(['/', ':', '\\', '%', '+']) && !text.ends_with('.');
    if is_name_but_for_dots {
        let name = text.replace('.', "-");
        return Some(
            Wording::new("A text with a `.` in it needs quotes.")
                .help(format!("Write `\"{text}\"`, or, for a name, `{name}`.")),
        );
    }
    let wording = Wording::new("URLs, paths and time zones need quotes.");
    let in_quotes = match text.split_once(':') {
        Some((kind, url)) if !url.starts_with("//") && !kind.contains('/') => {
            format!("{kind}:\"{url}\"")
        }
        _ => format!("\"{text}\""),
    };
    Some(wording.help(format!("Write `{in_quotes}`.")).certainly(Change::Replace(in_quotes)))
}
