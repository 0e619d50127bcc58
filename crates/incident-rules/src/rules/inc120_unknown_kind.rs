//! INC120: unknown kind of block.

use incident_analysis::IssueKind;
use incident_base::{Change, Code, Level, Structure};
use incident_schema::blocks;

use crate::rule::{Find, Rule, Wording};
use crate::text::{MEANT_AS_COMMENT, and, begins_reminder};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(120),
    level: Level::Error,
    title: "Unknown kind of block",
    page: include_str!("../../../../docs/diagnostics/INC120.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::UnknownKind { kind, place, nearest, elsewhere, takes, key, is_prose, instead } =
        kind
    else {
        return None;
    };
    let otherwise = match (elsewhere, takes.as_slice()) {
        _ if key.as_ref().is_some_and(|written| !written.starts_with(kind)) => {
            format!(
                "It is a value of a key, which has one: `{}`.",
                key.as_deref().unwrap_or_default()
            )
        }
        _ if key.is_some() => {
            format!("It is a key: write `{}`, or what fits.", key.as_deref().unwrap_or_default())
        }
        (Some((near, stands)), _) if !is_prose => {
            format!("Did you mean `{near}`? It stands {stands}.")
        }
        _ if matches!(kind.as_str(), "include" | "source" | "require") => {
            "All files of a workspace are one program: nothing is included.".to_owned()
        }
        _ if begins_reminder(kind) || *is_prose => MEANT_AS_COMMENT.to_owned(),
        (_, []) => "No block can stand there.".to_owned(),
        (_, takes) => format!("What can stand there: {}.", and(takes)),
    };
    // A key of that name may stand there.
    let what = match blocks().any(|(_, row)| row.key(kind).is_some()) {
        true => "No block",
        false => "Nothing",
    };
    if let Some([words, with]) = instead.as_deref() {
        return Some(
            Wording::new(format!("{what} called `{kind}` can stand {place}."))
                .help(format!("The kind stands first, by itself: `{with}`."))
                .likely(Change::ReplaceWords { words: words.clone(), with: with.clone() })
                .structure(Structure::UnknownHeader),
        );
    }
    Some(
        Wording::new(format!("{what} called `{kind}` can stand {place}."))
            .nearest_or(kind, nearest.as_ref().filter(|_| !is_prose), otherwise)
            .structure(Structure::UnknownHeader),
    )
}
