//! How many of what.

use incident_base::{Diagnostic, Level};

use crate::printable::one_line;

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
        let what = self.shown(notes_shown).unwrap_or_else(|| "no problems".to_owned());
        format!("{what} in {}{}", counted(files, "file"), self.hint(notes_shown))
    }

    /// The same behind what was done: ", with 1 warning"; empty when there is nothing to say.
    pub(crate) fn aside(self, notes_shown: bool) -> String {
        let what = self.shown(notes_shown).map(|what| format!(", with {what}"));
        format!("{}{}", what.unwrap_or_default(), self.hint(notes_shown))
    }

    fn shown(self, notes: bool) -> Option<String> {
        let counts = [
            (self.errors, "error"),
            (self.warnings, "warning"),
            (if notes { self.notes } else { 0 }, "note"),
        ];
        let parts: Vec<String> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, noun)| counted(count, noun))
            .collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    fn hint(self, notes_shown: bool) -> String {
        if notes_shown || self.notes == 0 {
            return String::new();
        }
        format!(" ({}: see --notes)", counted(self.notes, "note"))
    }
}

/// A line about workspaces below that are no part of the program, and how to have them looked at too; empty where there
/// are none.
pub(crate) fn passed_by<'n>(
    folders: impl ExactSizeIterator<Item = &'n String> + Clone,
    command: &str,
    done: &str,
) -> String {
    let Some(first) = folders.clone().next() else { return String::new() };
    let (are, each) = match folders.len() {
        1 => ("is a workspace of its own", "it"),
        _ => ("are workspaces of their own", "each"),
    };
    let (some, first) = (some_of(folders), one_line(first));
    format!(
        "not {done}: {some}, which {are} ({each} has an incident.toml). Run `incident {command} {first}`.\n",
    )
}

/// The first few of some paths, and how many more there are.
pub(super) fn some_of<'n>(paths: impl ExactSizeIterator<Item = &'n String>) -> String {
    const MOST_NAMED: usize = 3;
    let more = paths.len().saturating_sub(MOST_NAMED);
    let named: Vec<String> = paths.take(MOST_NAMED).map(|path| one_line(path)).collect();
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("{}{more}", named.join(", "))
}

/// "1 file", "3 files".
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_passed_by_is_one_line() {
        let line = |folders: &[&str]| {
            let folders: Vec<String> = folders.iter().map(|it| (*it).to_owned()).collect();
            passed_by(folders.iter(), "check", "checked")
        };
        assert_eq!(line(&[]), "");
        assert_eq!(
            line(&["team"]),
            "not checked: team, which is a workspace of its own (it has an incident.toml). Run `incident check team`.\n"
        );
        assert_eq!(
            line(&["a", "b", "c", "d", "e"]),
            "not checked: a, b, c and 2 more, which are workspaces of their own (each has an incident.toml). Run \
             `incident check a`.\n"
        );
    }

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
        assert_eq!(counts(0, 0, 0).aside(false), "");
        assert_eq!(counts(0, 2, 1).aside(true), ", with 2 warnings, 1 note");
        assert_eq!(counts(0, 1, 1).aside(false), ", with 1 warning (1 note: see --notes)");
    }
}
