//! A program, and which of its files the editor holds.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use incident_ide::{Contents, Host, Source};
use jiff::civil::Date;
use tower_lsp::lsp_types::Url;

use crate::Loaded;

/// The workspace's file, in the program's folder.
const CONFIG: &str = "incident.toml";

/// What a program is made of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Root {
    /// The files below a folder.
    Folder(PathBuf),
    /// One document that belongs to no folder, or that its folder leaves out.
    Alone(Url),
}

/// A program.
pub(crate) struct Program {
    pub(crate) host: Host,
    /// Whether its files were read. Before that, only what is wrong with a file by itself is known.
    pub(crate) is_loaded: bool,
    /// The files as the disk holds them; their texts are the database's.
    on_disk: BTreeMap<String, OnDisk>,
    config: Option<String>,
    /// The documents that stand in place of files, by the files' paths.
    pub(crate) open: BTreeMap<String, Contents>,
}

/// What the disk holds, to go back to when the editor closes the file.
type OnDisk = Contents;

impl Program {
    pub(crate) fn new(today: Date) -> Self {
        Self {
            host: Host::new(today),
            is_loaded: false,
            on_disk: BTreeMap::new(),
            config: None,
            open: BTreeMap::new(),
        }
    }

    /// A program of one document.
    pub(crate) fn alone(path: &str, contents: Contents, today: Date) -> Self {
        let mut program = Self::new(today);
        program.is_loaded = true;
        program.open(path, contents);
        program
    }

    /// A program of the files that were read and the documents that are open, with all that has to be looked at once
    /// for what is asked of these documents.
    pub(crate) fn made(loaded: Loaded, open: BTreeMap<String, Contents>, today: Date) -> Self {
        let mut program = Self::new(today);
        program.open = open;
        program.load(loaded);
        let analysis = program.host.analysis();
        // What panics here does so again for whoever asks, and is answered there.
        let _ = catch_unwind(AssertUnwindSafe(|| {
            for file in program.open.keys().filter_map(|path| analysis.file(path)) {
                analysis.diagnostics(file);
            }
        }));
        drop(analysis);
        program.host.give_back();
        program
    }

    /// Takes these documents, by their files' paths, for all that are open.
    pub(crate) fn take_documents(&mut self, open: BTreeMap<String, Contents>) {
        let is_closed = |path: &&String| !open.contains_key(*path);
        for path in self.open.keys().filter(is_closed).cloned().collect::<Vec<String>>() {
            self.close(&path);
        }
        for (path, contents) in open {
            if self.open.get(&path) != Some(&contents) {
                self.open(&path, contents);
            }
        }
    }

    /// Takes the files that were read for those on the disk.
    pub(crate) fn load(&mut self, loaded: Loaded) {
        self.is_loaded = true;
        let contents =
            |(path, source): &(String, Source)| (path.clone(), source.contents().clone());
        self.config = loaded.config.as_ref().map(|(path, _)| path.clone());
        self.on_disk = loaded.files.iter().chain(&loaded.config).map(contents).collect();
        let mut files: BTreeMap<String, Source> = loaded.files.into_iter().collect();
        let mut config = loaded.config;
        for (path, contents) in &self.open {
            let source = Source::from(contents.clone());
            if path == CONFIG {
                config = Some((path.clone(), source));
            } else {
                files.insert(path.clone(), source);
            }
        }
        self.host.set_files(files, config);
        for (path, contents) in &self.open {
            self.host.open(path, contents.clone());
        }
    }

    /// Whether the disk holds this file and it is part of the program.
    pub(crate) fn has_on_disk(&self, path: &str) -> bool {
        self.on_disk.contains_key(path)
    }

    /// Whether the disk holds files of the program below a folder.
    pub(crate) fn has_below(&self, folder: &str) -> bool {
        let folder = format!("{folder}/");
        self.on_disk
            .range(folder.clone()..)
            .next()
            .is_some_and(|(path, _)| path.starts_with(&folder))
    }

    /// Takes a document in place of a file.
    pub(crate) fn open(&mut self, path: &str, contents: Contents) {
        self.open.insert(path.to_owned(), contents.clone());
        if !self.host.open(path, contents.clone()) {
            let is_config = path == self.config.as_deref().unwrap_or(CONFIG);
            self.host.add(path, Source::from(contents), is_config);
        }
    }

    /// Takes the disk's file again.
    pub(crate) fn close(&mut self, path: &str) {
        self.open.remove(path);
        match self.on_disk.get(path) {
            Some(contents) => {
                self.host.edit(path, contents.clone());
            }
            None => self.host.remove(path),
        }
    }

    /// Takes other contents of a file on the disk.
    pub(crate) fn change_on_disk(&mut self, path: &str, contents: Contents) {
        self.on_disk.insert(path.to_owned(), contents.clone());
        if !self.open.contains_key(path) {
            self.host.edit(path, contents);
        }
    }
}

/// A path as programs name it: relative to their folder, `/` between names. `None` when it is not below.
pub(crate) fn relative(path: &Path, folder: &Path) -> Option<String> {
    let names = path.strip_prefix(folder).ok()?.components();
    let names: Option<Vec<&str>> = names.map(|name| name.as_os_str().to_str()).collect();
    Some(names?.join("/"))
}
