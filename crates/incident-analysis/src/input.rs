//! What the outside world gives: files and the workspace.

#![allow(missing_docs, reason = "salsa makes methods without docs; what stands here has them")]

use std::sync::Arc;

use incident_base::FileId;
use incident_ir::Targets;
use incident_syntax::NotText;
use jiff::civil::Date;
use salsa::Setter as _;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contents {
    /// Text.
    Text(Arc<str>),
    /// Bytes that are no text, and why.
    NotText(NotText),
}

/// A file of the program.
#[salsa::input(debug)]
pub struct SourceFile {
    /// Its number, unique in the workspace.
    #[returns(copy)]
    pub id: FileId,
    /// Its path, relative to the workspace's folder, with `/` between names.
    #[returns(deref)]
    pub path: String,
    /// What it holds.
    #[returns(ref)]
    pub contents: Contents,
}

impl SourceFile {
    /// The file's text; empty when it holds none.
    pub fn text(self, db: &dyn crate::Db) -> &str {
        match self.contents(db) {
            Contents::Text(text) => text,
            Contents::NotText(_) => "",
        }
    }
}

/// Everything that is checked together.
#[salsa::input(debug)]
pub struct Workspace {
    /// The `.incident` files, in the order of their paths.
    #[returns(deref)]
    pub files: Vec<SourceFile>,
    /// `incident.toml`, where there is one.
    #[returns(copy)]
    pub config: Option<SourceFile>,
    /// The day on which people are there or are not; `None` leaves that unchecked.
    #[returns(copy)]
    pub as_of: Option<Date>,
    /// The targets that the command line names, which then count instead of those of `incident.toml`.
    #[default]
    #[returns(ref)]
    pub targets: Option<Targets>,
}

impl Workspace {
    /// Takes these targets in place of those of `incident.toml`.
    pub fn choose_targets(self, db: &mut dyn crate::Db, targets: Targets) {
        self.set_targets(db).to(Some(targets));
    }
}
