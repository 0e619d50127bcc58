//! `textDocument/documentLink`.

use incident_ide::{Link, LinkTo};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{DocumentLink, DocumentLinkParams, Url};

use crate::convert::Locator;
use crate::program::Root;
use crate::snapshot::{File, Snapshot};

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &DocumentLinkParams,
) -> Result<Option<Vec<DocumentLink>>> {
    let file = snapshot.file(&params.text_document.uri)?;
    let links = file.analysis.links(file.id).into_iter();
    let links = links.filter_map(|Link { range, to }| {
        let target = match to {
            LinkTo::Url(url) => Url::parse(&url).ok()?,
            LinkTo::Path(path) => existing(snapshot, &file, &path)?,
            LinkTo::Document(path) => document(snapshot, &file, &path)?,
        };
        let range = file.range(snapshot, range);
        Some(DocumentLink { range, target: Some(target), tooltip: None, data: None })
    });
    Ok(Some(links.collect()))
}

/// A document, or a place in one behind a `#`, which may also be part of a name.
fn document(snapshot: &Snapshot, file: &File<'_>, path: &str) -> Option<Url> {
    existing(snapshot, file, path).or_else(|| {
        let (path, place) = path.rsplit_once('#')?;
        let mut target = existing(snapshot, file, path)?;
        target.set_fragment(Some(place));
        Some(target)
    })
}

/// A file of the program, or another one of its folder: no path leads out of it.
fn existing(snapshot: &Snapshot, file: &File<'_>, path: &str) -> Option<Url> {
    if let Some(known) = file.analysis.file(path) {
        return Locator::new(snapshot, file).uri(known);
    }
    let Root::Folder(folder) = file.root else { return None };
    let path = folder.join(path);
    let is_there = snapshot.disk.is_file_in(&path, folder);
    is_there.then(|| Url::from_file_path(path).ok()).flatten()
}
