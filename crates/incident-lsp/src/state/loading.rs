//! Reading programs from the disk, beside the main loop.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use tower_lsp::lsp_types::notification::LogMessage;
use tower_lsp::lsp_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, LogMessageParams,
    MessageType, Registration, WorkspaceFoldersChangeEvent,
};

use super::State;
use crate::Loaded;
use crate::client::Message;
use crate::lane::STACK;
use crate::main_loop::Event;
use crate::program::{Program, Root};

/// What decides which files a program is made of, and what is in them.
const WATCHED: [&str; 3] = ["**/*.incident", "**/incident.toml", "**/.gitignore"];

impl State {
    /// The client can be spoken to: asks to be told of files, and reads the folders.
    pub(super) fn initialized(&mut self) {
        if self.session.watches_files() {
            let watchers = WATCHED.map(|glob| FileSystemWatcher {
                glob_pattern: GlobPattern::String(glob.to_owned()),
                kind: None,
            });
            let options = DidChangeWatchedFilesRegistrationOptions { watchers: watchers.to_vec() };
            let registration = Registration {
                id: "files".to_owned(),
                method: "workspace/didChangeWatchedFiles".to_owned(),
                register_options: serde_json::to_value(options).ok(),
            };
            self.client.ask(Message::Register(vec![registration]));
        }
        for folder in self.folders.clone() {
            self.load_around(&folder);
        }
    }

    pub(super) fn change_folders(&mut self, change: WorkspaceFoldersChangeEvent) {
        let path = |uri: &tower_lsp::lsp_types::Url| uri.to_file_path().ok();
        let removed: Vec<PathBuf> = change.removed.iter().filter_map(|it| path(&it.uri)).collect();
        self.folders.retain(|folder| !removed.contains(folder));
        for folder in change.added.iter().filter_map(|it| path(&it.uri)) {
            self.load_around(&folder);
            self.folders.push(folder);
        }
        self.move_all();
        let used: Vec<Root> = self.homes.values().map(|(root, _)| root.clone()).collect();
        self.programs.retain(|root, _| match root {
            Root::Folder(folder) => used.contains(root) || !removed.contains(folder),
            Root::Alone(_) => true,
        });
        self.everything_may_have_changed();
    }

    fn load_around(&mut self, folder: &Path) {
        let folder = self.disk.workspace_of(folder).unwrap_or_else(|| folder.to_path_buf());
        self.load(folder);
    }

    /// Reads the program around a folder, or reads it once more when it is being read.
    pub(super) fn load(&mut self, folder: PathBuf) {
        if let Some(again) = self.loading.get_mut(&folder) {
            *again = true;
            return;
        }
        let (disk, events, name) = (Arc::clone(&self.disk), self.events.clone(), name(&folder));
        let read = folder.clone();
        let thread = thread::Builder::new().name("reading".to_owned()).stack_size(STACK);
        let started = thread.spawn(move || {
            let loaded = disk.load(&read);
            let _ = events.send(Event::Loaded(read, loaded));
        });
        if started.is_ok() {
            if self.session.shows_progress() {
                self.client.ask(Message::Begin(name, "Reading .incident files".to_owned()));
            }
            self.loading.insert(folder, false);
        }
    }

    /// Takes in what was read.
    pub(super) fn loaded(&mut self, folder: &Path, loaded: Result<Loaded, String>) {
        if self.session.shows_progress() {
            self.client.ask(Message::End(name(folder)));
        }
        if self.loading.remove(folder) == Some(true) {
            self.load(folder.to_path_buf());
        }
        let root = Root::Folder(folder.to_path_buf());
        match loaded {
            Ok(loaded) => {
                self.unreadable.remove(folder);
                let today = self.disk.today();
                let program = self.programs.entry(root).or_insert_with(|| Program::new(today));
                program.load(loaded);
            }
            Err(reason) => {
                self.unreadable.insert(folder.to_path_buf());
                self.programs.remove(&root);
                let typ = MessageType::WARNING;
                self.client.tell::<LogMessage>(LogMessageParams { typ, message: reason });
            }
        }
        self.move_all();
        self.everything_may_have_changed();
    }
}

/// A name for the progress of reading a folder.
fn name(folder: &Path) -> String {
    format!("incident/reading/{}", folder.display())
}
