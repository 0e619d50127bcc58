//! Every place of a name.

use incident_analysis::{Item, items};
use incident_base::{FileId, TextRange, TextSize};

use crate::Analysis;
use crate::names::Named;
use crate::names::occurrence::{Occurrence, occurrences};
use crate::names::place::letters;
use crate::names::scope::{Reach, layers, may_hold, reach, roots};
use crate::names::symbol::{rotation_and_team, symbol};
use crate::users::ASKED;

/// A name where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The file.
    pub file: FileId,
    /// The name's own letters.
    pub range: TextRange,
    /// Whether a block gives itself the name there.
    pub declares: bool,
}

/// Every place of the name that stands at a place, in the order of files and places; none where no name stands.
pub(crate) fn of(analysis: &Analysis, file: FileId, offset: TextSize) -> Vec<Reference> {
    Named::at(analysis, file, offset).map(|named| of_name(analysis, &named)).unwrap_or_default()
}

/// The same of a name that is known to stand there.
pub(crate) fn of_name(analysis: &Analysis, named: &Named<'_>) -> Vec<Reference> {
    let all = symbol(analysis, named);
    sorted(analysis, all.iter().map(|(_, one)| one))
}

/// Those in the file itself.
pub(crate) fn in_file(analysis: &Analysis, file: FileId, offset: TextSize) -> Vec<Reference> {
    let Some(named) = Named::at(analysis, file, offset) else { return Vec::new() };
    let name = &named.occurrence;
    // What the whole workspace knows by one name need not be looked for elsewhere.
    let is_everywhere =
        reach(name.kind) == Reach::Workspace && rotation_and_team(analysis, name).is_none();
    let all: Vec<Occurrence> = match analysis.source(file) {
        Some(source) if is_everywhere => {
            let all = items(&analysis.db, source).iter();
            let all = all.flat_map(|item| occurrences(&analysis.db, *item));
            all.filter(|one| one.is_like(name)).collect()
        }
        _ => symbol(analysis, &named).into_iter().map(|(_, one)| one).collect(),
    };
    sorted(analysis, all.iter().filter(|one| one.origin.file == file))
}

/// Whether anything refers to a name: in its own entry or in what is merged with it. Of the services that use a profile,
/// those that are asked: to look at all takes long, and who counts them does.
pub(crate) fn any(
    analysis: &Analysis,
    named: &Named<'_>,
    is_wanted: impl Fn(Item<'_>) -> bool,
) -> bool {
    let (db, name) = (&analysis.db, &named.occurrence);
    let refers = |item: Item<'_>| {
        let all = occurrences(db, item).into_iter();
        all.filter(|one| one.declares.is_none() && !one.takes_shared()).any(|one| one.is_like(name))
    };
    if refers(named.item) {
        return true;
    }
    let roots = roots(analysis, named.item).into_iter().take(ASKED);
    let around = roots.flat_map(|root| layers(analysis, root));
    around
        .filter(|item| is_wanted(*item) && may_hold(item.file(db).text(db), &name.name))
        .any(refers)
}

pub(crate) fn sorted<'o>(
    analysis: &Analysis,
    all: impl Iterator<Item = &'o Occurrence>,
) -> Vec<Reference> {
    let reference = |one: &Occurrence| {
        let place = letters(analysis, one.origin)?;
        Some(Reference { file: place.file, range: place.range, declares: one.declares.is_some() })
    };
    let mut all: Vec<Reference> = all.filter_map(reference).collect();
    all.sort_by_key(|one| (analysis.path(one.file), one.range.start()));
    all.dedup();
    all
}

#[cfg(test)]
mod tests;
