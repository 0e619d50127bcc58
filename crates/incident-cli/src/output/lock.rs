//! One compilation at a time into a folder.

use std::fs::File;
use std::path::Path;

/// Held while the folder is read and written; the system lets go of it when the process ends.
pub(crate) struct Lock {
    /// The locked folder above the output folder; `None` where folders cannot be locked.
    held: Option<File>,
}

impl Lock {
    /// Waits until no other compilation writes beside this folder. Where the system cannot lock,
    /// nothing is locked: two compilations at once then end with the output of one of them.
    pub(crate) fn take(folder: &Path) -> Self {
        let parent = folder.ancestors().skip(1).find(|above| above.is_dir());
        let file = parent.and_then(|parent| File::open(parent).ok());
        Self { held: file.filter(|file| file.lock().is_ok()) }
    }

    pub(crate) fn is_held(&self) -> bool {
        self.held.is_some()
    }
}
