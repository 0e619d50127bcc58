//! The output folder: all of a compilation or nothing of it.
//!
//! 1. `survey` looks at what is there, `manifest` at what of it is ours.
//! 2. `plan` decides, file by file, what is written, kept and removed, or refuses.
//! 3. `whole` builds the new folder beside the old one and exchanges the two in one step. Where the
//!    system cannot, `in_place` moves file after file, the manifest last.
//!
//! Whatever happens before the exchange, or before the manifest is moved, the next run finds its way:
//! the manifest tells which files are ours.

mod conflict;
mod difference;
mod exchange;
mod in_place;
mod line_ends;
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

use incident_codegen::{Generated, checksum};

use crate::exit::Failure;
use crate::output::manifest::Known;
use crate::output::plan::Plan;
use crate::output::survey::Survey;

pub(crate) use difference::{Difference, Differences, difference};
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
    /// The name of the target that made it.
    pub(crate) target: String,
    /// The service's name.
    pub(crate) service: String,
    /// The source file, relative to the program's base, separated by `/`.
    pub(crate) source: String,
}

impl Wanted {
    pub(crate) fn new(file: Generated, service: String, source: String) -> Self {
        let Generated { target, path, mut contents } = file;
        let sha256 = checksum(contents.as_bytes());
        // There are many, and they are kept until all are there.
        contents.shrink_to_fit();
        Self { path, contents, sha256, target: target.to_owned(), service, source }
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
    /// Whether this run decides about the files of this target; those of others are kept.
    pub(crate) decides: &'a dyn Fn(&str) -> bool,
    /// Overwrite what was changed by hand or is somebody else's.
    pub(crate) force: bool,
}

impl Order<'_> {
    /// A folder that somebody else filled is not written into unasked.
    fn refuse_what_is_not_ours(&self, old: &Survey, ours: &Known) -> Result<(), Failure> {
        if !old.exists || ours.is_ours || old.is_as_good_as_empty() || self.force {
            return Ok(());
        }
        Err(Failure::new(format!(
            "{} is not empty and was not written by incident: it has no {MANIFEST} of ours. Name another \
             folder with --out, or use --force to write into it; what is there is kept.",
            self.shown
        )))
    }
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// Whether anything had to be changed.
    pub(crate) changed: bool,
    /// How many files that nothing gives any more were removed.
    pub(crate) removed: usize,
    /// How many files of targets that this run does not decide about were left as they are.
    pub(crate) left: usize,
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
    let old = Survey::of(order.folder).map_err(failure)?;
    let ours = Known::read(order.folder, &old).map_err(failure)?;
    order.refuse_what_is_not_ours(&old, &ours)?;
    let plan = Plan::new(order, &old, ours)?;
    let (removed, left) = (plan.remove.len(), plan.left);
    let written = Written { changed: plan.changes_anything, removed, left };
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
