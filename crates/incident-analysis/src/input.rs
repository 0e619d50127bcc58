//! What the outside world gives: files and the workspace.
//!
//! What somebody is writing changes often, what services share seldom, what lies in other files and what a file
//! *declares* hardly ever. So a file is four fields, and each says how durable it is: after an edit that declares
//! nothing else, whatever depends on other files alone, or on what there is to refer to, is known to hold without being
//! looked at; and after an edit in a service, so is what refers to something that stands in an open file.

#![allow(missing_docs, reason = "salsa makes methods without docs; what stands here has them")]

use std::sync::Arc;

use incident_base::FileId;
use incident_ir::Targets;
use incident_syntax::NotText;
use jiff::civil::Date;
use salsa::{Durability, Setter as _};

use crate::parsed::{Outline, Parsed, Shared, Source};

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Contents {
    /// Text.
    Text(Arc<str>),
    /// Bytes that are no text, and why.
    NotText(NotText),
    /// What could not be read, and why.
    Unread(Unread),
}

/// Why it is not known what a file, or all the files of a folder, say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// The system does not let the file be read; its reason, as a clause.
    File(String),
    /// The same of a folder: which files there are in it is not known.
    Folder(String),
    /// A link to something that does not exist.
    DeadLink,
    /// A pipe, a device, a socket.
    NotRegular,
    /// Larger than offsets in 32 bits reach.
    TooLarge,
    /// A name that is not UTF-8, which no message could give and no manifest hold.
    Name,
}

impl Contents {
    /// The text; empty when there is none.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::NotText(_) | Self::Unread(_) => "",
        }
    }

    /// Whether it is known what the file says.
    pub(crate) fn is_known(&self) -> bool {
        matches!(self, Self::Text(_))
    }
}

/// A file of the program.
#[salsa::input(debug, constructor = from_fields)]
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
    /// What it holds, read.
    #[returns(ref)]
    pub(crate) parsed: Arc<Parsed>,
    /// What it declares.
    #[returns(ref)]
    pub(crate) outline: Outline,
    /// What its entries say that are no services.
    #[returns(ref)]
    pub(crate) shared: Shared,
    /// Whether it is known what the file says; where it is not, it may declare anything.
    #[returns(copy)]
    pub(crate) is_known: bool,
}

impl SourceFile {
    /// A file that is not expected to change soon.
    pub fn new(db: &dyn crate::Db, id: FileId, path: String, source: impl Into<Source>) -> Self {
        Self::lasting(db, id, path, source.into(), Durability::HIGH)
    }

    /// A file of a program that is checked once: that results depend on it need not be remembered. To give it other
    /// contents is a panic.
    pub fn unchanging(db: &dyn crate::Db, id: FileId, path: String, source: Source) -> Self {
        Self::lasting(db, id, path, source, Durability::NEVER_CHANGE)
    }

    fn lasting(
        db: &dyn crate::Db,
        id: FileId,
        path: String,
        source: Source,
        durability: Durability,
    ) -> Self {
        let Source { contents, parsed, outline, shared } = source;
        let is_known = contents.is_known();
        let fields = Self::builder(id, path, contents, parsed, outline, shared, is_known);
        fields.durability(durability).new(db)
    }

    /// Expects edits, because somebody has opened the file. What depends on it is less durable from now on, and to find
    /// that out everything is looked at once: better when a file is opened than when its first letter is typed.
    pub fn expect_edits(self, db: &mut dyn crate::Db) {
        let (contents, parsed) = (self.contents(db).clone(), Arc::clone(self.parsed(db)));
        self.set_contents(db).with_durability(Durability::LOW).to(contents);
        self.set_parsed(db).with_durability(Durability::LOW).to(parsed);
        if !self.shared(db).is_empty() {
            let shared = self.shared(db).clone();
            self.set_shared(db).with_durability(Durability::MEDIUM).to(shared);
        }
    }

    /// Gives the file other contents, and expects more of that: somebody is writing it.
    pub fn edit(self, db: &mut dyn crate::Db, contents: Contents) {
        let source = Source::after(self.contents(db), self.parsed(db), contents, db.most_listed());
        let Source { contents, parsed, outline, shared } = source;
        if self.is_known(db) != contents.is_known() {
            self.set_is_known(db).to(contents.is_known());
        }
        self.set_contents(db).with_durability(Durability::LOW).to(contents);
        self.set_parsed(db).with_durability(Durability::LOW).to(parsed);
        if *self.shared(db) != shared {
            self.set_shared(db).with_durability(Durability::MEDIUM).to(shared);
        }
        if *self.outline(db) != outline {
            self.set_outline(db).to(outline);
        }
    }

    /// What it holds and was read as, for a program of its own.
    pub fn source(self, db: &dyn crate::Db) -> Source {
        Source {
            contents: self.contents(db).clone(),
            parsed: Arc::clone(self.parsed(db)),
            outline: Arc::clone(self.outline(db)),
            shared: self.shared(db).clone(),
        }
    }

    /// The file's text; empty when it holds none.
    pub fn text(self, db: &dyn crate::Db) -> &str {
        self.contents(db).text()
    }
}

/// Everything that is checked together: the one there is in a database. So a query about an item takes the item only
/// and asks for this; what has several arguments is interned at every call, which costs more than many queries do.
#[salsa::input(singleton, debug, constructor = from_fields)]
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
    /// Whether it is checked once, so that no query will run again: one that only keeps others from running again is of no
    /// use then, and what it would remember is asked for itself.
    #[default]
    #[returns(copy)]
    pub is_unchanging: bool,
}

impl Workspace {
    /// Takes these targets in place of those of `incident.toml`.
    pub fn choose_targets(self, db: &mut dyn crate::Db, targets: Targets) {
        self.set_targets(db).to(Some(targets));
    }

    /// A workspace whose files come and go seldom.
    pub fn new(
        db: &dyn crate::Db,
        files: Vec<SourceFile>,
        config: Option<SourceFile>,
        as_of: Option<Date>,
    ) -> Self {
        Self::builder(files, config, as_of).durability(Durability::HIGH).new(db)
    }

    /// The workspace of a program that is checked once. All of it but its targets stays as it is: to change it is a
    /// panic.
    pub fn unchanging(
        db: &dyn crate::Db,
        files: Vec<SourceFile>,
        config: Option<SourceFile>,
        as_of: Option<Date>,
    ) -> Self {
        let fields = Self::builder(files, config, as_of).durability(Durability::NEVER_CHANGE);
        fields.targets_durability(Durability::HIGH).is_unchanging(true).new(db)
    }
}
