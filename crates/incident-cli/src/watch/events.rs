//! What the system tells of changes below the folders that are watched.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{EventKind, MetadataKind, ModifyKind};
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
    followed: BTreeSet<PathBuf>,
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
    Ok((Folders { watcher, followed: BTreeSet::new() }, Events { events }))
}

impl Folders {
    /// Watches these folders and no others from now on. Tells whether there is one that was not watched
    /// before: what happened in it until now is not known.
    ///
    /// # Errors
    /// When a folder cannot be watched, by its name. The others are.
    pub(crate) fn follow(&mut self, folders: &BTreeSet<PathBuf>) -> Result<bool, Failure> {
        for gone in self.followed.difference(folders) {
            // A folder that was removed is not watched any more.
            let _ = self.watcher.unwatch(gone);
        }
        let (mut any_new, mut all_followed) = (false, Ok(()));
        for new in folders.difference(&self.followed) {
            any_new = true;
            match self.watcher.watch(new, RecursiveMode::NonRecursive) {
                // It went since it was found.
                Err(_) if !new.is_dir() => {}
                Err(error) => {
                    let what = format!("{} cannot be watched: {error}.", new.display());
                    all_followed = Err(Failure::new(what));
                }
                Ok(()) => {}
            }
        }
        self.followed = folders.clone();
        all_followed.map(|()| any_new)
    }

    /// Whether a folder is watched.
    pub(crate) fn has(&self, folder: &Path) -> bool {
        self.followed.contains(folder)
    }

    /// Takes folders that something happened to for others of the same name, until they are followed again: of one
    /// that went and came again, the system tells nothing any more. Without paths it may have happened to any of them.
    pub(crate) fn lose(&mut self, changed: Option<&BTreeSet<PathBuf>>) {
        let Some(changed) = changed else {
            for folder in std::mem::take(&mut self.followed) {
                // It may be gone.
                let _ = self.watcher.unwatch(&folder);
            }
            return;
        };
        for path in changed {
            if self.followed.contains(path) {
                self.followed.retain(|folder| !folder.starts_with(path));
            }
        }
    }
}

impl Events {
    /// Waits for a change. `None` means that something changed, and nobody knows what.
    ///
    /// # Errors
    /// When the system stops telling.
    pub(crate) fn next(&self) -> Result<Option<BTreeSet<PathBuf>>, Failure> {
        let ended = || Failure::new("the system does not tell of changes any more.");
        let mut paths = Some(BTreeSet::new());
        while paths.as_ref().is_some_and(BTreeSet::is_empty) {
            take(self.events.recv().map_err(|_| ended())?, &mut paths);
        }
        let first = Instant::now();
        while first.elapsed() < LONGEST {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => take(event, &mut paths),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return Err(ended()),
            }
        }
        Ok(paths)
    }
}

fn take(event: notify::Result<Event>, paths: &mut Option<BTreeSet<PathBuf>>) {
    match event {
        Ok(event) if event.need_rescan() => *paths = None,
        Ok(event) if tells_of_contents(event.kind) => {
            if let Some(paths) = paths {
                paths.extend(event.paths);
            }
        }
        Ok(_) => {}
        Err(_) => *paths = None,
    }
}

/// Whether a file's contents, or which files there are, or who may read them, may be others now.
fn tells_of_contents(kind: EventKind) -> bool {
    use MetadataKind::{AccessTime, WriteTime};
    let is_time =
        |kind| matches!(kind, EventKind::Modify(ModifyKind::Metadata(AccessTime | WriteTime)));
    !matches!(kind, EventKind::Access(_)) && !is_time(kind)
}

#[cfg(test)]
mod tests;
