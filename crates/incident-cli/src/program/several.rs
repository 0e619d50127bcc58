//! Several programs in one run, for commands that look at each by itself and report on all of them together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use incident_base::{Diagnostic, FileId};

use crate::exit::Failure;
use crate::program::{LoadedFile, Program, Selection, find, search};
use crate::relative::relative;

/// The programs that the paths belong to, in the order in which they are named. A folder without a workspace
/// around it stands for the workspaces below it, and for what stands beside those. No path is the current folder.
///
/// # Errors
/// Those of [`Program::load`], but paths may belong to different programs.
pub(crate) fn load_each(paths: &[PathBuf], here: &Path) -> Result<Vec<Program>, Failure> {
    let mut groups = Groups::default();
    let mut is_as_named = true;
    for path in find::named(paths, here)? {
        let workspace = find::workspace_around(&path.absolute);
        let below = match workspace {
            None if path.is_folder => {
                let nothing = search::Excluded::folders(Vec::new());
                search::search(&path.absolute, &nothing)
            }
            _ => search::Found::default(),
        };
        if below.workspaces.is_empty() {
            groups.add(workspace, path.shown.into());
            continue;
        }
        is_as_named = false;
        let is_beside = |file: &&PathBuf| !below.workspaces.iter().any(|it| file.starts_with(it));
        for path in below.files.iter().chain(below.unread.keys()).filter(is_beside) {
            groups.add(None, relative(path, here));
        }
        for workspace in below.workspaces {
            let path = relative(&workspace, here);
            groups.add(Some(workspace), path);
        }
    }
    match groups.0.as_slice() {
        // Without a path it is what is around the current folder, not only what is in it.
        [_] if is_as_named => Ok(vec![Program::load(paths, here, None)?]),
        groups => groups.iter().map(|(_, paths)| Program::load(paths, here, None)).collect(),
    }
}

/// Paths by the workspace that they belong to.
#[derive(Default)]
struct Groups(Vec<(Option<PathBuf>, Vec<PathBuf>)>);

impl Groups {
    fn add(&mut self, workspace: Option<PathBuf>, path: PathBuf) {
        match self.0.iter_mut().find(|(known, _)| *known == workspace) {
            Some((_, paths)) => paths.push(path),
            None => self.0.push((workspace, vec![path])),
        }
    }
}

/// Programs and what was found in each as one program, for those who report: its files are those of the programs
/// one after the other, under the names that messages give them.
pub(crate) fn together(programs: Vec<(&Program, Vec<Diagnostic>)>) -> (Program, Vec<Diagnostic>) {
    let base = programs.first().map(|(program, _)| program.base.clone()).unwrap_or_default();
    let mut files: Vec<LoadedFile> = Vec::new();
    let mut selected = BTreeSet::new();
    let mut all = Vec::new();
    let is_looked_at: BTreeSet<&Path> = programs.iter().map(|(it, _)| it.base.as_path()).collect();
    let passed_by = programs.iter().flat_map(|(program, _)| program.passed_by.clone());
    let passed_by =
        passed_by.filter(|(folder, _)| !is_looked_at.contains(folder.as_path())).collect();
    for (program, findings) in programs {
        let mut numbers: BTreeMap<FileId, FileId> = BTreeMap::new();
        // What is wrong in `incident.toml` is told first.
        for (id, file) in program.config().into_iter().chain(program.sources()) {
            numbers.insert(id, FileId(u32::try_from(files.len()).unwrap_or(u32::MAX)));
            if program.is_selected(id) {
                selected.insert(file.shown.clone());
            }
            files.push(LoadedFile { path: file.shown.clone(), ..file.clone() });
        }
        let renumber = |file: &mut FileId| *file = numbers.get(file).copied().unwrap_or(*file);
        for mut finding in findings {
            renumber(&mut finding.place.file);
            finding.related.iter_mut().for_each(|other| renumber(&mut other.place.file));
            all.push(finding);
        }
    }
    let program = Program {
        out: base.join("out"),
        base,
        files,
        folders: BTreeSet::new(),
        passed_by,
        selection: Selection::These(selected),
        has_config: false,
    };
    (program, all)
}
