//! INC103: key without an equals sign.

use incident_analysis::IssueKind;
use incident_base::{Change, Code, Level, Structure};
use incident_schema::{blocks, is_kind};
use incident_syntax::SyntaxErrorKind;

use crate::rule::{Find, Rule, Wording};
use crate::text::{MEANT_AS_COMMENT, begins_reminder};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(103),
    level: Level::Error,
    title: "Key without an equals sign",
    page: include_str!("../../../../docs/diagnostics/INC103.md"),
    find: Find::Both(word_syntax, word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::KeyAsBlock { key, instead, is_plain } = kind else { return None };
    let wording =
        Wording::new(format!("`{key}` is set with `=`.")).help(format!("Write `{instead}`."));
    let change = Change::ReplaceUncommented(instead.clone());
    Some(match is_plain {
        true => wording.certainly(change),
        false if instead.ends_with('…') => wording,
        false => wording.likely(change),
    })
}

fn word_syntax(kind: &SyntaxErrorKind) -> Option<Wording> {
    let SyntaxErrorKind::ColonForEquals { key, glued } = kind else { return None };
    if begins_reminder(key) {
        return Some(Wording::new(format!("`{key}` is no key.")).help(MEANT_AS_COMMENT));
    }
    if is_kind(key) && !blocks().any(|(_, row)| row.key(key).is_some()) {
        return Some(
            Wording::new(format!("`{key}` is a block and takes no `:`."))
                .help(format!("Write `{key} …` without it."))
                .certainly(Change::Replace(if *glued { " " } else { "" }.to_owned())),
        );
    }
    Some(
        Wording::new(format!("`{key}` is set with `=`, not with `:`."))
            .help("Write `=` instead of `:`.")
            .certainly(Change::Replace(if *glued { " = " } else { " =" }.to_owned()))
            .structure(Structure::KeyWithColon { key: key.clone() }),
    )
}
