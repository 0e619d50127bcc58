//! Folders that must not be written to.

use std::fs;
use std::path::Path;

use crate::exit::Failure;
use crate::program::Program;

/// Refuses an output folder that is a file, or that holds what must not be exchanged under its
/// owner's feet: the sources, the workspace, the user. `folder` is absolute and free of links.
///
/// # Errors
/// Why not.
pub(crate) fn refuse_bad_place(
    folder: &Path,
    shown: &str,
    program: &Program,
    here: &Path,
) -> Result<(), Failure> {
    let refuse = |reason: &str| {
        Err(Failure::new(format!(
            "{shown} cannot be the output folder: {reason}. Name another with --out."
        )))
    };
    match fs::symlink_metadata(folder) {
        Ok(found) if found.is_symlink() => return refuse("it is a symbolic link to nothing"),
        Ok(found) if !found.is_dir() => return refuse("it is a file"),
        _ => {}
    }
    if folder.parent().is_none() {
        return refuse("it is the root of the file system");
    }
    if program.has_config && program.base.starts_with(folder) {
        return refuse("the workspace is in it");
    }
    let mut sources = program.files.iter().filter_map(|file| Some((file, file.absolute.as_ref()?)));
    if let Some((file, _)) = sources.find(|(_, path)| path.starts_with(folder)) {
        return refuse(&format!("the source {} is in it", file.shown));
    }
    if here.starts_with(folder) {
        return refuse("you are in it, and it is replaced as a whole");
    }
    Ok(())
}

/// Refuses an output folder that a symbolic link has put outside of the workspace, where nobody has chosen it.
/// `folder` is absolute and free of links.
///
/// # Errors
/// Where it leads.
pub(crate) fn refuse_way_out(folder: &Path, program: &Program, here: &Path) -> Result<(), Failure> {
    if folder.starts_with(&program.base) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the output folder is a symbolic link that leads out of the {}, to {}. Choose that place with --out.",
        if program.has_config { "workspace" } else { "current folder" },
        crate::program::shown(folder, here)
    )))
}
