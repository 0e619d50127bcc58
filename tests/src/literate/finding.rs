//! What the checker finds in a program, as documents show it.

use std::collections::BTreeMap;
use std::fmt;

use incident_analysis::config::FILE_NAME;
use incident_analysis::{Contents, Database, SourceFile, Workspace, services, settings};
use incident_base::{Code, Diagnostic, FileId, Level, LineIndex, Span};
use incident_codegen::generate;
use salsa::Setter as _;

use super::{File, Program};

/// U+FEFF at the start of a file is no part of its first line.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it weighs.
    pub level: Level,
    /// Which rule found it.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// Other places, with what stands there.
    pub related: Vec<(Place, String)>,
    /// The next step.
    pub help: Option<String>,
}

/// Where a finding starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// The short form of the terminal, with the other places and the help below it.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { level, code, place, message, related, help } = self;
        write!(f, "{place}: {} {code}: {message}", level.as_str())?;
        for (place, message) in related {
            write!(f, "\n  {place}: {message}")?;
        }
        match help {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

/// All findings, as a snapshot shows them.
pub fn shown(findings: &[Finding]) -> String {
    findings.iter().map(|finding| format!("{finding}\n")).collect()
}

/// What the checker finds in a program.
pub fn findings(program: &Program) -> Vec<Finding> {
    let mut db = Database::default();
    Files::new(program).checked(&mut db)
}

/// The same, in a database that has checked another text of every file before.
pub fn findings_after_an_edit(program: &Program) -> Vec<Finding> {
    let mut db = Database::default();
    let mut files = Files::new(program);
    let contents: Vec<Contents> = files.all.iter().map(|(_, contents)| contents.clone()).collect();
    for (file, contents) in &mut files.all {
        if let Contents::Text(text) = contents {
            *contents = Contents::Text(first_half(text, &file.path).into());
        }
    }
    let (workspace, sources) = files.inputs(&mut db);
    incident_rules::check(&db, workspace);
    for (source, contents) in sources.into_iter().zip(contents) {
        source.set_contents(&mut db).to(contents);
    }
    files = Files::new(program);
    files.found(&db, workspace)
}

/// What the program compiles to: texts by their paths.
pub(super) fn compiled(program: &Program) -> BTreeMap<String, String> {
    let mut db = Database::default();
    let (workspace, _) = Files::new(program).inputs(&mut db);
    let settings = settings(&db, workspace);
    let services = services(&db, workspace);
    let artefacts = services.iter().flat_map(|service| generate(service, &settings));
    artefacts.map(|artefact| (artefact.path, artefact.contents)).collect()
}

/// A text that somebody is in the middle of typing.
fn first_half<'a>(text: &'a str, path: &str) -> &'a str {
    let middle = text.floor_char_boundary((text.len() + path.len()) / 2);
    text.get(..middle).unwrap_or(text)
}

struct Files<'p> {
    program: &'p Program,
    /// By path, as the checker wants them.
    all: Vec<(&'p File, Contents)>,
}

impl<'p> Files<'p> {
    fn new(program: &'p Program) -> Self {
        let mut all: Vec<(&File, Contents)> =
            program.files.iter().map(|file| (file, contents(file, program))).collect();
        all.sort_by(|(one, _), (other, _)| one.path.cmp(&other.path));
        Self { program, all }
    }

    fn inputs(&self, db: &mut Database) -> (Workspace, Vec<SourceFile>) {
        let sources: Vec<SourceFile> = (0..)
            .zip(&self.all)
            .map(|(id, (file, contents))| {
                SourceFile::new(db, FileId(id), file.path.clone(), contents.clone())
            })
            .collect();
        let is_config = |source: &SourceFile| source.path(db) == FILE_NAME;
        let config = sources.iter().copied().find(is_config);
        let files = sources.iter().copied().filter(|source| !is_config(source)).collect();
        let workspace = Workspace::new(db, files, config, Some(self.program.as_of));
        (workspace, sources)
    }

    fn checked(&self, db: &mut Database) -> Vec<Finding> {
        let (workspace, _) = self.inputs(db);
        self.found(db, workspace)
    }

    fn found(&self, db: &Database, workspace: Workspace) -> Vec<Finding> {
        let indexes: BTreeMap<FileId, (&str, &str, LineIndex)> = (0..)
            .map(FileId)
            .zip(&self.all)
            .map(|(id, (file, contents))| {
                let text = match contents {
                    Contents::Text(text) => text,
                    Contents::NotText(_) => "",
                };
                (id, (file.path.as_str(), text, LineIndex::new(text)))
            })
            .collect();
        let place = |span: Span| match indexes.get(&span.file) {
            Some((path, text, index)) => {
                let at = index.line_column(span.range.start());
                let has_mark = at.line == 1 && text.starts_with(BYTE_ORDER_MARK);
                let column = if has_mark { at.column.max(2) - 1 } else { at.column };
                Place { file: (*path).to_owned(), line: at.line, column }
            }
            None => {
                Place { file: "a file that is not in the program".to_owned(), line: 0, column: 0 }
            }
        };
        let found = incident_rules::check(db, workspace);
        found.into_iter().map(|diagnostic| finding(diagnostic, place)).collect()
    }
}

fn finding(diagnostic: Diagnostic, place: impl Fn(Span) -> Place) -> Finding {
    let related = diagnostic.related.into_iter();
    Finding {
        level: diagnostic.level,
        code: diagnostic.code,
        place: place(diagnostic.place),
        message: diagnostic.message,
        related: related.map(|one| (place(one.place), one.message)).collect(),
        help: diagnostic.help,
    }
}

/// The file as it would be read from the disk.
fn contents(file: &File, program: &Program) -> Contents {
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
