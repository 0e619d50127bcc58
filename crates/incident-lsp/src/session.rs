//! What server and client agreed on.

use tower_lsp::lsp_types::{ClientCapabilities, InitializeParams, PositionEncodingKind};

use crate::lines::Encoding;

/// What was agreed on at the beginning.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    /// The units of columns.
    pub(crate) encoding: Encoding,
    /// What the client said that it can do.
    pub(crate) client: ClientCapabilities,
}

impl Session {
    pub(crate) fn new(params: &InitializeParams) -> Self {
        let client = params.capabilities.clone();
        let offered = client.general.as_ref().and_then(|it| it.position_encodings.as_ref());
        let has_bytes = offered.is_some_and(|all| all.contains(&PositionEncodingKind::UTF8));
        let encoding = if has_bytes { Encoding::Utf8 } else { Encoding::Utf16 };
        Self { encoding, client }
    }

    /// Whether the client asks for diagnostics, and need not be sent any.
    pub(crate) fn pulls_diagnostics(&self) -> bool {
        self.client.text_document.as_ref().is_some_and(|it| it.diagnostic.is_some())
    }

    /// Whether it can be asked to watch files.
    pub(crate) fn watches_files(&self) -> bool {
        let workspace = self.client.workspace.as_ref();
        let watched = workspace.and_then(|it| it.did_change_watched_files.as_ref());
        watched.and_then(|it| it.dynamic_registration).unwrap_or_default()
    }

    /// Whether it shows how far something is.
    pub(crate) fn shows_progress(&self) -> bool {
        let window = self.client.window.as_ref();
        window.and_then(|it| it.work_done_progress).unwrap_or_default()
    }
}
