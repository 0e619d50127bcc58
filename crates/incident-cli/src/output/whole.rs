//! The new folder is built beside the old one, then the two change places in one step.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::output::exchange::exchange;
use crate::output::manifest;
use crate::output::plan::Plan;
use crate::output::stage;
use crate::output::steps::{Step, Steps};
use crate::output::survey::Survey;
use crate::output::trouble::Trouble;

/// The new folder inside of the staging folder. (The staging folder itself is closed to others while
/// it is built.)
const NEW: &str = "new";

/// Why the folder beside the old one cannot be made where writing in place may yet succeed: the
/// output folder is a mount point, or the one above it is closed to us.
const NO_STAGE: [ErrorKind; 2] = [ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem];

/// Why two folders cannot change places where writing in place may yet succeed.
const NO_EXCHANGE: [ErrorKind; 4] = [
    ErrorKind::Unsupported,
    ErrorKind::CrossesDevices,
    ErrorKind::ResourceBusy,
    ErrorKind::PermissionDenied,
];

pub(crate) fn write(
    folder: &Path,
    plan: &Plan<'_>,
    old: &Survey,
    steps: &dyn Steps,
) -> Result<(), Trouble> {
    let parent = folder.parent().unwrap_or(folder);
    fs::create_dir_all(parent).map_err(Trouble::at(parent, "made"))?;
    let staging = make_staging_folder(folder, parent, steps)
        .map_err(Trouble::at(parent, "written to"))
        .map_err(|trouble| trouble.unsupported_if(&NO_STAGE))?;
    let result = build(folder, &staging.join(NEW), plan, old, steps)
        .and_then(|()| put_in_place(folder, &staging.join(NEW), old, steps));
    // After success this is the old folder. What cannot be removed now is removed by the next run.
    if steps.before(Step::CleanUp).is_ok() {
        let _ = remove(&staging);
    }
    result?;
    // The new folder is in its place; that the disk has heard of it is all that could still fail.
    let _ = stage::sync_folder(parent, steps);
    Ok(())
}

fn build(
    folder: &Path,
    new: &Path,
    plan: &Plan<'_>,
    old: &Survey,
    steps: &dyn Steps,
) -> Result<(), Trouble> {
    fs::create_dir(new).map_err(Trouble::at(new, "made"))?;
    let manifest = Path::new(manifest::NAME);
    let files: Vec<(&Path, &str)> = plan
        .write
        .iter()
        .map(|(path, contents)| (path.as_path(), *contents))
        .chain([(manifest, plan.manifest.as_str())])
        .collect();
    stage::write_files(new, &files, steps)?;
    if old.exists {
        stage::keep(folder, new, plan, steps)?;
    }
    let written = files.iter().map(|(path, _)| *path);
    let kept = plan.keep.keys().chain(&plan.keep_folders).map(PathBuf::as_path);
    stage::sync_folders(new, written.chain(kept), steps)
}

fn put_in_place(folder: &Path, new: &Path, old: &Survey, steps: &dyn Steps) -> Result<(), Trouble> {
    if old.exists {
        steps
            .before(Step::Exchange)
            .and_then(|()| exchange(new, folder))
            .map_err(Trouble::at(folder, "exchanged"))
            .map_err(|trouble| trouble.unsupported_if(&NO_EXCHANGE))
    } else {
        steps
            .before(Step::Rename)
            .and_then(|()| fs::rename(new, folder))
            .map_err(Trouble::at(folder, "made"))
    }
}

fn make_staging_folder(
    folder: &Path,
    parent: &Path,
    steps: &dyn Steps,
) -> std::io::Result<PathBuf> {
    steps.before(Step::Stage)?;
    let staging = tempfile::Builder::new().prefix(&staging_prefix(folder)).tempdir_in(parent)?;
    // From here on it is removed by name: a process that is killed removes nothing either.
    Ok(staging.keep())
}

/// Removes what killed runs left beside the folder. Nobody else may be writing.
pub(crate) fn clean_up_stale(folder: &Path) {
    let prefix = staging_prefix(folder);
    let parent = folder.parent().unwrap_or(folder);
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(&prefix));
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            // What cannot be removed is in nobody's way.
            let _ = remove(&entry.path());
        }
    }
}

/// Removes a folder, folders in it that are closed to writing included.
fn remove(folder: &Path) -> std::io::Result<()> {
    if fs::remove_dir_all(folder).is_ok() {
        return Ok(());
    }
    open_folders(folder);
    fs::remove_dir_all(folder)
}

#[cfg(unix)]
fn open_folders(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        let _ = fs::set_permissions(&folder, fs::Permissions::from_mode(0o700));
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        open.extend(folders.map(|entry| entry.path()));
    }
}

#[cfg(not(unix))]
fn open_folders(_: &Path) {}

/// Hidden, beside the folder, and telling whose it is.
fn staging_prefix(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    format!(".{name}.incident-staging-")
}
