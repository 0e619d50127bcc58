//! The program: which files it is, read from the disk.

mod find;
mod locate;
mod read;
mod search;
mod selection;
mod several;

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use incident_analysis::config::FILE_NAME;
use incident_analysis::{Config, Source, Unread};
use incident_base::FileId;

use crate::exit::Failure;
use crate::parallel::{map, threads};
use crate::relative::{self, relative, with_slashes};

pub(crate) use find::{repository_of, resolve};
pub(crate) use incident_analysis::Contents;
pub(crate) use locate::{Located, locate, refuse_way_out};
pub(crate) use read::{failure as unread_failure, file as read_file};
pub(crate) use search::{holds_sources, is_passed_by, without_sources};
pub(crate) use selection::Selection;
pub(crate) use several::{load_each, together};

/// A file that was read.
#[derive(Clone, Debug)]
pub(crate) struct LoadedFile {
    /// Relative to the program's base, separated by `/`.
    pub(crate) path: String,
    /// As messages name it: relative to where the user stands.
    pub(crate) shown: String,
    /// Where it is, without symbolic links; `None` for standard input.
    pub(crate) absolute: Option<PathBuf>,
    /// What it holds.
    pub(crate) contents: Contents,
    /// What it was read as, until it is checked: files are parsed where they are read, several at a time.
    pub(crate) source: Option<Source>,
}

impl LoadedFile {
    /// The text; empty when the bytes are no text.
    pub(crate) fn text(&self) -> &str {
        match &self.contents {
            Contents::Text(text) => text,
            Contents::NotText(_) | Contents::Unread(_) => "",
        }
    }

    /// Whether it stands for a folder that could not be read.
    pub(crate) fn is_folder(&self) -> bool {
        matches!(self.contents, Contents::Unread(Unread::Folder(_)))
    }
}

/// Everything that is checked together.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    /// The folder that holds `incident.toml`, else where the user stands; absolute.
    pub(crate) base: PathBuf,
    /// The `.incident` files in the order of their paths, and among them the folders that could not be read; then
    /// `incident.toml`, where there is one. A file's [`FileId`] is its position.
    pub(crate) files: Vec<LoadedFile>,
    /// The folders that were searched or hold a file that was named: where a file must change, come or go
    /// for the program to be another one. Absolute.
    pub(crate) folders: BTreeSet<PathBuf>,
    /// Folders in what is selected that hold an `incident.toml` of their own and are no part of it, by where they are,
    /// as messages name them.
    pub(crate) passed_by: BTreeMap<PathBuf, String>,
    /// What of it is reported and written.
    pub(crate) selection: Selection,
    /// The output folder that `incident.toml` names, or the default; absolute.
    pub(crate) out: PathBuf,
    /// Whether there is an `incident.toml`.
    pub(crate) has_config: bool,
}

impl Program {
    /// Finds and reads the program that the paths belong to; no path is the whole program around the
    /// current folder. `out` is an output folder besides the program's own.
    ///
    /// # Errors
    /// When a path does not exist, cannot be followed, is not UTF-8 or leads to no `.incident` file, and
    /// when the paths belong to different programs. What cannot be read is a finding.
    pub(crate) fn load(
        paths: &[PathBuf],
        here: &Path,
        out: Option<&Path>,
    ) -> Result<Self, Failure> {
        let (program, named) = Self::read(paths, here, out, load_source, &mut |_| false)?;
        program.refuse_empty(&named)?;
        Ok(program)
    }

    /// The program around a folder, which may hold no file yet. `follow` is given its folders before their files are
    /// read, and tells whether to look for them again: it did not know them, and something may have happened there.
    ///
    /// # Errors
    /// As [`Self::load`], but for the last.
    pub(crate) fn around(
        folder: &Path,
        follow: &mut dyn FnMut(&BTreeSet<PathBuf>) -> bool,
    ) -> Result<Self, Failure> {
        // Whoever reads on while somebody types does not do so on all cores.
        Ok(Self::read(&[], folder, None, load_file, follow)?.0)
    }

    fn read(
        paths: &[PathBuf],
        here: &Path,
        out: Option<&Path>,
        load: Load,
        follow: &mut dyn FnMut(&BTreeSet<PathBuf>) -> bool,
    ) -> Result<(Self, Vec<find::Named>), Failure> {
        let named = find::named(paths, here)?;
        let workspace = find::workspace_of(&named, here)?;
        let base = workspace.clone().unwrap_or_else(|| here.to_path_buf());
        let mut is_again = false;
        let (config, own_out, found) = loop {
            let config = workspace.as_ref();
            let config = config.map(|folder| load_file(&folder.join(FILE_NAME), &base, here));
            let says = config.as_ref().map(|file| Config::parse(file.text()).0).unwrap_or_default();
            let own_out = search::own_out(&says, &base);
            let excluded = search::Excluded::by(&says, &base, out);
            let found = match &workspace {
                Some(folder) => search::workspace(folder, &named, &excluded),
                None => search::named(&named, &excluded, here)?,
            };
            // What happens to folders meanwhile makes them new again, and may go on without end: it is told, and read
            // after this.
            if !follow(&found.folders) || is_again {
                break (config, own_out, found);
            }
            is_again = true;
        };
        let search::Found { files: found, folders, unread, workspaces } = found;
        let found: Vec<PathBuf> = found.into_iter().collect();
        let mut files = load_files(&found, &base, here, load);
        let unread = unread.into_iter();
        files.extend(unread.map(|(path, why)| loaded(&path, &base, here, Contents::Unread(why))));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let selection = Selection::new(&named, paths.is_empty(), &base);
        let has_config = workspace.is_some();
        files.extend(config);
        let is_selected = |inner: &&PathBuf| {
            with_slashes(&relative(inner, &base)).is_some_and(|inner| selection.covers(&inner))
        };
        let inner = workspaces.iter().filter(is_selected);
        let passed_by = inner.map(|inner| (inner.clone(), shown(inner, here))).collect();
        Ok((Self { passed_by, selection, base, files, folders, out: own_out, has_config }, named))
    }

