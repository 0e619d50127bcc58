//! `textDocument/hover`.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Hover, HoverContents, HoverParams, MarkupContent};

use crate::snapshot::Snapshot;

pub(crate) fn handle(snapshot: &Snapshot, params: &HoverParams) -> Result<Option<Hover>> {
    let at = &params.text_document_position_params;
    let file = snapshot.file(&at.text_document.uri)?;
    let offset = file.document.offset(at.position, snapshot.session.encoding);
    let hover = file.analysis.hover(file.id, offset, snapshot.now);
    Ok(hover.map(|hover| Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: snapshot.session.markup_of_hovers(),
            value: hover.markdown,
        }),
        range: Some(file.range(snapshot, hover.range)),
    }))
}
