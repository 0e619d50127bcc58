//! Lines and columns as people count them.

use std::ops::Range;

use text_size::TextSize;

use crate::Lines;

/// Line and column of a place, both counted from 1, the column in characters (Unicode scalar values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
}

/// The lines of a text and its wide characters, for turning byte offsets into lines and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    lines: Lines,
    /// Behind each character of more than one byte, where it ends and how many bytes there are more than characters
    /// up to there: a long line is not read again for each place in it.
    wide: Vec<(u32, u32)>,
    length: TextSize,
}

impl LineIndex {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        let mut wide = Vec::new();
        if !text.is_ascii() {
            let (mut end, mut more) = (TextSize::default(), 0);
            for character in text.chars() {
                let size = TextSize::of(character);
                end += size;
                if size > TextSize::new(1) {
                    more += u32::from(size) - 1;
                    wide.push((end.into(), more));
                }
            }
        }
        Self { lines: Lines::new(text), wide, length: TextSize::of(text) }
    }

    /// The line and column of an offset; one past the end is taken for the end.
    pub fn line_column(&self, offset: TextSize) -> LineColumn {
        let offset = offset.min(self.length);
        let line = self.lines.at(offset);
        let start = self.lines.start(line).unwrap_or_default();
        let column = u32::from(offset - start) - (self.more_up_to(offset) - self.more_up_to(start));
        LineColumn { line: u32::try_from(line).unwrap_or(u32::MAX - 1) + 1, column: column + 1 }
    }

    /// How many bytes there are more than characters before an offset.
    fn more_up_to(&self, offset: TextSize) -> u32 {
        let before = self.wide.partition_point(|(end, _)| *end <= u32::from(offset));
        before.checked_sub(1).and_then(|at| self.wide.get(at)).map_or(0, |(_, more)| *more)
    }

    /// The bytes of a line counted from 1, its line break included; `None` past the last line.
    pub fn line_bytes(&self, line: u32) -> Option<Range<usize>> {
        let line = usize::try_from(line.checked_sub(1)?).ok()?;
        let start = self.lines.start(line)?;
        let next = self.lines.start(line + 1).unwrap_or(self.length);
        Some(start.into()..next.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let index = LineIndex::new("é = 5\n\"☃\" x");
        assert_eq!(index.line_column(3.into()), LineColumn { line: 1, column: 3 });
        assert_eq!(index.line_column(13.into()), LineColumn { line: 2, column: 5 });
        assert_eq!(index.line_column(999.into()), LineColumn { line: 2, column: 6 });
        assert_eq!(index.line_bytes(1), Some(0..7));
        assert_eq!(index.line_bytes(2), Some(7..14));
        assert_eq!(index.line_bytes(3), None);
        assert_eq!(index.line_bytes(0), None);
    }

    #[test]
    fn every_place_is_in_the_line_and_column_that_counting_gives() {
        let text = "é = 5\r\n\"☃🦀\" x\rlast é\n\n";
        let index = LineIndex::new(text);
        let (mut line, mut column) = (1, 1);
        let mut characters = text.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let offset = TextSize::new(at as u32);
            assert_eq!(index.line_column(offset), LineColumn { line, column }, "{at}");
            let is_crlf = character == '\r' && characters.peek().is_some_and(|(_, it)| *it == '\n');
            (line, column) = match character {
                '\n' | '\r' if !is_crlf => (line + 1, 1),
                _ => (line, column + 1),
            };
        }
        assert_eq!(index.line_column(TextSize::of(text)), LineColumn { line, column });
    }
}
