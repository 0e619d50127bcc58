//! Changes of texts, as the client takes them.

use incident_ide::{FileId, TextEdit, TextRange};
use tower_lsp::lsp_types::{
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit,
    TextEdit as ProtocolEdit, WorkspaceEdit,
};

use crate::convert::Locator;
use crate::snapshot::{File, Snapshot};

/// Changes of files of the program that a file is of.
pub(crate) fn workspace_edit(
    snapshot: &Snapshot,
    file: &File<'_>,
    edits: impl IntoIterator<Item = (FileId, Vec<TextEdit>)>,
) -> WorkspaceEdit {
    let mut locator = Locator::new(snapshot, file);
    let of_file = |(file, edits): (FileId, Vec<TextEdit>)| {
        let uri = locator.uri(file)?;
        let edits = edits.into_iter().map(|edit| ProtocolEdit {
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
