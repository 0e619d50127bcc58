//! INC125: literal that cannot be read.

use incident_analysis::IssueKind;
use incident_base::{Change, Code, Level};

use incident_syntax::literal::duration::{is_respelling, lacks_unit};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(125),
    level: Level::Error,
    title: "Literal that cannot be read",
    page: include_str!("../../../../docs/diagnostics/INC125.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::MalformedLiteral { text, subject, reason, instead } = kind else { return None };
    let wording =
        Wording::new(format!("`{text}` cannot be read as `{subject}`, because {reason}."));
    Some(match instead {
        Some(instead) => {
            let wording = wording.help(format!("Write `{instead}`."));
            let change = Change::Replace(instead.clone());
            match is_respelling(text, instead) {
                true => wording.certainly(change),
                false => wording.likely(change),
            }
        }
        None if lacks_unit(text) && reason.contains("no unit") => wording.help(format!(
            "Write `{text}m` if it is minutes, `{text}s` if seconds, `{text}h` if hours."
        )),
        None => wording,
    })
}
