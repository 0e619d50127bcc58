//! What the system tells of changes below the folders that are watched.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::exit::Failure;

/// An editor that saves writes, renames and removes files in quick succession; a change of branch touches
/// many. What comes within this time of the last is one change.
const QUIET: Duration = Duration::from_millis(40);

/// Something that writes without end must not keep the findings away.
const LONGEST: Duration = Duration::from_millis(500);

/// Folders that are watched, each without the folders in it: what a program does not search may be large.
pub(crate) struct Folders {
    watcher: RecommendedWatcher,
    /// Each with whether it could be read.
    followed: BTreeMap<PathBuf, bool>,
}

/// What changed: files and folders, those that came and went, too.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Changes {
    /// Which there are.
    paths: BTreeSet<PathBuf>,
    /// What is in them, who may read them, or nothing but a time: of a folder the system says the same.
    touched: BTreeSet<PathBuf>,
}

/// What happens in them.
pub(crate) struct Events {
    events: Receiver<notify::Result<Event>>,
}

/// Watches nothing yet.
///
/// # Errors
/// When the system lets nobody watch any more.
pub(crate) fn events() -> Result<(Folders, Events), Failure> {
    let (sender, events) = channel();
    let watcher = notify::recommended_watcher(sender)
        .map_err(|error| Failure::new(format!("changes cannot be watched: {error}.")))?;
    Ok((Folders { watcher, followed: BTreeMap::new() }, Events { events }))
}

impl Folders {
    /// Watches these folders and no others from now on. Tells whether there is one that was not watched
    /// before, what happened in which until now is not known, and what cannot be watched: the others are.
    pub(crate) fn follow(&mut self, folders: &BTreeSet<PathBuf>) -> (bool, Option<Failure>) {
        let Self { watcher, followed } = self;
        followed.retain(|folder, _| {
            let stays = folders.contains(folder);
            if !stays {
                // A folder that was removed is not watched any more.
                let _ = watcher.unwatch(folder);
            }
            stays
        });
        self.follow_too(folders)
    }

    /// The same, and goes on with the others.
    pub(crate) fn follow_too(&mut self, folders: &BTreeSet<PathBuf>) -> (bool, Option<Failure>) {
        let new: Vec<&PathBuf> =
            folders.iter().filter(|folder| !self.followed.contains_key(*folder)).collect();
        let mut unwatched = Vec::new();
        for folder in &new {
            match self.watcher.watch(folder, RecursiveMode::NonRecursive) {
                // It went since it was found.
                Err(_) if !folder.is_dir() => {}
                Err(error) => unwatched.push((folder, error)),
                Ok(()) => {}
            }
            self.followed.insert((*folder).clone(), is_readable(folder));
        }
        let failure = unwatched.first().map(|(folder, error)| {
            let what = match unwatched.len() {
                1 => format!("{} cannot be watched", folder.display()),
                count => {
                    format!("{count} folders cannot be watched, the first {}", folder.display())
                }
            };
            Failure::new(format!("{what}: {error}."))
        });
        (!new.is_empty(), failure)
    }

    /// Whether a folder is watched.
    pub(crate) fn has(&self, folder: &Path) -> bool {
        self.followed.contains_key(folder)
    }

    /// What changed without the folders in which all is as before, and which are as readable.
    pub(crate) fn sift(&self, changes: Changes) -> BTreeSet<PathBuf> {
        let Changes { mut paths, touched } = changes;
        let is_another = |path: &PathBuf| {
            let was_readable = self.followed.get(path).is_some_and(|was| *was);
            !path.is_dir() || is_readable(path) != was_readable
        };
        paths.extend(touched.into_iter().filter(is_another));
        paths
    }

    /// Takes folders that something happened to for others of the same name, until they are followed again: of one
    /// that went and came again, the system tells nothing any more. Without paths it may have happened to any of them.
    pub(crate) fn lose(&mut self, changed: Option<&BTreeSet<PathBuf>>) {
        let Some(changed) = changed else {
            for folder in std::mem::take(&mut self.followed).into_keys() {
                // It may be gone.
                let _ = self.watcher.unwatch(&folder);
            }
            return;
        };
        for path in changed {
            if self.followed.contains_key(path) {
                let below = self.followed.range(path.clone()..).map(|(folder, _)| folder);
                let below = below.take_while(|folder| folder.starts_with(path));
                let lost: Vec<PathBuf> = below.cloned().collect();
                for folder in &lost {
                    self.followed.remove(folder);
                }
            }
        }
    }
}

impl Events {
    /// Waits for a change. `None` means that something changed, and nobody knows what.
    ///
    /// # Errors
    /// When the system stops telling.
    pub(crate) fn next(&self) -> Result<Option<Changes>, Failure> {
        let ended = || Failure::new("the system does not tell of changes any more.");
        let mut changes = Some(Changes::default());
        while changes.as_ref() == Some(&Changes::default()) {
            take(self.events.recv().map_err(|_| ended())?, &mut changes);
        }
        let first = Instant::now();
        while first.elapsed() < LONGEST {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => take(event, &mut changes),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return Err(ended()),
            }
        }
        Ok(changes)
    }
}

fn take(event: notify::Result<Event>, changes: &mut Option<Changes>) {
    match event {
        Ok(event) if !event.need_rescan() => {
            let Some(changes) = changes else { return };
            match event.kind {
                EventKind::Access(_) => {}
                EventKind::Modify(ModifyKind::Metadata(_) | ModifyKind::Data(_)) => {
                    changes.touched.extend(event.paths);
                }
                _ => changes.paths.extend(event.paths),
            }
        }
        _ => *changes = None,
    }
}

/// Whether what is in a folder can be found and opened.
pub(crate) fn is_readable(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok() && folder.join(".").metadata().is_ok()
}

#[cfg(test)]
mod tests;
