//! From byte ranges to lines and columns.

use std::cell::OnceCell;
use std::ops::Range;

use incident_base::{LineColumn, LineIndex, Span, TextSize};

use crate::program::Program;

/// U+FEFF at the start of a file is no part of its first line.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// A range as people and editors count: lines and columns from 1, columns in characters, the end
/// exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place<'p> {
    pub(crate) file: &'p str,
    pub(crate) start: LineColumn,
    pub(crate) end: LineColumn,
}

/// The texts of a program with the starts of their lines, read when first asked for.
pub(crate) struct Texts<'p> {
    program: &'p Program,
    indexes: Vec<OnceCell<LineIndex>>,
}

impl<'p> Texts<'p> {
    pub(crate) fn new(program: &'p Program) -> Self {
        Self { program, indexes: program.files.iter().map(|_| OnceCell::new()).collect() }
    }

    /// The text of the span's file; empty when there is none.
    pub(crate) fn text(&self, span: Span) -> &'p str {
        self.program.file(span.file).map_or("", |file| file.text())
    }

    pub(crate) fn place(&self, span: Span) -> Place<'p> {
        let file = self.program.file(span.file).map_or("", |file| &file.shown);
        let range = clamped(span, self.text(span));
        Place {
            file,
            start: self.line_column(span, range.start),
            end: self.line_column(span, range.end),
        }
    }

    fn line_column(&self, span: Span, offset: usize) -> LineColumn {
        let text = self.text(span);
        let index = usize::try_from(span.file.0).ok().and_then(|id| self.indexes.get(id));
        let Some(index) = index else { return LineColumn { line: 1, column: 1 } };
        let index = index.get_or_init(|| LineIndex::new(text));
        let mut at = index.line_column(TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX)));
        if at.line == 1 && at.column > 1 && text.starts_with(BYTE_ORDER_MARK) {
            at.column -= 1;
        }
        at
    }
}

/// The byte range of a span, inside the text and on character boundaries. The places that are handed
/// to us are; the renderer would die of one that is not.
pub(crate) fn clamped(span: Span, text: &str) -> Range<usize> {
    let start = text.floor_char_boundary(usize::from(span.range.start()));
    let end = text.ceil_char_boundary(usize::from(span.range.end()).min(text.len()));
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::{program, span};

    fn shown(text: &str, range: Range<u32>) -> (u32, u32, u32, u32) {
        let program = program(&[("a.incident", text)]);
        let place = Texts::new(&program).place(span(0, range));
        assert_eq!(place.file, "a.incident");
        (place.start.line, place.start.column, place.end.line, place.end.column)
    }

    #[test]
    fn columns_count_characters_and_lines_end_at_line_feeds() {
        assert_eq!(shown("é = \"☃\"\r\n\tx\n", 0..2), (1, 1, 1, 2));
        assert_eq!(shown("é = \"☃\"\r\n\tx\n", 5..10), (1, 5, 1, 8));
        assert_eq!(shown("é = \"☃\"\r\n\tx\n", 13..14), (2, 2, 2, 3));
        assert_eq!(shown("", 0..0), (1, 1, 1, 1));
        assert_eq!(shown("abc", 3..3), (1, 4, 1, 4));
        assert_eq!(shown("abc\n", 4..4), (2, 1, 2, 1));
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        assert_eq!(shown("\u{FEFF}abc\nd", 3..6), (1, 1, 1, 4));
        assert_eq!(shown("\u{FEFF}abc\nd", 0..0), (1, 1, 1, 1));
        assert_eq!(shown("\u{FEFF}abc\nd", 7..8), (2, 1, 2, 2));
    }

    #[test]
    fn spans_inside_characters_and_past_the_end_are_moved() {
        assert_eq!(shown("a☃b", 2..3), (1, 2, 1, 3));
        assert_eq!(shown("a☃b", 90..99), (1, 4, 1, 4));
    }
}
