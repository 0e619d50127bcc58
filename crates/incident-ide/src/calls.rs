//! The way a page goes, as a hierarchy of calls: an alert raises a severity, which goes to a policy, which tells its
//! tiers, which reach rotations and roles, which are people.

mod edges;

use incident_analysis::{Item, lower, settings, typed};
use incident_base::{FileId, Origin, Span, TextRange, TextSize};
use incident_ir::Settings;
use incident_schema::Kind;

use crate::Analysis;
use crate::cursor::Cursor;
use crate::names::Named;
use crate::names::occurrence::{Occurrence, folded};
use crate::names::place::{self, Target, item_of, letters};
use crate::names::resolve::declarations;
use crate::names::scope::{everywhere, is_content, roots};
use crate::names::symbol::symbol;
pub(crate) use edges::find as typed_block;
use edges::{Edge, Node};

/// A caller or somebody called, with the places that say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Who.
    pub target: Target,
    /// The places, all in one file: that of the one who calls.
    pub places: Vec<TextRange>,
}

/// The kinds that are on a page's way.
const KINDS: [Kind; 8] = [
    Kind::AlertRule,
    Kind::CanaryStrategy,
    Kind::Severity,
    Kind::EscalationPolicy,
    Kind::Tier,
    Kind::OnCallRotation,
    Kind::Role,
    Kind::Person,
];

/// What stands at a place and is on a page's way.
pub(crate) fn prepare(analysis: &Analysis, file: FileId, offset: TextSize) -> Vec<Target> {
    let nodes = nodes_at(analysis, file, offset);
    nodes.iter().filter_map(|node| target(analysis, node)).collect()
}

/// Those who call what stands at a place.
pub(crate) fn incoming(analysis: &Analysis, file: FileId, offset: TextSize) -> Vec<Call> {
    let nodes = nodes_at(analysis, file, offset);
    let edges = nodes.iter().flat_map(|node| edges_around(analysis, node));
    grouped(analysis, edges.filter(|edge| nodes.contains(&edge.to)), |edge| &edge.from)
}

/// Those whom it calls.
pub(crate) fn outgoing(analysis: &Analysis, file: FileId, offset: TextSize) -> Vec<Call> {
    let nodes = nodes_at(analysis, file, offset);
    let edges = nodes.iter().flat_map(|node| edges_around(analysis, node));
    grouped(analysis, edges.filter(|edge| nodes.contains(&edge.from)), |edge| &edge.to)
}

/// The nodes at a place: what a name there means, else the block whose header it is in.
fn nodes_at(analysis: &Analysis, file: FileId, offset: TextSize) -> Vec<Node> {
    let named = Named::at(analysis, file, offset);
    if let Some(named) = named.filter(|it| KINDS.contains(&it.occurrence.kind)) {
        let name = &named.occurrence;
        // A tier is what it is for a role, not the role.
        if name.holder == Kind::Tier && name.declares.is_none() && name.kind == Kind::Role {
            let tier = header_with_label(analysis, named.item, name.origin);
            if let Some(tier) = tier {
                return vec![Node::Block(tier)];
            }
        }
        if name.kind == Kind::Person {
            return vec![Node::Person(folded(Kind::Person, &name.name))];
        }
        return declarations(analysis, &named).into_iter().map(Node::Block).collect();
    }
    let Some(cursor) = Cursor::find(analysis, file, offset) else { return Vec::new() };
    let header = cursor.kind().filter(|kind| KINDS.contains(kind)).and(cursor.block());
    let header = header.filter(|block| cursor.tree.range(block.header).contains_inclusive(offset));
    let header = header.map(|block| cursor.origin(analysis, block.header));
    header.map(Node::Block).into_iter().collect()
}

/// The header of the block with this label.
fn header_with_label(analysis: &Analysis, item: Item<'_>, label: Origin) -> Option<Origin> {
    let block = typed(&analysis.db, item).block.as_ref()?;
    let has = |block: &edges::Block| block.labels.iter().any(|at| at.origin == label);
    edges::find(block, &has).map(|block| block.header)
}

fn target(analysis: &Analysis, node: &Node) -> Option<Target> {
    match node {
        Node::Block(header) => place::target(analysis, *header),
        Node::Person(address) => person(analysis, address),
    }
}

