//! What the server asks of the world outside.

use std::path::{Path, PathBuf};

use incident_ide::{Contents, Source};
use jiff::Timestamp;
use jiff::civil::Date;

/// The files and the clock. Whoever starts the server has them.
pub trait Disk: Send + Sync + 'static {
    /// The folder that holds the nearest `incident.toml` at or above a path, which need not exist.
    fn workspace_of(&self, path: &Path) -> Option<PathBuf>;

    /// The program around a folder, as `incident check` in that folder takes it.
    ///
    /// # Errors
    /// When it cannot be read, or is no program: why, as a sentence.
    fn load(&self, folder: &Path) -> Result<Loaded, String>;

    /// A file's contents; `None` when it cannot be read.
    fn read(&self, path: &Path) -> Option<Contents>;

    /// Whether there is a file at a path, and it is in a folder when links are followed. It is not opened.
    fn is_file_in(&self, path: &Path, folder: &Path) -> bool;

    /// The day on which people are there or are not.
    fn today(&self) -> Date;

    /// The moment for who is on call and what clocks show.
    fn now(&self) -> Timestamp;
}

/// A program's files. Paths are relative to its folder, with `/` between names.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The `.incident` files.
    pub files: Vec<(String, Source)>,
    /// `incident.toml`.
    pub config: Option<(String, Source)>,
    /// What of them could not be read, and why: a sentence each.
    pub unread: Vec<String>,
}
