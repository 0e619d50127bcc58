//! The `.incident` files below a folder.
//!
//! What a folder's own `.gitignore` files exclude is not searched, nor are hidden folders, the output
//! folder, `node_modules` and `target`; symbolic links are not followed. Nothing outside the folder
//! decides (a `.gitignore` above it, the user's global one), so that a program is the same on every
//! machine.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};
use incident_analysis::config::FILE_NAME;

use crate::exit::Failure;
use crate::program::find::{Named, is_source};
use crate::program::shown;

/// Folders that hold what others made.
const NEVER_SEARCHED: [&str; 2] = ["node_modules", "target"];

/// All files of the workspace, and what was named although a search passes it by.
pub(crate) fn workspace(
    folder: &Path,
    named: &[Named],
    skipped: &[PathBuf],
    here: &Path,
) -> Result<Found, Failure> {
    let mut found = search(folder, skipped, here)?;
    for path in named {
        if !path.is_folder {
            found.add_file(&path.absolute);
        } else if !found.files.iter().any(|file| file.starts_with(&path.absolute)) {
            found.extend(search(&path.absolute, skipped, here)?);
        }
    }
    Ok(found)
}

/// The files and folders that were named, where there is no workspace.
pub(crate) fn named(named: &[Named], skipped: &[PathBuf], here: &Path) -> Result<Found, Failure> {
    let mut all = Found::default();
    for path in named {
        if !path.is_folder {
            all.add_file(&path.absolute);
            continue;
        }
        let found = search(&path.absolute, skipped, here)?;
        if !found.workspaces.is_empty() {
            let folders: Vec<String> =
                found.workspaces.iter().map(|folder| shown(folder, here)).collect();
            return Err(Failure::new(format!(
                "{} holds workspaces of their own ({FILE_NAME}), each another program. Name one of \
                 them: {}.",
                path.shown,
                folders.join(", ")
            )));
        }
        all.extend(found);
    }
    Ok(all)
}

/// What a search came by.
#[derive(Default)]
pub(super) struct Found {
    pub(super) files: BTreeSet<PathBuf>,
    /// Folders in which another file would be found.
    pub(super) folders: BTreeSet<PathBuf>,
    /// Folders below that hold an `incident.toml`.
    workspaces: BTreeSet<PathBuf>,
}

impl Found {
    fn add_file(&mut self, path: &Path) {
        self.files.insert(path.to_path_buf());
        self.folders.extend(path.parent().map(Path::to_path_buf));
    }

    fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
        self.folders.extend(other.folders);
        self.workspaces.extend(other.workspaces);
    }
}

/// The files below a folder.
pub(super) fn search(folder: &Path, skipped: &[PathBuf], here: &Path) -> Result<Found, Failure> {
    let skipped = skipped.to_vec();
    let walk = WalkBuilder::new(folder)
        .hidden(true)
        .follow_links(false)
        .parents(false)
        .ignore(false)
        .git_global(false)
        .git_exclude(false)
        .require_git(false)
        .filter_entry(move |entry| entry.depth() == 0 || is_searched(entry, &skipped))
        .build();
    let mut found = Found::default();
    for entry in walk {
        let entry = entry.map_err(|error| unreadable(&error, folder, here))?;
        let path = entry.path();
        match entry.file_type() {
            Some(kind) if kind.is_dir() => {
                found.folders.insert(path.to_path_buf());
                continue;
            }
            Some(kind) if kind.is_file() => {}
            _ => continue,
        }
        if is_source(path) {
            found.files.insert(path.to_path_buf());
        } else if entry.file_name() == FILE_NAME && path.parent() != Some(folder) {
            found.workspaces.extend(path.parent().map(Path::to_path_buf));
        }
    }
    Ok(found)
}

fn is_searched(entry: &DirEntry, skipped: &[PathBuf]) -> bool {
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    let never = NEVER_SEARCHED.iter().any(|name| entry.file_name() == *name);
    !is_folder || (!never && skipped.iter().all(|folder| folder != entry.path()))
}

fn unreadable(error: &ignore::Error, folder: &Path, here: &Path) -> Failure {
    let mut path = folder;
    let mut inner = error;
    loop {
        inner = match inner {
            ignore::Error::WithPath { path: at, err } => {
                path = at;
                err
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => err,
            _ => break,
        };
    }
    // The error itself repeats the path, as an absolute one.
    let why = inner.io_error().map_or_else(|| inner.to_string(), |error| error.kind().to_string());
    Failure::new(format!("{} cannot be read: {why}.", shown(path, here)))
}
