//! A moment of a program, to be asked.

mod names;

use incident_analysis::{Database, SourceFile, Workspace, files_by_id};
use incident_base::{FileId, TextEdit, TextRange, TextSize};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::actions::{self, Action, ActionKind};
use crate::cancel::Stopper;
use crate::completion::{self, Completions};
use crate::diagnostics::{self, Finding};
use crate::folding::{self, Fold};
use crate::formatting;
use crate::guide::{self, Guide};
use crate::highlighting::{self, Highlight};
use crate::hover::{self, Hover};
use crate::inlay::{self, Inlay};
use crate::selection;
use crate::signature::{self, Signature};

/// A moment of a program. Every question is answered for that moment; one about a file that there is not has an
/// empty answer.
pub struct Analysis {
    pub(crate) db: Database,
    pub(crate) workspace: Workspace,
}

impl Analysis {
    pub(crate) fn new(db: Database, workspace: Workspace) -> Self {
        Self { db, workspace }
    }

    /// `incident.toml`.
    pub(crate) fn config(&self) -> Option<FileId> {
        self.workspace.config(&self.db).map(|file| file.id(&self.db))
    }

    pub(crate) fn source(&self, file: FileId) -> Option<SourceFile> {
        files_by_id(&self.db, self.workspace).get(&file).copied()
    }

    /// What ends the question that is being asked.
    pub fn stopper(&self) -> Stopper {
        Stopper(salsa::Database::cancellation_token(&self.db))
    }

    /// Ends the question when an edit waits, or somebody stopped it; see [`crate::cancellable`].
    pub fn give_way(&self) {
        salsa::Database::unwind_if_revision_cancelled(&self.db);
    }

    /// Whether a file is `incident.toml`.
    pub fn is_config(&self, file: FileId) -> bool {
        self.config() == Some(file)
    }

    /// All files, `incident.toml` last.
    pub fn files(&self) -> Vec<FileId> {
        let files = self.workspace.files(&self.db).iter().copied();
        files.chain(self.workspace.config(&self.db)).map(|file| file.id(&self.db)).collect()
    }

    /// The number of the file at a path.
    pub fn file(&self, path: &str) -> Option<FileId> {
        let files = self.workspace.files(&self.db);
        let at = files.binary_search_by(|file| file.path(&self.db).cmp(path)).ok();
        let found = at.and_then(|at| files.get(at)).copied();
        let config = || self.workspace.config(&self.db).filter(|it| it.path(&self.db) == path);
        found.or_else(config).map(|file| file.id(&self.db))
    }

    /// A file's path, relative to the program's folder.
    pub fn path(&self, file: FileId) -> Option<&str> {
        self.any(file).map(|file| file.path(&self.db))
    }

    /// A file's text; empty when it holds none.
    pub fn text(&self, file: FileId) -> &str {
        self.any(file).map_or("", |file| file.text(&self.db))
    }

    /// A file, `incident.toml` included.
    fn any(&self, file: FileId) -> Option<SourceFile> {
        let config = || self.workspace.config(&self.db).filter(|it| it.id(&self.db) == file);
        self.source(file).or_else(config)
    }

    /// What `incident check` says of a file.
    pub fn diagnostics(&self, file: FileId) -> Vec<Finding> {
        diagnostics::of(self, file)
    }

    /// What is wrong with a file whatever the others say: the part of [`Analysis::diagnostics`] that is known before
    /// they are.
    pub fn diagnostics_alone(&self, file: FileId) -> Vec<Finding> {
        diagnostics::alone(self, file)
    }

    /// What stands at a place, in words. `now` is the moment for who is on call and what the clocks show.
    pub fn hover(&self, file: FileId, offset: TextSize, now: Timestamp) -> Option<Hover> {
        hover::of(self, file, offset, now)
    }

    /// What can be folded, in order.
    pub fn folds(&self, file: FileId) -> Vec<Fold> {
        folding::of(self, file)
    }

    /// For each place the ranges around it, from the smallest to the whole file.
    pub fn selection_ranges(&self, file: FileId, offsets: &[TextSize]) -> Vec<Vec<TextRange>> {
        selection::around(self, file, offsets)
    }

    /// Which word is what, in order and apart from each other.
    pub fn highlights(&self, file: FileId) -> Vec<Highlight> {
        highlighting::of(self, file)
    }

    /// The changes that lay a file out, whole lines each.
    pub fn format(&self, file: FileId) -> Vec<TextEdit> {
        formatting::of(self, file)
    }

    /// Those of them that touch a range.
    pub fn format_range(&self, file: FileId, range: TextRange) -> Vec<TextEdit> {
        formatting::in_range(self, file, range)
    }

    /// Those that lay out the block that a brace before a place closes.
    pub fn format_on_type(&self, file: FileId, offset: TextSize) -> Vec<TextEdit> {
        formatting::on_type(self, file, offset)
    }

    /// What goes without saying in a part of a file, in order.
    pub fn inlays(&self, file: FileId, within: TextRange) -> Vec<Inlay> {
        inlay::of(self, file, within)
    }

    /// What of the wanted sorts can be done about what stands in a range, what mends something first.
    pub fn actions(
        &self,
        file: FileId,
        range: TextRange,
        is_wanted: impl Fn(ActionKind) -> bool,
    ) -> Vec<Action> {
        actions::at(self, file, range, is_wanted)
    }

    /// The day on which people are there or are not.
    pub(crate) fn as_of(&self) -> Option<Date> {
        self.workspace.as_of(&self.db)
    }

    /// The response guide of the service around a place, as the text is now.
    pub fn response_guide(&self, file: FileId, offset: TextSize) -> Option<Guide> {
        guide::at(self, file, offset)
    }

    /// What may be typed at a place. `trigger` is the character that somebody typed, when nothing else asks for it.
    pub fn completions(
        &self,
        file: FileId,
        offset: TextSize,
        trigger: Option<char>,
    ) -> Completions {
        completion::of(self, file, offset, trigger)
    }

    /// What a name stands for that was offered at a place: [`Completion::topic`](crate::Completion::topic).
    pub fn name_doc(
        &self,
        file: FileId,
        offset: TextSize,
        topic: &str,
        now: Timestamp,
    ) -> Option<String> {
        completion::topic::name_doc(self, file, offset, topic, now)
    }

    /// Which label of a block's header is being written at a place.
    pub fn signature(&self, file: FileId, offset: TextSize) -> Option<Signature> {
        signature::of(self, file, offset)
    }
}
