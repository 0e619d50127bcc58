//! What can be done at a place: mend what is wrong, say that it is meant, change how it is written.

mod city;
mod fix;
pub(crate) mod insert;
mod list;
mod profile;
mod role;
mod severities;
mod structure;
mod suppress;

use std::collections::hash_map::Entry;

use incident_base::{Code, FileId, LineIndex, TextEdit, TextRange, line_around};
use incident_syntax::tokens;
use rustc_hash::FxHashMap;

use crate::{Analysis, Finding};

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

/// What of the wanted sorts can be done about what stands in a range.
pub(crate) fn at(
    analysis: &Analysis,
    file: FileId,
    range: TextRange,
    is_wanted: impl Fn(ActionKind) -> bool,
) -> Vec<Action> {
    let text = analysis.text(file);
    let mut actions: Vec<Action> = Vec::new();
    if is_wanted(ActionKind::Fix) || is_wanted(ActionKind::FixAll) {
        let findings = analysis.diagnostics(file);
        if is_wanted(ActionKind::Fix) {
            mends(analysis, file, range, &findings, &mut actions);
        }
        actions.extend(fix::all(&findings));
    }
    if is_wanted(ActionKind::Rewrite) {
        actions.extend(list::to_lines(analysis, file, range.start()));
        actions.extend(list::sort_members(analysis, file, range.start()));
    }
    if is_wanted(ActionKind::Extract) {
        actions.extend(profile::extract(analysis, file, range.start()));
    }
    if is_wanted(ActionKind::Rewrite) {
        actions.extend(severities::add_missing(analysis, file, range.start()));
    }
    actions.retain(|action| is_wanted(action.kind));
    told_apart(text, actions)
}

/// What can be done about each finding of a range.
fn mends(
    analysis: &Analysis,
    file: FileId,
    range: TextRange,
    findings: &[Finding],
    actions: &mut Vec<Action>,
) {
    let (text, day) = (analysis.text(file), analysis.as_of());
    // A selection may hold thousands.
    let here = || {
        let here = findings.iter().inspect(|_| analysis.give_way());
        here.filter(|it| it.diagnostic.place.range.intersect(range).is_some())
    };
    actions.extend(here().filter_map(|finding| fix::one(text, finding)));
    actions.extend(here().flat_map(|finding| city::name_one(text, finding)));
    actions.extend(here().filter_map(|finding| structure::mend(analysis, file, finding)));
    actions.extend(here().filter_map(|finding| role::declare(analysis, file, finding)));
    if here().next().is_some() {
        let tokens = tokens(text);
        let allowed = here().filter_map(|it| suppress::suppress(text, &tokens, it, day));
        actions.extend(allowed);
    }
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
