//! The program handed to the checker and the code generator: the one place here that knows the
//! database.

use incident_analysis::{
    Database, Db, Source, SourceFile, Workspace, items, items_of_kind, lower, parts, settings, span,
};
use incident_base::{Certainty, Diagnostic, FileId, Level, NodeId, Origin, Span, apply};
use incident_codegen::generate;
use incident_ir::Targets;
use incident_schema::Kind;
use jiff::civil::Date;
use salsa::{Database as _, Setter as _};

use crate::output::Wanted;
use crate::parallel::{map, threads};
use crate::program::{Contents, LoadedFile, Program};

/// A program that can be asked what is wrong with it and what it compiles to.
pub(crate) struct Checked {
    db: Database,
    workspace: Workspace,
    program: Program,
}

/// After how many files what only their checking needs is forgotten, where the database remembers it: enough to keep all
/// threads busy, and a small part of the memory that a large workspace takes.
const BETWEEN_EVICTIONS: usize = 1024;

/// What a program compiles to.
pub(crate) struct Compiled {
    /// How many services there are.
    pub(crate) services: usize,
    /// Their files.
    pub(crate) files: Vec<Wanted>,
    /// The targets that made them.
    pub(crate) targets: Targets,
}

impl Checked {
    /// Takes the program in; nothing is computed yet. `as_of` is the day on which people are there
    /// or are not.
    pub(crate) fn new(program: Program, as_of: Date) -> Self {
        Self::of(Database::default(), program, Some(as_of), SourceFile::new, Workspace::new)
    }

    /// Takes the program in again, with so many errors of each file listed, and with other texts of some.
    pub(crate) fn list(&mut self, most: usize, texts: Vec<(FileId, String)>) {
        for (id, text) in texts {
            if let Some(file) = self.program.file_mut(id) {
                file.contents = Contents::Text(text.into());
            }
        }
        let (program, as_of) = (self.program.clone(), self.workspace.as_of(&self.db));
        let db = Database::listing(most);
        *self = Self::of(db, program, as_of, SourceFile::new, Workspace::new);
    }

    /// The same for a program that nobody changes any more: it takes less time and memory.
    pub(crate) fn once(program: Program, as_of: Date) -> Self {
        let db = Database::of_findings();
        Self::of(db, program, Some(as_of), SourceFile::unchanging, Workspace::unchanging)
    }

    fn of(
        db: Database,
        mut program: Program,
        as_of: Option<Date>,
        input: impl Fn(&dyn Db, FileId, String, Source) -> SourceFile,
        workspace: impl Fn(&dyn Db, Vec<SourceFile>, Option<SourceFile>, Option<Date>) -> Workspace,
    ) -> Self {
        let taken = |file: &mut LoadedFile| {
            let read = || Source::listing(file.contents.clone(), db.most_listed());
            file.source.take().unwrap_or_else(read)
        };
        let files = (0..).map(FileId).zip(&mut program.files);
        let mut inputs: Vec<SourceFile> =
            files.map(|(id, file)| input(&db, id, file.path.clone(), taken(file))).collect();
        let config = program.config().and_then(|_| inputs.pop());
        let workspace = workspace(&db, inputs, config, as_of);
        Self { db, workspace, program }
    }

    /// Says what is made of each service, in place of what `incident.toml` says.
    pub(crate) fn choose_targets(&mut self, targets: Targets) {
        if self.workspace.targets(&self.db).as_ref() != Some(&targets) {
            self.workspace.choose_targets(&mut self.db, targets);
        }
    }

    /// What is checked.
    pub(crate) fn program(&self) -> &Program {
        &self.program
    }

    /// Gives a file other contents; not where it was taken in [`Self::once`]. What does not depend on them is not
    /// computed again.
    pub(crate) fn set_contents(&mut self, id: FileId, contents: Contents) {
        let Some(file) = self.program.file_mut(id) else { return };
        file.contents = contents.clone();
        let mut inputs =
            self.workspace.files(&self.db).iter().copied().chain(self.workspace.config(&self.db));
        if let Some(input) = inputs.find(|input| input.id(&self.db) == id) {
            drop(inputs);
            input.edit(&mut self.db, contents);
        }
    }

