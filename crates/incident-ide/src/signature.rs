//! Which label of a block is being written.

use std::ops::Range;

use incident_base::{FileId, TextSize};
use incident_schema::{Block, block};

use crate::Analysis;
use crate::completion::site::{Place, Site};

/// How a block's header is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// `severity LEVEL DESCRIPTION`
    pub label: String,
    /// What the block declares.
    pub doc: &'static str,
    /// Where each label stands in it, in bytes, with what is to be written there, as Markdown.
    pub labels: Vec<(Range<usize>, String)>,
    /// The label that is being written, by its position.
    pub active: usize,
}

pub(crate) fn of(analysis: &Analysis, file: FileId, offset: TextSize) -> Option<Signature> {
    let Place::Label(kind, active) = Site::find(analysis, file, offset)?.place else { return None };
    let row = block(kind);
    let (label, ranges) = header(row);
    let docs = row.labels.iter().map(|one| format!("{}: {}", one.ty.noun(), one.doc));
    Some(Signature { label, doc: row.doc, labels: ranges.into_iter().zip(docs).collect(), active })
}

/// How a block is written up to its brace: `severity LEVEL DESCRIPTION`, and where each label stands in that.
pub(crate) fn header(row: &Block) -> (String, Vec<Range<usize>>) {
    let mut header = row.name.to_owned();
    let mut ranges = Vec::with_capacity(row.labels.len());
    for label in row.labels {
        header.push(' ');
        let start = header.len();
        header.push_str(&label.name.to_uppercase());
        ranges.push(start..header.len());
    }
    (header, ranges)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_label_tells_its_place() {
        for (_, row) in incident_schema::blocks() {
            let (header, ranges) = header(row);
            for range in ranges {
                let text = header.get(range.clone()).unwrap();
                let places: Vec<usize> = header.match_indices(text).map(|(at, _)| at).collect();
                assert_eq!(places, [range.start], "{text:?} in {header:?}");
            }
        }
    }
}
