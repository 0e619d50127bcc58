//! `textDocument/codeLens` and `codeLens/resolve`.

use incident_ide::{Lens, Shows, Step};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{CodeLens, CodeLensParams, Command, Location, Position, Range, Url};

use crate::convert::Locator;
use crate::snapshot::Snapshot;

/// A command of clients that show places: it gets a document, a position and the places.
const SHOW_REFERENCES: &str = "incident.showReferences";

/// A lens whose places are counted when it is looked at.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Unresolved {
    pub(crate) uri: Url,
    position: Position,
}

impl Unresolved {
    /// What a lens was sent with.
    pub(crate) fn of(lens: &CodeLens) -> Option<Self> {
        serde_json::from_value(lens.data.clone()?).ok()
    }
}

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &CodeLensParams,
) -> Result<Option<Vec<CodeLens>>> {
    let uri = &params.text_document.uri;
    let file = snapshot.file(uri)?;
    let lenses = file.analysis.lenses(file.id).into_iter().map(|Lens { range, shows }| {
        let range = file.range(snapshot, range);
        match shows {
            Shows::References => {
                let unresolved = Unresolved { uri: uri.clone(), position: range.start };
                CodeLens { range, command: None, data: serde_json::to_value(unresolved).ok() }
            }
            Shows::PagePath(steps) => shown(range, page_path(&steps)),
            Shows::Serves(severities) => shown(range, serves(&severities)),
        }
    });
    Ok(Some(lenses.collect()))
}

pub(crate) fn resolve(snapshot: &Snapshot, lens: &CodeLens) -> Result<CodeLens> {
    let Some(Unresolved { uri, position }) = Unresolved::of(lens) else {
        return Err(Error::invalid_params("this lens is none of this server's"));
    };
    let file = snapshot.file(&uri)?;
    let offset = file.document.offset(position, snapshot.session.encoding);
    let all = file.analysis.lens_references(file.id, offset);
    let mut locator = Locator::new(snapshot, &file);
    let places: Vec<Location> =
        all.iter().filter_map(|one| locator.location(one.file, one.range)).collect();
    let mut command = title(match places.len() {
        1 => "1 reference".to_owned(),
        count => format!("{count} references"),
    });
    if snapshot.session.has_command(SHOW_REFERENCES) && !places.is_empty() {
        command.command = SHOW_REFERENCES.to_owned();
        command.arguments = Some(vec![json!(uri), json!(position), json!(places)]);
    }
    Ok(CodeLens { range: lens.range, command: Some(command), data: None })
}

fn shown(range: Range, words: String) -> CodeLens {
    CodeLens { range, command: Some(title(words)), data: None }
}

fn serves(severities: &[&str]) -> String {
    match severities {
        [] => "No severity goes here".to_owned(),
        severities => format!("Serves {}", severities.join(", ")),
    }
}

/// Words that do nothing.
fn title(title: String) -> Command {
    Command { title, command: String::new(), arguments: None }
}

fn page_path(steps: &[Step]) -> String {
    let steps: Vec<String> = steps.iter().map(Step::in_words).collect();
    format!("Pages {}", steps.join(", "))
}
