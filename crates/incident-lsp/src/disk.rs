//! What the server asks of the world outside.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use incident_ide::{Contents, Source};
use jiff::Timestamp;
use jiff::civil::Date;

/// Is told what changed on the disk: files and folders, those that came and went, too; nothing when nobody knows which.
pub type Changed = Box<dyn FnMut(Option<BTreeSet<PathBuf>>) + Send>;

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

    /// Whether there is a folder at a path that holds, at any depth, what [`decides`] and is found when a folder around it
    /// is searched.
    fn holds_sources(&self, path: &Path, around: &Path) -> bool;

    /// Tells what changes from now on in the folders of the programs that are loaded: for a client that does not.
    ///
    /// # Errors
    /// When the system lets nobody watch: why, as a sentence.
    fn watch(&self, changed: Changed) -> Result<(), String>;

    /// A program is not needed any more, until it is loaded again: what changes there need not be told.
    fn forget(&self, folder: &Path);

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
    /// What of them could not be read, and what will change untold, and why: a sentence each.
    pub troubles: Vec<String>,
}

/// Whether a file of this name decides which files a program is made of, or what is in them.
pub fn decides(path: &Path) -> bool {
    let is_source = path.extension().is_some_and(|extension| extension == "incident");
    let names = ["incident.toml", ".gitignore"];
    is_source || path.file_name().is_some_and(|name| names.iter().any(|decides| name == *decides))
}
