//! Programs and findings for the tests of the renderers.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;

use incident_analysis::Contents;
use incident_base::{Code, Diagnostic, FileId, Level, Span, TextRange, TextSize};

use crate::program::{LoadedFile, Program, Selection};

pub(crate) fn program(files: &[(&str, &str)]) -> Program {
    let files = files.iter().map(|(path, text)| LoadedFile {
        path: (*path).to_owned(),
        shown: (*path).to_owned(),
        absolute: None,
        contents: Contents::Text((*text).into()),
        source: None,
    });
    Program {
        base: PathBuf::from("/"),
        files: files.collect(),
        folders: BTreeSet::new(),
        passed_by: BTreeMap::new(),
        selection: Selection::everything(),
        out: PathBuf::from("/out"),
        has_config: false,
    }
}

pub(crate) fn span(file: u32, range: Range<u32>) -> Span {
    let range = TextRange::new(TextSize::new(range.start), TextSize::new(range.end));
    Span { file: FileId(file), range }
}

/// An error INC001 at a place of the first file.
pub(crate) fn error(range: Range<u32>, message: &str) -> Diagnostic {
    Diagnostic::new(Code::new(1), Level::Error, span(0, range), message)
}
