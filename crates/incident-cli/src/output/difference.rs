//! What writing would change, for `compile --check`.

use std::fs;
use std::path::Path;

use crate::exit::Failure;
use crate::output::plan::Plan;
use crate::output::{Order, manifest, survey, trouble};

/// A file of the output folder that is not as it would be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Below the output folder, with `/`.
    pub(crate) path: String,
    /// What is there; `None` when nothing is.
    pub(crate) old: Option<String>,
    /// What would be there; `None` when it would be removed.
    pub(crate) new: Option<String>,
}

/// How the output folder differs from what would be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Differences {
    /// By path.
    pub(crate) files: Vec<Difference>,
    /// How many of them are overwritten only with `--force`.
    pub(crate) forced: usize,
}

/// Compares the folder with what would be written, and changes nothing. What was changed by hand is a difference like any other.
///
/// # Errors
/// When the folder cannot be read or was filled by somebody else, or something in it stands where nothing can be
/// written.
pub(crate) fn difference(order: &Order<'_>) -> Result<Differences, Failure> {
    let failure = |trouble: trouble::Trouble| {
        trouble.into_failure(order.folder, order.shown, &trouble::UNTOUCHED)
    };
    let old = survey::Survey::of(order.folder).map_err(failure)?;
    let ours = manifest::Known::read(order.folder, &old).map_err(failure)?;
    order.refuse_what_is_not_ours(&old, &ours)?;
    let order = Order { force: true, ..*order };
    let listed = ours.text.clone();
    let plan = Plan::new(&order, &old, ours)?;
    let shown = |path: &Path| path.to_string_lossy().replace('\\', "/");
    let there = |path: &Path| {
        let bytes = fs::read(order.folder.join(path)).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    };
    let written = plan.write.iter().map(|(path, new)| Difference {
        path: shown(path),
        old: there(path),
        new: Some((*new).to_owned()),
    });
    let removed = plan.remove.iter().map(|path| Difference {
        path: shown(path),
        old: there(path),
        new: None,
    });
    let mut differences: Vec<Difference> = written.chain(removed).collect();
    // Otherwise its checksums say only that other files differ.
    if differences.is_empty() && plan.changes_anything {
        differences.push(Difference {
            path: manifest::NAME.to_owned(),
            old: (!listed.is_empty()).then_some(listed),
            new: Some(plan.manifest),
        });
    }
    differences.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Differences { files: differences, forced: plan.forced })
}
