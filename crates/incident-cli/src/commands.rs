//! One file a command.

pub(crate) mod check;
pub(crate) mod compile;
pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod fmt;
pub(crate) mod init;
pub(crate) mod lsp;
pub(crate) mod man;
pub(crate) mod schema;

use std::fs;
use std::path::PathBuf;

use crate::exit::{Failure, reason};

/// The folder in which the user stands, without symbolic links.
fn current_folder() -> Result<PathBuf, Failure> {
    std::env::current_dir().and_then(fs::canonicalize).map_err(|error| {
        Failure::new(format!("the current folder cannot be read: {}.", reason(&error)))
    })
}