    /// A program of one file that was given on standard input.
    ///
    /// # Errors
    /// When standard input cannot be read.
    pub(crate) fn from_stdin(here: &Path) -> Result<Self, Failure> {
        let name = "<stdin>".to_owned();
        let contents = read::stdin()?;
        let file =
            LoadedFile { path: name.clone(), shown: name, absolute: None, contents, source: None };
        Ok(Self {
            base: here.to_path_buf(),
            files: vec![file],
            folders: BTreeSet::new(),
            passed_by: BTreeMap::new(),
            selection: Selection::everything(),
            out: here.join("out"),
            has_config: false,
        })
    }

    /// The `.incident` files with their numbers.
    pub(crate) fn sources(&self) -> impl Iterator<Item = (FileId, &LoadedFile)> {
        let count = self.files.len() - usize::from(self.has_config);
        (0..).map(FileId).zip(self.files.iter().take(count))
    }

    /// `incident.toml` with its number.
    pub(crate) fn config(&self) -> Option<(FileId, &LoadedFile)> {
        let file = self.files.last().filter(|_| self.has_config)?;
        Some((FileId(u32::try_from(self.files.len() - 1).ok()?), file))
    }

    /// The file of a number that this program gave.
    pub(crate) fn file(&self, id: FileId) -> Option<&LoadedFile> {
        self.files.get(usize::try_from(id.0).ok()?)
    }

    /// The same, to be changed.
    pub(crate) fn file_mut(&mut self, id: FileId) -> Option<&mut LoadedFile> {
        self.files.get_mut(usize::try_from(id.0).ok()?)
    }

    /// Whether findings in this file are reported and services in it written. What is wrong in
    /// `incident.toml` concerns every file.
    pub(crate) fn is_selected(&self, id: FileId) -> bool {
        let is_config = self.config().is_some_and(|(config, _)| config == id);
        is_config || self.file(id).is_some_and(|file| self.selection.covers(&file.path))
    }

    /// How many `.incident` files are selected.
    pub(crate) fn selected_count(&self) -> usize {
        self.sources().filter(|(id, file)| self.is_selected(*id) && !file.is_folder()).count()
    }

    fn refuse_empty(&self, named: &[find::Named]) -> Result<(), Failure> {
        for path in named.iter().filter(|path| path.is_folder) {
            let holds_one = self.sources().any(|(_, file)| {
                file.absolute.as_ref().is_some_and(|it| it.starts_with(&path.absolute))
            });
            // Without a path the whole program counts, wherever in it the user stands.
            if !holds_one && (self.sources().next().is_none() || !self.selection.is_everything()) {
                let advice = match self.passed_by.values().next() {
                    Some(inner) => format!(
                        "(workspaces below are programs of their own). There is one in {inner}: name it."
                    ),
                    None => {
                        "(links are not followed). `incident init` writes a first one.".to_owned()
                    }
                };
                return Err(Failure::new(format!(
                    "there is no .incident file in {} {advice}",
                    path.shown
                )));
            }
        }
        Ok(())
    }
}

/// How a file of a path is loaded, below a base, for somebody who stands somewhere.
type Load = fn(&Path, &Path, &Path) -> LoadedFile;

/// The files of these that are still there: somebody may remove one while the others are read.
fn load_files(found: &[PathBuf], base: &Path, here: &Path, load: Load) -> Vec<LoadedFile> {
    let states = vec![(); threads(found.len())];
    let loaded = map(found, states, |(), path| load(path, base, here));
    let is_gone = |path: &PathBuf| {
        path.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound)
    };
    let is_unread = |file: &LoadedFile| matches!(file.contents, Contents::Unread(_));
    let both = found.iter().zip(loaded);
    both.filter(|(path, file)| !is_unread(file) || !is_gone(path)).map(|(_, it)| it).collect()
}

fn load_file(path: &Path, base: &Path, here: &Path) -> LoadedFile {
    loaded(path, base, here, read::file(path))
}

fn load_source(path: &Path, base: &Path, here: &Path) -> LoadedFile {
    let file = load_file(path, base, here);
    LoadedFile { source: Some(Source::from(file.contents.clone())), ..file }
}

fn loaded(path: &Path, base: &Path, here: &Path, contents: Contents) -> LoadedFile {
    let below = relative(path, base);
    let is_text = below.to_str().is_some();
    LoadedFile {
        contents: if is_text { contents } else { Contents::Unread(Unread::Name) },
        path: relative::named(&below),
        shown: shown(path, here),
        absolute: Some(path.to_path_buf()),
        source: None,
    }
}

/// An absolute path as messages name it.
pub(crate) fn shown(path: &Path, here: &Path) -> String {
    relative::named(&relative(path, here))
}

#[cfg(test)]
mod tests;