    /// Takes another day for the one on which people are there or are not.
    pub(crate) fn set_as_of(&mut self, as_of: Date) {
        if self.workspace.as_of(&self.db) != Some(as_of) {
            self.workspace.set_as_of(&mut self.db).to(Some(as_of));
        }
    }

    /// The same as `incident_rules::check`, with several files at a time.
    fn all_findings(&mut self) -> Vec<Diagnostic> {
        let workspace = self.workspace;
        let files = workspace.files(&self.db).to_vec();
        let databases = |db: &Database| vec![db.clone(); threads(files.len())];
        map(&files, databases(&self.db), |db, file| incident_rules::prepare_shared(db, *file));
        for files in files.chunks(BETWEEN_EVICTIONS) {
            let databases = databases(&self.db);
            map(files, databases, |db, file| incident_rules::prepare_services(db, *file));
            self.db.trigger_lru_eviction();
        }
        let parts: Vec<usize> = (0..parts(&self.db, workspace).count()).collect();
        map(&parts, vec![self.db.clone(); threads(parts.len())], |db, position| {
            incident_rules::prepare_comparison(db, *position);
        });
        let found = map(&files, databases(&self.db), |db, file| {
            incident_rules::check_file(db, workspace, *file)
        });
        let of_config = incident_rules::check_config(&self.db, self.workspace);
        let count = of_config.len() + found.iter().map(Vec::len).sum::<usize>();
        let mut all = Vec::with_capacity(count);
        all.extend(of_config);
        all.extend(found.into_iter().flatten());
        all
    }

    /// What is wrong with what is selected, by file and place.
    pub(crate) fn findings(&mut self) -> Vec<Diagnostic> {
        let mut findings = self.all_findings();
        findings.retain(|finding| self.program.is_selected(finding.place.file));
        findings
    }

    /// By file, the texts that mending what is selected gives, of findings that are certain enough; only
    /// those that differ.
    pub(crate) fn mended(
        &self,
        findings: &[Diagnostic],
        at_least: Certainty,
    ) -> Vec<(FileId, String)> {
        let edits = incident_rules::edits(&self.db, self.workspace, findings, at_least);
        let changed = edits.into_iter().filter_map(|(id, edits)| {
            let text = self.program.file(id)?.text();
            let (mended, _) = apply(text, edits);
            (mended != text).then_some((id, mended))
        });
        changed.collect()
    }

