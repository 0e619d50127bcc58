//! What is wrong with a file.

use incident_base::{Certainty, Code, Diagnostic, FileId, TextEdit};

use crate::Analysis;

/// What is wrong, with what mends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong, where, and what to do about it.
    pub diagnostic: Diagnostic,
    /// What its code is about, as a short phrase.
    pub title: &'static str,
    /// How the text at the place may be shown.
    pub tag: Option<Tag>,
    /// What mends it, where it can be mended by a change of text, and how sure that is.
    pub mend: Option<(TextEdit, Certainty)>,
}

/// What editors show in a way of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// It has no effect.
    Unnecessary,
    /// It works, and not for long.
    Deprecated,
}

pub(crate) fn of(analysis: &Analysis, file: FileId) -> Vec<Finding> {
    let (db, workspace) = (&analysis.db, analysis.workspace);
    let found = match analysis.source(file) {
        Some(source) => incident_rules::check_file(db, workspace, source),
        None if analysis.config() == Some(file) => incident_rules::check_config(db, workspace),
        None => Vec::new(),
    };
    findings(analysis, found)
}

pub(crate) fn alone(analysis: &Analysis, file: FileId) -> Vec<Finding> {
    let source = analysis.source(file);
    let found =
        source.map(|file| incident_rules::check_alone(&analysis.db, analysis.workspace, file));
    findings(analysis, found.unwrap_or_default())
}

fn findings(analysis: &Analysis, found: Vec<Diagnostic>) -> Vec<Finding> {
    let finding = |diagnostic: Diagnostic| {
        let text = analysis.text(diagnostic.place.file);
        let mend = diagnostic.mend.as_ref();
        let mend = mend.and_then(|mend| {
            Some((mend.change.edit(text, diagnostic.place.range)?, mend.certainty))
        });
        let title = incident_rules::rule(diagnostic.code).map_or("", |rule| rule.title);
        Finding { title, tag: tag(diagnostic.code), mend, diagnostic }
    };
    found.into_iter().map(finding).collect()
}

/// What has no effect: a policy for severities that there are not, suppressions, overrides and people that nothing
/// needs.
const UNNECESSARY: [Code; 5] =
    [Code::new(7), Code::new(152), Code::new(303), Code::new(305), Code::new(306)];

/// What is known to end: Opsgenie.
const DEPRECATED: [Code; 1] = [Code::new(509)];

fn tag(code: Code) -> Option<Tag> {
    if UNNECESSARY.contains(&code) {
        return Some(Tag::Unnecessary);
    }
    DEPRECATED.contains(&code).then_some(Tag::Deprecated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tagged_codes_are_those_of_rules() {
        for code in UNNECESSARY.iter().chain(&DEPRECATED) {
            assert!(incident_rules::rule(*code).is_some(), "{code}");
        }
    }
}
