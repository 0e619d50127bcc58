//! A moment of everything: what requests are answered from.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use incident_ide::{Analysis, FileId};
use jiff::Timestamp;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::Url;

use crate::Disk;
use crate::document::Document;
use crate::program::{Root, relative};
use crate::requests::semantic_tokens::Sent;
use crate::session::Session;

/// The open documents and where each belongs.
pub(crate) type Documents = BTreeMap<Url, Arc<Document>>;

/// A program at that moment.
pub(crate) struct ProgramSnapshot {
    pub(crate) analysis: Analysis,
    pub(crate) is_loaded: bool,
}

/// A moment of everything. No edit is taken while it is held.
pub(crate) struct Snapshot {
    pub(crate) session: Arc<Session>,
    pub(crate) now: Timestamp,
    pub(crate) disk: Arc<dyn Disk>,
    pub(crate) tokens_sent: Arc<Sent>,
    pub(crate) documents: Arc<Documents>,
    pub(crate) programs: BTreeMap<Root, ProgramSnapshot>,
    /// Of each document, its program and its path there.
    pub(crate) homes: Arc<BTreeMap<Url, (Root, String)>>,
}

/// A file of a program.
pub(crate) struct File<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) is_loaded: bool,
    pub(crate) root: &'a Root,
    pub(crate) id: FileId,
    /// As the editor has it, else as the disk does.
    pub(crate) document: Cow<'a, Document>,
}

/// A file of a program, whose text does not matter.
pub(crate) struct Place<'a> {
    pub(crate) analysis: &'a Analysis,
    pub(crate) root: &'a Root,
    pub(crate) id: FileId,
}

impl Snapshot {
    /// Ends the question when an edit of any program waits. Whoever looks at several has to say so in between: each
    /// notices its own edits only.
    pub(crate) fn give_way(&self) {
        self.programs.values().for_each(|program| program.analysis.give_way());
    }

    /// The file that an address stands for, which need not be open.
    ///
    /// # Errors
    /// When it is none of a program.
    pub(crate) fn place(&self, uri: &Url) -> Result<Place<'_>> {
        if let Some(File { analysis, root, id, .. }) = self.open_file(uri) {
            return Ok(Place { analysis, root, id });
        }
        let (root, program, id) = self.on_disk(uri)?;
        Ok(Place { analysis: &program.analysis, root, id })
    }

    /// The file that an address stands for with its text, which need not be open.
    ///
    /// # Errors
    /// When it is none of a program.
    pub(crate) fn file(&self, uri: &Url) -> Result<File<'_>> {
        if let Some(open) = self.open_file(uri) {
            return Ok(open);
        }
        let (root, program, id) = self.on_disk(uri)?;
        let (analysis, is_loaded) = (&program.analysis, program.is_loaded);
        let document = Document::new(uri.clone(), 0, 0, analysis.text(id));
        Ok(File { analysis, is_loaded, root, id, document: Cow::Owned(document) })
    }

    fn open_file(&self, uri: &Url) -> Option<File<'_>> {
        let document = self.documents.get(uri)?;
        let (root, path) = self.homes.get(uri)?;
        let program = self.programs.get(root)?;
        let id = program.analysis.file(path)?;
        let (analysis, is_loaded) = (&program.analysis, program.is_loaded);
        Some(File { analysis, is_loaded, root, id, document: Cow::Borrowed(document) })
    }

    /// A file that a program has of the disk.
    fn on_disk(&self, uri: &Url) -> Result<(&Root, &ProgramSnapshot, FileId)> {
        let path = uri.to_file_path().ok();
        let found = path.and_then(|path| {
            self.programs.iter().find_map(|(root, program)| {
                let Root::Folder(folder) = root else { return None };
                let id = program.analysis.file(&relative(&path, folder)?)?;
                Some((root, program, id))
            })
        });
        found.ok_or_else(|| Error::invalid_params(format!("{uri} is no file of a program")))
    }
}
