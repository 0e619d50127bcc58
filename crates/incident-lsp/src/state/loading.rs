//! Reading programs from the disk, beside the main loop.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types::notification::LogMessage;
use tower_lsp::lsp_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, LogMessageParams,
    MessageType, Registration, Url, WatchKind, WorkspaceFoldersChangeEvent,
};

use super::State;
use crate::Loaded;
use crate::client::Message;
use crate::main_loop::Event;
use crate::program::{Program, Root};

/// What decides which files a program is made of, and what is in them.
const WATCHED: [&str; 3] = ["**/*.incident", "**/incident.toml", "**/.gitignore"];

/// Folders with such files: of one that comes or goes, VS Code tells as of a file, and nothing of what is in it.
const FOLDERS: &str = "**/*";

impl State {
    /// The client can be spoken to: asks to be told of files, and reads the folders.
    pub(super) fn initialized(&mut self) {
        if self.session.watches_files() {
            self.ask_to_watch();
        } else {
            let events = self.events.clone();
            let told = move |paths| {
                // At the end nobody listens any more.
                let _ = events.send(Event::Changed(paths));
            };
            if let Err(reason) = self.disk.watch(Box::new(told)) {
                self.warn(reason);
            }
        }
        self.load_missing();
    }

    fn ask_to_watch(&self) {
        let watcher = |glob: &str, kind| FileSystemWatcher {
            glob_pattern: GlobPattern::String(glob.to_owned()),
            kind,
        };
        let mut watchers = WATCHED.map(|glob| watcher(glob, None)).to_vec();
        watchers.push(watcher(FOLDERS, Some(WatchKind::Create | WatchKind::Delete)));
        let options = DidChangeWatchedFilesRegistrationOptions { watchers };
        self.client.ask(Message::Register(vec![Registration {
            id: "files".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: serde_json::to_value(options).ok(),
        }]));
    }

    fn warn(&self, message: String) {
        let typ = MessageType::WARNING;
        self.client.tell::<LogMessage>(LogMessageParams { typ, message });
    }

    pub(super) fn change_folders(&mut self, change: WorkspaceFoldersChangeEvent) {
        let path = |uri: &Url| uri.to_file_path().ok();
        let removed: Vec<PathBuf> = change.removed.iter().filter_map(|it| path(&it.uri)).collect();
        self.folders.retain(|folder| !removed.contains(folder));
        let added: Vec<PathBuf> = change.added.iter().filter_map(|it| path(&it.uri)).collect();
        self.folders.extend(added.iter().cloned());
        for folder in added {
            self.folder_of(&folder).into_iter().for_each(|program| self.load(program));
        }
        self.homes_may_have_changed();
    }

    /// Puts everything where it belongs now.
    pub(super) fn homes_may_have_changed(&mut self) {
        self.move_all();
        self.load_missing();
        self.forget_unused();
        self.everything_may_have_changed();
    }

    /// Reads the programs around the client's folders that were not read.
    fn load_missing(&mut self) {
        let around: BTreeSet<PathBuf> =
            self.folders.iter().filter_map(|folder| self.folder_of(folder)).collect();
        for folder in around {
            let program = self.programs.get(&Root::Folder(folder.clone()));
            let is_loaded = program.is_some_and(|program| program.is_loaded);
            if !is_loaded
                && !self.loading.contains_key(&folder)
                && !self.unreadable.contains(&folder)
            {
                self.load(folder);
            }
        }
    }

    /// Leaves out the programs that have no open document and nothing to do with the client's folders.
    pub(super) fn forget_unused(&mut self) {
        // Of a document that its program leaves out, only the program tells that.
        let around = |uri: &Url| self.folder_of(&uri.to_file_path().ok()?);
        let used: BTreeSet<PathBuf> = self.documents.keys().filter_map(around).collect();
        let is_unused = |root: &&Root| {
            let Root::Folder(program) = *root else { return false };
            let is_still_one = self.folder_of(program).as_ref() == Some(program);
            let is_of = |folder: &PathBuf| {
                program.starts_with(folder) || self.folder_of(folder).as_ref() == Some(program)
            };
            let is_used = used.contains(program) || is_still_one && self.folders.iter().any(is_of);
            !is_used
        };
        let unused: Vec<Root> = self.programs.keys().filter(is_unused).cloned().collect();
        for root in unused {
            if let Root::Folder(folder) = &root {
                self.disk.forget(folder);
            }
            self.programs.remove(&root);
            self.unpublished.remove(&root);
        }
    }

    /// Reads the program around a folder, or reads it once more when it is being read.
    pub(super) fn load(&mut self, folder: PathBuf) {
        if let Some(again) = self.loading.get_mut(&folder) {
            *again = true;
            return;
        }
        if self.session.shows_progress() {
            let message = "Reading .incident files".to_owned();
            self.client.ask(Message::Begin(name(&folder), message));
        }
        self.loading.insert(folder.clone(), false);
        let (disk, read) = (Arc::clone(&self.disk), folder.clone());
        self.reading.give(folder, move || {
            let loaded = disk.load(&read);
            Event::Loaded(read, loaded)
        });
    }

    /// Takes in what was read. The first time, a program is made of it where nobody waits: that looks at every file.
    pub(super) fn loaded(&mut self, folder: PathBuf, loaded: Result<Loaded, String>) {
        let root = Root::Folder(folder.clone());
        match loaded {
            Ok(mut loaded) => {
                for trouble in std::mem::take(&mut loaded.troubles) {
                    self.warn(trouble);
                }
                let today = self.disk.today();
                let open = match self.programs.get_mut(&root) {
                    Some(known) if known.is_loaded => {
                        known.load(loaded);
                        return self.has_loaded(&folder);
                    }
                    known => known.map(|known| known.open.clone()).unwrap_or_default(),
                };
                return self.reading.give(folder.clone(), move || {
                    let program = Program::made(loaded, open, today);
                    Event::Made(folder, program)
                });
            }
            Err(reason) => {
                self.unreadable.insert(folder.clone());
                self.programs.remove(&root);
                self.warn(reason);
            }
        }
        self.has_loaded(&folder);
    }

    /// Takes a program that was made of what was read, with the texts that documents have by now.
    pub(super) fn made(&mut self, folder: &Path, mut program: Program) {
        let root = Root::Folder(folder.to_path_buf());
        let before = self.programs.remove(&root);
        program.take_documents(before.map(|before| before.open).unwrap_or_default());
        self.unreadable.remove(folder);
        self.programs.insert(root, program);
        self.has_loaded(folder);
    }

    fn has_loaded(&mut self, folder: &Path) {
        if self.session.shows_progress() {
            self.client.ask(Message::End(name(folder)));
        }
        if self.loading.remove(folder) == Some(true) {
            self.load(folder.to_path_buf());
        }
        let closed = std::mem::take(&mut self.closed);
        for path in closed {
            self.reread_closed(path);
        }
        let gone = std::mem::take(&mut self.gone);
        self.watched(gone);
        self.homes_may_have_changed();
    }
}

/// A name for the progress of reading a folder.
fn name(folder: &Path) -> String {
    format!("incident/reading/{}", folder.display())
}

#[cfg(test)]
mod tests;
