//! Texts that are open in the editor. They win over what the disk holds.

use std::sync::Arc;

use incident_ide::{TextRange, TextSize};
use tower_lsp::lsp_types::{Position, Range, TextDocumentContentChangeEvent, Url};

use crate::lines::{Encoding, Lines};

/// A text that is open, at a version.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(crate) uri: Url,
    /// As the client counts them. It may begin again when the document is opened again.
    pub(crate) version: i32,
    /// Which text it is, of all that there were of any document.
    pub(crate) moment: u64,
    pub(crate) text: Arc<str>,
    lines: Lines,
}

impl Document {
    pub(crate) fn new(uri: Url, version: i32, moment: u64, text: &str) -> Self {
        Self { uri, version, moment, text: text.into(), lines: Lines::new(text) }
    }

    /// Makes the changes one after the other, each in the text that the one before left.
    pub(crate) fn change(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        self.version = version;
        let mut text = String::from(&*self.text);
        for change in changes {
            let Some(range) = change.range else {
                self.lines = Lines::new(&change.text);
                text = change.text;
                continue;
            };
            let range = self.lines.text_range(&text, range, encoding);
            text.replace_range(std::ops::Range::<usize>::from(range), &change.text);
            self.lines.replaced(range, change.text.len(), &text);
        }
        self.text = text.into();
    }

    pub(crate) fn position(&self, offset: TextSize, encoding: Encoding) -> Position {
        self.lines.position(&self.text, offset, encoding)
    }

    pub(crate) fn offset(&self, position: Position, encoding: Encoding) -> TextSize {
        self.lines.offset(&self.text, position, encoding)
    }

    pub(crate) fn range(&self, range: TextRange, encoding: Encoding) -> Range {
        self.lines.range(&self.text, range, encoding)
    }

    /// Where a range stands, line by line and without line ends: each part's start and units.
    pub(crate) fn parts(
        &self,
        range: TextRange,
        encoding: Encoding,
    ) -> impl Iterator<Item = (Position, u32)> {
        self.lines.parts(&self.text, range, encoding)
    }

    pub(crate) fn text_range(&self, range: Range, encoding: Encoding) -> TextRange {
        self.lines.text_range(&self.text, range, encoding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(
        range: Option<((u32, u32), (u32, u32))>,
        text: &str,
    ) -> TextDocumentContentChangeEvent {
        let range = range.map(|((line, column), (to_line, to_column))| {
            Range::new(Position::new(line, column), Position::new(to_line, to_column))
        });
        TextDocumentContentChangeEvent { range, range_length: None, text: text.to_owned() }
    }

    #[test]
    fn changes_are_made_one_after_the_other() {
        let uri = Url::parse("untitled:a").unwrap();
        let mut document = Document::new(uri, 1, 0, "one\ntwo 🦀 x\n");
        let changes = vec![
            change(Some(((0, 3), (1, 0))), " "),
            change(Some(((0, 11), (0, 12))), "crab\n"),
            change(Some(((9, 9), (9, 9))), "end"),
        ];
        document.change(2, changes, Encoding::Utf16);
        assert_eq!((&*document.text, document.version), ("one two 🦀 crab\n\nend", 2));
        document.change(3, vec![change(None, "all new")], Encoding::Utf16);
        assert_eq!(&*document.text, "all new");
    }
}
