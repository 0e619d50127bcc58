//! Which files are meant, for commands that treat each file by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use incident_analysis::config::FILE_NAME;
use incident_analysis::{Config, Unread};

use crate::exit::Failure;
use crate::program::find::{self, Named};
use crate::program::search::{self, Excluded};
use crate::program::{Contents, load_file, shown, unread_failure};

/// The `.incident` files that the paths name or hold, in the order of their paths; no path is the whole
/// program around the current folder. Unlike a program's, they may belong to several workspaces.
///
/// # Errors
/// When a path does not exist, cannot be read, holds no `.incident` file, or is a link that leads out of
/// the workspace.
pub(crate) fn locate(paths: &[PathBuf], here: &Path) -> Result<Located, Failure> {
    for path in paths {
        refuse_way_out(path, here, "formatted")?;
    }
    let mut all = Located::default();
    for path in find::named(paths, here)? {
        if !path.is_folder {
            all.files.insert(path.absolute);
            continue;
        }
        let whole = paths.is_empty();
        let found = below(&path, whole, here)?;
        if found.files.is_empty() && found.unread.is_empty() {
            return Err(Failure::new(format!(
                "there is no .incident file in {} (links are not followed). `incident init` writes \
                 a first one.",
                path.shown
            )));
        }
        all.extend(found);
    }
    Ok(all)
}

/// What is meant.
#[derive(Debug, Default)]
pub(crate) struct Located {
    /// The files, absolute.
    pub(crate) files: BTreeSet<PathBuf>,
    /// Folders of which nobody may know what is in them.
    pub(crate) unread: BTreeMap<PathBuf, Unread>,
}

impl Located {
    fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
        self.unread.extend(other.unread);
    }
}

/// The files in a folder, or of the `whole` workspace around it; those of each workspace as it says itself.
fn below(folder: &Named, whole: bool, here: &Path) -> Result<Located, Failure> {
    let named = std::slice::from_ref(folder);
    let search::Found { files, workspaces, unread, .. } = match find::workspace_of(named, here)? {
        None => search::search(&folder.absolute, &Excluded::folders(Vec::new())),
        Some(workspace) => {
            let config = load_file(&workspace.join(FILE_NAME), &workspace, here);
            if let Contents::Unread(why) = &config.contents {
                return Err(unread_failure(why, &config.shown));
            }
            let config = Config::parse(config.text()).0;
            let excluded = Excluded::by(&config, &workspace, None);
            search::workspace(&workspace, named, &excluded)
        }
    };
    let is_meant = |path: &PathBuf| whole || path.starts_with(&folder.absolute);
    let mut all = Located::default();
    for absolute in workspaces.iter().filter(|inner| is_meant(inner)).cloned() {
        let inner = Named { shown: shown(&absolute, here), absolute, is_folder: true };
        all.extend(below(&inner, false, here)?);
    }
    let is_own =
        |path: &PathBuf| is_meant(path) && !workspaces.iter().any(|inner| path.starts_with(inner));
    all.files.extend(files.into_iter().filter(is_own));
    all.unread.extend(unread.into_iter().filter(|(path, _)| is_own(path)));
    Ok(all)
}

/// Refuses a path that a symbolic link in a workspace, or below the current folder, leads out of it:
/// what is written there belongs to others. `done` is what is done to files.
///
/// # Errors
/// Where it leads.
pub(crate) fn refuse_way_out(path: &Path, here: &Path, done: &str) -> Result<(), Failure> {
    // Never holds a link.
    let mut walked = here.to_path_buf();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                walked.pop();
            }
            part => {
                let next = walked.join(part);
                let is_link = fs::symlink_metadata(&next).is_ok_and(|it| it.is_symlink());
                match fs::canonicalize(&next) {
                    Ok(target) if is_link => {
                        let leads_out =
                            home(&walked, here).is_some_and(|home| !target.starts_with(home));
                        if leads_out {
                            return Err(Failure::new(format!(
                                "{} is a link that leads out of the workspace, to {}. Name the file \
                                 itself to have it {done}.",
                                shown(&next, here),
                                shown(&target, here)
                            )));
                        }
                        walked = target;
                    }
                    _ => walked = next,
                }
            }
        }
    }
    Ok(())
}

/// What links in a folder must not lead out of.
fn home<'p>(folder: &'p Path, here: &'p Path) -> Option<&'p Path> {
    let workspace = folder.ancestors().find(|folder| folder.join(FILE_NAME).is_file());
    workspace.or_else(|| folder.starts_with(here).then_some(here))
}
