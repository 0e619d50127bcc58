//! `textDocument/codeAction`.

use std::collections::{BTreeSet, HashMap};

use incident_ide::{Action, ActionKind, TextRange, page};
use serde_json::json;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Command,
    Diagnostic, ExecuteCommandOptions, ExecuteCommandParams, NumberOrString, Url,
};

use crate::requests::diagnostics::page_address;
use crate::requests::edits::workspace_edit;
use crate::session::Session;
use crate::snapshot::{File, Snapshot};

/// A command of clients that show pages: it gets a diagnostic's code. Of the others, those that can be asked to open an
/// address have it from the server.
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
    let offered = file.analysis.actions(file.id, range, |sort| is_wanted(&kind(sort))).into_iter();
    let asked = &params.context.diagnostics;
    let told = told(snapshot, &file, asked);
    let offered = offered.map(|action| {
        snapshot.give_way();
        converted(snapshot, &file, asked, &told, action)
    });
    let explained = explained(snapshot, params);
    let wanted =
        offered.chain(explained).filter(|action| action.kind.as_ref().is_some_and(is_wanted));
    Ok(Some(wanted.map(CodeActionOrCommand::CodeAction).collect()))
}

/// Which of the diagnostics that the client asks about are of a code and a place.
type Told = HashMap<(String, TextRange), Vec<usize>>;

fn told(snapshot: &Snapshot, file: &File<'_>, asked: &[Diagnostic]) -> Told {
    let mut told = Told::new();
    for (at, diagnostic) in asked.iter().enumerate() {
        let place = file.document.text_range(diagnostic.range, snapshot.session.encoding);
        if let Some(code) = code(diagnostic) {
            told.entry((code.clone(), place)).or_default().push(at);
        }
    }
    told
}

fn converted(
    snapshot: &Snapshot,
    file: &File<'_>,
    asked: &[Diagnostic],
    told: &Told,
    action: Action,
) -> CodeAction {
    // Some change other files, too.
    let edits = std::iter::once((file.id, action.edits)).chain(action.elsewhere);
    let edit = workspace_edit(snapshot, file, edits);
    let mended = action.mends.iter().filter_map(|(code, at)| told.get(&(code.to_string(), *at)));
    let mended: BTreeSet<usize> = mended.flatten().copied().collect();
    let mended: Vec<Diagnostic> =
        mended.into_iter().filter_map(|at| asked.get(at)).cloned().collect();
    CodeAction {
        title: action.title,
        kind: Some(kind(action.kind)),
        diagnostics: (!mended.is_empty()).then_some(mended),
        edit: Some(edit),
        is_preferred: action.is_preferred.then_some(true),
        ..CodeAction::default()
    }
}

fn kind(sort: ActionKind) -> CodeActionKind {
    match sort {
        ActionKind::Fix => CodeActionKind::QUICKFIX,
        ActionKind::FixAll => CodeActionKind::SOURCE_FIX_ALL,
        ActionKind::Extract => CodeActionKind::REFACTOR_EXTRACT,
        ActionKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
    }
}

/// The commands that the client has from the server; who has them itself would have them twice.
pub(crate) fn commands(session: &Session) -> Option<ExecuteCommandOptions> {
    let is_own = !session.has_command(EXPLAIN) && session.opens_addresses();
    is_own.then(|| ExecuteCommandOptions {
        commands: vec![EXPLAIN.to_owned()],
        ..ExecuteCommandOptions::default()
    })
}

/// The page that a command shows.
///
/// # Errors
/// When it is no command of this server, or its argument no code.
pub(crate) fn shown(params: &ExecuteCommandParams) -> Result<Url> {
    let code = params.arguments.first().and_then(|it| it.as_str());
    let code = code.filter(|code| params.command == EXPLAIN && page(code).is_some());
    code.and_then(page_address).ok_or_else(|| {
        let what = format!("{} with these arguments is no command of this server", params.command);
        Error::invalid_params(what)
    })
}

/// The pages of the diagnostics, for a client that shows pages.
fn explained<'a>(
    snapshot: &Snapshot,
    params: &'a CodeActionParams,
) -> impl Iterator<Item = CodeAction> + use<'a> {
    let session = &snapshot.session;
    let shows_pages = session.has_command(EXPLAIN) || session.opens_addresses();
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
