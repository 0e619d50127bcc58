//! What is in the output folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::output::in_place;
use crate::output::trouble::Trouble;

/// What something in the folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A regular file.
    File,
    /// A symbolic link, to whatever.
    Link,
    /// A socket, a pipe, a device.
    Other,
}

/// Everything in the folder, by paths relative to it; links are not followed.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    /// Whether the folder exists.
    pub(crate) exists: bool,
    /// What is no folder.
    pub(crate) files: BTreeMap<PathBuf, Kind>,
    /// Folders below it.
    pub(crate) folders: BTreeSet<PathBuf>,
}

impl Survey {
    pub(crate) fn of(folder: &Path) -> Result<Self, Trouble> {
        let mut survey = Self::default();
        match fs::symlink_metadata(folder) {
            Ok(_) => survey.exists = true,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(survey),
            Err(error) => return Err(Trouble::at(folder, "read")(error)),
        }
        let mut open = vec![PathBuf::new()];
        while let Some(below) = open.pop() {
            let here = folder.join(&below);
            for entry in fs::read_dir(&here).map_err(Trouble::at(&here, "read"))? {
                let entry = entry.map_err(Trouble::at(&here, "read"))?;
                let path = below.join(entry.file_name());
                if path.as_os_str() == in_place::STAGE_NAME {
                    // What a killed run of ours left.
                    continue;
                }
                let kind = entry.file_type().map_err(Trouble::at(&entry.path(), "read"))?;
                if kind.is_dir() {
                    survey.folders.insert(path.clone());
                    open.push(path);
                } else {
                    let kind = match kind {
                        file if file.is_file() => Kind::File,
                        link if link.is_symlink() => Kind::Link,
                        _ => Kind::Other,
                    };
                    survey.files.insert(path, kind);
                }
            }
        }
        Ok(survey)
    }

    /// Whether there is nothing but what keeps an empty folder in version control.
    pub(crate) fn is_as_good_as_empty(&self) -> bool {
        const HARMLESS: [&str; 4] = [".gitkeep", ".keep", ".gitignore", ".DS_Store"];
        let harmless = |path: &PathBuf| HARMLESS.iter().any(|name| path.as_os_str() == *name);
        self.folders.is_empty() && self.files.keys().all(harmless)
    }
}
