//! The moments at which writing can end early, so that tests can end it at each of them.

use std::fs::File;
use std::io;
use std::path::Path;

/// What is about to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    /// The folder beside the old one is made.
    Stage,
    /// A new file is written, not yet in its place.
    Write(&'a Path),
    /// A file that stays is taken over.
    Keep(&'a Path),
    /// Old and new folder change places.
    Exchange,
    /// The new folder takes its place, where there was none.
    Rename,
    /// A new file takes its place in the old folder.
    Place(&'a Path),
    /// A file that nothing gives any more is removed from the old folder.
    Remove(&'a Path),
    /// The manifest takes its place in the old folder.
    Commit,
    /// What is no longer needed is removed.
    CleanUp,
}

/// Asked before every step. Many files are written several at a time.
pub(crate) trait Steps: Sync {
    /// # Errors
    /// The step is not done and fails with this error.
    fn before(&self, step: Step<'_>) -> io::Result<()>;

    /// Waits until the disk has a file, or the names in a folder.
    ///
    /// # Errors
    /// The disk has it not.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }
}

/// Nothing stands in the way but the system itself.
pub(crate) struct Real;

impl Steps for Real {
    fn before(&self, _: Step<'_>) -> io::Result<()> {
        Ok(())
    }
}
