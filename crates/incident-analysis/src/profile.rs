//! Profiles: their entries in the services that use them.

mod cycles;
mod graph;
mod merge;

use incident_ir::{At, Text};
use incident_schema::Kind;

use crate::index::{may_be_meant, names_of};
use crate::issue::{Told, unknown_name};
use crate::typed_tree::{Block, Value};
use crate::{Db, Issue, IssueKind, Issues, Item, Workspace, declared, typed};
pub use graph::services_using;
pub use merge::profiles_of;
pub(crate) use merge::{Merged, merged};

/// The names in a block's `use`.
pub(crate) fn used(block: &Block) -> impl Iterator<Item = At<Text>> {
    let list = match block.value("use").map(|at| &at.value) {
        Some(Value::List(list)) => list.as_slice(),
        _ => &[],
    };
    list.iter().filter_map(|at| Some(At::new(at.value.as_text()?.clone(), at.origin)))
}

/// What is wrong with a profile's own `use`: unknown names, and a cycle, told once for all profiles of
/// the cycle at the first of them by name.
#[salsa::tracked(returns(ref))]
pub fn profile_issues<'db>(db: &'db dyn Db, item: Item<'db>) -> Issues {
    let workspace = Workspace::get(db);
    let mut issues = Issues::of(db);
    let Some(block) = &typed(db, item).block else { return issues };
    unknown_profiles(db, workspace, block, &mut issues);
    if let Some(path) = cycles::cycles(db).get(&item)
        && let Some(next) = path.get(1)
        && let Some(name) = used(block).find(|name| name.eq_ignore_ascii_case(next))
    {
        let kind = IssueKind::ProfileCycle { path: path.clone() };
        issues.push(Issue { kind, origin: name.origin, related: None });
    }
    issues
}

/// Reports the names in a block's `use` that no profile has.
pub(crate) fn unknown_profiles(
    db: &dyn Db,
    workspace: Workspace,
    block: &Block,
    issues: &mut Issues,
) {
    let unknown = used(block)
        .filter(|name| declared(db, Kind::Profile, name).is_none())
        .filter(|name| !may_be_meant(db, workspace, Kind::Profile, name));
    for (before, name) in unknown.enumerate() {
        let known = names_of(db, Kind::Profile);
        let told = Told::of(known, &name);
        let kind = unknown_name("profile", "use", &name, known.iter(), told, before);
        issues.push(Issue { kind, origin: name.origin, related: None });
    }
}
