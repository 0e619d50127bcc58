//! The changes of text that findings ask for.

use std::collections::BTreeMap;

use incident_analysis::{Db, SourceFile, Workspace};
use incident_base::{Certainty, Diagnostic, FileId, TextEdit};
use rustc_hash::FxHashMap;

/// By file, the changes that mend these findings of a workspace, of those that are certain enough.
/// [`incident_base::apply`] makes them.
pub fn edits(
    db: &dyn Db,
    workspace: Workspace,
    findings: &[Diagnostic],
    at_least: Certainty,
) -> BTreeMap<FileId, Vec<TextEdit>> {
    let all = workspace.files(db).iter().copied().chain(workspace.config(db));
    let files: FxHashMap<FileId, SourceFile> = all.map(|file| (file.id(db), file)).collect();
    let mut edits: BTreeMap<FileId, Vec<TextEdit>> = BTreeMap::new();
    for finding in findings {
        let mend = finding.mend.as_ref().filter(|mend| mend.certainty <= at_least);
        let (Some(mend), Some(file)) = (mend, files.get(&finding.place.file)) else { continue };
        if let Some(edit) = mend.change.edit(file.text(db), finding.place.range) {
            edits.entry(finding.place.file).or_default().push(edit);
        }
    }
    edits
}
