//! From what was typed to places on the disk.

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use incident_analysis::config::FILE_NAME;
use incident_analysis::nearest::nearest;

use crate::exit::{Failure, reason};
use crate::program::shown;

/// A path from the command line.
#[derive(Debug)]
pub(crate) struct Named {
    /// As it was typed.
    pub(crate) shown: String,
    /// Absolute, without symbolic links.
    pub(crate) absolute: PathBuf,
    pub(crate) is_folder: bool,
}

/// The paths, each once; `.` when there are none.
pub(crate) fn named(paths: &[PathBuf], here: &Path) -> Result<Vec<Named>, Failure> {
    let current = [PathBuf::from(".")];
    let mut all: Vec<Named> = Vec::new();
    for path in if paths.is_empty() { &current } else { paths } {
        let one = look_at(path, here)?;
        if all.iter().all(|known| known.absolute != one.absolute) {
            all.push(one);
        }
    }
    Ok(all)
}

/// How many files of a folder are compared with a name that none has.
const COMPARED: usize = 1000;

/// " Did you mean payments.incident?", where there is a source or a folder of much the same name.
fn meant(path: &Path, here: &Path) -> String {
    let typed = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let folder = path.parent().unwrap_or(Path::new(""));
    let entries = fs::read_dir(here.join(folder)).into_iter().flatten().take(COMPARED).flatten();
    let readable = entries.map(|entry| entry.path()).filter(|it| is_source(it) || it.is_dir());
    let mut names: Vec<String> =
        readable.filter_map(|it| Some(it.file_name()?.to_str()?.to_owned())).collect();
    names.sort_unstable();
    // All sources end alike, which makes none of them more like another.
    let stem = |name: &str| name.trim_end_matches(".incident").to_owned();
    let of_stem = |wanted: &str| names.iter().find(|name| stem(name) == wanted);
    let near = of_stem(&stem(typed)).or_else(|| {
        let near = nearest(&stem(typed), names.iter().map(|name| stem(name)))?;
        of_stem(&near)
    });
    near.map_or_else(String::new, |name| format!(" Did you mean {}?", folder.join(name).display()))
}

fn look_at(path: &Path, here: &Path) -> Result<Named, Failure> {
    let Some(typed) = path.to_str() else {
        let lossy = path.to_string_lossy();
        // What a search finds is said of it as of a file; beside it, others may be named.
        if is_source(path) && here.join(path).is_file() {
            let absolute = itself(path, here);
            return Ok(Named { shown: lossy.into_owned(), absolute, is_folder: false });
        }
        return Err(Failure::new(format!("the path \"{lossy}\" is not UTF-8. Rename it.")));
    };
    let unreadable = |error: std::io::Error| {
        Failure::new(match error.kind() {
            // `/dev/stdin` leads to what has no path.
            ErrorKind::NotFound if fs::metadata(here.join(path)).is_ok() => {
                format!("{typed} is a pipe. Name a file, or `-` for what is piped to incident.")
            }
            ErrorKind::NotFound if here.join(path).is_symlink() => {
                format!("{typed} is a link to something that does not exist.")
            }
            ErrorKind::NotFound => format!("{typed} does not exist.{}", meant(path, here)),
            _ => format!("{typed} cannot be read: {}.", reason(&error)),
        })
    };
    let absolute = match fs::canonicalize(here.join(path)) {
        // That it leads nowhere is said of it as of a file; beside it, others may be named.
        Err(_) if is_source(path) && here.join(path).is_symlink() => {
            return Ok(Named {
                shown: typed.to_owned(),
                absolute: itself(path, here),
                is_folder: false,
            });
        }
        found => found.map_err(unreadable)?,
    };
    let is_folder = fs::metadata(&absolute).map_err(unreadable)?.is_dir();
    if is_folder {
        return Ok(Named { shown: typed.to_owned(), absolute, is_folder });
    }
    if absolute.file_name().is_some_and(|name| name == FILE_NAME) {
        // It stands for what it governs.
        let absolute = absolute.parent().unwrap_or(here).to_path_buf();
        return Ok(Named { shown: typed.to_owned(), absolute, is_folder: true });
    }
    if !is_source(&absolute) && !is_source(path) {
        return Err(Failure::new(format!(
            "{typed} is not an .incident file. Name a file that ends in .incident, or a folder."
        )));
    }
    Ok(Named { shown: typed.to_owned(), absolute, is_folder })
}

/// Where a link itself is, whatever it leads to.
fn itself(path: &Path, here: &Path) -> PathBuf {
    let folder = resolve(&here.join(path.parent().unwrap_or(Path::new(""))));
    path.file_name().map_or(folder.clone(), |name| folder.join(name))
}

/// Whether the name ends in `.incident`.
pub(crate) fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "incident")
}

/// The folder with the nearest `incident.toml` above an absolute path.
pub(crate) fn workspace_around(path: &Path) -> Option<PathBuf> {
    path.ancestors().find(|folder| folder.join(FILE_NAME).is_file()).map(Path::to_path_buf)
}

/// The folder with the nearest `incident.toml` above the paths, which must be the same for all.
pub(crate) fn workspace_of(named: &[Named], here: &Path) -> Result<Option<PathBuf>, Failure> {
    let mut found: Option<(&Named, Option<PathBuf>)> = None;
    for path in named {
        let workspace = workspace_around(&path.absolute);
        match &found {
            None => found = Some((path, workspace)),
            Some((_, first)) if *first == workspace => {}
            Some((other, first)) => {
                let belongs = |workspace: &Option<PathBuf>| match workspace {
                    Some(folder) => format!("belongs to {}", shown(&folder.join(FILE_NAME), here)),
                    None => format!("has no {FILE_NAME} above it"),
                };
                return Err(Failure::new(format!(
                    "{} {}, and {} {}. These are two programs, each with an output of its own; run \
                     incident once for each.",
                    other.shown,
                    belongs(first),
                    path.shown,
                    belongs(&workspace),
                )));
            }
        }
    }
    Ok(found.and_then(|(_, workspace)| workspace))
}

/// The root of the Git repository that a folder, which is absolute, is in.
pub(crate) fn repository_of(folder: &Path) -> Option<&Path> {
    // A folder, or in a work tree beside the repository and in a submodule a file.
    folder.ancestors().find(|folder| folder.join(".git").exists())
}

/// An absolute path without `.`, `..` and, as far as it exists, symbolic links. What does not exist is
/// taken as written.
pub(crate) fn resolve(path: &Path) -> PathBuf {
    let mut resolved = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                resolved.pop();
            }
            part => {
                resolved.push(part);
                if let Ok(real) = fs::canonicalize(&resolved) {
                    resolved = real;
                }
            }
        }
    }
    resolved
}