/// A person's declaration, else the first place that names them.
fn person(analysis: &Analysis, address: &str) -> Option<Target> {
    if let Some(header) = crate::names::resolve::person(analysis, address) {
        return place::target(analysis, header);
    }
    let (_, first) = named_so(analysis, address).into_iter().next()?;
    let place = letters(analysis, first.origin)?;
    let (file, range) = (place.file, place.range);
    let name = first.name.to_string();
    Some(Target { kind: Kind::Person, name, file, range, focus: range })
}

fn named_so<'a>(analysis: &'a Analysis, address: &str) -> Vec<(Item<'a>, Occurrence)> {
    everywhere(analysis, address, |one| {
        one.kind == Kind::Person && folded(Kind::Person, &one.name) == address
    })
}

/// The calls that a node may be part of.
fn edges_around(analysis: &Analysis, node: &Node) -> Vec<Edge> {
    let settings = settings(&analysis.db, analysis.workspace);
    let mut found = Edges { analysis, settings, seen: Vec::new(), all: Vec::new() };
    match node {
        Node::Person(address) => {
            for (item, _) in named_so(analysis, address) {
                found.of_declarations(item);
            }
        }
        Node::Block(header) => {
            let Some(item) = item_of(analysis, *header) else { return Vec::new() };
            found.of_item(item);
            if !is_content(analysis, item) {
                for (user, _) in users(analysis, item, *header) {
                    found.of_item(user);
                }
            }
        }
    }
    found.all
}

/// The places of the name that a block outside of services gives itself.
fn users<'a>(
    analysis: &'a Analysis,
    item: Item<'a>,
    header: Origin,
) -> Vec<(Item<'a>, Occurrence)> {
    let all = crate::names::occurrence::occurrences(&analysis.db, item);
    let own = all.into_iter().find(|one| one.declares == Some(header));
    let named = own.and_then(|occurrence| {
        let range = letters(analysis, occurrence.origin)?.range;
        Some(Named { occurrence, item, range })
    });
    named.map(|named| symbol(analysis, &named)).unwrap_or_default()
}

struct Edges<'a> {
    analysis: &'a Analysis,
    settings: Settings,
    seen: Vec<Item<'a>>,
    all: Vec<Edge>,
}

impl<'a> Edges<'a> {
    /// The calls that an entry tells of, as every service that has it understands it.
    fn of_item(&mut self, item: Item<'a>) {
        self.of_declarations(item);
        if !is_content(self.analysis, item) {
            return;
        }
        for root in roots(self.analysis, item) {
            if self.is_new(root) {
                let lowered = lower(&self.analysis.db, root);
                if let Some(lowered) = lowered {
                    let edges = edges::of_service(self.analysis, &lowered.service, &self.settings);
                    self.all.extend(edges);
                }
            }
        }
    }

    /// The people that its rotations and roles are.
    fn of_declarations(&mut self, item: Item<'a>) {
        if let Some(block) = &typed(&self.analysis.db, item).block {
            edges::of_people(block, &mut self.all);
        }
    }

    fn is_new(&mut self, item: Item<'a>) -> bool {
        let is_new = !self.seen.contains(&item);
        if is_new {
            self.seen.push(item);
        }
        is_new
    }
}

/// What says so may stand in a profile, and the caller elsewhere; then it is the caller's name.
fn place_in_caller(analysis: &Analysis, edge: &Edge) -> Option<Span> {
    let Node::Block(caller) = edge.from else { return None };
    let place = letters(analysis, edge.place).filter(|place| place.file == caller.file);
    place.or_else(|| {
        let caller = place::target(analysis, caller)?;
        Some(Span { file: caller.file, range: caller.focus })
    })
}

/// The calls by who is at their other end, in the order in which they were found.
fn grouped(
    analysis: &Analysis,
    edges: impl Iterator<Item = Edge>,
    end: impl Fn(&Edge) -> &Node,
) -> Vec<Call> {
    let mut groups: Vec<(Node, FileId, Vec<TextRange>)> = Vec::new();
    for edge in edges {
        let Some(place) = place_in_caller(analysis, &edge) else { continue };
        let node = end(&edge);
        let known = groups.iter_mut().find(|(one, file, _)| one == node && *file == place.file);
        match known {
            Some((_, _, places)) if places.contains(&place.range) => {}
            Some((_, _, places)) => places.push(place.range),
            None => groups.push((node.clone(), place.file, vec![place.range])),
        }
    }
    let call = |(node, _, places): (Node, FileId, Vec<TextRange>)| {
        Some(Call { target: target(analysis, &node)?, places })
    };
    groups.into_iter().filter_map(call).collect()
}

#[cfg(test)]
mod tests;
