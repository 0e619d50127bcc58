//! Files that could not be formatted, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use incident_base::{Diagnostic, TextRange};
use incident_syntax::SyntaxError;

use crate::checked::Checked;
use crate::program::{Contents, LoadedFile, Program, Selection};
use crate::report::{Style, human};

/// A file that was left as it is.
pub(super) struct Refused {
    pub(super) file: LoadedFile,
    /// None for a file that is no text.
    pub(super) syntax_errors: Vec<SyntaxError>,
}

impl Refused {
    pub(super) fn new(
        path: PathBuf,
        shown: String,
        contents: Option<Contents>,
        syntax_errors: Vec<SyntaxError>,
    ) -> Self {
        let contents = contents.unwrap_or_else(|| Contents::Text("".into()));
        let file =
            LoadedFile { path: shown.clone(), shown, absolute: Some(path), contents, source: None };
        Self { file, syntax_errors }
    }
}

/// What `check` says of the text itself, for people. What it says of names, types and posture does not
/// keep a file from being formatted.
pub(super) fn report(
    refused: Vec<Refused>,
    here: &Path,
    style: Style,
    columns: Option<usize>,
) -> String {
    let ranges = |errors: Vec<SyntaxError>| errors.into_iter().map(|error| error.range).collect();
    let (files, errors): (Vec<LoadedFile>, Vec<HashSet<TextRange>>) =
        refused.into_iter().map(|one| (one.file, ranges(one.syntax_errors))).unzip();
    let program = Program {
        base: here.to_path_buf(),
        files,
        folders: BTreeSet::new(),
        passed_by: BTreeMap::new(),
        selection: Selection::everything(),
        out: here.join("out"),
        has_config: false,
    };
    // No day decides what is wrong with a text.
    let mut checked = Checked::new(program, jiff::civil::Date::constant(2026, 1, 1));
    let mut findings = checked.findings();
    let is_of_the_text = |finding: &Diagnostic| {
        let file = usize::try_from(finding.place.file.0).unwrap_or(usize::MAX);
        let is_told = errors.get(file).is_some_and(|told| told.contains(&finding.place.range));
        let is_text = checked
            .program()
            .file(finding.place.file)
            .is_some_and(|it| matches!(it.contents, Contents::Text(_)));
        !is_text || is_told
    };
    findings.retain(is_of_the_text);
    human(checked.program(), &findings, style, columns)
}
