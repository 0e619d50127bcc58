//! A line about errors that are not told, because the files they stand in were not named.

use std::collections::BTreeSet;

use incident_base::Diagnostic;

use crate::printable::one_line;
use crate::program::Program;
use crate::report::summary::{counted, some_of};

/// Errors in other files that reach what is reported: none of that can be compiled before they are mended.
#[derive(Debug, Default)]
pub(crate) struct Elsewhere {
    errors: usize,
    /// Where they stand, as messages name it.
    files: BTreeSet<String>,
}

impl Elsewhere {
    /// One more of them.
    pub(crate) fn add(&mut self, program: &Program, finding: &Diagnostic) {
        self.errors += 1;
        self.files.extend(program.file(finding.place.file).map(|file| file.shown.clone()));
    }

    /// The line; empty when there are none.
    pub(crate) fn line(&self) -> String {
        let Some(first) = self.files.first() else { return String::new() };
        let (errors, first) = (counted(self.errors, "error"), one_line(first));
        let keeps = if self.errors == 1 { "keeps" } else { "keep" };
        format!(
            "not told: {errors} in {}, which {keeps} this from being compiled. Run `incident check {first}`.\n",
            some_of(self.files.iter())
        )
    }
}
