//! `textDocument/selectionRange`.

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Position, Range, SelectionRange, SelectionRangeParams};

use crate::snapshot::{File, Snapshot};

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &SelectionRangeParams,
) -> Result<Option<Vec<SelectionRange>>> {
    let file = snapshot.file(&params.text_document.uri)?;
    Ok(Some(params.positions.iter().map(|at| around(snapshot, &file, *at)).collect()))
}

fn around(snapshot: &Snapshot, file: &File<'_>, position: Position) -> SelectionRange {
    let offset = file.document.offset(position, snapshot.session.encoding);
    let ranges = file.analysis.selection_ranges(file.id, offset);
    let outward = ranges.into_iter().rev();
    let chain = outward.fold(None, |parent: Option<Box<SelectionRange>>, range| {
        Some(Box::new(SelectionRange { range: file.range(snapshot, range), parent }))
    });
    // A text has a range at least.
    let nothing = SelectionRange { range: Range::new(position, position), parent: None };
    chain.map_or(nothing, |chain| *chain)
}
