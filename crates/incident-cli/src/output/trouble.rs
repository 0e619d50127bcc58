//! What the disk refused.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::exit::{Failure, reason};

/// A step that failed.
#[derive(Debug)]
pub(crate) struct Trouble {
    /// What could not be done: "written", "read".
    done: &'static str,
    path: PathBuf,
    error: io::Error,
    /// Whether another way of writing may succeed.
    unsupported: bool,
}

/// In what state the output folder is.
pub(crate) struct State(&'static str);

/// Nothing was changed.
pub(crate) const UNTOUCHED: State = State("Nothing was written; the folder is as it was");

/// It was changed file by file, and that was interrupted.
pub(crate) const UNFINISHED: State = State(
    "The folder holds some new files and some old ones; make room or fix the permissions and \
     compile again, which finishes it",
);

impl Trouble {
    /// For `map_err`: "`path` cannot be `done`". The path is relative to the output folder, or
    /// absolute.
    pub(crate) fn at(path: &Path, done: &'static str) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |error| Self { done, path, error, unsupported: false }
    }

    /// The same trouble as a reason to try another way, if its kind is one of these.
    #[must_use]
    pub(crate) fn unsupported_if(mut self, kinds: &[ErrorKind]) -> Self {
        self.unsupported = kinds.contains(&self.error.kind());
        self
    }

    pub(crate) fn is_unsupported(&self) -> bool {
        self.unsupported
    }

    /// `shown` is the output folder as messages name it.
    pub(crate) fn into_failure(self, folder: &Path, shown: &str, state: &State) -> Failure {
        let Self { done, path, error, .. } = self;
        let beside = folder.parent() == Some(&path);
        let path = path.strip_prefix(folder).unwrap_or(&path);
        let place = match path.to_string_lossy() {
            it if it.is_empty() => shown.to_owned(),
            // In the user's words, too.
            it if beside => match Path::new(shown).parent() {
                None => it.into_owned(),
                Some(above) if above.as_os_str().is_empty() => "the current folder".to_owned(),
                Some(above) => above.to_string_lossy().into_owned(),
            },
            it if path.is_absolute() => it.into_owned(),
            it => format!("{shown}/{it}"),
        };
        let reason = reason(&error);
        Failure::new(format!("{place} cannot be {done}: {reason}. {}.", state.0))
    }
}
