//! What is listed of a file: of errors, up to a number.

use incident_analysis::Issues;
use incident_base::{Code, Diagnostic, FileId, Level, Origin, Span, TextRange};
use rustc_hash::FxHashSet;

use crate::rule;
use crate::rule::Find;
use crate::rules::{NOT_LISTED, word_not_listed};

/// The finding that some errors of one place are not listed, if so: all such of a file become one.
pub(crate) fn left_out(issues: &Issues) -> Option<Diagnostic<Origin>> {
    Some(word_not_listed(issues.most()).at(NOT_LISTED, issues.first_left_out()?))
}

/// The files of which these findings say that more errors were found than are listed.
pub fn not_all_listed(findings: &[Diagnostic]) -> impl Iterator<Item = FileId> {
    let say_so =
        |one: &&Diagnostic| one.code == NOT_LISTED.code && one.place.range == TextRange::default();
    findings.iter().filter(say_so).map(|one| one.place.file)
}

/// The findings of a file as they are gathered, each once.
pub(crate) struct Listing {
    /// Those about the file's shape, and the others: of the errors the first.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Whether there are further errors.
    pub(crate) has_more_errors: bool,
    seen: FxHashSet<(Code, Origin, String)>,
    errors: usize,
    most: usize,
}

impl Listing {
    /// With what is wrong with the file's shape, and whether more is. So many errors of words are listed besides.
    pub(crate) fn new(diagnostics: Vec<Diagnostic>, has_more_errors: bool, most: usize) -> Self {
        Self { diagnostics, has_more_errors, seen: FxHashSet::default(), errors: 0, most }
    }

    /// Adds one that is no other's; `shown` makes of it what is listed.
    pub(crate) fn add(
        &mut self,
        finding: &Diagnostic<Origin>,
        shown: impl FnOnce(&Diagnostic<Origin>) -> Diagnostic,
    ) {
        if finding.code == NOT_LISTED.code {
            self.has_more_errors = true;
            return;
        }
        let can_be_left_out = can_be_left_out(finding);
        let one = (finding.code, finding.place, finding.message.clone());
        if can_be_left_out && self.errors >= self.most {
            self.has_more_errors |= !self.seen.contains(&one);
        } else if self.seen.insert(one) {
            self.errors += usize::from(can_be_left_out);
            self.diagnostics.push(shown(finding));
        }
    }
}

/// The findings of a file, by place, with the first of its errors; where there are more, a finding before them says so.
pub(crate) fn with_first_errors(
    file: FileId,
    mut findings: Vec<Diagnostic>,
    has_more_errors: bool,
    most: usize,
) -> Vec<Diagnostic> {
    let mut errors = 0;
    findings.retain(|finding| {
        let can_be_left_out = can_be_left_out(finding);
        errors += usize::from(can_be_left_out);
        !can_be_left_out || errors <= most
    });
    if has_more_errors || errors > most {
        let place = Span { file, range: TextRange::default() };
        findings.insert(0, word_not_listed(most).at(NOT_LISTED, place));
    }
    findings
}

/// Whether it is an error of the shape or of the words, which are as many as a text is long. What is no error may be
/// allowed or denied, and what rules find is found in what could be understood.
fn can_be_left_out<P>(finding: &Diagnostic<P>) -> bool {
    let is_of_words =
        |rule: &crate::Rule| matches!(rule.find, Find::Syntax(_) | Find::Issue(_) | Find::Both(..));
    finding.level == Level::Error && rule(finding.code).is_some_and(is_of_words)
}
