//! `incident/responseGuide` and `incident/explain`: documents that an editor shows beside the text. They are requests of
//! this server's own; `docs/editors.md` describes them.

use incident_ide::page;
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::TextDocumentPositionParams;

use crate::snapshot::Snapshot;

/// The guide of a service.
#[derive(Debug, Serialize)]
pub(crate) struct Guide {
    service: String,
    markdown: String,
}

/// Which page.
#[derive(Debug, Deserialize)]
pub(crate) struct ExplainParams {
    code: String,
}

/// A page.
#[derive(Debug, Serialize)]
pub(crate) struct Page {
    markdown: &'static str,
}

/// The response guide of the service around a place; nothing outside of services.
pub(crate) fn guide(
    snapshot: &Snapshot,
    params: &TextDocumentPositionParams,
) -> Result<Option<Guide>> {
    let file = snapshot.file(&params.text_document.uri)?;
    let offset = file.document.offset(params.position, snapshot.session.encoding);
    let guide = file.analysis.response_guide(file.id, offset);
    Ok(guide.map(|guide| Guide { service: guide.service, markdown: guide.markdown }))
}

/// What a diagnostic means; nothing for a code that no diagnostic has.
pub(crate) fn explain(_: &Snapshot, params: &ExplainParams) -> Result<Option<Page>> {
    Ok(page(&params.code).map(|markdown| Page { markdown }))
}
