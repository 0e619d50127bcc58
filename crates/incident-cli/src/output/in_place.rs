//! File after file into the folder that is there, for systems that cannot exchange folders.
//!
//! First the list of what is coming is put beside the manifest, then every file takes its place with
//! one rename each, then what is no longer given is removed, and last the list becomes the manifest:
//! that is the commit. A run that is interrupted leaves both lists, and the next one knows from them
//! which files are ours.

use std::fs;
use std::io;
use std::path::Path;

use crate::exit::Failure;
use crate::output::Order;
use crate::output::manifest::{NAME, NEXT_NAME};
use crate::output::plan::Plan;
use crate::output::stage::{sync_folder, sync_folders, write_files};
use crate::output::steps::{Step, Steps};
use crate::output::trouble::{Trouble, UNFINISHED, UNTOUCHED};

/// The folder inside of the output folder in which new files wait.
pub(crate) const STAGE_NAME: &str = ".incident-staging";

pub(crate) fn write(order: &Order<'_>, plan: &Plan<'_>, steps: &dyn Steps) -> Result<(), Failure> {
    let folder = order.folder;
    let stage = folder.join(STAGE_NAME);
    prepare(&stage, plan, steps).map_err(|trouble| {
        let _ = fs::remove_dir_all(&stage);
        trouble.into_failure(folder, order.shown, &UNTOUCHED)
    })?;
    let result = place(folder, &stage, plan, steps);
    if steps.before(Step::CleanUp).is_ok() {
        // What cannot be removed now is removed by the next run.
        let _ = fs::remove_dir_all(&stage);
    }
    result.map_err(|trouble| trouble.into_failure(folder, order.shown, &UNFINISHED))
}

/// Removes what a killed run left in the folder. Nobody else may be writing.
pub(crate) fn clean_up_stale(folder: &Path) {
    // What cannot be removed is in nobody's way.
    let _ = fs::remove_dir_all(folder.join(STAGE_NAME));
}

/// Everything that needs room on the disk, before anything is changed.
fn prepare(stage: &Path, plan: &Plan<'_>, steps: &dyn Steps) -> Result<(), Trouble> {
    let _ = fs::remove_dir_all(stage);
    steps
        .before(Step::Stage)
        .and_then(|()| fs::create_dir(stage))
        .map_err(Trouble::at(Path::new(""), "written to"))?;
    let files: Vec<(&Path, &str)> = plan
        .write
        .iter()
        .map(|(path, contents)| (path.as_path(), *contents))
        .chain([(Path::new(NEXT_NAME), plan.manifest.as_str())])
        .collect();
    write_files(stage, &files, steps)
}

fn place(folder: &Path, stage: &Path, plan: &Plan<'_>, steps: &dyn Steps) -> Result<(), Trouble> {
    let next = Path::new(NEXT_NAME);
    for path in std::iter::once(next).chain(plan.write.keys().map(|path| path.as_path())) {
        let target = folder.join(path);
        let placed = || -> io::Result<()> {
            steps.before(Step::Place(path))?;
            fs::create_dir_all(target.parent().unwrap_or(folder))?;
            fs::rename(stage.join(path), &target)?;
            // The list must be known to the disk before the first file that it lists.
            if path == next { sync_folder(folder, steps) } else { Ok(()) }
        };
        placed().map_err(Trouble::at(path, "written"))?;
    }
    for path in &plan.remove {
        let removed = || {
            steps.before(Step::Remove(path))?;
            fs::remove_file(folder.join(path))
        };
        removed().map_err(Trouble::at(path, "removed"))?;
        remove_empty_folders(folder, path);
    }
    sync_folders(folder, plan.write.keys().map(|path| path.as_path()), steps)?;
    steps
        .before(Step::Commit)
        .and_then(|()| fs::rename(folder.join(NEXT_NAME), folder.join(NAME)))
        .and_then(|()| sync_folder(folder, steps))
        .map_err(Trouble::at(Path::new(NAME), "written"))
}

/// Removes the folders above a removed file that it leaves empty.
fn remove_empty_folders(folder: &Path, path: &Path) {
    for above in path.ancestors().skip(1).filter(|above| !above.as_os_str().is_empty()) {
        // It fails for a folder that is not empty, which is what ends this.
        if fs::remove_dir(folder.join(above)).is_err() {
            return;
        }
    }
}
