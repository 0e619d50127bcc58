//! Where a text without some of its characters stands in the text with them.

use std::sync::Arc;

use incident_base::{TextRange, TextSize};

use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::tree::Item;

/// What was left out of a text.
#[derive(Debug, Default)]
pub(crate) struct Moved {
    /// Where each stood in the text without them, and how many bytes; in the order of places.
    left_out: Vec<(TextSize, TextSize)>,
    /// How many bytes that are together.
    together: TextSize,
}

impl Moved {
    /// Takes note of so many bytes left out at a place of the text with them, behind all others.
    pub(super) fn left_out(&mut self, at: usize, bytes: usize) {
        if let (Ok(at), Ok(bytes)) = (TextSize::try_from(at), TextSize::try_from(bytes))
            && bytes > TextSize::new(0)
        {
            self.left_out.push((at - self.together, bytes));
            self.together += bytes;
        }
    }

    /// Where what begins there begins in the text with them.
    pub(super) fn start(&self, place: TextSize) -> TextSize {
        self.moved(place, |at| at <= place)
    }

    /// Where a range of the text without them stands in the text with them.
    pub(super) fn range(&self, range: TextRange) -> TextRange {
        // What ends where something was left out ends before it.
        let end = self.moved(range.end(), |at| at < range.end());
        TextRange::new(self.start(range.start()).min(end), end)
    }

    /// An error of the text without them as one of the text with them.
    pub(crate) fn error(&self, error: SyntaxError) -> SyntaxError {
        map(error, &|range| self.range(range))
    }

    /// An entry of the text without them as one of the text with them.
    pub(crate) fn item(&self, item: Item) -> Item {
        let ranges: Arc<[TextRange]> = item.ranges.iter().map(|range| self.range(*range)).collect();
        Item { ranges, ..item }
    }

    fn moved(&self, place: TextSize, is_before: impl Fn(TextSize) -> bool) -> TextSize {
        let before = self.left_out.iter().take_while(|(at, _)| is_before(*at));
        place + before.map(|(_, bytes)| *bytes).sum::<TextSize>()
    }
}

/// An error with its places changed.
pub(super) fn map(error: SyntaxError, range: &impl Fn(TextRange) -> TextRange) -> SyntaxError {
    let kind = match error.kind {
        SyntaxErrorKind::CutOff { opener, closers, around } => {
            let around = around.into_iter().map(range).collect();
            SyntaxErrorKind::CutOff { opener, closers, around }
        }
        kind => kind,
    };
    SyntaxError { kind, range: range(error.range), related: error.related.map(range) }
}
