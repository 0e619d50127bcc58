//! `textDocument/prepareCallHierarchy`, `callHierarchy/incomingCalls` and `callHierarchy/outgoingCalls`.

use incident_ide::{Call, Target, TextSize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem,
    CallHierarchyOutgoingCall, CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams,
};

use crate::convert::{Locator, symbol_kind};
use crate::snapshot::{Place, Snapshot};

pub(crate) fn prepare(
    snapshot: &Snapshot,
    params: &CallHierarchyPrepareParams,
) -> Result<Option<Vec<CallHierarchyItem>>> {
    let at = &params.text_document_position_params;
    let file = snapshot.file(&at.text_document.uri)?;
    let offset = file.document.offset(at.position, snapshot.session.encoding);
    let mut locator = Locator::new(snapshot, &file);
    let found = file.analysis.prepare_calls(file.id, offset);
    let items: Vec<CallHierarchyItem> =
        found.iter().filter_map(|target| item(&mut locator, target)).collect();
    Ok((!items.is_empty()).then_some(items))
}

pub(crate) fn incoming(
    snapshot: &Snapshot,
    params: &CallHierarchyIncomingCallsParams,
) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
    let (place, mut locator, offset) = find(snapshot, &params.item)?;
    let calls = place.analysis.incoming_calls(place.id, offset).into_iter();
    let calls = calls.filter_map(|Call { target, places }| {
        let from = item(&mut locator, &target)?;
        let ranges = places.into_iter().map(|range| locator.range(target.file, range));
        Some(CallHierarchyIncomingCall { from, from_ranges: ranges.collect() })
    });
    Ok(Some(calls.collect()))
}

pub(crate) fn outgoing(
    snapshot: &Snapshot,
    params: &CallHierarchyOutgoingCallsParams,
) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
    let (place, mut locator, offset) = find(snapshot, &params.item)?;
    let calls = place.analysis.outgoing_calls(place.id, offset).into_iter();
    let calls = calls.filter_map(|Call { target, places }| {
        let to = item(&mut locator, &target)?;
        let ranges = places.into_iter().map(|range| locator.range(place.id, range));
        Some(CallHierarchyOutgoingCall { to, from_ranges: ranges.collect() })
    });
    Ok(Some(calls.collect()))
}

/// The place of an item, which may stand in a file that is not open.
fn find<'a>(
    snapshot: &'a Snapshot,
    item: &CallHierarchyItem,
) -> Result<(Place<'a>, Locator<'a>, TextSize)> {
    let place = snapshot.place(&item.uri)?;
    let mut locator = Locator::of_program(snapshot, place.root, place.analysis);
    let offset = locator.offset(place.id, item.selection_range.start);
    Ok((place, locator, offset))
}

fn item(locator: &mut Locator<'_>, target: &Target) -> Option<CallHierarchyItem> {
    Some(CallHierarchyItem {
        name: target.name.clone(),
        kind: symbol_kind(target.kind),
        tags: None,
        detail: Some(target.word().to_owned()),
        uri: locator.uri(target.file)?,
        range: locator.range(target.file, target.range),
        selection_range: locator.range(target.file, target.focus),
        data: None,
    })
}
