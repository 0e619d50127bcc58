//! `textDocument/formatting`, `rangeFormatting` and `onTypeFormatting`. There is one layout: the client's options are
//! not asked.

use incident_ide::TextRange;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    DocumentFormattingParams, DocumentOnTypeFormattingParams, DocumentRangeFormattingParams,
    TextEdit,
};

use crate::snapshot::{File, Snapshot};

pub(crate) fn document(
    snapshot: &Snapshot,
    params: &DocumentFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    let file = snapshot.file(&params.text_document.uri)?;
    Ok(Some(converted(snapshot, &file, file.analysis.format(file.id))))
}

pub(crate) fn range(
    snapshot: &Snapshot,
    params: &DocumentRangeFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    let file = snapshot.file(&params.text_document.uri)?;
    let range = file.document.text_range(params.range, snapshot.session.encoding);
    Ok(Some(converted(snapshot, &file, file.analysis.format_range(file.id, range))))
}

/// After `}`, the block that it closes.
pub(crate) fn on_type(
    snapshot: &Snapshot,
    params: &DocumentOnTypeFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    let at = &params.text_document_position;
    let file = snapshot.file(&at.text_document.uri)?;
    let offset = file.document.offset(at.position, snapshot.session.encoding);
    Ok(Some(converted(snapshot, &file, file.analysis.format_on_type(file.id, offset))))
}

fn converted(
    snapshot: &Snapshot,
    file: &File<'_>,
    edits: Vec<incident_ide::TextEdit>,
) -> Vec<TextEdit> {
    let edit = |edit: incident_ide::TextEdit| TextEdit {
        range: file.range(snapshot, TextRange::new(edit.start, edit.end)),
        new_text: edit.text,
    };
    edits.into_iter().map(edit).collect()
}
