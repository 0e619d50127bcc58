//! Profiles that use each other in a circle.

use std::collections::VecDeque;

use incident_schema::Kind;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::{FxHashMap, FxHashSet};

use super::graph::used_by;
use crate::{Db, Item, items_of_kind};

/// For each set of profiles that all reach each other: the first of them by name, with a shortest way from it
/// back to itself, both ends included.
#[salsa::tracked(returns(ref))]
pub(super) fn cycles<'db>(db: &'db dyn Db) -> FxHashMap<Item<'db>, Vec<String>> {
    let mut graph: DiGraph<Item<'db>, ()> = DiGraph::new();
    let profiles = items_of_kind(db, Kind::Profile);
    let nodes: FxHashMap<Item<'db>, NodeIndex> =
        profiles.iter().map(|profile| (*profile, graph.add_node(*profile))).collect();
    for profile in profiles {
        let Some(from) = nodes.get(profile) else { continue };
        for to in used_by(db, *profile).filter_map(|used| nodes.get(&used)) {
            graph.add_edge(*from, *to, ());
        }
    }
    let circle = |members: Vec<NodeIndex>| {
        let members: FxHashSet<Item<'db>> =
            members.into_iter().filter_map(|node| graph.node_weight(node)).copied().collect();
        let start = members.iter().min_by_key(|item| item.name(db)).copied()?;
        Some((start, way_back(db, start, &members)?))
    };
    kosaraju_scc(&graph).into_iter().filter_map(circle).collect()
}

/// The shortest way from a profile back to itself by way of the members.
fn way_back<'db>(
    db: &'db dyn Db,
    start: Item<'db>,
    members: &FxHashSet<Item<'db>>,
) -> Option<Vec<String>> {
    let mut before: FxHashMap<Item<'db>, Item<'db>> = FxHashMap::default();
    let mut waiting = VecDeque::from([start]);
    while let Some(item) = waiting.pop_front() {
        for used in used_by(db, item).filter(|used| members.contains(used)) {
            if used == start {
                let names = std::iter::successors(Some(item), |item| before.get(item).copied());
                let mut path: Vec<String> = names.map(|item| item.name(db).to_owned()).collect();
                path.reverse();
                path.push(start.name(db).to_owned());
                return Some(path);
            }
            if let std::collections::hash_map::Entry::Vacant(free) = before.entry(used) {
                free.insert(item);
                waiting.push_back(used);
            }
        }
    }
    None
}
