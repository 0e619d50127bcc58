//! Profiles: their entries in the services that use them.

use std::iter;

use incident_ir::{At, Text};
use incident_schema::Kind;

use crate::index::{declared_names, is_of_no_kind};
use crate::nearest::nearest;
use crate::typed_tree::{Block, Value};
use crate::{Db, Issue, IssueKind, Item, Workspace, declared, items_of_kind, typed};

/// The names in a block's `use`.
pub(crate) fn used(block: &Block) -> impl Iterator<Item = At<Text>> {
    let list = match block.value("use").map(|at| &at.value) {
        Some(Value::List(list)) => list.as_slice(),
        _ => &[],
    };
    list.iter().filter_map(|at| Some(At::new(at.value.as_text()?.clone(), at.origin)))
}

/// Whether a profile that an item is to have is missing, which has been reported: it could give anything.
pub(crate) fn lacks_one<'db>(db: &'db dyn Db, workspace: Workspace, item: Item<'db>) -> bool {
    let is_missing = |name: At<Text>| declared(db, workspace, Kind::Profile, &name).is_none();
    let items = iter::once(item).chain(profiles_of(db, workspace, item).iter().copied());
    let mut blocks = items.filter_map(|item| typed(db, item).block.as_ref());
    blocks.any(|block| {
        block.value("use").is_some_and(|at| !at.value.is_whole()) || used(block).any(is_missing)
    })
}

/// A service's block with the entries of its profiles: its own first, then those of the last profile,
/// of the one before, and so on. `None` when the item is no block of a known kind.
pub(crate) fn merged<'db>(db: &'db dyn Db, workspace: Workspace, item: Item<'db>) -> Option<Block> {
    let mut block = typed(db, item).block.clone()?;
    let mut seen = Vec::new();
    add_profiles(db, workspace, &mut block, &mut seen);
    Some(block)
}

/// Walks profiles depth first with a list of those already added: a profile counts once, where it has
/// the greatest weight, and a cycle ends.
fn add_profiles<'db>(
    db: &'db dyn Db,
    workspace: Workspace,
    into: &mut Block,
    seen: &mut Vec<Item<'db>>,
) {
    let mut waiting: Vec<At<Text>> = used(into).collect();
    while let Some(name) = waiting.pop() {
        let Some(profile) = declared(db, workspace, Kind::Profile, &name) else { continue };
        if seen.contains(&profile) {
            continue;
        }
        seen.push(profile);
        if let Some(block) = &typed(db, profile).block {
            add_entries(into, block);
            waiting.extend(used(block));
        }
    }
}

/// Adds the entries that are not there yet. Blocks are the same when their kinds and first labels are.
fn add_entries(into: &mut Block, from: &Block) {
    for attribute in &from.attributes {
        if attribute.key.name != "use" && into.attribute(attribute.key.name).is_none() {
            into.attributes.push(attribute.clone());
        }
    }
    into.incomplete |= from.incomplete;
    let has_tiers = into.blocks_of(Kind::Tier).next().is_some();
    for block in &from.blocks {
        if block.kind == Kind::Tier && has_tiers {
            continue;
        }
        match into.blocks.iter_mut().find(|known| same(known, block)) {
            Some(known) => add_entries(known, block),
            None => into.blocks.push(block.clone()),
        }
    }
    if into.docs.is_none() && into.kind == from.kind {
        into.docs.clone_from(&from.docs);
    }
}

fn same(a: &Block, b: &Block) -> bool {
    let first = |block: &Block| match block.labels.first().map(|at| &at.value) {
        Some(Value::Malformed) => None,
        Some(value) => Some(match value.as_text() {
            Some(text) => Value::Text(text.to_lowercase()),
            None => value.clone(),
        }),
        None => Some(Value::Boolean(true)),
    };
    a.kind == b.kind && first(a).is_some() && first(a) == first(b)
}

/// What is wrong with a profile's own `use`: unknown names, and a cycle, told once for all profiles of
/// the cycle at the first of them by name.
#[salsa::tracked(returns(ref))]
pub fn profile_issues<'db>(db: &'db dyn Db, workspace: Workspace, item: Item<'db>) -> Vec<Issue> {
    let Some(block) = &typed(db, item).block else { return Vec::new() };
    let mut issues = unknown_profiles(db, workspace, block);
    for name in used(block) {
        if let Some(path) = path_back(db, workspace, item, &name)
            && path.iter().all(|other| item.name(db) <= other.as_str())
        {
            let kind = IssueKind::ProfileCycle { path };
            issues.push(Issue { kind, origin: name.origin, related: None });
            break;
        }
    }
    issues
}

/// The names in a block's `use` that no profile has.
pub(crate) fn unknown_profiles(db: &dyn Db, workspace: Workspace, block: &Block) -> Vec<Issue> {
    used(block)
        .filter(|name| declared(db, workspace, Kind::Profile, name).is_none())
        .filter(|name| !is_of_no_kind(db, workspace, name))
        .map(|name| {
            let known = || declared_names(db, workspace, Kind::Profile);
            let kind = IssueKind::UnknownName {
                noun: "profile",
                subject: "use".to_owned(),
                nearest: nearest(&name, known()),
                known: known().map(str::to_owned).collect(),
                name: name.value.to_string(),
            };
            Issue { kind, origin: name.origin, related: None }
        })
        .collect()
}

/// The shortest way from a profile by way of `via` back to it.
fn path_back<'db>(
    db: &'db dyn Db,
    workspace: Workspace,
    start: Item<'db>,
    via: &str,
) -> Option<Vec<String>> {
    let first = declared(db, workspace, Kind::Profile, via)?;
    let mut reached: Vec<(Item<'db>, Option<usize>)> = vec![(first, None)];
    let mut next = 0;
    while let Some((item, _)) = reached.get(next).copied() {
        if item == start {
            let mut path = Vec::new();
            let mut at = Some(next);
            while let Some((item, before)) = at.and_then(|position| reached.get(position)) {
                path.push(item.name(db).to_owned());
                at = *before;
            }
            path.push(start.name(db).to_owned());
            path.reverse();
            return Some(path);
        }
        for name in typed(db, item).block.iter().flat_map(used) {
            if let Some(found) = declared(db, workspace, Kind::Profile, &name)
                && reached.iter().all(|(known, _)| *known != found)
            {
                reached.push((found, Some(next)));
            }
        }
        next += 1;
    }
    None
}

/// The profiles that an item reaches with `use`, by way of others too.
#[salsa::tracked(returns(deref))]
fn profiles_of<'db>(db: &'db dyn Db, workspace: Workspace, item: Item<'db>) -> Vec<Item<'db>> {
    let mut reached: Vec<Item<'db>> = Vec::new();
    let mut waiting = vec![item];
    while let Some(item) = waiting.pop() {
        for name in typed(db, item).block.iter().flat_map(used) {
            if let Some(found) = declared(db, workspace, Kind::Profile, &name)
                && !reached.contains(&found)
            {
                reached.push(found);
                waiting.push(found);
            }
        }
    }
    reached
}

/// The services that a profile's entries reach, in order.
#[salsa::tracked(returns(deref))]
pub fn services_using<'db>(
    db: &'db dyn Db,
    workspace: Workspace,
    profile: Item<'db>,
) -> Vec<Item<'db>> {
    items_of_kind(db, workspace, Kind::Service)
        .iter()
        .filter(|service| profiles_of(db, workspace, **service).contains(&profile))
        .copied()
        .collect()
}
