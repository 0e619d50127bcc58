//! Names: what gives them, what uses them, and which of them are one.

pub(crate) mod occurrence;
pub(crate) mod place;
pub(crate) mod resolve;
pub(crate) mod scope;
pub(crate) mod symbol;

#[cfg(test)]
mod tests;

use incident_analysis::Item;
use incident_base::{FileId, TextRange, TextSize};

use crate::Analysis;
use crate::cursor::Cursor;
use occurrence::{Occurrence, occurrences};

/// A name that stands at a place.
#[derive(Debug)]
pub(crate) struct Named<'a> {
    pub(crate) occurrence: Occurrence,
    /// The top-level entry that it stands in.
    pub(crate) item: Item<'a>,
    /// The name's own letters, without quotes and without a channel's kind.
    pub(crate) range: TextRange,
}

impl<'a> Named<'a> {
    /// The name at a place; a place directly behind it counts, and the quotes around it.
    pub(crate) fn at(analysis: &'a Analysis, file: FileId, offset: TextSize) -> Option<Self> {
        let cursor = Cursor::find(analysis, file, offset)?;
        let node = cursor.node()?;
        let all = occurrences(&analysis.db, cursor.item);
        let occurrence = all.into_iter().find(|one| one.origin.node == node)?;
        let range = place::letters(analysis, occurrence.origin)?.range;
        let starts = cursor.range()?.start();
        let is_quoted = analysis.text(file).get(usize::from(starts)..)?.starts_with('"');
        let is_there = is_quoted || range.contains_inclusive(offset);
        is_there.then_some(Self { occurrence, item: cursor.item, range })
    }
}
