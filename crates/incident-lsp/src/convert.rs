//! From the answers' plain data to the protocol's types.

use incident_ide::{Analysis, FileId, Kind, TextRange, TextSize};
use tower_lsp::lsp_types::{Location, Position, Range, SymbolKind, Url};

use crate::lines::Lines;
use crate::program::Root;
use crate::session::Session;
use crate::snapshot::{File, Snapshot};

impl File<'_> {
    /// A range of this file, as the client counts.
    pub(crate) fn range(&self, snapshot: &Snapshot, range: TextRange) -> Range {
        self.document.range(range, snapshot.session.encoding)
    }
}

/// The places of files that are not open need their lines counted, each once.
pub(crate) struct Locator<'a> {
    snapshot: &'a Snapshot,
    root: &'a Root,
    analysis: &'a Analysis,
    counted: Vec<(FileId, Lines)>,
}

impl<'a> Locator<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot, file: &File<'a>) -> Self {
        Self { snapshot, root: file.root, analysis: file.analysis, counted: Vec::new() }
    }

    pub(crate) fn session(&self) -> &Session {
        &self.snapshot.session
    }

    /// Of the program of a root.
    pub(crate) fn of_program(
        snapshot: &'a Snapshot,
        root: &'a Root,
        analysis: &'a Analysis,
    ) -> Self {
        Self { snapshot, root, analysis, counted: Vec::new() }
    }

    /// The address of a file; `None` when it is not one of the program's.
    pub(crate) fn uri(&self, file: FileId) -> Option<Url> {
        let path = self.analysis.path(file)?;
        let open =
            self.snapshot.homes.iter().find(|(_, (root, own))| root == self.root && own == path);
        match (open, self.root) {
            (Some((uri, _)), _) => Some(uri.clone()),
            (None, Root::Folder(folder)) => Url::from_file_path(folder.join(path)).ok(),
            (None, Root::Alone(uri)) => Some(uri.clone()),
        }
    }

    /// A range in any file of the program.
    pub(crate) fn range(&mut self, file: FileId, range: TextRange) -> Range {
        let (text, encoding) = (self.analysis.text(file), self.snapshot.session.encoding);
        if let Some((_, lines)) = self.counted.iter().find(|(counted, _)| *counted == file) {
            return lines.range(text, range, encoding);
        }
        let lines = Lines::new(text);
        let converted = lines.range(text, range, encoding);
        self.counted.push((file, lines));
        converted
    }

    /// A position in any file of the program.
    pub(crate) fn offset(&mut self, file: FileId, position: Position) -> TextSize {
        let text = self.analysis.text(file);
        Lines::new(text).offset(text, position, self.snapshot.session.encoding)
    }

    pub(crate) fn location(&mut self, file: FileId, range: TextRange) -> Option<Location> {
        Some(Location { uri: self.uri(file)?, range: self.range(file, range) })
    }
}

/// As what a block is shown: kinds that every client knows.
pub(crate) fn symbol_kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Service => SymbolKind::MODULE,
        Kind::Profile | Kind::Team => SymbolKind::INTERFACE,
        Kind::Import | Kind::PostMortemTemplate => SymbolKind::FILE,
        Kind::OnCallRotation => SymbolKind::CLASS,
        Kind::Override => SymbolKind::ARRAY,
        Kind::Role => SymbolKind::CONSTANT,
        Kind::Person => SymbolKind::VARIABLE,
        Kind::EscalationPolicy | Kind::CanaryStrategy | Kind::RollbackPlan => SymbolKind::FUNCTION,
        Kind::Tier => SymbolKind::METHOD,
        Kind::StatusPage | Kind::App => SymbolKind::PACKAGE,
        Kind::Group
        | Kind::Observability
        | Kind::Deployment
        | Kind::Resilience
        | Kind::EnvironmentParity => SymbolKind::NAMESPACE,
        Kind::Component => SymbolKind::PROPERTY,
        Kind::Severity => SymbolKind::ENUM,
        Kind::AlertRule => SymbolKind::NUMBER,
        Kind::HealthCheck => SymbolKind::FIELD,
        Kind::CircuitBreaker | Kind::FeatureFlag => SymbolKind::BOOLEAN,
    }
}
