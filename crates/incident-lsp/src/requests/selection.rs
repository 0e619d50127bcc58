//! `textDocument/selectionRange`.

use incident_ide::{TextRange, TextSize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Position, Range, SelectionRange, SelectionRangeParams};

use crate::snapshot::{File, Snapshot};

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &SelectionRangeParams,
) -> Result<Option<Vec<SelectionRange>>> {
    let file = snapshot.file(&params.text_document.uri)?;
    let offset = |at: &Position| file.document.offset(*at, snapshot.session.encoding);
    let offsets: Vec<TextSize> = params.positions.iter().map(offset).collect();
    let all = file.analysis.selection_ranges(file.id, &offsets);
    let chains = params.positions.iter().zip(all);
    Ok(Some(chains.map(|(at, ranges)| around(snapshot, &file, *at, ranges)).collect()))
}

fn around(
    snapshot: &Snapshot,
    file: &File<'_>,
    position: Position,
    ranges: Vec<TextRange>,
) -> SelectionRange {
    let outward = ranges.into_iter().rev();
    let chain = outward.fold(None, |parent: Option<Box<SelectionRange>>, range| {
        Some(Box::new(SelectionRange { range: file.range(snapshot, range), parent }))
    });
    // A text has a range at least.
    let nothing = SelectionRange { range: Range::new(position, position), parent: None };
    chain.map_or(nothing, |chain| *chain)
}
