//! `textDocument/foldingRange`.

use incident_ide::FoldKind;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

use crate::snapshot::Snapshot;

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &FoldingRangeParams,
) -> Result<Option<Vec<FoldingRange>>> {
    let file = snapshot.file(&params.text_document.uri)?;
    let whole_lines = snapshot.session.folds_whole_lines();
    let folds = file.analysis.folds(file.id).into_iter().filter_map(|fold| {
        let range = file.range(snapshot, fold.range);
        // Of brackets, the line of the closing one stays.
        let end_line = match fold.kind {
            FoldKind::Brackets if whole_lines => range.end.line.checked_sub(1)?,
            _ => range.end.line,
        };
        (end_line > range.start.line).then(|| FoldingRange {
            start_line: range.start.line,
            start_character: (!whole_lines).then_some(range.start.character),
            end_line,
            end_character: (!whole_lines).then_some(range.end.character),
            kind: (fold.kind == FoldKind::Comment).then_some(FoldingRangeKind::Comment),
            collapsed_text: None,
        })
    });
    Ok(Some(folds.collect()))
}
