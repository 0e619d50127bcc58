//! Files that change, come or go outside of the editor.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types::{FileChangeType, FileEvent, Url};

use super::State;
use crate::decides;
use crate::main_loop::Event;
use crate::program::{Root, relative};

impl State {
    /// Takes what the client saw. Of folders it tells as of files, and of all that come and go, which may be many that
    /// are nothing to a program.
    pub(super) fn watched(&mut self, changes: Vec<FileEvent>) {
        let mut changed = Vec::new();
        let mut came = BTreeSet::new();
        for change in changes {
            let Ok(path) = change.uri.to_file_path() else { continue };
            let is_in_it = decides(&path) || self.has_below(&path);
            match change.typ {
                typ if is_in_it => changed.push((path, typ == FileChangeType::CHANGED)),
                FileChangeType::CREATED => {
                    let around = self.folders.iter().filter(|folder| path.starts_with(folder));
                    let around = around.max_by_key(|folder| folder.as_os_str().len());
                    came.insert((path, around.cloned().unwrap_or_default()));
                }
                FileChangeType::DELETED if self.is_being_read(&path) => self.gone.push(change),
                _ => {}
            }
        }
        if let Some((first, _)) = came.first().cloned() {
            let disk = Arc::clone(&self.disk);
            self.reading.give(first, move || {
                came.retain(|(path, around)| disk.holds_sources(path, around));
                Event::Changed(Some(came.into_iter().map(|(path, _)| path).collect()))
            });
        }
        if !changed.is_empty() {
            self.reread_all(changed);
        }
    }

    /// Takes what may have changed for all that is known: everything where nobody knows what.
    pub(super) fn changed(&mut self, paths: Option<BTreeSet<PathBuf>>) {
        let Some(paths) = paths else {
            self.unreadable.clear();
            let folder = |root: &Root| match root {
                Root::Folder(folder) => Some(folder.clone()),
                Root::Alone(_) => None,
            };
            let all: Vec<PathBuf> = self.programs.keys().filter_map(folder).collect();
            all.into_iter().for_each(|folder| self.load(folder));
            return self.homes_may_have_changed();
        };
        if !paths.is_empty() {
            self.reread_all(paths.into_iter().map(|path| (path, true)).collect());
        }
    }

    /// Reads files again, or their programs where that is not enough; of each file, whether it may be the same one with
    /// other contents.
    fn reread_all(&mut self, paths: Vec<(PathBuf, bool)>) {
        let mut homes_may_change = false;
        // Each once: what is told together is on the disk by now.
        let mut changed = BTreeSet::new();
        for (path, may_be_same) in paths {
            let is_source = path.extension().is_some_and(|it| it == "incident");
            if !is_source {
                homes_may_change = true;
                self.unreadable.clear();
                changed.extend(self.programs_around(&path));
            }
            let Some(folder) = self.folder_of(&path) else { continue };
            let is_same_file = is_source && may_be_same;
            // What is being read may be what was there before the change.
            let is_being_read = self.loading.contains_key(&folder) || changed.contains(&folder);
            if is_being_read || !is_same_file || !self.reread(&path, &folder) {
                changed.insert(folder);
            }
        }
        changed.into_iter().for_each(|folder| self.load(folder));
        match homes_may_change {
            true => self.homes_may_have_changed(),
            false => self.everything_may_have_changed(),
        }
    }

    /// Whether a path is a folder that a program is in, or that has files of one: one that went cannot be asked.
    fn has_below(&self, path: &Path) -> bool {
        self.programs.iter().any(|(root, program)| match root {
            Root::Folder(folder) => {
                let is_below = |name: String| program.has_below(&name);
                folder.starts_with(path) || relative(path, folder).is_some_and(is_below)
            }
            Root::Alone(_) => false,
        })
    }

    fn is_being_read(&self, path: &Path) -> bool {
        self.loading.keys().any(|folder| path.starts_with(folder) || folder.starts_with(path))
    }

    /// The client wrote a file, of which it tells nothing more unless it watches files.
    pub(super) fn saved(&mut self, uri: Url) {
        if !self.session.watches_files() {
            self.watched(vec![FileEvent::new(uri, FileChangeType::CHANGED)]);
        }
    }

    /// The programs of which a file decides what they are made of.
    fn programs_around(&self, path: &Path) -> BTreeSet<PathBuf> {
        let Some(folder) = path.parent() else { return BTreeSet::new() };
        let folders = self.programs.keys().filter_map(|root| match root {
            Root::Folder(program) => Some(program),
            Root::Alone(_) => None,
        });
        let is_around = |it: &&PathBuf| it.starts_with(folder) || folder.starts_with(it);
        folders.chain(self.loading.keys()).filter(is_around).cloned().collect()
    }

    /// Takes what the disk has in place of a document that was closed: it may have been saved, which not every client
    /// tells.
    pub(super) fn reread_closed(&mut self, path: PathBuf) {
        let Some(folder) = self.folder_of(&path) else { return };
        let is_known = self.reread(&path, &folder);
        if self.loading.contains_key(&folder) {
            // What is being read may be what was there before.
            self.closed.insert(path);
        } else if !is_known && self.disk.read(&path).is_some() {
            self.load(folder);
        }
    }

    /// Reads a file that a program knows; `false` when it does not know it or cannot read it.
    pub(super) fn reread(&mut self, path: &Path, folder: &Path) -> bool {
        let program = self.programs.get_mut(&Root::Folder(folder.to_path_buf()));
        let (Some(program), Some(name)) = (program, relative(path, folder)) else { return false };
        if !program.is_loaded || !program.has_on_disk(&name) {
            return false;
        }
        let Some(contents) = self.disk.read(path) else { return false };
        program.change_on_disk(&name, contents);
        true
    }
}
