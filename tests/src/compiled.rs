//! Programs compiled in this process: the examples, and texts that tests make.

use std::collections::BTreeMap;

use incident_analysis::config::FILE_NAME;
use incident_analysis::{Contents, Database, SourceFile, Workspace, services, settings};
use incident_base::{FileId, Level};
use incident_codegen::generate;
use incident_ir::Service;

use crate::files::{project, tree};

/// Texts by their paths.
pub type Files = BTreeMap<String, String>;

/// The examples by name: a file is a program, and so is a folder with all that is in it.
///
/// # Errors
///
/// When the folder cannot be read.
pub fn examples() -> Result<BTreeMap<String, Files>, String> {
    let mut examples: BTreeMap<String, Files> = BTreeMap::new();
    for (path, text) in tree(&project("examples"))? {
        let (example, file) = match path.split_once('/') {
            Some((folder, file)) => (folder, file),
            None => (path.trim_end_matches(".incident"), path.as_str()),
        };
        if file == FILE_NAME || file.ends_with(".incident") {
            examples.entry(example.to_owned()).or_default().insert(file.to_owned(), text);
        }
    }
    Ok(examples)
}

/// The same program, all of whose services are paged by this provider.
pub fn paged_by(program: &Files, provider: &str) -> Files {
    let changed = program.iter().map(|(path, text)| {
        let mut changed = String::new();
        for line in text.lines() {
            // A key has a line of its own in canonical layout, and no service is on one line.
            if line.trim_start().starts_with("paging_provider") {
                continue;
            }
            changed.push_str(line);
            changed.push('\n');
            if line.starts_with("service ") {
                changed.push_str(&format!("  paging_provider = {provider}\n"));
            }
        }
        (path.clone(), changed)
    });
    changed.collect()
}

/// The same program, of which these targets are made.
pub fn with_targets(program: &Files, targets: &[&str]) -> Files {
    let mut changed = program.clone();
    let config = changed.entry(FILE_NAME.to_owned()).or_default();
    // Before any table.
    *config = format!("targets = {targets:?}\n{config}");
    changed
}

/// A service and its files by their paths in its folder.
pub type Compiled = (Service, Files);

/// What a program compiles to, a service each.
///
/// # Errors
///
/// The messages of its errors.
pub fn compiled(program: &Files) -> Result<Vec<Compiled>, String> {
    let db = Database::default();
    let mut sources = Vec::new();
    let mut config = None;
    for (id, (path, text)) in (0..).zip(program) {
        let contents = Contents::Text(text.as_str().into());
        let source = SourceFile::new(&db, FileId(id), path.clone(), contents);
        match path == FILE_NAME {
            true => config = Some(source),
            false => sources.push(source),
        }
    }
    let workspace = Workspace::new(&db, sources, config, None);
    let found = incident_rules::check(&db, workspace);
    let errors = found.iter().filter(|finding| finding.level == Level::Error);
    let errors: Vec<String> =
        errors.map(|error| format!("{}: {}", error.code, error.message)).collect();
    if !errors.is_empty() {
        return Err(errors.join("\n"));
    }
    let settings = settings(&db, workspace);
    let compiled = services(&db).into_iter().map(|service| {
        let artefacts = generate(&service, &settings).into_iter();
        let files = artefacts.filter_map(|artefact| {
            let (_, path) = artefact.path.split_once('/')?;
            Some((path.to_owned(), artefact.contents))
        });
        (Service::clone(&service), files.collect())
    });
    Ok(compiled.collect())
}
