//! Mending findings.

use incident_base::{Certainty, TextEdit, slice};

use super::{Action, ActionKind};
use crate::Finding;

/// Mends one finding.
pub(super) fn one(text: &str, finding: &Finding) -> Option<Action> {
    let (edit, certainty) = finding.mend.clone()?;
    let change = &finding.diagnostic.mend.as_ref()?.change;
    let place = finding.diagnostic.place.range;
    let there = slice(text, place);
    Some(Action {
        title: change.in_words(there),
        kind: ActionKind::Fix,
        mends: vec![(finding.diagnostic.code, place)],
        is_preferred: certainty == Certainty::Certain,
        edits: vec![edit],
        elsewhere: Vec::new(),
    })
}

/// Mends all that can mean nothing else, where there are several.
pub(super) fn all(findings: &[Finding]) -> Option<Action> {
    let certain = findings.iter().filter_map(|finding| {
        let (edit, certainty) = finding.mend.as_ref()?;
        let mended = (finding.diagnostic.code, finding.diagnostic.place.range);
        (*certainty == Certainty::Certain).then_some((mended, edit.clone()))
    });
    let (mends, mut edits): (Vec<_>, Vec<TextEdit>) = certain.unzip();
    if edits.is_empty() {
        return None;
    }
    edits.sort();
    edits.dedup();
    // Of two that touch, the second is for the next time.
    let mut end = None;
    edits.retain(|edit| {
        let is_apart = end.is_none_or(|end| edit.start > end);
        if is_apart {
            end = Some(edit.end);
        }
        is_apart
    });
    Some(Action {
        title: "Mend all that can be mended without asking".to_owned(),
        kind: ActionKind::FixAll,
        mends,
        is_preferred: false,
        edits,
        elsewhere: Vec::new(),
    })
}
