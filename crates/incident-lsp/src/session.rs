//! What server and client agreed on.

use tower_lsp::lsp_types::{
    ClientCapabilities, InitializeParams, MarkupKind, PositionEncodingKind,
    TextDocumentClientCapabilities,
};

use crate::client::Refreshes;
use crate::lines::Encoding;

/// What was agreed on at the beginning.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    /// The units of columns.
    pub(crate) encoding: Encoding,
    /// What the client said that it can do.
    pub(crate) client: ClientCapabilities,
    /// The commands of its own that it said it has, in `initializationOptions.commands`.
    pub(crate) commands: Vec<String>,
}

impl Session {
    pub(crate) fn new(params: &InitializeParams) -> Self {
        let client = params.capabilities.clone();
        let offered = client.general.as_ref().and_then(|it| it.position_encodings.as_ref());
        let has_bytes = offered.is_some_and(|all| all.contains(&PositionEncodingKind::UTF8));
        let encoding = if has_bytes { Encoding::Utf8 } else { Encoding::Utf16 };
        let options = params.initialization_options.as_ref();
        let commands = options.and_then(|it| it.get("commands")?.as_array());
        let words = commands.into_iter().flatten().filter_map(|it| Some(it.as_str()?.to_owned()));
        let commands = words.collect();
        Self { encoding, client, commands }
    }

    /// Whether it says something of what it can do with documents.
    fn has_of_documents(&self, says: impl FnOnce(&TextDocumentClientCapabilities) -> bool) -> bool {
        self.client.text_document.as_ref().is_some_and(says)
    }

    /// Whether the client has a command of its own.
    pub(crate) fn has_command(&self, command: &str) -> bool {
        self.commands.iter().any(|own| own == command)
    }

    /// Whether the client asks for diagnostics, and need not be sent any.
    pub(crate) fn pulls_diagnostics(&self) -> bool {
        self.has_of_documents(|it| it.diagnostic.is_some())
    }

    /// Whether it completes what is being typed.
    pub(crate) fn completes(&self) -> bool {
        self.has_of_documents(|it| it.completion.is_some())
    }

    /// Whether it shows how a block's header is written.
    pub(crate) fn shows_signatures(&self) -> bool {
        self.has_of_documents(|it| it.signature_help.is_some())
    }

    /// Whether it takes changes of text as code actions; without, it would take commands only.
    pub(crate) fn takes_code_actions(&self) -> bool {
        let actions = self.client.text_document.as_ref().and_then(|it| it.code_action.as_ref());
        actions.is_some_and(|it| it.code_action_literal_support.is_some())
    }

    /// Whether it folds whole lines only.
    pub(crate) fn folds_whole_lines(&self) -> bool {
        let folding = self.client.text_document.as_ref().and_then(|it| it.folding_range.as_ref());
        folding.and_then(|it| it.line_folding_only).unwrap_or_default()
    }

    /// How what hovers say is written: as Markdown, unless the client shows plain text only.
    pub(crate) fn markup_of_hovers(&self) -> MarkupKind {
        let hover = self.client.text_document.as_ref().and_then(|it| it.hover.as_ref());
        let formats = hover.and_then(|it| it.content_format.as_ref());
        match formats {
            Some(formats) if !formats.contains(&MarkupKind::Markdown) => MarkupKind::PlainText,
            _ => MarkupKind::Markdown,
        }
    }

    /// Whether definitions may come with what they span.
    pub(crate) fn takes_definition_links(&self) -> bool {
        let document = self.client.text_document.as_ref();
        document.and_then(|it| it.definition.as_ref()?.link_support).unwrap_or_default()
    }

    /// The same of type definitions.
    pub(crate) fn takes_type_definition_links(&self) -> bool {
        let document = self.client.text_document.as_ref();
        document.and_then(|it| it.type_definition.as_ref()?.link_support).unwrap_or_default()
    }

    /// Whether symbols may stand in each other.
    pub(crate) fn takes_nested_symbols(&self) -> bool {
        let document = self.client.text_document.as_ref();
        let symbols = document.and_then(|it| it.document_symbol.as_ref());
        symbols.and_then(|it| it.hierarchical_document_symbol_support).unwrap_or_default()
    }

    /// Whether it asks whether something can be renamed before it asks for the name.
    pub(crate) fn prepares_renames(&self) -> bool {
        let rename = self.client.text_document.as_ref().and_then(|it| it.rename.as_ref());
        rename.and_then(|it| it.prepare_support).unwrap_or_default()
    }

    /// Whether changes may say of which version of a text they are.
    pub(crate) fn takes_document_changes(&self) -> bool {
        let workspace = self.client.workspace.as_ref();
        let edit = workspace.and_then(|it| it.workspace_edit.as_ref());
        edit.and_then(|it| it.document_changes).unwrap_or_default()
    }

    /// Whether it shows who calls whom.
    pub(crate) fn shows_calls(&self) -> bool {
        self.has_of_documents(|it| it.call_hierarchy.is_some())
    }

    /// Whether it writes several places together.
    pub(crate) fn links_places(&self) -> bool {
        self.has_of_documents(|it| it.linked_editing_range.is_some())
    }

    /// Whether it colours by what words mean.
    pub(crate) fn colours(&self) -> bool {
        self.has_of_documents(|it| it.semantic_tokens.is_some())
    }

    /// Whether it shows hints between the words.
    pub(crate) fn shows_hints(&self) -> bool {
        self.has_of_documents(|it| it.inlay_hint.is_some())
    }

    /// Whether it shows lenses over declarations.
    pub(crate) fn shows_lenses(&self) -> bool {
        self.has_of_documents(|it| it.code_lens.is_some())
    }

    /// Whether it shows what else a finding is about.
    pub(crate) fn shows_related_places(&self) -> bool {
        self.has_of_documents(|it| {
            it.publish_diagnostics.as_ref().and_then(|it| it.related_information) == Some(true)
        })
    }

    /// What it asks for again when it is told to.
    pub(crate) fn refreshes(&self) -> Refreshes {
        let workspace = self.client.workspace.as_ref();
        let hints = workspace.and_then(|it| it.inlay_hint.as_ref()?.refresh_support);
        let lenses = workspace.and_then(|it| it.code_lens.as_ref()?.refresh_support);
        Refreshes {
            // The types of this version know the capability by a wrong name, so that it is never there; who asks for
            // diagnostics can be told.
            diagnostics: self.pulls_diagnostics(),
            inlay_hints: hints.unwrap_or_default(),
            code_lenses: lenses.unwrap_or_default(),
        }
    }

    /// Whether it can be asked to watch files.
    pub(crate) fn watches_files(&self) -> bool {
        let workspace = self.client.workspace.as_ref();
        let watched = workspace.and_then(|it| it.did_change_watched_files.as_ref());
        watched.and_then(|it| it.dynamic_registration).unwrap_or_default()
    }

    /// Whether it opens an address when it is asked to.
    pub(crate) fn opens_addresses(&self) -> bool {
        let window = self.client.window.as_ref();
        window.and_then(|it| it.show_document.as_ref()).is_some_and(|it| it.support)
    }

    /// Whether it shows how far something is.
    pub(crate) fn shows_progress(&self) -> bool {
        let window = self.client.window.as_ref();
        window.and_then(|it| it.work_done_progress).unwrap_or_default()
    }
}
