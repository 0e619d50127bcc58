//! What each message does: it becomes an event at once, before anything is waited for, so that events keep the order
//! of the messages.

use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::*;
use tower_lsp::{LanguageServer, async_trait};

use crate::capabilities::capabilities;
use crate::client::{Client, Message};
use crate::main_loop::{Batch, Event};
use crate::request::{Asked, Weight};
use crate::requests::{
    calls, code_action, completion, definition, diagnostics, documents, folding, formatting, hover,
    inlay_hints, lenses, links, references, rename, selection, semantic_tokens, signature_help,
    symbols,
};
use crate::session::Session;
use crate::snapshot::Snapshot;
use crate::stop::Stop;

/// Puts messages into the main loop.
pub(crate) struct Backend {
    events: Batch,
    client: Client,
}

/// Answers a request from a moment of everything.
type Handle<P, R> = fn(&Snapshot, &P) -> Result<R>;

impl Backend {
    pub(crate) fn new(events: Batch, client: Client) -> Self {
        Self { events, client }
    }

    /// `incident/responseGuide`.
    pub(crate) async fn response_guide(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<documents::Guide>> {
        let uri = params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, documents::guide).await
    }

    /// `incident/explain`.
    pub(crate) async fn explain(
        &self,
        params: documents::ExplainParams,
    ) -> Result<Option<documents::Page>> {
        self.ask(Weight::Light, None, params, documents::explain).await
    }

    fn put(&self, event: Event) {
        self.events.put(event);
    }

    /// Asks about a document; when it changes first, the answer is that it did.
    async fn ask<P: Send + 'static, R: Send + 'static>(
        &self,
        weight: Weight,
        document: Option<Url>,
        params: P,
        handle: Handle<P, R>,
    ) -> Result<R> {
        let stop = Stop::default();
        // It goes after the channel: who is not stopped sees that nobody waits.
        let _awaited = stop.unless_awaited();
        let (answer, answered) = oneshot::channel();
        self.put(Event::Ask(Box::new(Asked { params, document, handle, answer, stop }), weight));
        // Nobody answers when the handler panicked.
        answered.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }
}

#[async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let session = Session::new(&params);
        let capabilities = capabilities(&session);
        // Clients that know no workspace folders name their root.
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

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.put(Event::Save(params.text_document.uri));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.put(Event::Watched(params.changes));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.put(Event::Folders(params.event));
    }

    async fn did_change_configuration(&self, _: DidChangeConfigurationParams) {}

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.ask(Weight::Light, Some(uri), params, hover::handle).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let uri = params.text_document_position.text_document.uri.clone();
        self.ask(Weight::Light, Some(uri), params, completion::handle).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        self.ask(Weight::Light, None, item, completion::resolve).await
    }

    async fn signature_help(&self, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.ask(Weight::Light, Some(uri), params, signature_help::handle).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let uri = params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, folding::handle).await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        let uri = params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, selection::handle).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let uri = params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, inlay_hints::handle).await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let uri = params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, formatting::document).await
    }

    async fn range_formatting(
        &self,
        params: DocumentRangeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let uri = params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, formatting::range).await
    }

    async fn on_type_formatting(
        &self,
        params: DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let uri = params.text_document_position.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, formatting::on_type).await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let uri = params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, semantic_tokens::full).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let uri = params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, semantic_tokens::delta).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let uri = params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, semantic_tokens::range).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, code_action::handle).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        self.client.ask(Message::Show(code_action::shown(&params)?));
        Ok(None)
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, definition::definition).await
    }

    async fn goto_type_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, definition::type_definition).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let uri = params.text_document_position.text_document.uri.clone();
        self.ask(Weight::Wide, Some(uri), params, references::references).await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, references::highlights).await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        let uri = params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, rename::prepare).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let uri = params.text_document_position.text_document.uri.clone();
        self.ask(Weight::Wide, Some(uri), params, rename::rename).await
    }

    async fn linked_editing_range(
        &self,
        params: LinkedEditingRangeParams,
    ) -> Result<Option<LinkedEditingRanges>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, rename::linked).await
    }

    async fn prepare_call_hierarchy(
        &self,
        params: CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<CallHierarchyItem>>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, calls::prepare).await
    }

    async fn incoming_calls(
        &self,
        params: CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        let uri = params.item.uri.clone();
        self.ask(Weight::Wide, Some(uri), params, calls::incoming).await
    }

    async fn outgoing_calls(
        &self,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        let uri = params.item.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, calls::outgoing).await
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        let uri = params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, symbols::document).await
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<Vec<SymbolInformation>>> {
        self.ask(Weight::Wide, None, params, symbols::workspace).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let uri = params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, links::handle).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let uri = params.text_document.uri.clone();
        self.ask(Weight::Heavy, Some(uri), params, lenses::handle).await
    }

    async fn code_lens_resolve(&self, lens: CodeLens) -> Result<CodeLens> {
        let uri = lenses::Unresolved::of(&lens).map(|unresolved| unresolved.uri);
        self.ask(Weight::Wide, uri, lens, lenses::resolve).await
    }

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
        self.ask(Weight::Wide, None, params, diagnostics::workspace).await
    }
}
