//! INC124: too many labels.

use incident_analysis::IssueKind;
use incident_base::{Change, Code, Level};
use incident_schema::{Type, blocks, is_kind};

use crate::rule::{Find, Rule, Wording};
use crate::text::{article, count};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(124),
    level: Level::Error,
    title: "Too many labels",
    page: include_str!("../../../../docs/diagnostics/INC124.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::TooManyLabels { kind, takes, found, instead, in_quotes } = kind else {
        return None;
    };
    Some(match instead {
        Some(instead) => Wording::new("A text of several words needs quotes.")
            .help(format!("Write `{instead}`."))
            .certainly(Change::ReplaceWords { words: found.clone(), with: instead.clone() }),
        None if *in_quotes && is_kind(found) => {
            Wording::new(format!("Between `{kind}` and `{found}` is a `,` or a line end missing."))
                .help("Write each entry on a line of its own, or put a `,` between two.")
                .likely(Change::CommaBefore)
        }
        None if *in_quotes => Wording::new(format!(
            "The text ends before `{found}`, at its quote."
        ))
        .help("A quote inside a text is written `\\\"`, as in `\"the \\\"new\\\" checkout\"`."),
        None if *takes == 1 && is_not_named(kind) => Wording::new(format!(
            "`{found}` is one label too many: {} `{kind}` has no name.",
            article(kind)
        ))
        .help("Remove it: nothing but the span stands before the `{`.")
        .likely(Change::Remove),
        None if *takes == 1 && found.starts_with(|first: char| first.is_ascii_digit()) => {
            Wording::new(format!(
                "`{found}` is one label too many: a `{kind}` is named, not numbered."
            ))
            .help(format!("Remove `{found}`: what stands first comes first."))
            .likely(Change::RemoveRest)
        }
        None => {
            let takes = match takes {
                0 => "no label".to_owned(),
                takes => count(*takes, "label"),
            };
            Wording::new(format!("`{found}` is one label too many: `{kind}` takes {takes}."))
                .help("Remove it, or make one word of the two. Keys stand between `{` and `}`.")
        }
    })
}

/// Whether what a block of this kind takes is another thing than a name: `override 2026-12-20..2026-12-24`.
fn is_not_named(kind: &str) -> bool {
    let row = blocks().find(|(_, row)| row.name == kind).map(|(_, row)| row);
    let label = row.and_then(|row| row.labels.first());
    label.is_some_and(|label| matches!(label.ty, Type::Span))
}
