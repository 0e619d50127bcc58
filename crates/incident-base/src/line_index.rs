use std::ops::Range;

use line_index::{LineCol, WideEncoding};
use text_size::TextSize;

/// Line and column of a place, both counted from 1, the column in characters (Unicode scalar values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
}

/// Where the lines of a text start, for turning byte offsets into lines and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    inner: line_index::LineIndex,
    length: TextSize,
}

impl LineIndex {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        Self { inner: line_index::LineIndex::new(text), length: TextSize::of(text) }
    }

    /// The line and column of an offset; one past the end is taken for the end.
    pub fn line_column(&self, offset: TextSize) -> LineColumn {
        let at = self.inner.line_col(offset.min(self.length));
        let wide = self.inner.to_wide(WideEncoding::Utf32, at);
        let column = wide.map_or(at.col, |wide| wide.col);
        LineColumn { line: at.line + 1, column: column + 1 }
    }

    /// The bytes of a line counted from 1, its line break included; `None` past the last line.
    pub fn line_bytes(&self, line: u32) -> Option<Range<usize>> {
        let start = self.inner.offset(LineCol { line: line.checked_sub(1)?, col: 0 })?;
        let next = self.inner.offset(LineCol { line, col: 0 }).unwrap_or(self.length);
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
}
