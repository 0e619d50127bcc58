//! Building a folder that is not yet in its place.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::output::plan::Plan;
use crate::output::steps::{Step, Steps};
use crate::output::survey::Kind;
use crate::output::trouble::Trouble;
use crate::parallel::{map, threads};

/// From so many files on the disk is not waited for: for 10,000 services that takes ten times as long as all
/// the rest. A process that is killed leaves the old output whole all the same; after a power failure files can
/// be empty, and the next run writes them again.
const MANY: usize = 256;

/// Writes the new files below a folder that exists, and waits until the disk has them, if they are few.
pub(crate) fn write_files(
    stage: &Path,
    files: &[(&Path, &str)],
    steps: &dyn Steps,
) -> Result<(), Trouble> {
    let many = files.len() >= MANY;
    // Files of one service stand together, and its folders are made once.
    let same = |one: &(&Path, &str), next: &(&Path, &str)| {
        one.0.components().next() == next.0.components().next()
    };
    let services: Vec<&[(&Path, &str)]> = files.chunk_by(same).collect();
    let threads = if many { threads(services.len()) } else { 1 };
    let written = map(&services, vec![(); threads], |(), files| {
        let mut parent = PathBuf::new();
        for (path, contents) in *files {
            let target = stage.join(path);
            if target.parent() != Some(&parent) {
                make_parent(&target)?;
                parent = target.parent().unwrap_or(&target).to_path_buf();
            }
            let written = || {
                steps.before(Step::Write(path))?;
                let mut file = OpenOptions::new().write(true).create_new(true).open(&target)?;
                file.write_all(contents.as_bytes())?;
                if many { Ok(()) } else { steps.sync(&file) }
            };
            written().map_err(Trouble::at(path, "written"))?;
        }
        Ok::<(), Trouble>(())
    });
    written.into_iter().collect()
}

/// Takes over what stays: as another name of the same file where the system has that, else as a copy.
pub(crate) fn keep(
    old: &Path,
    stage: &Path,
    plan: &Plan<'_>,
    steps: &dyn Steps,
) -> Result<(), Trouble> {
    for (path, kind) in &plan.keep {
        let (from, to) = (old.join(path), stage.join(path));
        make_parent(&to)?;
        let kept = || {
            steps.before(Step::Keep(path))?;
            match kind {
                Kind::Link => copy_link(&from, &to),
                Kind::Other => fs::hard_link(&from, &to),
                Kind::File => fs::hard_link(&from, &to).or_else(|_| {
                    fs::copy(&from, &to)?;
                    steps.sync(&File::open(&to)?)
                }),
            }
        };
        kept().map_err(Trouble::at(path, "kept"))?;
    }
    for folder in &plan.keep_folders {
        let to = stage.join(folder);
        fs::create_dir_all(&to).map_err(Trouble::at(folder, "kept"))?;
    }
    copy_permissions(old, stage, plan)
}

/// Waits until the disk has the names in these folders and all above them up to `stage`.
pub(crate) fn sync_folders<'a>(
    stage: &Path,
    paths: impl Iterator<Item = &'a Path>,
    steps: &dyn Steps,
) -> Result<(), Trouble> {
    let mut folders: BTreeSet<PathBuf> = BTreeSet::from([stage.to_path_buf()]);
    for path in paths {
        folders.extend(path.ancestors().skip(1).map(|above| stage.join(above)));
        if folders.len() >= MANY {
            return Ok(());
        }
    }
    // The innermost first.
    for folder in folders.iter().rev() {
        sync_folder(folder, steps).map_err(Trouble::at(folder, "written"))?;
    }
    Ok(())
}

/// Waits until the disk has the names in a folder. Only Unix lets folders be opened for that.
pub(crate) fn sync_folder(folder: &Path, steps: &dyn Steps) -> std::io::Result<()> {
    if cfg!(unix) { steps.sync(&File::open(folder)?) } else { Ok(()) }
}

fn make_parent(target: &Path) -> Result<(), Trouble> {
    let parent = target.parent().unwrap_or(target);
    fs::create_dir_all(parent).map_err(Trouble::at(parent, "made"))
}

/// The folders that stay have the permissions they had.
fn copy_permissions(old: &Path, stage: &Path, plan: &Plan<'_>) -> Result<(), Trouble> {
    let mut folders: BTreeSet<&Path> = BTreeSet::from([Path::new("")]);
    folders.extend(plan.keep_folders.iter().map(PathBuf::as_path));
    folders.extend(plan.keep.keys().flat_map(|path| path.ancestors().skip(1)));
    // The innermost first, so that a folder that may not be written to is closed last.
    for folder in folders.into_iter().rev() {
        let (from, to) = (old.join(folder), stage.join(folder));
        fs::metadata(&from)
            .and_then(|found| fs::set_permissions(&to, found.permissions()))
            .map_err(Trouble::at(folder, "kept"))?;
    }
    Ok(())
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(windows)]
fn copy_link(from: &Path, to: &Path) -> std::io::Result<()> {
    use std::os::windows::fs::{symlink_dir, symlink_file};
    let target = fs::read_link(from)?;
    if from.is_dir() { symlink_dir(target, to) } else { symlink_file(target, to) }
}
