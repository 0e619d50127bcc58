//! A program that is being edited.

use std::collections::BTreeMap;

use incident_analysis::{Contents, Database, Source, SourceFile, Workspace};
use incident_base::FileId;
use jiff::civil::Date;
use salsa::{Database as _, Setter as _};

use crate::Analysis;

/// Owns a program's database and takes its edits.
///
/// Files are named by their paths, relative to the program's folder and with `/` between names.
pub struct Host {
    db: Database,
    workspace: Workspace,
    files: BTreeMap<String, SourceFile>,
    /// Whatever was a file once keeps its number.
    numbers: BTreeMap<String, FileId>,
}

impl Host {
    /// A program without files. `as_of` is the day on which people are there or are not.
    pub fn new(as_of: Date) -> Self {
        Self::on(Database::default(), as_of)
    }

    /// The same on a database.
    pub(crate) fn on(db: Database, as_of: Date) -> Self {
        let workspace = Workspace::new(&db, Vec::new(), None, Some(as_of));
        Self { db, workspace, files: BTreeMap::new(), numbers: BTreeMap::new() }
    }

    /// Takes these `.incident` files, and `incident.toml` where there is one, for all that there are. What did not
    /// change is not computed again.
    pub fn set_files(
        &mut self,
        files: impl IntoIterator<Item = (String, Source)>,
        config: Option<(String, Source)>,
    ) {
        let mut known = std::mem::take(&mut self.files);
        let mut inputs: Vec<(String, SourceFile)> = files
            .into_iter()
            .map(|(path, source)| {
                let file = self.input(known.remove(&path), &path, source);
                (path, file)
            })
            .collect();
        let config = config.map(|(path, source)| {
            let file = self.input(known.remove(&path), &path, source);
            inputs.push((path, file));
            file
        });
        self.files = inputs.into_iter().collect();
        self.take_files(config);
    }

    /// Takes in one file more, or `incident.toml`; one that is there has other contents then.
    pub fn add(&mut self, path: &str, source: Source, is_config: bool) {
        let known = self.files.get(path).copied();
        let file = self.input(known, path, source);
        self.files.insert(path.to_owned(), file);
        let config = self.workspace.config(&self.db);
        self.take_files(if is_config { Some(file) } else { config });
    }

    /// Leaves out a file; nothing happens when there is none.
    pub fn remove(&mut self, path: &str) {
        let Some(file) = self.files.remove(path) else { return };
        let config = self.workspace.config(&self.db);
        self.take_files(config.filter(|config| *config != file));
    }

    /// Makes the workspace of the files that there are, in the order of their paths.
    fn take_files(&mut self, config: Option<SourceFile>) {
        let files = self.files.values().copied();
        let files: Vec<SourceFile> = files.filter(|file| Some(*file) != config).collect();
        if self.workspace.files(&self.db) != files {
            self.workspace.set_files(&mut self.db).to(files);
        }
        if self.workspace.config(&self.db) != config {
            self.workspace.set_config(&mut self.db).to(config);
        }
    }

    fn input(&mut self, known: Option<SourceFile>, path: &str, source: Source) -> SourceFile {
        if let Some(file) = known {
            if file.contents(&self.db) != source.contents() {
                file.edit(&mut self.db, source.contents().clone());
            }
            return file;
        }
        let next = FileId(u32::try_from(self.numbers.len()).unwrap_or(u32::MAX));
        let id = *self.numbers.entry(path.to_owned()).or_insert(next);
        SourceFile::new(&self.db, id, path.to_owned(), source)
    }

    /// Gives a file other contents; `false` when there is no such file.
    pub fn edit(&mut self, path: &str, contents: Contents) -> bool {
        let Some(file) = self.files.get(path).copied() else { return false };
        if *file.contents(&self.db) != contents {
            file.edit(&mut self.db, contents);
        }
        true
    }

    /// The same for a file that somebody has opened, whatever it holds: its first edit is then as cheap as the next.
    /// `false` when there is no such file.
    pub fn open(&mut self, path: &str, contents: Contents) -> bool {
        let Some(file) = self.files.get(path).copied() else { return false };
        match *file.contents(&self.db) == contents {
            true => file.expect_edits(&mut self.db),
            false => file.edit(&mut self.db, contents),
        }
        true
    }

    /// Takes another day for the one on which people are there or are not.
    pub fn set_as_of(&mut self, as_of: Date) {
        if self.workspace.as_of(&self.db) != Some(as_of) {
            self.workspace.set_as_of(&mut self.db).to(Some(as_of));
        }
    }

    /// Gives back what only a first look at everything needs; the next edit does that otherwise.
    pub fn give_back(&mut self) {
        self.db.trigger_lru_eviction();
    }

    /// The number of a file.
    pub fn file(&self, path: &str) -> Option<FileId> {
        self.files.get(path).map(|file| file.id(&self.db))
    }

    /// What there is now, to be asked. No edit is taken while it is held.
    pub fn analysis(&self) -> Analysis {
        Analysis::new(self.db.clone(), self.workspace)
    }
}
