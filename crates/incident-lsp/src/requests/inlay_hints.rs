//! `textDocument/inlayHint`.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip};

use crate::snapshot::Snapshot;

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &InlayHintParams,
) -> Result<Option<Vec<InlayHint>>> {
    let file = snapshot.file(&params.text_document.uri)?;
    let encoding = snapshot.session.encoding;
    let within = file.document.text_range(params.range, encoding);
    let hints = file.analysis.inlays(file.id, within).into_iter().map(|inlay| InlayHint {
        position: file.document.position(inlay.offset, encoding),
        label: InlayHintLabel::String(inlay.label),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(inlay.tooltip.to_owned())),
        padding_left: Some(true),
        padding_right: Some(true),
        data: None,
    });
    Ok(Some(hints.collect()))
}
