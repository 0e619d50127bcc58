//! `textDocument/prepareRename`, `textDocument/rename` and `textDocument/linkedEditingRange`.

use incident_ide::{Edits, Refusal, TextRange};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    DocumentChanges, LinkedEditingRangeParams, LinkedEditingRanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, PrepareRenameResponse, RenameParams, TextDocumentEdit,
    TextDocumentPositionParams, TextEdit, WorkspaceEdit,
};

use crate::convert::Locator;
use crate::snapshot::{File, Snapshot};

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

fn workspace_edit(snapshot: &Snapshot, file: &File<'_>, edits: Edits) -> WorkspaceEdit {
    let mut locator = Locator::new(snapshot, file);
    let of_file = |(file, edits): (_, Vec<incident_ide::TextEdit>)| {
        let uri = locator.uri(file)?;
        let edits = edits.into_iter().map(|edit| TextEdit {
            range: locator.range(file, TextRange::new(edit.start, edit.end)),
            new_text: edit.text,
        });
        Some((uri, edits.collect::<Vec<_>>()))
    };
    let edits = edits.into_iter().filter_map(of_file);
    if !snapshot.session.takes_document_changes() {
        return WorkspaceEdit { changes: Some(edits.collect()), ..WorkspaceEdit::default() };
    }
    // With versions, so that a text which changed meanwhile is left alone.
    let changes = edits.map(|(uri, edits)| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            version: snapshot.documents.get(&uri).map(|document| document.version),
            uri,
        },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    });
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(changes.collect())),
        ..WorkspaceEdit::default()
    }
}
