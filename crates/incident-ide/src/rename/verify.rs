//! Whether all is as well with the new name as it was: the checker is asked, before and after, about the files that the
//! new name can matter to. It knows what names providers take, and what they take for one.

use std::collections::BTreeMap;

use incident_analysis::{Contents, Database, SourceFile, Workspace, items};
use incident_base::{Code, Diagnostic, FileId, apply};
use incident_rules::check as findings;
use incident_schema::{Kind, block};

use super::{Edits, Places, Refusal};
use crate::Analysis;
use crate::names::scope::{may_hold, roots};

/// So many of the services that use a profile are looked at; what is wrong with it shows in one.
const SERVICES: usize = 50;

pub(super) fn check(
    analysis: &Analysis,
    places: &Places<'_>,
    edits: &Edits,
    name: &str,
) -> Result<(), Refusal> {
    let own = &analysis.db;
    let mut db = Database::default();
    let mut files: BTreeMap<FileId, SourceFile> = BTreeMap::new();
    let mut take = |file: SourceFile| {
        let id = file.id(own);
        files.entry(id).or_insert_with(|| {
            SourceFile::new(&db, id, file.path(own).to_owned(), file.source(own))
        });
    };
    for file in analysis.workspace.files(own) {
        let shares = |word: &str| word != block(Kind::Service).name;
        let matters = edits.contains_key(&file.id(own))
            || may_hold(file.text(own), name)
            || items(own, *file).iter().any(|item| shares(item.kind(own)));
        if matters {
            take(*file);
        }
    }
    for (item, _) in places {
        roots(analysis, *item).iter().take(SERVICES).for_each(|root| take(root.file(own)));
    }
    let mut all: Vec<SourceFile> = files.values().copied().collect();
    all.sort_by(|one, other| one.path(&db).cmp(other.path(&db)));
    let config = analysis.workspace.config(own).map(|file| {
        SourceFile::new(&db, file.id(own), file.path(own).to_owned(), file.source(own))
    });
    let workspace = Workspace::new(&db, all, config, analysis.workspace.as_of(own));
    let before = counted(&findings(&db, workspace));
    for (id, edits) in edits {
        if let Some(file) = files.get(id) {
            let (text, _) = apply(file.text(&db), edits.clone());
            file.edit(&mut db, Contents::Text(text.into()));
        }
    }
    let after = findings(&db, workspace);
    let counts = counted(&after);
    let is_new = |one: &&Diagnostic| {
        let of = (one.place.file, one.code);
        counts.get(&of) > before.get(&of)
    };
    match after.iter().find(is_new) {
        Some(finding) => {
            let path = analysis.path(finding.place.file).unwrap_or_default();
            let (code, message) = (finding.code, &finding.message);
            Err(Refusal(format!("With this name, {path} would have {code}: {message}")))
        }
        None => Ok(()),
    }
}

fn counted(all: &[Diagnostic]) -> BTreeMap<(FileId, Code), usize> {
    let mut counts = BTreeMap::new();
    for one in all {
        *counts.entry((one.place.file, one.code)).or_default() += 1;
    }
    counts
}
