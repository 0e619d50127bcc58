//! How many of what.

use incident_base::{Diagnostic, Level};

/// How many findings of each level there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) notes: usize,
}

impl Counts {
    pub(crate) fn of(findings: &[Diagnostic]) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            match finding.level {
                Level::Error => counts.errors += 1,
                Level::Warning => counts.warnings += 1,
                Level::Note => counts.notes += 1,
            }
        }
        counts
    }

    /// "2 errors, 1 warning in 3 files", "no problems in 1 file". Notes that are not shown are
    /// mentioned behind it, since nothing else tells of them.
    pub(crate) fn summary(self, files: usize, notes_shown: bool) -> String {
        let mut parts = Vec::new();
        for (count, noun) in [(self.errors, "error"), (self.warnings, "warning")] {
            if count > 0 {
                parts.push(counted(count, noun));
            }
        }
        if notes_shown && self.notes > 0 {
            parts.push(counted(self.notes, "note"));
        }
        let what = if parts.is_empty() { "no problems".to_owned() } else { parts.join(", ") };
        let files = counted(files, "file");
        let hint = match self.notes {
            0 => String::new(),
            _ if notes_shown => String::new(),
            notes => format!(" ({}: see --notes)", counted(notes, "note")),
        };
        format!("{what} in {files}{hint}")
    }
}

/// "1 file", "3 files".
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_words() {
        let counts = |errors, warnings, notes| Counts { errors, warnings, notes };
        assert_eq!(counts(2, 1, 0).summary(3, false), "2 errors, 1 warning in 3 files");
        assert_eq!(counts(0, 0, 0).summary(1, true), "no problems in 1 file");
        assert_eq!(
            counts(0, 0, 2).summary(1, false),
            "no problems in 1 file (2 notes: see --notes)"
        );
        assert_eq!(counts(0, 0, 1).summary(1, true), "1 note in 1 file");
        assert_eq!(counts(1, 0, 1).summary(1, false), "1 error in 1 file (1 note: see --notes)");
    }
}
