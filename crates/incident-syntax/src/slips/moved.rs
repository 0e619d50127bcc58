//! Where a text without some of its characters stands in the text with them.

use std::ops::Range;
use std::sync::Arc;

use incident_base::{TextRange, TextSize};

use crate::error::{SyntaxError, SyntaxErrorKind};
use crate::tree::Item;

/// What was left out of a text.
#[derive(Debug)]
pub(crate) struct Moved {
    /// Where each stood in the text without them, and how many bytes; in the order of places.
    left_out: Vec<(TextSize, TextSize)>,
}

impl Moved {
    /// Without what stands in these ranges of the text with them, which are in order.
    pub(super) fn without(ranges: impl IntoIterator<Item = Range<usize>>) -> Self {
        let mut together = TextSize::new(0);
        let mut left_out = Vec::new();
        for range in ranges.into_iter().filter(|range| !range.is_empty()) {
            // The text is shorter than 4 GiB.
            let place = |at: usize| TextSize::new(at as u32);
            left_out.push((place(range.start) - together, place(range.len())));
            together += place(range.len());
        }
        Self { left_out }
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
