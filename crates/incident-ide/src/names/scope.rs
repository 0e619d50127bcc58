//! Where a name is looked for.

use incident_analysis::{
    Item, SourceFile, declared, items, items_of_kind, profiles_of, role_shared_as, services_using,
    typed,
};
use incident_base::Origin;
use incident_schema::{Kind, Place, block};

use super::occurrence::{Occurrence, occurrences};
use crate::Analysis;

/// How far a name of a kind reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The whole workspace knows it.
    Workspace,
    /// A service's own go first; after them, those of the workspace.
    Shared,
    /// It is a service's own.
    Service,
}

/// How far names of a kind reach, by where such blocks may stand.
pub(crate) fn reach(kind: Kind) -> Reach {
    let stands = block(kind).stands;
    match (stands.contains(&Place::TopLevel), stands.len()) {
        (true, 1) => Reach::Workspace,
        (true, _) => Reach::Shared,
        (false, _) => Reach::Service,
    }
}

/// Whether it is a service or a profile, which hold what services are made of.
pub(crate) fn is_content(analysis: &Analysis, item: Item<'_>) -> bool {
    let word = item.kind(&analysis.db);
    [Kind::Service, Kind::Profile].iter().any(|kind| block(*kind).name == word)
}

/// An entry and the profiles it uses, the one that counts most first.
pub(crate) fn layers<'a>(analysis: &'a Analysis, item: Item<'a>) -> Vec<Item<'a>> {
    let profiles = profiles_of(&analysis.db, item);
    std::iter::once(item).chain(profiles).collect()
}

/// The entries for which the names in one are resolved: a service for itself, a profile for the services that use it
/// or, where there are none, for the profiles that do and itself.
pub(crate) fn roots<'a>(analysis: &'a Analysis, item: Item<'a>) -> Vec<Item<'a>> {
    let db = &analysis.db;
    if item.kind(db) != block(Kind::Profile).name {
        return vec![item];
    }
    let services = services_using(db, item);
    if !services.is_empty() {
        return services.to_vec();
    }
    let profiles = items_of_kind(db, Kind::Profile).iter().copied();
    let using = profiles.filter(|one| profiles_of(db, *one).contains(&item));
    std::iter::once(item).chain(using.filter(|one| *one != item)).collect()
}

/// The files that a name may stand in. To type every file of a large workspace takes long.
pub(crate) fn files_with<'a>(
    analysis: &'a Analysis,
    name: &'a str,
) -> impl Iterator<Item = SourceFile> + 'a {
    let db = &analysis.db;
    let files = analysis.workspace.files(db).iter().copied();
    files.filter(move |file| may_hold(file.text(db), name))
}

/// Whether a name may stand in a text, in whatever case; an escape may be any letter of it.
pub(crate) fn may_hold(text: &str, name: &str) -> bool {
    let (bytes, name) = (text.as_bytes(), name.as_bytes());
    let Some(first) = name.first() else { return true };
    let (small, capital) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    let stands = |at: usize| {
        let there = bytes.get(at..at + name.len());
        there.is_some_and(|there| there.eq_ignore_ascii_case(name))
    };
    memchr::memchr2_iter(small, capital, bytes).any(stands)
        || memchr::memmem::find(bytes, b"\\u{").is_some()
}

/// The names of some kinds that are spelled alike, in the whole workspace.
pub(crate) fn everywhere<'a>(
    analysis: &'a Analysis,
    name: &str,
    is_wanted: impl Fn(&Occurrence) -> bool,
) -> Vec<(Item<'a>, Occurrence)> {
    let mut all = Vec::new();
    for file in files_with(analysis, name) {
        for item in items(&analysis.db, file) {
            let wanted = occurrences(&analysis.db, *item).into_iter().filter(&is_wanted);
            all.extend(wanted.map(|one| (*item, one)));
        }
    }
    all
}

/// The header of the shared declaration that a service or profile resolves a name to when it declares none itself.
pub(crate) fn shared(analysis: &Analysis, root: Item<'_>, name: &Occurrence) -> Option<Origin> {
    match name.kind {
        Kind::OnCallRotation => shared_rotation(analysis, &name.name),
        Kind::Role => {
            let db = &analysis.db;
            role_of_teams(analysis, root, name)
                .or_else(|| role_shared_as(db, &name.name).map(|role| role.origin))
        }
        _ => None,
    }
}

/// The header of a rotation of the top level.
pub(crate) fn shared_rotation(analysis: &Analysis, name: &str) -> Option<Origin> {
    let db = &analysis.db;
    let item = declared(db, Kind::OnCallRotation, name)?;
    typed(db, item).block.as_ref().map(|block| block.header)
}

/// The role that a team of one of the rotations gives.
fn role_of_teams(analysis: &Analysis, root: Item<'_>, role: &Occurrence) -> Option<Origin> {
    let db = &analysis.db;
    let in_team = |team: &Item<'_>| {
        let all = occurrences(db, *team).into_iter();
        all.filter(|one| one.is_like(role)).find_map(|one| one.declares)
    };
    let teams = items_of_kind(db, Kind::Team);
    if !teams.iter().any(|team| in_team(team).is_some()) {
        return None;
    }
    let names = rotations(analysis, root);
    let team = |name: &String| declared(db, Kind::Team, name);
    names.iter().filter_map(team).find_map(|team| in_team(&team))
}

/// The names of a service's rotations: its own, then the shared one it takes.
fn rotations(analysis: &Analysis, root: Item<'_>) -> Vec<String> {
    let layers = layers(analysis, root);
    let all = layers.iter().flat_map(|item| occurrences(&analysis.db, *item));
    let rotations: Vec<Occurrence> = all.filter(|one| one.kind == Kind::OnCallRotation).collect();
    let own = rotations.iter().filter(|one| one.declares.is_some());
    let taken = rotations.iter().find(|one| one.takes_shared());
    let taken = taken.filter(|one| shared_rotation(analysis, &one.name).is_some());
    own.chain(taken).map(|one| one.name.to_string()).collect()
}
