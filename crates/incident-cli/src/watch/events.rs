//! What the system tells of changes below the folders that are watched.

use std::collections::BTreeSet;
use std::path::PathBuf;
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
pub(super) struct Events {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    followed: BTreeSet<PathBuf>,
}

impl Events {
    /// Watches nothing yet.
    ///
    /// # Errors
    /// When the system lets nobody watch any more.
    pub(super) fn new() -> Result<Self, Failure> {
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(sender)
            .map_err(|error| Failure::new(format!("changes cannot be watched: {error}.")))?;
        Ok(Self { watcher, events, followed: BTreeSet::new() })
    }

    /// Watches these folders and no others from now on. Tells whether there is one that was not watched
    /// before: what happened in it until now is not known.
    ///
    /// # Errors
    /// When a folder cannot be watched, by its name.
    pub(super) fn follow(&mut self, folders: &BTreeSet<PathBuf>) -> Result<bool, Failure> {
        for gone in self.followed.difference(folders) {
            // A folder that was removed is not watched any more.
            let _ = self.watcher.unwatch(gone);
        }
        let mut any_new = false;
        for new in folders.difference(&self.followed) {
            self.watcher.watch(new, RecursiveMode::NonRecursive).map_err(|error| {
                Failure::new(format!("{} cannot be watched: {error}.", new.display()))
            })?;
            any_new = true;
        }
        self.followed = folders.clone();
        Ok(any_new)
    }

    /// Waits for a change. `None` means that something changed, and nobody knows what.
    ///
    /// # Errors
    /// When the system stops telling.
    pub(super) fn next(&mut self) -> Result<Option<BTreeSet<PathBuf>>, Failure> {
        let ended = || Failure::new("the system does not tell of changes any more.");
        let mut paths = Some(BTreeSet::new());
        while paths.as_ref().is_some_and(BTreeSet::is_empty) {
            self.take(self.events.recv().map_err(|_| ended())?, &mut paths);
        }
        let first = Instant::now();
        while first.elapsed() < LONGEST {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => self.take(event, &mut paths),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return Err(ended()),
            }
        }
        Ok(paths)
    }

    fn take(&self, event: notify::Result<Event>, paths: &mut Option<BTreeSet<PathBuf>>) {
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
}

/// Whether a file's contents, or which files there are, or who may read them, may be others now.
fn tells_of_contents(kind: EventKind) -> bool {
    use MetadataKind::{AccessTime, WriteTime};
    let is_time =
        |kind| matches!(kind, EventKind::Modify(ModifyKind::Metadata(AccessTime | WriteTime)));
    !matches!(kind, EventKind::Access(_)) && !is_time(kind)
}
