//! Laws of the checker.

use incident_analysis::config::FILE_NAME;
use incident_analysis::{Contents, Database, Db, Source, SourceFile, Workspace};
use incident_base::{Certainty, Diagnostic, FileId};
use jiff::civil::{Date, date};

use crate::compiled::Files;

/// A program that is edited and checked again and again.
pub struct Checker {
    db: Database,
    files: Vec<(SourceFile, String)>,
    workspace: Workspace,
}

/// The day on which people are there or are not.
const DAY: Date = date(2026, 1, 1);

impl Checker {
    /// A program of these files.
    pub fn new(program: &Files) -> Self {
        Self::of(program, Database::default(), SourceFile::new, Workspace::new)
    }

    /// The same, with so many errors of each file listed.
    pub fn listing(program: &Files, most: usize) -> Self {
        Self::of(program, Database::listing(most), SourceFile::new, Workspace::new)
    }

    /// The same of a program that nobody will edit.
    fn once(program: &Files) -> Self {
        let db = Database::of_findings();
        Self::of(program, db, SourceFile::unchanging, Workspace::unchanging)
    }

    fn of(
        program: &Files,
        db: Database,
        input: impl Fn(&dyn Db, FileId, String, Source) -> SourceFile,
        workspace: impl Fn(&dyn Db, Vec<SourceFile>, Option<SourceFile>, Option<Date>) -> Workspace,
    ) -> Self {
        let mut files = Vec::new();
        let mut config = None;
        for (id, (path, text)) in (0..).zip(program) {
            let contents = Contents::Text(text.as_str().into());
            let source = Source::listing(contents, db.most_listed());
            let file = input(&db, FileId(id), path.clone(), source);
            match path == FILE_NAME {
                true => config = Some(file),
                false => files.push((file, text.clone())),
            }
        }
        let inputs = files.iter().map(|(file, _)| *file).collect();
        let workspace = workspace(&db, inputs, config, Some(DAY));
        Self { db, files, workspace }
    }

    /// The text of one of its `.incident` files.
    pub fn text(&self, number: usize) -> &str {
        self.files.get(number).map_or("", |(_, text)| text)
    }

    /// How many `.incident` files it has.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// Gives one of its files another text.
    pub fn edit(&mut self, number: usize, text: &str) {
        let Some((file, known)) = self.files.get_mut(number) else { return };
        text.clone_into(known);
        file.edit(&mut self.db, Contents::Text(text.into()));
    }

    /// The program's findings: they and what would mend them stand in their files, and each is a sentence.
    pub fn check(&self) -> Vec<Diagnostic> {
        let findings = incident_rules::check(&self.db, self.workspace);
        for finding in &findings {
            let related = finding.related.iter().map(|one| one.place);
            for place in related.chain([finding.place]) {
                let range = usize::from(place.range.start())..usize::from(place.range.end());
                let text = self.text_of(place.file);
                assert!(text.get(range.clone()).is_some(), "{range:?}: {finding:?} of {text:?}");
            }
            assert!(finding.message.ends_with(['.', '?']), "{finding:?}");
        }
        let edits = incident_rules::edits(&self.db, self.workspace, &findings, Certainty::Likely);
        for (file, edits) in edits {
            incident_base::apply(self.text_of(file), edits);
        }
        findings
    }

    /// The findings are those of a program that always was as it is now, and those of one that is looked at once.
    pub fn assert_as_from_scratch(&self, findings: &[Diagnostic]) {
        let files = self.files.iter().map(|(file, _)| *file).chain(self.workspace.config(&self.db));
        let text =
            |file: SourceFile| (file.path(&self.db).to_owned(), file.text(&self.db).to_owned());
        let program: Files = files.map(text).collect();
        assert_eq!(Self::new(&program).check(), findings, "{program:?}");
        assert_eq!(Self::once(&program).check(), findings, "looked at once: {program:?}");
    }

    fn text_of(&self, file: FileId) -> &str {
        let config = self.workspace.config(&self.db);
        let mut files = self.files.iter().map(|(file, _)| *file).chain(config);
        let file = files.find(|known| known.id(&self.db) == file);
        file.map_or("", |file| file.text(&self.db))
    }

    pub(super) fn database(&self) -> (&Database, Workspace) {
        (&self.db, self.workspace)
    }
}
