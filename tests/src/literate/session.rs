//! A database that checks a program, and the program again after an edit.

use std::collections::BTreeMap;

use incident_analysis::config::FILE_NAME;
use incident_analysis::{Contents, Database, SourceFile, Unread, Workspace, services, settings};
use incident_base::{Certainty, Code, FileId, LineIndex, Span, apply};
use incident_codegen::generate;

use super::finding::Place;
use super::{File, Finding, Program};

/// U+FEFF at the start of a file is no part of its first line.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// A program in a database that lives as long as an editor's.
pub struct Session {
    db: Database,
    workspace: Workspace,
    /// By path, as the checker wants them.
    sources: Vec<SourceFile>,
}

impl Session {
    /// A new database.
    pub fn new(program: &Program) -> Self {
        let db = Database::default();
        let mut files: Vec<&File> = program.files.iter().collect();
        files.sort_by_key(|file| &file.path);
        let sources: Vec<SourceFile> = (0..)
            .zip(files)
            .map(|(id, file)| {
                SourceFile::new(&db, FileId(id), file.path.clone(), contents(file, program))
            })
            .collect();
        let is_config = |source: &SourceFile| source.path(&db) == FILE_NAME;
        let config = sources.iter().copied().find(is_config);
        let files = sources.iter().copied().filter(|source| !is_config(source)).collect();
        let workspace = Workspace::new(&db, files, config, Some(program.as_of));
        Self { db, workspace, sources }
    }

    /// Gives the files the texts that they have in another program of the same files.
    pub fn edit(&mut self, program: &Program) {
        for source in &self.sources {
            let path = source.path(&self.db);
            if let Some(file) = program.files.iter().find(|file| file.path == path) {
                source.edit(&mut self.db, contents(file, program));
            }
        }
    }

    /// What the checker finds.
    pub fn findings(&self) -> Vec<Finding> {
        let indexes: BTreeMap<FileId, (SourceFile, LineIndex)> = self
            .sources
            .iter()
            .map(|source| (source.id(&self.db), (*source, LineIndex::new(source.text(&self.db)))))
            .collect();
        let place = |span: Span| match indexes.get(&span.file) {
            Some((source, index)) => {
                let at = index.line_column(span.range.start());
                let has_mark = at.line == 1 && source.text(&self.db).starts_with(BYTE_ORDER_MARK);
                let column = if has_mark { at.column.max(2) - 1 } else { at.column };
                Place { file: source.path(&self.db).to_owned(), line: at.line, column }
            }
            None => {
                Place { file: "a file that is not in the program".to_owned(), line: 0, column: 0 }
            }
        };
        let found = incident_rules::check(&self.db, self.workspace);
        found.into_iter().map(|diagnostic| Finding::new(diagnostic, place)).collect()
    }

    /// The files that mending changes, by path, with their texts then: once, all findings that are certain
    /// enough.
    pub fn mended(&self, at_least: Certainty) -> BTreeMap<String, String> {
        let found = incident_rules::check(&self.db, self.workspace);
        let edits = incident_rules::edits(&self.db, self.workspace, &found, at_least);
        let changed = self.sources.iter().filter_map(|source| {
            let edits = edits.get(&source.id(&self.db))?.clone();
            Some((source.path(&self.db).to_owned(), apply(source.text(&self.db), edits).0))
        });
        changed.collect()
    }

    /// What can be mended: of which codes, and how certainly.
    pub fn mends(&self) -> Vec<(Code, Certainty)> {
        let found = incident_rules::check(&self.db, self.workspace).into_iter();
        found.filter_map(|it| Some((it.code, it.mend?.certainty))).collect()
    }

    /// What it compiles to: texts by their paths.
    pub(super) fn compiled(&self) -> BTreeMap<String, String> {
        let settings = settings(&self.db, self.workspace);
        let services = services(&self.db);
        let artefacts = services.iter().flat_map(|service| generate(service, &settings));
        artefacts.map(|artefact| (artefact.path, artefact.contents)).collect()
    }
}

/// What the checker finds in a program.
pub fn findings(program: &Program) -> Vec<Finding> {
    Session::new(program).findings()
}

/// The same, in a database that has checked the program before, half typed.
pub fn findings_after_an_edit(program: &Program) -> Vec<Finding> {
    let mut half = program.clone();
    for file in &mut half.files {
        // Where exactly a text is cut is to differ from file to file.
        let middle = file.text.floor_char_boundary((file.text.len() + file.path.len()) / 2);
        file.text.truncate(middle);
    }
    let mut session = Session::new(&half);
    session.findings();
    session.edit(program);
    session.findings()
}

/// The file as it would be read from the disk.
fn contents(file: &File, program: &Program) -> Contents {
    if program.writing.locked.as_ref() == Some(&file.path) {
        return Contents::Unread(Unread::File("permission denied".to_owned()));
    }
    let mut text = file.text.clone();
    if program.writing.crlf {
        text = text.replace('\n', "\r\n");
    }
    if program.writing.mark || program.writing.utf16 {
        text.insert(0, BYTE_ORDER_MARK);
    }
    let bytes = if program.writing.utf16 {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    } else {
        text.into_bytes()
    };
    match incident_syntax::decode(&bytes) {
        Ok(text) => Contents::Text(text.into()),
        Err(problem) => Contents::NotText(problem),
    }
}
