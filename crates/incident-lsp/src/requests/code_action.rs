//! `textDocument/codeAction`.

use incident_ide::{Action, ActionKind};
use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Command,
    Diagnostic, NumberOrString,
};

use crate::requests::edits::workspace_edit;
use crate::snapshot::{File, Snapshot};

/// A command of clients that show pages: it gets a diagnostic's code.
pub(crate) const EXPLAIN: &str = "incident.explain";

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &CodeActionParams,
) -> Result<Option<CodeActionResponse>> {
    let file = snapshot.file(&params.text_document.uri)?;
    let range = file.document.text_range(params.range, snapshot.session.encoding);
    let is_wanted = |kind: &CodeActionKind| {
        params.context.only.as_ref().is_none_or(|only| {
            only.iter().any(|wanted| {
                let rest = kind.as_str().strip_prefix(wanted.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        })
    };
    let offered = file.analysis.actions(file.id, range).into_iter();
    let offered = offered.map(|action| converted(snapshot, &file, params, action));
    let explained = explained(snapshot, params);
    let wanted =
        offered.chain(explained).filter(|action| action.kind.as_ref().is_some_and(is_wanted));
    Ok(Some(wanted.map(CodeActionOrCommand::CodeAction).collect()))
}

fn converted(
    snapshot: &Snapshot,
    file: &File<'_>,
    params: &CodeActionParams,
    action: Action,
) -> CodeAction {
    // Some change other files, too.
    let edits = std::iter::once((file.id, action.edits)).chain(action.elsewhere);
    let edit = workspace_edit(snapshot, file, edits);
    let is_mended = |diagnostic: &&Diagnostic| {
        let place = file.document.text_range(diagnostic.range, snapshot.session.encoding);
        let code = code(diagnostic);
        action.mends.iter().any(|(it, at)| *at == place && code == Some(&it.to_string()))
    };
    let mended: Vec<Diagnostic> =
        params.context.diagnostics.iter().filter(is_mended).cloned().collect();
    CodeAction {
        title: action.title,
        kind: Some(match action.kind {
            ActionKind::Fix => CodeActionKind::QUICKFIX,
            ActionKind::FixAll => CodeActionKind::SOURCE_FIX_ALL,
            ActionKind::Extract => CodeActionKind::REFACTOR_EXTRACT,
            ActionKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
        }),
        diagnostics: (!mended.is_empty()).then_some(mended),
        edit: Some(edit),
        is_preferred: action.is_preferred.then_some(true),
        ..CodeAction::default()
    }
}

/// The pages of the diagnostics, for a client that shows pages.
fn explained<'a>(
    snapshot: &Snapshot,
    params: &'a CodeActionParams,
) -> impl Iterator<Item = CodeAction> + use<'a> {
    let shows_pages = snapshot.session.has_command(EXPLAIN);
    let mut codes: Vec<&String> = params.context.diagnostics.iter().filter_map(code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.into_iter().filter(move |_| shows_pages).map(|code| CodeAction {
        title: format!("Explain {code}"),
        kind: Some(CodeActionKind::QUICKFIX),
        command: Some(Command {
            title: format!("Explain {code}"),
            command: EXPLAIN.to_owned(),
            arguments: Some(vec![json!(code)]),
        }),
        ..CodeAction::default()
    })
}

fn code(diagnostic: &Diagnostic) -> Option<&String> {
    match &diagnostic.code {
        Some(NumberOrString::String(code)) if diagnostic.source.as_deref() == Some("incident") => {
            Some(code)
        }
        _ => None,
    }
}
