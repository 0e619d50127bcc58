//! The output folder: all of a compilation or nothing of it.
//!
//! 1. `survey` looks at what is there, `manifest` at what of it is ours.
//! 2. `plan` decides, file by file, what is written, kept and removed, or refuses.
//! 3. `whole` builds the new folder beside the old one and exchanges the two in one step. Where the
//!    system cannot, `in_place` moves file after file, the manifest last.
//!
//! Whatever happens before the exchange, or before the manifest is moved, the next run finds its way:
//! the manifest tells which files are ours.

mod difference;
mod exchange;
mod in_place;
mod lock;
mod manifest;
mod place;
mod plan;
mod safe_path;
mod stage;
mod steps;
mod survey;
mod trouble;
mod whole;

use std::path::Path;

use incident_codegen::checksum;

use crate::exit::Failure;
use crate::output::plan::Plan;

pub(crate) use difference::{Difference, difference};
pub(crate) use manifest::NAME as MANIFEST;
pub(crate) use place::{refuse_bad_place, refuse_way_out};
pub(crate) use steps::{Real, Steps};

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// Where, below the output folder, separated by `/`.
    pub(crate) path: String,
    /// The whole text.
    pub(crate) contents: String,
    /// Its checksum, as the manifest has it.
    sha256: String,
    /// The service's name.
    pub(crate) service: String,
    /// The source file, relative to the program's base, separated by `/`.
    pub(crate) source: String,
}

impl Wanted {
    pub(crate) fn new(path: String, contents: String, service: String, source: String) -> Self {
        let sha256 = checksum(contents.as_bytes());
        Self { path, contents, sha256, service, source }
    }
}

/// What is to become of the output folder.
pub(crate) struct Order<'a> {
    /// The folder: absolute, without symbolic links, and a good place (see [`refuse_bad_place`]).
    pub(crate) folder: &'a Path,
    /// As messages name it.
    pub(crate) shown: &'a str,
    /// All files of the services that are compiled.
    pub(crate) files: &'a [Wanted],
    /// Whether the services of this source file are compiled: what it once gave and no longer gives
    /// is removed. The files of other sources are kept.
    pub(crate) covers: &'a dyn Fn(&str) -> bool,
    /// Overwrite what was changed by hand or is somebody else's.
    pub(crate) force: bool,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// Whether anything had to be changed.
    pub(crate) changed: bool,
    /// How many files that nothing gives any more were removed.
    pub(crate) removed: usize,
}

/// Writes the files, all of them or none.
///
/// # Errors
/// When the folder holds what is not ours, or ours changed by hand, and when the disk refuses. The
/// message says in what state the folder is.
pub(crate) fn write(order: &Order<'_>, steps: &dyn Steps) -> Result<Written, Failure> {
    let failure = |trouble: trouble::Trouble| {
        trouble.into_failure(order.folder, order.shown, &trouble::UNTOUCHED)
    };
    let lock = lock::Lock::take(order.folder);
    if lock.is_held() {
        whole::clean_up_stale(order.folder);
        in_place::clean_up_stale(order.folder);
    }
    let old = survey::Survey::of(order.folder).map_err(failure)?;
    let ours = manifest::Known::read(order.folder, &old).map_err(failure)?;
    let plan = Plan::new(order, &old, ours)?;
    let written = Written { changed: plan.changes_anything, removed: plan.remove.len() };
    if !plan.changes_anything {
        return Ok(written);
    }
    match whole::write(order.folder, &plan, &old, steps) {
        Ok(()) => Ok(written),
        Err(trouble) if old.exists && trouble.is_unsupported() => {
            in_place::write(order, &plan, steps).map(|()| written)
        }
        Err(trouble) => Err(failure(trouble)),
    }
}

#[cfg(test)]
mod interruption_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
