//! Places in a text as the protocol counts them: lines, and columns in the units that were agreed on.

use incident_ide::{TextRange, TextSize, slice};
use tower_lsp::lsp_types::{Position, Range};

/// The units of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// What every client can do.
    Utf16,
}

/// Where the lines of a text start.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines(incident_base::Lines);

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        Self(incident_base::Lines::new(text))
    }

    /// Takes note that a range was replaced by so many bytes, which left this text.
    pub(crate) fn replaced(&mut self, range: TextRange, length: usize, text: &str) {
        self.0.replaced(range, length, text);
    }

    /// A place's position; one past the end is the end's.
    pub(crate) fn position(&self, text: &str, offset: TextSize, encoding: Encoding) -> Position {
        let offset = offset.min(TextSize::of(text));
        self.position_in(self.0.at(offset), text, offset, encoding)
    }

    /// The position of a place in a line that is known.
    fn position_in(
        &self,
        line: usize,
        text: &str,
        offset: TextSize,
        encoding: Encoding,
    ) -> Position {
        let start = self.0.start(line).unwrap_or_default();
        let before = slice(text, TextRange::new(start, offset));
        Position { line: narrow(line), character: width(before, encoding) }
    }

    /// A position's place. Behind a line's end it is the end; behind the last line, the text's end.
    pub(crate) fn offset(&self, text: &str, position: Position, encoding: Encoding) -> TextSize {
        let line = position.line as usize;
        let Some(start) = self.0.start(line) else { return TextSize::of(text) };
        let end = self.0.start(line + 1).unwrap_or(TextSize::of(text));
        let whole = slice(text, TextRange::new(start, end)).trim_end_matches(['\n', '\r']);
        let mut units = 0;
        for (at, character) in whole.char_indices() {
            if units >= position.character {
                return start + TextSize::new(narrow(at));
            }
            units += units_of(character, encoding);
        }
        start + TextSize::of(whole)
    }

    /// Where a range stands, line by line and without line ends: each part's start and units.
    pub(crate) fn parts(
        &self,
        text: &str,
        range: TextRange,
        encoding: Encoding,
    ) -> impl Iterator<Item = (Position, u32)> {
        let line = self.0.at(range.start());
        let starts_inside = self.0.starts_between(line, range.end());
        let starts = std::iter::once(range.start()).chain(starts_inside.clone());
        let ends = starts_inside.chain([range.end()]);
        let at = self.position_in(line, text, range.start(), encoding);
        (at.line..).zip(starts.zip(ends)).map(move |(line, (start, end))| {
            let part = slice(text, TextRange::new(start, end));
            let character = if line == at.line { at.character } else { 0 };
            (Position { line, character }, width(part.trim_end_matches(['\n', '\r']), encoding))
        })
    }

    pub(crate) fn range(&self, text: &str, range: TextRange, encoding: Encoding) -> Range {
        Range {
            start: self.position(text, range.start(), encoding),
            end: self.position(text, range.end(), encoding),
        }
    }

    /// A range's place; one whose end comes first is taken the other way round.
    pub(crate) fn text_range(&self, text: &str, range: Range, encoding: Encoding) -> TextRange {
        let start = self.offset(text, range.start, encoding);
        let end = self.offset(text, range.end, encoding);
        TextRange::new(start.min(end), start.max(end))
    }
}

/// Texts of 4 GiB are not read.
fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn units_of(character: char, encoding: Encoding) -> u32 {
    narrow(match encoding {
        Encoding::Utf8 => character.len_utf8(),
        Encoding::Utf16 => character.len_utf16(),
    })
}

/// The units of a text.
pub(crate) fn width(text: &str, encoding: Encoding) -> u32 {
    match encoding {
        _ if text.is_ascii() => narrow(text.len()),
        Encoding::Utf8 => narrow(text.len()),
        Encoding::Utf16 => text.chars().map(|it| units_of(it, encoding)).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_positions_are_each_others_inverse() {
        let text = "é = 5\r\n\"☃🦀\" x\rlast\n";
        let lines = Lines::new(text);
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                let offset = TextSize::new(at as u32);
                let position = lines.position(text, offset, encoding);
                let back = lines.offset(text, position, encoding);
                // Between CR and LF is the line's end.
                let is_between = text[..at].ends_with('\r') && text[at..].starts_with('\n');
                let expected = if is_between { offset - TextSize::of('\r') } else { offset };
                assert_eq!(back, expected, "{at} {position:?}");
            }
        }
        let crab = lines.position(text, TextSize::new(12), Encoding::Utf16);
        assert_eq!(crab, Position::new(1, 2));
        assert_eq!(lines.position(text, TextSize::new(16), Encoding::Utf16), Position::new(1, 4));
        assert_eq!(lines.position(text, TextSize::new(16), Encoding::Utf8), Position::new(1, 8));
    }

    #[test]
    fn parts_end_where_lines_do() {
        let text = "a /* é\r\nbb\rc\n\nd🦀 */ e";
        let lines = Lines::new(text);
        let range = TextRange::new(2.into(), (text.len() as u32 - 2).into());
        let parts: Vec<(u32, u32, u32)> = lines
            .parts(text, range, Encoding::Utf16)
            .map(|(at, units)| (at.line, at.character, units))
            .collect();
        assert_eq!(parts, [(0, 2, 4), (1, 0, 2), (2, 0, 1), (3, 0, 0), (4, 0, 6)]);
        let word = TextRange::new(9.into(), 11.into());
        let at = Position::new(1, 0);
        assert_eq!(lines.parts(text, word, Encoding::Utf8).collect::<Vec<_>>(), [(at, 2)]);
    }

    #[test]
    fn what_is_out_of_range_is_the_nearest_end() {
        let text = "a\nbc\n";
        let lines = Lines::new(text);
        let offset = |line, character| {
            u32::from(lines.offset(text, Position::new(line, character), Encoding::Utf16))
        };
        assert_eq!([offset(0, 9), offset(1, 9), offset(2, 9), offset(9, 0)], [1, 4, 5, 5]);
        let inside = Lines::new("🦀").offset("🦀", Position::new(0, 1), Encoding::Utf16);
        assert_eq!(u32::from(inside), 4);
        let past = lines.position(text, TextSize::new(99), Encoding::Utf8);
        assert_eq!(past, Position::new(2, 0));
    }
}
