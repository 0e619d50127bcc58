//! `textDocument/definition` and `textDocument/typeDefinition`.

use incident_ide::Navigation;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    GotoDefinitionParams, GotoDefinitionResponse, LocationLink, TextDocumentPositionParams,
};

use crate::convert::Locator;
use crate::snapshot::{File, Snapshot};

pub(crate) fn definition(
    snapshot: &Snapshot,
    params: &GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let links = snapshot.session.takes_definition_links();
    answer(snapshot, &params.text_document_position_params, links, |file, offset| {
        file.analysis.definition(file.id, offset)
    })
}

pub(crate) fn type_definition(
    snapshot: &Snapshot,
    params: &GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let links = snapshot.session.takes_type_definition_links();
    answer(snapshot, &params.text_document_position_params, links, |file, offset| {
        file.analysis.type_definition(file.id, offset)
    })
}

fn answer(
    snapshot: &Snapshot,
    at: &TextDocumentPositionParams,
    takes_links: bool,
    ask: impl Fn(&File<'_>, incident_ide::TextSize) -> Option<Navigation>,
) -> Result<Option<GotoDefinitionResponse>> {
    let file = snapshot.file(&at.text_document.uri)?;
    let offset = file.document.offset(at.position, snapshot.session.encoding);
    let Some(found) = ask(&file, offset) else { return Ok(None) };
    let mut locator = Locator::new(snapshot, &file);
    let from = file.range(snapshot, found.from);
    if !takes_links {
        let places = found.to.iter().filter_map(|to| locator.location(to.file, to.focus));
        return Ok(Some(GotoDefinitionResponse::Array(places.collect())));
    }
    let links = found.to.iter().filter_map(|to| {
        Some(LocationLink {
            origin_selection_range: Some(from),
            target_uri: locator.uri(to.file)?,
            target_range: locator.range(to.file, to.range),
            target_selection_range: locator.range(to.file, to.focus),
        })
    });
    Ok(Some(GotoDefinitionResponse::Link(links.collect())))
}
