//! The `.incident` files below a folder.
//!
//! Not searched are what `.gitignore` files exclude, what `exclude` in `incident.toml` does, hidden folders, the
//! output folder, `node_modules` and `target`; symbolic links are not followed. Of `.gitignore` files those count
//! that are committed with the folder: its own, and those above it up to the root of its repository. The user's
//! own do not, so that a program is the same on every machine.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::{DirEntry, Walk, WalkBuilder};
use incident_analysis::config::FILE_NAME;
use incident_analysis::{Config, Unread};

use crate::exit::Failure;
use crate::output::MANIFEST;
use crate::program::find::{Named, is_source, repository_of, resolve};
use crate::program::{Contents, read_file, shown};

/// Folders that hold what others made.
const NEVER_SEARCHED: [&str; 2] = ["node_modules", "target"];

/// What a search passes by.
#[derive(Clone)]
pub(super) struct Excluded {
    folders: Vec<PathBuf>,
    patterns: Gitignore,
    /// Also what a `.gitignore` above the folder says.
    above: bool,
}

impl Excluded {
    /// The folders, which are absolute.
    pub(super) fn folders(folders: Vec<PathBuf>) -> Self {
        Self { folders, patterns: Gitignore::empty(), above: true }
    }

    /// And what the patterns of a workspace's `incident.toml` name.
    fn and_patterns(self, workspace: &Path, patterns: &[String]) -> Self {
        let mut builder = GitignoreBuilder::new(workspace);
        for pattern in patterns {
            // One that cannot be read is a finding in the file, and excludes nothing.
            let _ = builder.add_line(None, pattern);
        }
        Self { patterns: builder.build().unwrap_or_else(|_| Gitignore::empty()), ..self }
    }

    /// What is passed by in a folder that was named although all in it is excluded.
    fn though_named(&self) -> Self {
        Self { above: false, ..Self::folders(self.folders.clone()) }
    }

    /// What a program passes by whose `incident.toml` says this, with its output folder and maybe another.
    pub(super) fn by(says: &Config, base: &Path, out: Option<&Path>) -> Self {
        let outs = std::iter::once(own_out(says, base)).chain(out.map(Path::to_path_buf));
        Self::folders(outs.filter_map(written).collect()).and_patterns(base, &says.exclude)
    }

    fn passes_by(&self, entry: &DirEntry) -> bool {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let never = NEVER_SEARCHED.iter().any(|name| entry.file_name() == *name);
        let is_listed = self.folders.iter().any(|folder| folder == entry.path());
        is_folder && (never || is_listed)
            || self.patterns.matched(entry.path(), is_folder).is_ignore()
    }
}

/// The output folder that `incident.toml` names, or the default.
pub(super) fn own_out(says: &Config, base: &Path) -> PathBuf {
    resolve(&base.join(says.out.as_deref().unwrap_or("out")))
}

/// The output folder once something was written to it, which is not searched any more. Until then it is: a
/// folder that is named by mistake and holds sources must not make them disappear.
fn written(out: PathBuf) -> Option<PathBuf> {
    out.join(MANIFEST).is_file().then_some(out)
}

/// All files of the workspace, and what was named although a search passes it by. Folders below with an
/// `incident.toml` of their own are other programs.
pub(crate) fn workspace(folder: &Path, named: &[Named], excluded: &Excluded) -> Found {
    let mut found = search(folder, excluded);
    found.leave_inner_workspaces();
    for path in named {
        if !path.is_folder {
            found.add_file(&path.absolute);
        } else if !found.files.iter().any(|file| file.starts_with(&path.absolute)) {
            let mut inside = search(&path.absolute, &excluded.though_named());
            inside.leave_inner_workspaces();
            found.extend(inside);
        }
    }
    found
}

/// The files and folders that were named, where there is no workspace.
pub(crate) fn named(named: &[Named], excluded: &Excluded, here: &Path) -> Result<Found, Failure> {
    let mut all = Found::default();
    for path in named {
        if !path.is_folder {
            all.add_file(&path.absolute);
            continue;
        }
        let mut found = search(&path.absolute, excluded);
        if found.files.is_empty() {
            found = search(&path.absolute, &excluded.though_named());
        }
        if !found.workspaces.is_empty() {
            let folders: Vec<String> =
                found.workspaces.iter().map(|folder| shown(folder, here)).collect();
            return Err(Failure::new(format!(
                "{} holds workspaces of their own ({FILE_NAME}), each another program. Name one of \
                 them: {}.",
                path.shown,
                folders.join(", ")
            )));
        }
        all.extend(found);
    }
    Ok(all)
}

/// What a search came by.
#[derive(Default)]
pub(super) struct Found {
    pub(super) files: BTreeSet<PathBuf>,
    /// Folders in which another file would be found.
    pub(super) folders: BTreeSet<PathBuf>,
    /// Folders below that hold an `incident.toml`, the outermost ones.
    pub(super) workspaces: BTreeSet<PathBuf>,
    /// Folders of which nobody may know what is in them.
    pub(super) unread: BTreeMap<PathBuf, Unread>,
}

impl Found {
    fn add_file(&mut self, path: &Path) {
        self.files.insert(path.to_path_buf());
        self.folders.extend(path.parent().map(Path::to_path_buf));
    }

    fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
        self.folders.extend(other.folders);
        self.workspaces.extend(other.workspaces);
        self.unread.extend(other.unread);
    }

    /// Forgets what stands in workspaces below. Their folders stay: without its `incident.toml` one would be
    /// part of this program.
    fn leave_inner_workspaces(&mut self) {
        let Self { files, folders, workspaces, unread } = self;
        if workspaces.is_empty() {
            return;
        }
        files.retain(|file| !workspaces.iter().any(|inner| file.starts_with(inner)));
        unread.retain(|folder, _| !workspaces.iter().any(|inner| folder.starts_with(inner)));
        let is_inside =
            |folder: &PathBuf, inner: &PathBuf| folder != inner && folder.starts_with(inner);
        folders.retain(|folder| !workspaces.iter().any(|inner| is_inside(folder, inner)));
    }
}

/// The files below a folder, those of workspaces below too.
pub(super) fn search(folder: &Path, excluded: &Excluded) -> Found {
    let walk = walk(folder, excluded, |_| true);
    let mut found = Found::default();
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            // Somebody removed it after it was seen.
            Err(error) if is_gone(&error) => continue,
            Err(error) => {
                let (path, why) = unread(&error, folder);
                found.unread.insert(path, why);
                continue;
            }
        };
        let path = entry.path();
        match entry.file_type() {
            Some(kind) if kind.is_dir() => {
                folders.push(entry.into_path());
                continue;
            }
            Some(kind) if kind.is_file() => {}
            _ => continue,
        }
        if is_source(path) {
            files.push(entry.into_path());
        } else if entry.file_name() == FILE_NAME && path.parent() != Some(folder) {
            found.workspaces.extend(path.parent().map(Path::to_path_buf));
        }
    }
    found.files = files.into_iter().collect();
    found.folders = folders.into_iter().filter(|it| !found.unread.contains_key(it)).collect();
    let all = found.workspaces.clone();
    found
        .workspaces
        .retain(|inner| !all.iter().any(|other| other != inner && inner.starts_with(other)));
    found
}

fn walk(
    folder: &Path,
    excluded: &Excluded,
    is_looked_at: impl Fn(&DirEntry) -> bool + Send + Sync + 'static,
) -> Walk {
    let passed_by = excluded.clone();
    let in_repository = excluded.above && repository_of(folder).is_some();
    WalkBuilder::new(folder)
        .hidden(true)
        .follow_links(false)
        .parents(in_repository)
        .ignore(false)
        .git_global(false)
        .git_exclude(false)
        .require_git(in_repository)
        // The order of the paths, found by looking at names: a set of what is sorted is made in one go.
        .sort_by_file_name(OsStr::cmp)
        .filter_entry(move |entry| {
            entry.depth() == 0 || is_looked_at(entry) && !passed_by.passes_by(entry)
        })
        .build()
}

/// The folders at and below one that came into a workspace, as far as a search of the workspace finds them; nothing when
/// there is something among them that makes the program another one.
pub(crate) fn without_sources(workspace: &Path, folder: &Path) -> Option<BTreeSet<PathBuf>> {
    let outer = folder.ancestors().skip(1).take_while(|it| *it != workspace);
    if outer.into_iter().any(|it| it.join(FILE_NAME).is_file()) {
        // It is another one's.
        return Some(BTreeSet::new());
    }
    let says = match read_file(&workspace.join(FILE_NAME)) {
        Contents::Text(text) => Config::parse(&text).0,
        _ => Config::default(),
    };
    let excluded = Excluded::by(&says, workspace, None);
    let came = folder.to_path_buf();
    let is_on_the_way =
        move |entry: &DirEntry| came.starts_with(entry.path()) || entry.path().starts_with(&came);
    let mut folders = BTreeSet::new();
    for entry in walk(workspace, &excluded, is_on_the_way) {
        match entry {
            Ok(entry) if !entry.path().starts_with(folder) => {}
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => {
                folders.insert(entry.into_path());
            }
            Ok(entry) if incident_lsp::decides(entry.path()) => return None,
            Ok(_) => {}
            Err(error) if is_gone(&error) => {}
            Err(_) => return None,
        }
    }
    Some(folders)
}

/// Whether no folder of this name is searched.
pub(crate) fn is_passed_by(name: &OsStr) -> bool {
    let is_hidden = name.to_str().is_some_and(|name| name.starts_with('.'));
    is_hidden || NEVER_SEARCHED.iter().any(|never| name == *never)
}

/// Whether there is a folder at a path with something below it that makes a program another one, which is searched in a
/// folder around it. It ends with the first.
pub(crate) fn holds_sources(folder: &Path, around: &Path) -> bool {
    let below = folder.strip_prefix(around).unwrap_or(folder);
    if below.iter().any(is_passed_by) || !folder.is_dir() {
        return false;
    }
    let mut walk = WalkBuilder::new(folder)
        .standard_filters(false)
        .filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            !(is_folder && is_passed_by(entry.file_name()))
        })
        .build()
        .flatten();
    walk.any(|entry| {
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        is_file && incident_lsp::decides(entry.path())
    })
}

fn is_gone(error: &ignore::Error) -> bool {
    let is_below = error.depth().is_some_and(|depth| depth > 0);
    is_below && error.io_error().is_some_and(|error| error.kind() == ErrorKind::NotFound)
}

/// The folder that an error is about, and why it cannot be read.
fn unread(error: &ignore::Error, folder: &Path) -> (PathBuf, Unread) {
    let mut path = folder;
    let mut inner = error;
    loop {
        inner = match inner {
            ignore::Error::WithPath { path: at, err } => {
                path = at;
                err
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => err,
            _ => break,
        };
    }
    // The error itself repeats the path, as an absolute one.
    let why = inner.io_error().map_or_else(|| inner.to_string(), |error| error.kind().to_string());
    (path.to_path_buf(), Unread::Folder(why))
}
