//! Files that change, come or go outside of the editor.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tower_lsp::lsp_types::{FileChangeType, FileEvent, Url};

use super::State;
use crate::program::{Root, relative};

impl State {
    pub(super) fn watched(&mut self, changes: &[FileEvent]) {
        let mut homes_may_change = false;
        // Each once: what is told together is on the disk by now.
        let mut changed = BTreeSet::new();
        for change in changes {
            let Ok(path) = change.uri.to_file_path() else { continue };
            let is_source = path.extension().is_some_and(|it| it == "incident");
            if !is_source {
                homes_may_change = true;
                self.unreadable.clear();
                changed.extend(self.programs_around(&path));
            }
            let Some(folder) = self.folder_of(&path) else { continue };
            let is_same_file = is_source && change.typ == FileChangeType::CHANGED;
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

    /// The client wrote a file, of which it tells nothing more unless it watches files.
    pub(super) fn saved(&mut self, uri: Url) {
        if !self.session.watches_files() {
            self.watched(&[FileEvent::new(uri, FileChangeType::CHANGED)]);
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
