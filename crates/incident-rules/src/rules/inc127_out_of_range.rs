//! INC127: number out of range.

use incident_analysis::IssueKind;
use incident_base::{Change, Code, Level};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(127),
    level: Level::Error,
    title: "Number out of range",
    page: include_str!("../../../../docs/diagnostics/INC127.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::OutOfRange { subject, text, min, max } = kind else { return None };
    let too_great = text.parse::<u64>().map_or(true, |number| number > *max);
    let range = match *max {
        // A range without an end that anybody meets is named by the side that was missed.
        max if max >= u64::from(u32::MAX) && too_great => format!("at most {max}"),
        max if max >= u64::from(u32::MAX) => format!("at least {min}"),
        max => format!("from {min} to {max}"),
    };
    let nearest = if too_great { *max } else { *min };
    let change = Change::ReplacePart { part: text.clone(), with: nearest.to_string() };
    Some(Wording::new(format!("`{subject}` must be {range}; `{text}` is not.")).likely(change))
}
