//! What each message does: it becomes an event at once, before anything is waited for, so that events keep the order
//! of the messages.

use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::*;
use tower_lsp::{LanguageServer, async_trait};

use crate::capabilities::capabilities;
use crate::main_loop::{Event, Events};
use crate::request::{Asked, Weight};
use crate::requests::diagnostics;
use crate::session::Session;
use crate::snapshot::Snapshot;

/// Puts messages into the main loop.
pub(crate) struct Backend {
    events: Events,
}

/// Answers a request from a moment of everything.
type Handle<P, R> = fn(&Snapshot, &P) -> Result<R>;

impl Backend {
    pub(crate) fn new(events: Events) -> Self {
        Self { events }
    }

    fn put(&self, event: Event) {
        // The main loop ends only with the session.
        let _ = self.events.send(event);
    }

    /// Asks about a document; when it changes first, the answer is that it did.
    async fn ask<P: Send + 'static, R: Send + 'static>(
        &self,
        weight: Weight,
        document: Option<Url>,
        params: P,
        handle: Handle<P, R>,
    ) -> Result<R> {
        let (answer, answered) = oneshot::channel();
        self.put(Event::Ask(Box::new(Asked { params, document, handle, answer }), weight));
        // Nobody answers when the handler panicked.
        answered.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }
}

#[async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let session = Session::new(&params);
        let capabilities = capabilities(&session);
        #[expect(deprecated, reason = "clients that know no workspace folders name their root so")]
        let root = params.root_uri.into_iter();
        let folders: Vec<Url> = match params.workspace_folders {
            Some(folders) => folders.into_iter().map(|folder| folder.uri).collect(),
            None => root.collect(),
        };
        let folders = folders.iter().filter_map(|uri| uri.to_file_path().ok()).collect();
        self.put(Event::Initialize(Box::new(session), folders));
        let server_info = ServerInfo {
            name: "incident".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        };
        Ok(InitializeResult { capabilities, server_info: Some(server_info) })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.put(Event::Initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.put(Event::Open(params.text_document));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.put(Event::Change(params));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.put(Event::Close(params.text_document.uri));
    }

    async fn did_save(&self, _: DidSaveTextDocumentParams) {}

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.put(Event::Watched(params.changes));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.put(Event::Folders(params.event));
    }

    async fn did_change_configuration(&self, _: DidChangeConfigurationParams) {}

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        let document = Some(params.text_document.uri.clone());
        self.ask(Weight::Heavy, document, params, diagnostics::document).await
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        self.ask(Weight::Heavy, None, params, diagnostics::workspace).await
    }
}
