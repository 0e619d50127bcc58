//! What changes on the disk, for editors that do not tell.
//!
//! Watched are the folders that were searched for programs, as `--watch` does it: what no program searches may be large
//! and change all the time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use incident_lsp::{Changed, decides};

use crate::exit::{Failure, reason};
use crate::program::{Program, is_passed_by, without_sources};
use crate::watch::{Changes, Folders, events, is_readable};

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
    /// Its files and the folders that they are in, once they are known.
    made_of: Option<BTreeSet<PathBuf>>,
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

    /// Watches the folders of a program from now on. Tells whether there is one that was not watched before, and what
    /// cannot be watched.
    pub(super) fn follow(
        &self,
        program: &Path,
        folders: &BTreeSet<PathBuf>,
    ) -> (bool, Option<Failure>) {
        let real = fs::canonicalize(program).unwrap_or_else(|_| program.to_path_buf());
        let searched = Searched { real, folders: folders.clone(), made_of: None };
        let mut watched = locked(&self.0);
        watched.programs.insert(program.to_path_buf(), searched);
        watched.follow()
    }

    /// Tells of which files a program is that was read.
    pub(super) fn is_made_of(&self, folder: &Path, program: &Program) {
        let files = program.files.iter().filter_map(|file| file.absolute.as_deref());
        let all = files.flat_map(Path::ancestors);
        if let Some(searched) = locked(&self.0).programs.get_mut(folder) {
            let all = all.filter(|path| path.starts_with(&searched.real));
            searched.made_of = Some(all.map(Path::to_path_buf).collect());
        }
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
    fn follow(&mut self) -> (bool, Option<Failure>) {
        let all = self.programs.values().flat_map(|program| &program.folders).cloned().collect();
        self.folders.follow(&all)
    }

    /// Those of the paths that a program may depend on, as the editor names them; nothing when nobody knows which.
    fn take(&mut self, changes: Option<Changes>) -> Option<BTreeSet<PathBuf>> {
        let paths = changes.map(|changes| self.folders.sift(changes));
        let was_followed: BTreeSet<PathBuf> =
            paths.iter().flatten().filter(|path| self.folders.has(path)).cloned().collect();
        self.folders.lose(paths.as_ref());
        let mut named = BTreeSet::new();
        for path in paths.as_ref()? {
            let was_followed = was_followed.contains(path);
            for (program, searched) in &mut self.programs {
                let Ok(rest) = path.strip_prefix(&searched.real) else { continue };
                if decides(path) || searched.is_another_with(path, was_followed, &mut self.folders)
                {
                    let is_itself = rest.as_os_str().is_empty();
                    named.insert(if is_itself { program.clone() } else { program.join(rest) });
                }
            }
        }
        Some(named)
    }
}

/// So often folders that came are looked for in those that came before: they are made as fast as they are found.
const ROUNDS: usize = 4;

impl Searched {
    /// Whether the program may be another one after something happened to what may be a folder. One that came and holds
    /// nothing of a program is only followed.
    fn is_another_with(&mut self, path: &Path, was_followed: bool, folders: &mut Folders) -> bool {
        let below = path.strip_prefix(&self.real).unwrap_or(path);
        if below.iter().any(is_passed_by) {
            return false;
        }
        let is_there = path.is_dir();
        if !is_there {
            self.folders.retain(|folder| !folder.starts_with(path));
        }
        match &self.made_of {
            None if was_followed || is_there => return true,
            Some(all) if all.contains(path) => return true,
            _ if !is_there => return false,
            _ => {}
        }
        if !is_readable(path) {
            return true;
        }
        for _ in 0..ROUNDS {
            // What is not told yet, as it is not followed, is seen when it is looked for once more.
            let Some(came) = without_sources(&self.real, path) else { return true };
            let (any_new, failure) = folders.follow_too(&came);
            if failure.is_some() {
                // Tried again, and told, when the program is read.
                folders.lose(Some(&came));
                return true;
            }
            self.folders.extend(came);
            if !any_new {
                return false;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests;
