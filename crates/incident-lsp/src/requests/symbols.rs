//! `textDocument/documentSymbol` and `workspace/symbol`.

use incident_ide::Symbol;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, SymbolInformation,
    WorkspaceSymbolParams,
};

use crate::convert::{Locator, symbol_kind};
use crate::snapshot::{File, Snapshot};

pub(crate) fn document(
    snapshot: &Snapshot,
    params: &DocumentSymbolParams,
) -> Result<Option<DocumentSymbolResponse>> {
    let file = snapshot.file(&params.text_document.uri)?;
    let symbols = file.analysis.document_symbols(file.id);
    if snapshot.session.takes_nested_symbols() {
        let nested = symbols.into_iter().map(|symbol| nested(snapshot, &file, symbol));
        return Ok(Some(DocumentSymbolResponse::Nested(nested.collect())));
    }
    let mut all = Vec::new();
    for symbol in symbols {
        flatten(snapshot, &file, symbol, None, &mut all);
    }
    Ok(Some(DocumentSymbolResponse::Flat(all)))
}

#[expect(deprecated, reason = "the protocol's type still has the old field")]
fn nested(snapshot: &Snapshot, file: &File<'_>, symbol: Symbol) -> DocumentSymbol {
    let detail = Some(symbol.word()).filter(|word| *word != symbol.name);
    let children = symbol.children.into_iter().map(|inner| nested(snapshot, file, inner));
    DocumentSymbol {
        detail: detail.map(str::to_owned),
        kind: symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: file.range(snapshot, symbol.range),
        selection_range: file.range(snapshot, symbol.focus),
        children: Some(children.collect()),
        name: symbol.name,
    }
}

fn flatten(
    snapshot: &Snapshot,
    file: &File<'_>,
    symbol: Symbol,
    container: Option<String>,
    all: &mut Vec<SymbolInformation>,
) {
    let range = file.range(snapshot, symbol.range);
    let location = Location { uri: file.document.uri.clone(), range };
    let name = symbol.name.clone();
    all.push(information(symbol.name, symbol.kind, location, container));
    for inner in symbol.children {
        flatten(snapshot, file, inner, Some(name.clone()), all);
    }
}

/// `workspace/symbol`, in every program that was read.
pub(crate) fn workspace(
    snapshot: &Snapshot,
    params: &WorkspaceSymbolParams,
) -> Result<Option<Vec<SymbolInformation>>> {
    let mut all = Vec::new();
    for (root, program) in &snapshot.programs {
        let mut locator = Locator::of_program(snapshot, root, &program.analysis);
        let found = program.analysis.workspace_symbols(&params.query).into_iter();
        all.extend(found.filter_map(|found| {
            let location = locator.location(found.file, found.focus)?;
            Some(information(found.name, found.kind, location, found.container))
        }));
    }
    Ok(Some(all))
}

#[expect(deprecated, reason = "the protocol's type still has the old field")]
fn information(
    name: String,
    kind: incident_ide::Kind,
    location: Location,
    container_name: Option<String>,
) -> SymbolInformation {
    let kind = symbol_kind(kind);
    SymbolInformation { name, kind, tags: None, deprecated: None, location, container_name }
}
