//! From byte ranges to lines and columns.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use incident_base::{Diagnostic, LineColumn, LineIndex, Span, TextSize};

use crate::program::{Program, repository_of};
use crate::relative::with_slashes;

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
    names: Vec<Cow<'p, str>>,
    indexes: Vec<OnceCell<LineIndex>>,
}

impl<'p> Texts<'p> {
    /// With files named as messages do: relative to where the user stands.
    pub(crate) fn new(program: &'p Program) -> Self {
        let names = program.files.iter().map(|file| Cow::Borrowed(file.shown.as_str()));
        Self::with_names(program, names.collect())
    }

    /// With files named as code hosts do: relative to the root of the repository, wherever in it the user stands.
    pub(crate) fn of_repository(program: &'p Program) -> Self {
        let Some(root) = repository_of(&program.base) else { return Self::new(program) };
        let names = program.files.iter().map(|file| {
            let below = file.absolute.as_ref().and_then(|path| path.strip_prefix(root).ok());
            let below = below.and_then(with_slashes);
            below.map_or(Cow::Borrowed(file.shown.as_str()), Cow::Owned)
        });
        Self::with_names(program, names.collect())
    }

    fn with_names(program: &'p Program, names: Vec<Cow<'p, str>>) -> Self {
        Self { program, names, indexes: program.files.iter().map(|_| OnceCell::new()).collect() }
    }

    /// The text of the span's file; empty when there is none.
    pub(crate) fn text(&self, span: Span) -> &'p str {
        self.program.file(span.file).map_or("", |file| file.text())
    }

    pub(crate) fn place(&self, span: Span) -> Place<'_> {
        let number = usize::try_from(span.file.0).ok();
        let file = number.and_then(|number| self.names.get(number)).map_or("", |name| name);
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

/// What a finding says of other places, a line each: `first declared here: ops/a.incident:3`.
pub(crate) fn related_lines<'t>(
    texts: &'t Texts<'_>,
    finding: &'t Diagnostic,
) -> impl Iterator<Item = String> + 't {
    finding.related.iter().map(|other| {
        let place = texts.place(other.place);
        format!("{}: {}:{}", other.message, place.file, place.start.line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::testing::{program, span};

    fn shown(text: &str, range: Range<u32>) -> (u32, u32, u32, u32) {
        let program = program(&[("a.incident", text)]);
        let texts = Texts::new(&program);
        let place = texts.place(span(0, range));
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
    fn files_are_named_from_the_root_of_the_repository() {
        let folder = tempfile::tempdir().unwrap();
        let root = std::fs::canonicalize(folder.path()).unwrap();
        std::fs::create_dir_all(root.join(".git")).unwrap();
        std::fs::create_dir_all(root.join("ops/team")).unwrap();
        let mut program = program(&[("../a.incident", ""), ("/elsewhere/b.incident", "")]);
        program.base = root.join("ops/team");
        program.files[0].absolute = Some(root.join("ops/a.incident"));
        program.files[1].absolute = Some("/elsewhere/b.incident".into());
        let name = |texts: Texts<'_>, file| texts.place(span(file, 0..0)).file.to_owned();
        assert_eq!(name(Texts::of_repository(&program), 0), "ops/a.incident");
        assert_eq!(name(Texts::of_repository(&program), 1), "/elsewhere/b.incident");
        assert_eq!(name(Texts::new(&program), 0), "../a.incident");
        std::fs::remove_dir(root.join(".git")).unwrap();
        assert_eq!(name(Texts::of_repository(&program), 0), "../a.incident");
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
