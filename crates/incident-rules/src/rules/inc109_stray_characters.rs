//! INC109: characters that mean nothing.

use incident_base::{Code, Level};
use incident_syntax::SyntaxErrorKind;

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(109),
    level: Level::Error,
    title: "Characters that mean nothing",
    page: include_str!("../../../../docs/diagnostics/INC109.md"),
    find: Find::Syntax(word),
};

fn word(kind: &SyntaxErrorKind) -> Option<Wording> {
    let SyntaxErrorKind::StrayCharacters { text, instead } = kind else { return None };
    let wording = Wording::new(format!("`{text}` means nothing here."));
    Some(match instead {
        Some(" ") => wording.help("It is a special kind of blank: write a plain one."),
        Some("//") => wording.help("A comment starts with `//`."),
        Some(instead) => wording.help(format!("Write `{instead}`.")),
        None if text == "#" => wording.help("A Slack channel is written `slack:#incidents`."),
        None => wording.help("Remove it, or put the text it belongs to in quotes."),
    })
}
