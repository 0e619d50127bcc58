//! Which part of a program is reported and written.

use std::collections::BTreeSet;
use std::path::Path;

use crate::program::find::Named;
use crate::relative;

/// What was named, as paths relative to the program's base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Selection {
    /// The whole program.
    Everything,
    /// These files and what is in these folders.
    Below(Vec<String>),
    /// These files.
    These(BTreeSet<String>),
}

impl Selection {
    pub(crate) fn everything() -> Self {
        Self::Everything
    }

    pub(crate) fn new(named: &[Named], none_typed: bool, base: &Path) -> Self {
        if none_typed || named.iter().any(|path| path.absolute == base) {
            return Self::Everything;
        }
        let below =
            named.iter().map(|path| relative::named(&relative::relative(&path.absolute, base)));
        Self::Below(below.collect())
    }

    pub(crate) fn is_everything(&self) -> bool {
        *self == Self::Everything
    }

    /// Whether a source file, relative to the base and separated by `/`, is part of it. It need not
    /// exist (any more).
    pub(crate) fn covers(&self, source: &str) -> bool {
        match self {
            Self::Everything => true,
            Self::These(files) => files.contains(source),
            Self::Below(paths) => paths.iter().any(|path| {
                source
                    .strip_prefix(path.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_covers_what_is_in_it_and_not_its_namesakes() {
        let selection = Selection::Below(vec!["services".into(), "../x/a.incident".into()]);
        assert!(selection.covers("services/a.incident"));
        assert!(selection.covers("../x/a.incident"));
        assert!(!selection.covers("services-old/a.incident"));
        assert!(!selection.covers("a.incident"));
        assert!(Selection::everything().covers("anything"));
    }
}
