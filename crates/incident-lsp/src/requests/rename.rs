//! `textDocument/prepareRename`, `textDocument/rename` and `textDocument/linkedEditingRange`.

use incident_ide::Refusal;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    LinkedEditingRangeParams, LinkedEditingRanges, PrepareRenameResponse, RenameParams,
    TextDocumentPositionParams, WorkspaceEdit,
};

use crate::requests::edits::workspace_edit;
use crate::snapshot::Snapshot;

pub(crate) fn prepare(
    snapshot: &Snapshot,
    params: &TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let file = snapshot.file(&params.text_document.uri)?;
    let offset = file.document.offset(params.position, snapshot.session.encoding);
    let named = file.analysis.prepare_rename(file.id, offset).map_err(refused)?;
    Ok(named.map(|(range, placeholder)| PrepareRenameResponse::RangeWithPlaceholder {
        range: file.range(snapshot, range),
        placeholder,
    }))
}

pub(crate) fn rename(snapshot: &Snapshot, params: &RenameParams) -> Result<Option<WorkspaceEdit>> {
    let at = &params.text_document_position;
    let file = snapshot.file(&at.text_document.uri)?;
    if !file.is_loaded {
        let why = "The other files are still being read. Try again in a moment.";
        return Err(refused(Refusal(why.to_owned())));
    }
    let offset = file.document.offset(at.position, snapshot.session.encoding);
    let edits = file.analysis.rename(file.id, offset, &params.new_name).map_err(refused)?;
    Ok(edits.map(|edits| workspace_edit(snapshot, &file, edits)))
}

pub(crate) fn linked(
    snapshot: &Snapshot,
    params: &LinkedEditingRangeParams,
) -> Result<Option<LinkedEditingRanges>> {
    let at = &params.text_document_position_params;
    let file = snapshot.file(&at.text_document.uri)?;
    let offset = file.document.offset(at.position, snapshot.session.encoding);
    // Before the other files were read, a name may be theirs too.
    let linked = file.analysis.linked_editing(file.id, offset).filter(|_| file.is_loaded);
    Ok(linked.map(|linked| LinkedEditingRanges {
        ranges: linked.ranges.iter().map(|range| file.range(snapshot, *range)).collect(),
        word_pattern: Some(linked.pattern.to_owned()),
    }))
}

/// `RequestFailed` of the protocol, whose message editors show.
fn refused(Refusal(message): Refusal) -> Error {
    Error { code: ErrorCode::ServerError(-32803), message: message.into(), data: None }
}
