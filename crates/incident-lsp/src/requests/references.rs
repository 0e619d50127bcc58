//! `textDocument/references` and `textDocument/documentHighlight`.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, Location, ReferenceParams,
};

use crate::convert::Locator;
use crate::snapshot::Snapshot;

pub(crate) fn references(
    snapshot: &Snapshot,
    params: &ReferenceParams,
) -> Result<Option<Vec<Location>>> {
    let at = &params.text_document_position;
    let file = snapshot.file(&at.text_document.uri)?;
    let offset = file.document.offset(at.position, snapshot.session.encoding);
    let mut locator = Locator::new(snapshot, &file);
    let all = file.analysis.references(file.id, offset).into_iter();
    let wanted = all.filter(|one| params.context.include_declaration || !one.declares);
    Ok(Some(wanted.filter_map(|one| locator.location(one.file, one.range)).collect()))
}

pub(crate) fn highlights(
    snapshot: &Snapshot,
    params: &DocumentHighlightParams,
) -> Result<Option<Vec<DocumentHighlight>>> {
    let at = &params.text_document_position_params;
    let file = snapshot.file(&at.text_document.uri)?;
    let offset = file.document.offset(at.position, snapshot.session.encoding);
    let all = file.analysis.references_in_file(file.id, offset).into_iter();
    let highlights = all.map(|one| DocumentHighlight {
        range: file.range(snapshot, one.range),
        kind: Some(match one.declares {
            true => DocumentHighlightKind::WRITE,
            false => DocumentHighlightKind::READ,
        }),
    });
    Ok(Some(highlights.collect()))
}
