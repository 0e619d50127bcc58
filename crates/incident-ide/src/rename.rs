//! Another name for something, wherever its name stands.

mod collision;
mod follows;
mod spelling;
mod verify;

use std::collections::BTreeMap;

use incident_analysis::Item;
use incident_base::{FileId, TextEdit, TextRange, TextSize};
use incident_schema::{Kind, block};

use crate::Analysis;
use crate::names::Named;
use crate::names::occurrence::Occurrence;
use crate::names::symbol::symbol;

/// Why something is not renamed, as sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

/// The changes of each file.
pub type Edits = BTreeMap<FileId, Vec<TextEdit>>;

/// The name at a place and what it is now; `None` where no name stands.
///
/// # Errors
/// When it cannot have another.
pub(crate) fn prepare(
    analysis: &Analysis,
    file: FileId,
    offset: TextSize,
) -> Result<Option<(TextRange, String)>, Refusal> {
    let Some(named) = Named::at(analysis, file, offset) else { return Ok(None) };
    places(analysis, &named)?;
    Ok(Some((named.range, named.occurrence.name.to_string())))
}

/// The changes that give the name at a place another one; `None` where no name stands.
///
/// # Errors
/// When it cannot have another, or not this one.
pub(crate) fn rename(
    analysis: &Analysis,
    file: FileId,
    offset: TextSize,
    name: &str,
) -> Result<Option<Edits>, Refusal> {
    let Some(named) = Named::at(analysis, file, offset) else { return Ok(None) };
    let places = places(analysis, &named)?;
    let name = spelling::checked(named.occurrence.kind, name)?;
    if *name == *named.occurrence.name {
        return Ok(Some(Edits::new()));
    }
    if named.occurrence.renamed(&name).is_oncall() {
        return Err(Refusal(ONCALL_IS_A_WORD.to_owned()));
    }
    collision::check(analysis, &named, &places, &name)?;
    let mut edits = Edits::new();
    for (_, place) in &places {
        if let Some((file, edit)) = spelling::edit(analysis, place, &name) {
            let in_file = edits.entry(file).or_default();
            if !in_file.contains(&edit) {
                in_file.push(edit);
            }
        }
    }
    for (file, edit) in follows::kept(analysis, &places, &name)? {
        edits.entry(file).or_default().push(edit);
    }
    edits.values_mut().for_each(|in_file| in_file.sort());
    verify::check(analysis, &places, &edits, &name)?;
    Ok(Some(edits))
}

const ONCALL_IS_A_WORD: &str = "`oncall` is a word of the language: it means whoever is on call.";

type Places<'a> = Vec<(Item<'a>, Occurrence)>;

/// All places of a name that may have another.
fn places<'a>(analysis: &'a Analysis, named: &Named<'a>) -> Result<Places<'a>, Refusal> {
    let name = &named.occurrence;
    if name.kind == Kind::Severity {
        let why = "Severity levels are words of the language: there are P1, P2, P3 and P4.";
        return Err(Refusal(why.to_owned()));
    }
    if name.is_oncall() {
        return Err(Refusal(ONCALL_IS_A_WORD.to_owned()));
    }
    let places = symbol(analysis, named);
    // People need no declaration.
    let is_declared = places.iter().any(|(_, place)| place.declares.is_some());
    if !is_declared && name.kind != Kind::Person {
        let kind = block(name.kind).name;
        return Err(Refusal(format!(
            "No `{kind}` called `{}` is declared here, so there is nothing to rename.",
            name.name
        )));
    }
    Ok(places)
}

#[cfg(test)]
mod tests;
