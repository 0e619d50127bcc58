//! Names that would become one.

use incident_analysis::Item;
use incident_base::LineIndex;
use incident_schema::{Kind, block};

use super::{Places, Refusal};
use crate::Analysis;
use crate::names::Named;
use crate::names::occurrence::{Occurrence, occurrences};
use crate::names::place::letters;
use crate::names::scope::{Reach, everywhere, is_content, layers, reach, roots};

/// Refuses a name that stands where the places to be renamed are looked for.
pub(super) fn check(
    analysis: &Analysis,
    named: &Named<'_>,
    places: &Places<'_>,
    name: &str,
) -> Result<(), Refusal> {
    let wanted = named.occurrence.renamed(name);
    let is_other = |one: &Occurrence| {
        let is_like = one.is_like(&wanted) || makes_one(one, &wanted);
        is_like && !places.iter().any(|(_, place)| place.origin == one.origin)
    };
    let others: Vec<Occurrence> = match is_workspace_wide(analysis, named, places) {
        true => everywhere(analysis, name, is_other).into_iter().map(|(_, one)| one).collect(),
        false => around(analysis, places, name, is_other),
    };
    let declaring = others.iter().find(|one| one.declares.is_some());
    match declaring.or(others.first()) {
        Some(other) => Err(refusal(analysis, other)),
        None => Ok(()),
    }
}

/// A rotation that gets the name of a team, or the other way round, becomes that team's.
fn makes_one(one: &Occurrence, wanted: &Occurrence) -> bool {
    let are_team_and_rotation = matches!(
        (one.kind, wanted.kind),
        (Kind::Team, Kind::OnCallRotation) | (Kind::OnCallRotation, Kind::Team)
    );
    are_team_and_rotation && one.name.eq_ignore_ascii_case(&wanted.name)
}

fn is_workspace_wide(analysis: &Analysis, named: &Named<'_>, places: &Places<'_>) -> bool {
    match reach(named.occurrence.kind) {
        Reach::Workspace => true,
        Reach::Shared => places.iter().any(|(item, _)| !is_content(analysis, *item)),
        Reach::Service => false,
    }
}

/// In the services and profiles that share names with the places; and the teams, of which a rotation may not get the
/// name.
fn around(
    analysis: &Analysis,
    places: &Places<'_>,
    name: &str,
    is_other: impl Fn(&Occurrence) -> bool,
) -> Vec<Occurrence> {
    let mut entries: Vec<Item<'_>> = Vec::new();
    for (item, _) in places {
        for root in roots(analysis, *item) {
            for layer in layers(analysis, root) {
                if !entries.contains(&layer) {
                    entries.push(layer);
                }
            }
        }
    }
    let in_entries = entries.iter().flat_map(|item| occurrences(&analysis.db, *item));
    let teams = incident_analysis::declared(&analysis.db, Kind::Team, name);
    let teams = teams.into_iter().flat_map(|item| occurrences(&analysis.db, item));
    in_entries.chain(teams.filter(|one| one.kind == Kind::Team)).filter(is_other).collect()
}

fn refusal(analysis: &Analysis, other: &Occurrence) -> Refusal {
    let kind = block(other.kind).name;
    let place = letters(analysis, other.origin).map(|place| {
        let index = LineIndex::new(analysis.text(place.file));
        let line = index.line_column(place.range.start()).line;
        format!(" ({}, line {line})", analysis.path(place.file).unwrap_or_default())
    });
    let place = place.unwrap_or_default();
    let name = &other.name;
    Refusal(match other.kind {
        Kind::Person => format!("`{name}` is named already{place}: two people would become one."),
        _ if other.declares.is_some() => {
            format!("Another `{kind}` is called `{name}`{place}: the two would become one.")
        }
        _ => format!("Something refers to `{name}` as `{kind}`{place}: it would mean this one."),
    })
}
