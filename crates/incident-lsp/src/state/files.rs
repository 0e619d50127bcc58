//! Files that change, come or go outside of the editor.

use std::path::Path;

use tower_lsp::lsp_types::{FileChangeType, FileEvent};

use super::State;
use crate::program::{Root, relative};

impl State {
    pub(super) fn watched(&mut self, changes: &[FileEvent]) {
        let mut homes_may_change = false;
        for change in changes {
            let Ok(path) = change.uri.to_file_path() else { continue };
            let is_source = path.extension().is_some_and(|it| it == "incident");
            homes_may_change |= !is_source;
            let Some(folder) = self.folder_of(&path) else { continue };
            let is_same_file = is_source && change.typ == FileChangeType::CHANGED;
            // What is being read may be what was there before the change.
            let is_being_read = self.loading.contains_key(&folder);
            if is_being_read || !is_same_file || !self.reread(&path, &folder) {
                self.load(folder);
            }
        }
        if homes_may_change {
            self.unreadable.clear();
            self.move_all();
        }
        self.everything_may_have_changed();
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
