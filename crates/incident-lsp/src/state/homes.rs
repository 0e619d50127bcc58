//! To which program a document belongs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use incident_ide::Contents;
use tower_lsp::lsp_types::Url;

use super::State;
use crate::program::{Program, Root, relative};

impl State {
    /// Puts a document into its program, which is read if it was not.
    pub(super) fn settle_in(&mut self, uri: &Url) {
        let (root, path) = self.home_of(uri);
        let Some(document) = self.documents.get(uri) else { return };
        let contents = Contents::Text(Arc::clone(&document.text));
        match &root {
            Root::Alone(_) => {
                let program = Program::alone(&path, contents, self.disk.today());
                self.programs.insert(root.clone(), program);
            }
            Root::Folder(folder) => {
                let today = self.disk.today();
                let program =
                    self.programs.entry(root.clone()).or_insert_with(|| Program::new(today));
                program.open(&path, contents);
                let is_known = program.is_loaded && program.has_on_disk(&path);
                let is_awaited = !program.is_loaded && self.loading.contains_key(folder);
                // A file that was not there when the folder was read: it may have come since.
                if !is_known && !is_awaited {
                    self.load(folder.clone());
                }
            }
        }
        Arc::make_mut(&mut self.homes).insert(uri.clone(), (root, path));
    }

    /// Takes a document out of its program, and tells which that was.
    pub(super) fn move_out(&mut self, uri: &Url) -> Option<Root> {
        let (root, path) = Arc::make_mut(&mut self.homes).remove(uri)?;
        if matches!(root, Root::Alone(_)) {
            self.programs.remove(&root);
        } else if let Some(program) = self.programs.get_mut(&root) {
            program.close(&path);
        }
        Some(root)
    }

    /// Reads a document's folder again where the disk has the document and its program has not: it may have come since,
    /// which not every client tells.
    pub(super) fn look_for(&mut self, uri: &Url) {
        let is_alone = matches!(self.homes.get(uri), Some((Root::Alone(_), _)));
        let folder = uri.to_file_path().ok().and_then(|path| self.folder_of(&path));
        if let Some(folder) = folder.filter(|folder| is_alone && !self.unreadable.contains(folder))
        {
            self.load(folder);
        }
    }

    /// Puts every document where it belongs now.
    pub(super) fn move_all(&mut self) {
        let uris: Vec<Url> = self.documents.keys().cloned().collect();
        for uri in uris {
            if self.homes.get(&uri) == Some(&self.home_of(&uri)) {
                continue;
            }
            let before = self.move_out(&uri);
            self.settle_in(&uri);
            if matches!(before, Some(Root::Folder(_))) {
                self.look_for(&uri);
            }
        }
    }

    /// A document's program and its path there.
    fn home_of(&self, uri: &Url) -> (Root, String) {
        let path = uri.to_file_path().ok();
        let in_folder = path.as_ref().and_then(|path| {
            let folder = self.folder_of(path)?;
            Some((relative(path, &folder)?, folder))
        });
        if let Some((name, folder)) = in_folder {
            let root = Root::Folder(folder);
            let is_left_out = self.programs.get(&root).is_some_and(|program| {
                let is_known = !program.is_loaded || program.has_on_disk(&name);
                !is_known && path.as_ref().is_some_and(|path| self.disk.read(path).is_some())
            });
            let is_no_program = matches!(&root, Root::Folder(it) if self.unreadable.contains(it));
            if !is_left_out && !is_no_program {
                return (root, name);
            }
        }
        let name = path.as_ref().and_then(|path| path.file_name()?.to_str());
        (Root::Alone(uri.clone()), name.unwrap_or(uri.path()).to_owned())
    }

    /// The folder of the program around a path: that of its `incident.toml`, else the outermost one that the client has
    /// open, which holds what is in those below it too. One that is no program is passed by where there is another.
    pub(super) fn folder_of(&self, path: &Path) -> Option<PathBuf> {
        self.disk.workspace_of(path).or_else(|| {
            let around = self.folders.iter().filter(|folder| path.starts_with(folder));
            let order = |folder: &&PathBuf| {
                (self.unreadable.contains(*folder), folder.components().count())
            };
            around.min_by_key(order).cloned()
        })
    }
}
