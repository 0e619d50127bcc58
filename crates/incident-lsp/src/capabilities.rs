//! What the server can do, of which a client is offered what it can take.

use tower_lsp::lsp_types::{
    CallHierarchyServerCapability, CodeActionKind, CodeActionOptions, CodeActionProviderCapability,
    CodeLensOptions, DiagnosticOptions, DiagnosticServerCapabilities, DocumentLinkOptions,
    DocumentOnTypeFormattingOptions, FoldingRangeProviderCapability, HoverProviderCapability,
    LinkedEditingRangeServerCapabilities, OneOf, PositionEncodingKind, RenameOptions,
    SelectionRangeProviderCapability, SemanticTokensFullOptions, SemanticTokensOptions,
    SemanticTokensServerCapabilities, ServerCapabilities, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    TypeDefinitionProviderCapability, WorkDoneProgressOptions, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities,
};

use crate::lines::Encoding;
use crate::requests::semantic_tokens::legend;
use crate::requests::{code_action, completion, signature_help};
use crate::session::Session;

fn code_actions(session: &Session) -> CodeActionProviderCapability {
    if !session.takes_code_actions() {
        return CodeActionProviderCapability::Simple(false);
    }
    CodeActionProviderCapability::Options(CodeActionOptions {
        code_action_kinds: Some(vec![
            CodeActionKind::QUICKFIX,
            CodeActionKind::REFACTOR_EXTRACT,
            CodeActionKind::REFACTOR_REWRITE,
            CodeActionKind::SOURCE_FIX_ALL,
        ]),
        work_done_progress_options: WorkDoneProgressOptions::default(),
        resolve_provider: None,
    })
}

pub(crate) fn capabilities(session: &Session) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(match session.encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            will_save: None,
            will_save_wait_until: None,
            // Who is told of files is told of those that are saved, too.
            save: Some(TextDocumentSyncSaveOptions::Supported(!session.watches_files())),
        })),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        diagnostic_provider: session.pulls_diagnostics().then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("incident".to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: true,
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        completion_provider: session.completes().then(completion::options),
        signature_help_provider: session.shows_signatures().then(signature_help::options),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        inlay_hint_provider: session.shows_hints().then_some(OneOf::Left(true)),
        document_formatting_provider: Some(OneOf::Left(true)),
        document_range_formatting_provider: Some(OneOf::Left(true)),
        document_on_type_formatting_provider: Some(DocumentOnTypeFormattingOptions {
            first_trigger_character: "}".to_owned(),
            more_trigger_character: None,
        }),
        semantic_tokens_provider: session.colours().then(|| {
            SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
                legend: legend(),
                range: Some(true),
                full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })
        }),
        definition_provider: Some(OneOf::Left(true)),
        type_definition_provider: Some(TypeDefinitionProviderCapability::Simple(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        rename_provider: Some(match session.prepares_renames() {
            true => OneOf::Right(RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            false => OneOf::Left(true),
        }),
        linked_editing_range_provider: session
            .links_places()
            .then_some(LinkedEditingRangeServerCapabilities::Simple(true)),
        call_hierarchy_provider: session
            .shows_calls()
            .then_some(CallHierarchyServerCapability::Simple(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: None,
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        code_lens_provider: session
            .shows_lenses()
            .then_some(CodeLensOptions { resolve_provider: Some(true) }),
        code_action_provider: Some(code_actions(session)),
        execute_command_provider: code_action::commands(session),
        ..ServerCapabilities::default()
    }
}

#[cfg(test)]
mod tests {
    use tower_lsp::lsp_types::InitializeParams;

    use super::*;

    #[test]
    fn a_client_that_says_nothing_is_not_offered_what_it_would_have_to_show() {
        let offered = capabilities(&Session::new(&InitializeParams::default()));
        assert!(offered.semantic_tokens_provider.is_none());
        assert!(offered.inlay_hint_provider.is_none());
        assert!(offered.code_lens_provider.is_none());
        assert!(offered.diagnostic_provider.is_none());
        assert!(offered.completion_provider.is_none());
        assert!(offered.hover_provider.is_some());
    }
}
