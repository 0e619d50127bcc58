//! What can be done at a place: mend what is wrong, say that it is meant, change how it is written.

mod city;
mod fix;
mod list;
mod profile;
mod role;
mod severities;
mod structure;
mod suppress;

use std::collections::hash_map::Entry;

use incident_base::{Code, FileId, LineIndex, TextEdit, TextRange, line_around};
use rustc_hash::FxHashMap;

use crate::Analysis;

/// A change that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it does, as an instruction.
    pub title: String,
    /// Which sort.
    pub kind: ActionKind,
    /// The findings that are gone afterwards, by their codes and places; perhaps none.
    pub mends: Vec<(Code, TextRange)>,
    /// Whether it is what is most likely wanted.
    pub is_preferred: bool,
    /// The changes of the file that it was asked about.
    pub edits: Vec<TextEdit>,
    /// The changes of others.
    pub elsewhere: Vec<(FileId, Vec<TextEdit>)>,
}

/// Sorts of actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// It mends a finding, or says that it is meant.
    Fix,
    /// It mends everything in the file that can mean nothing else.
    FixAll,
    /// It moves something to where others can use it, too.
    Extract,
    /// It says the same in another way, or adds what was left out.
    Rewrite,
}

/// What can be done about what stands in a range.
pub(crate) fn at(analysis: &Analysis, file: FileId, range: TextRange) -> Vec<Action> {
    let findings = analysis.diagnostics(file);
    let text = analysis.text(file);
    let here: Vec<_> =
        findings.iter().filter(|it| it.diagnostic.place.range.intersect(range).is_some()).collect();
    let mut actions: Vec<Action> = Vec::new();
    actions.extend(here.iter().filter_map(|finding| fix::one(text, finding)));
    actions.extend(here.iter().flat_map(|finding| city::name_one(text, finding)));
    actions.extend(here.iter().filter_map(|finding| structure::mend(analysis, file, finding)));
    actions.extend(here.iter().filter_map(|finding| role::declare(analysis, file, finding)));
    let day = analysis.as_of();
    actions.extend(here.iter().filter_map(|finding| suppress::suppress(text, finding, day)));
    actions.extend(fix::all(&findings));
    actions.extend(list::to_lines(analysis, file, range.start()));
    actions.extend(list::sort_members(analysis, file, range.start()));
    actions.extend(profile::extract(analysis, file, range.start()));
    actions.extend(severities::add_missing(analysis, file, range.start()));
    told_apart(text, actions)
}

/// Those that change the same are one; of those that are called the same, each is told with its line.
fn told_apart(text: &str, actions: Vec<Action>) -> Vec<Action> {
    let mut all: Vec<Action> = Vec::with_capacity(actions.len());
    let mut seen: FxHashMap<(String, Vec<TextEdit>), usize> = FxHashMap::default();
    let mut called: FxHashMap<String, usize> = FxHashMap::default();
    for action in actions {
        match seen.entry((action.title.clone(), action.edits.clone())) {
            Entry::Occupied(at) => {
                let one = all.get_mut(*at.get());
                one.into_iter().for_each(|one| one.mends.extend_from_slice(&action.mends));
            }
            Entry::Vacant(free) => {
                free.insert(all.len());
                *called.entry(action.title.clone()).or_default() += 1;
                all.push(action);
            }
        }
    }
    let is_one = |action: &Action| called.get(&action.title).is_none_or(|count| *count < 2);
    if all.iter().all(is_one) {
        return all;
    }
    let lines = LineIndex::new(text);
    for action in all.iter_mut().filter(|action| !is_one(action)) {
        if let Some(edit) = action.edits.first() {
            let line = lines.line_column(edit.start).line;
            action.title = format!("{} (line {line})", action.title);
        }
    }
    all
}

/// An action that only changes how something is written.
fn rewrite(title: impl Into<String>, edits: Vec<TextEdit>) -> Action {
    Action {
        title: title.into(),
        kind: ActionKind::Rewrite,
        mends: Vec::new(),
        is_preferred: false,
        edits,
        elsewhere: Vec::new(),
    }
}

/// The blanks that the line of a place begins with.
pub(crate) fn indent(text: &str, at: usize) -> &str {
    let line = text.get(line_around(text, at).start..).unwrap_or_default();
    let rest = line.trim_start_matches([' ', '\t']);
    line.get(..line.len() - rest.len()).unwrap_or_default()
}

/// The line ends of a text.
pub(crate) fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests;