    /// The same, and apart from it the errors in other files that keep it from being compiled.
    pub(crate) fn findings_and_what_reaches(&mut self) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let all = self.all_findings();
        let is_own = |finding: &Diagnostic| self.program.is_selected(finding.place.file);
        // Mostly everything is selected: nothing is moved then.
        if all.iter().all(is_own) {
            return (all, Vec::new());
        }
        let (own, mut others): (Vec<_>, Vec<_>) = all.into_iter().partition(is_own);
        others.retain(|finding| self.reaches(finding));
        (own, others)
    }

    /// Both together before compiling, by file and place.
    pub(crate) fn findings_that_reach(&mut self) -> Vec<Diagnostic> {
        self.db.keep_services();
        let mut findings = self.all_findings();
        findings.retain(|finding| {
            self.program.is_selected(finding.place.file) || self.reaches(finding)
        });
        findings
    }

    /// Whether an error in another file may reach a selected service: those of profiles, shared rotations, teams and the
    /// like and of files that nobody can read, but not those inside of other services.
    fn reaches(&self, finding: &Diagnostic) -> bool {
        let mut related = finding.related.iter().map(|it| it.place.file);
        finding.level == Level::Error
            && (related.any(|file| self.program.is_selected(file))
                || !self.stands_in_a_service(finding.place))
    }

    fn stands_in_a_service(&self, place: Span) -> bool {
        // A file's number is its position.
        let position = usize::try_from(place.file.0).ok();
        let file = position.and_then(|at| self.workspace.files(&self.db).get(at));
        file.into_iter().flat_map(|file| items(&self.db, *file)).any(|item| {
            let origin = Origin { file: place.file, item: item.key(&self.db), node: NodeId(0) };
            let range = || span(&self.db, self.workspace, origin).range;
            item.kind(&self.db) == "service" && range().contains_range(place.range)
        })
    }

    /// The files of the selected services. There must be no errors in them.
    pub(crate) fn compile(&self) -> Compiled {
        let settings = settings(&self.db, self.workspace);
        let program = &self.program;
        let mut services = items_of_kind(&self.db, Kind::Service).to_vec();
        services.retain(|item| program.is_selected(item.file(&self.db).id(&self.db)));
        let databases = vec![self.db.clone(); threads(services.len())];
        let generated = map(&services, databases, |db, item| {
            let service = &lower(db, *item)?.service;
            let source = program.file(service.origin.file);
            let source = source.map(|file| file.path.clone()).unwrap_or_default();
            let artefacts = generate(service, &settings).into_iter();
            let wanted = artefacts
                .map(|file| Wanted::new(file, service.name.value.to_string(), source.clone()));
            Some(wanted.collect::<Vec<Wanted>>())
        });
        let generated = generated.into_iter().flatten();
        let files = generated.flatten().collect();
        Compiled { services: services.len(), files, targets: settings.targets }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;

    const HEALTHY: &str = r#"
service Healthy {
  use = [shared]
  on_call_rotation healthy { members = [ann@x.org] }
  severity P3 "slow" { requires_post_mortem = false }
}
"#;
    const BROKEN: &str = "service Broken { severity P1 \"down\" { response_tim = 5m } }\n";

    /// What `check` and what `compile` would report for one file of a workspace, by file and code.
    fn findings(files: &[(&str, &str)], named: &str) -> (Vec<String>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("incident.toml"), "").unwrap();
        for (path, text) in files {
            fs::write(folder.path().join(path), text).unwrap();
        }
        let here = fs::canonicalize(folder.path()).unwrap();
        let program = Program::load(&[PathBuf::from(named)], &here, None).unwrap();
        let mut checked = Checked::new(program, jiff::civil::date(2026, 1, 1));
        let all = (checked.findings(), checked.findings_that_reach());
        let (mut own, reaching) = checked.findings_and_what_reaches();
        assert_eq!(own, all.0);
        own.extend(reaching);
        own.sort_by_key(|one| (one.place.file, one.place.range.start(), one.code));
        assert_eq!(own, all.1, "what check tells beside its findings is what stops a compile");
        let shown = |findings: Vec<Diagnostic>| -> Vec<String> {
            let file = |id| &checked.program().file(id).unwrap().path;
            findings.iter().map(|it| format!("{} {}", file(it.place.file), it.code)).collect()
        };
        (shown(all.0), shown(all.1))
    }

    #[test]
    fn another_services_errors_are_its_own() {
        let shared = "profile shared { status_update_interval = 10m }\n";
        let files = [("a.incident", HEALTHY), ("b.incident", BROKEN), ("c.incident", shared)];
        assert_eq!(findings(&files, "a.incident"), (vec![], vec![]));
        let (of_broken, _) = findings(&files, "b.incident");
        assert!(of_broken.contains(&"b.incident INC122".to_owned()), "{of_broken:?}");
    }

    #[test]
    fn errors_of_what_is_shared_reach_whoever_is_compiled() {
        let shared = "profile shared { status_update_interval = 10M }\n";
        let files = [("a.incident", HEALTHY), ("c.incident", shared)];
        let (own, reaching) = findings(&files, "a.incident");
        assert_eq!(own, Vec::<String>::new());
        assert_eq!(reaching, ["c.incident INC125"]);
    }

    #[test]
    fn only_selected_services_are_compiled() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("incident.toml"), "").unwrap();
        for name in ["One", "Two"] {
            let text = HEALTHY.replace("use = [shared]", "").replace("Healthy", name);
            fs::write(folder.path().join(format!("{name}.incident")), text).unwrap();
        }
        let here = fs::canonicalize(folder.path()).unwrap();
        let compile = |paths: &[PathBuf]| {
            let program = Program::load(paths, &here, None).unwrap();
            Checked::new(program, jiff::civil::date(2026, 1, 1)).compile()
        };
        let both = compile(&[]);
        assert_eq!(both.services, 2);
        let one = compile(&[PathBuf::from("One.incident")]);
        assert_eq!(one.services, 1);
        assert!(!one.files.is_empty());
        for file in one.files {
            assert!(file.path.starts_with("One/"), "{}", file.path);
            assert_eq!((file.service.as_str(), file.source.as_str()), ("One", "One.incident"));
            assert!(both.files.contains(&file));
        }
    }
}
