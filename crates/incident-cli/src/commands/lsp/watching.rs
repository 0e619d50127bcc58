//! What changes on the disk, for editors that do not tell.
//!
//! Watched are the folders that were searched for programs, as `--watch` does it: what no program searches may be large
//! and change all the time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use incident_lsp::Changed;

use crate::exit::{Failure, reason};
use crate::watch::{Folders, events};

/// The folders of all programs that were read, and who is told what happens there.
pub(super) struct Watching(Arc<Mutex<Watched>>);

struct Watched {
    folders: Folders,
    programs: BTreeMap<PathBuf, Searched>,
}

/// Of a program.
struct Searched {
    /// Where its folder is without symbolic links, as the system tells of it.
    real: PathBuf,
    folders: BTreeSet<PathBuf>,
}

impl Watching {
    /// Watches nothing yet.
    ///
    /// # Errors
    /// When the system lets nobody watch any more.
    pub(super) fn start(mut changed: Changed) -> Result<Self, Failure> {
        let (folders, events) = events()?;
        let watched = Arc::new(Mutex::new(Watched { folders, programs: BTreeMap::new() }));
        let own = Arc::clone(&watched);
        let told = move || {
            while let Ok(paths) = events.next() {
                let paths = locked(&own).take(paths);
                if paths.as_ref().is_none_or(|paths| !paths.is_empty()) {
                    changed(paths);
                }
            }
        };
        thread::Builder::new().name("watching".to_owned()).spawn(told).map_err(|error| {
            Failure::new(format!("changes cannot be watched: {}.", reason(&error)))
        })?;
        Ok(Self(watched))
    }

    /// Watches the folders of a program from now on. Tells whether there is one that was not watched before.
    ///
    /// # Errors
    /// When one cannot be watched.
    pub(super) fn follow(
        &self,
        program: &Path,
        folders: &BTreeSet<PathBuf>,
    ) -> Result<bool, Failure> {
        let real = fs::canonicalize(program).unwrap_or_else(|_| program.to_path_buf());
        let searched = Searched { real, folders: folders.clone() };
        let mut watched = locked(&self.0);
        watched.programs.insert(program.to_path_buf(), searched);
        watched.follow()
    }

    /// Watches what is no program yet: it may become one.
    pub(super) fn await_program(&self, folder: &Path) {
        if !locked(&self.0).programs.contains_key(folder) {
            // That it cannot be read is told already.
            let _ = self.follow(folder, &fs::canonicalize(folder).into_iter().collect());
        }
    }

    /// Leaves out the folders of a program.
    pub(super) fn forget(&self, program: &Path) {
        let mut watched = locked(&self.0);
        if watched.programs.remove(program).is_some() {
            // What is left was watched before.
            let _ = watched.follow();
        }
    }
}

fn locked(watched: &Mutex<Watched>) -> MutexGuard<'_, Watched> {
    watched.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Watched {
    fn follow(&mut self) -> Result<bool, Failure> {
        let all = self.programs.values().flat_map(|program| &program.folders).cloned().collect();
        self.folders.follow(&all)
    }

    /// Those of the paths that a program may depend on, as the editor names them; nothing when nobody knows which.
    fn take(&mut self, paths: Option<BTreeSet<PathBuf>>) -> Option<BTreeSet<PathBuf>> {
        let is_hidden = |path: &Path| {
            let name = path.file_name().and_then(|name| name.to_str());
            name.is_some_and(|name| name.starts_with('.'))
        };
        let is_folder = |path: &Path| self.folders.has(path) || path.is_dir() && !is_hidden(path);
        let counts = |path: &&PathBuf| incident_lsp::decides(path) || is_folder(path);
        let named = paths
            .as_ref()
            .map(|paths| paths.iter().filter(counts).flat_map(|path| self.named(path)).collect());
        self.folders.lose(paths.as_ref());
        named
    }

    fn named<'a>(&'a self, path: &'a Path) -> impl Iterator<Item = PathBuf> + 'a {
        self.programs.iter().filter_map(|(program, Searched { real, .. })| {
            let rest = path.strip_prefix(real).ok()?;
            let is_itself = rest.as_os_str().is_empty();
            Some(if is_itself { program.clone() } else { program.join(rest) })
        })
    }
}
