//! Lines in a row that begin with the same mark, and what they say with another one for it, or with none.

use std::ops::Range;

/// The first lines of a text, as long as they have the mark.
#[derive(Default)]
pub(super) struct MarkedLines {
    pub(super) lines: usize,
    pub(super) length: usize,
    /// Where the last mark ends.
    pub(super) marked: usize,
    /// What stands up to there with the other marks.
    pub(super) instead: String,
}

impl MarkedLines {
    /// Adds the next line of `text`, with the place of its mark in it.
    pub(super) fn add(&mut self, text: &str, line: &str, mark: Range<usize>, instead: &str) {
        self.instead += text.get(self.marked..self.length + mark.start).unwrap_or_default();
        self.instead += instead;
        self.marked = self.length + mark.end;
        self.length += line.len();
        self.lines += 1;
    }
}
