//! What is listed of a file, and how many findings there are besides.

use incident_analysis::Issues;
use incident_base::{
    Code, Diagnostic, FileId, Level, MOST_LISTED, Origin, Span, Structure, TextRange,
};
use rustc_hash::FxHashSet;

use crate::levels::Levels;
use crate::rule;
use crate::rules::{NOT_LISTED, of_issue, word_not_listed};

/// Findings of one place, and how many there are besides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) listed: Vec<Diagnostic<Origin>>,
    pub(crate) more: More,
}

impl Found {
    /// Adds one; nobody is told of it where there are too many.
    pub(crate) fn add(&mut self, finding: Diagnostic<Origin>) {
        match self.listed.len() < MOST_LISTED {
            true => self.listed.push(finding),
            false => self.more.add(finding.code, 1),
        }
    }
}

/// How many findings are not listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct More {
    /// What is an error whatever it is.
    errors: usize,
    /// Each code once.
    by_code: Vec<(Code, usize)>,
}

impl More {
    pub(crate) fn add_errors(&mut self, count: usize) {
        self.errors += count;
    }

    pub(crate) fn add(&mut self, code: Code, count: usize) {
        match self.by_code.iter_mut().find(|(known, _)| *known == code) {
            Some((_, known)) => *known += count,
            None => self.by_code.push((code, count)),
        }
    }

    /// Adds the issues that are not listed.
    pub(crate) fn add_issues(&mut self, issues: &Issues) {
        for (kind, count) in issues.more() {
            self.add(of_issue(kind).code, count);
        }
    }

    fn add_all(&mut self, other: &Self) {
        self.errors += other.errors;
        other.by_code.iter().for_each(|(code, count)| self.add(*code, *count));
    }
}

/// The findings of a file as they are gathered, each once.
pub(crate) struct Listing {
    /// Those about the file's shape, and the first of the others.
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) more: More,
    seen: FxHashSet<(Code, Origin, String)>,
}

impl Listing {
    /// With what is wrong with the file's shape.
    pub(crate) fn new(of_shape: Vec<Diagnostic>) -> Self {
        Self { diagnostics: of_shape, more: More::default(), seen: FxHashSet::default() }
    }

    /// Adds what was not listed where it was found.
    pub(crate) fn add_more(&mut self, found: &Found) {
        self.more.add_all(&found.more);
    }

    /// Adds one that is no other's; `shown` makes of it what is listed.
    pub(crate) fn add(
        &mut self,
        finding: &Diagnostic<Origin>,
        shown: impl FnOnce(&Diagnostic<Origin>) -> Diagnostic,
    ) {
        if self.seen.len() >= MOST_LISTED {
            self.more.add(finding.code, 1);
        } else if self.seen.insert((finding.code, finding.place, finding.message.clone())) {
            self.diagnostics.push(shown(finding));
        }
    }
}

/// The first of a file's findings; where there are more, a finding before them says so.
pub(crate) fn limited(
    file: FileId,
    mut findings: Vec<Diagnostic>,
    more: &More,
    levels: &Levels,
) -> Vec<Diagnostic> {
    let further = findings.split_off(findings.len().min(MOST_LISTED));
    let mut counts = Counts { errors: more.errors, warnings: 0, notes: 0 };
    further.iter().for_each(|finding| counts.add(finding.level, 1));
    for (code, count) in &more.by_code {
        let level = levels.get(code).copied().unwrap_or_else(|| Some(rule(*code)?.level));
        level.into_iter().for_each(|level| counts.add(level, *count));
    }
    let level = match (counts.errors, counts.warnings, counts.notes) {
        (0, 0, 0) => return findings,
        (0, 0, _) => Level::Note,
        (0, ..) => Level::Warning,
        _ => Level::Error,
    };
    let Counts { errors, warnings, notes } = counts;
    let place = Span { file, range: TextRange::default() };
    let wording = word_not_listed(findings.len(), [errors, warnings, notes])
        .structure(Structure::NotListed { errors, warnings, notes });
    findings.insert(0, Diagnostic { level, ..wording.at(NOT_LISTED, place) });
    findings
}

struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Counts {
    fn add(&mut self, level: Level, count: usize) {
        *match level {
            Level::Error => &mut self.errors,
            Level::Warning => &mut self.warnings,
            Level::Note => &mut self.notes,
        } += count;
    }
}
