//! Names of what is declared: in the service around, in its profiles, at the top level.

use incident_analysis::{declared, declared_names, shared_role_names, typed, typed_tree};
use incident_ir::{ONCALL, USUAL_ROLES};
use incident_schema::{Kind, Place, Reference, block};
use rustc_hash::FxHashSet;

use super::mentioned;
use super::offers::Offers;
use super::outline::Node;

/// The names that a reference may be to, each once: the nearest first.
pub(crate) fn of(offers: &Offers<'_>, reference: Reference) -> Vec<String> {
    let (db, workspace) = (&offers.analysis.db, offers.analysis.workspace);
    let kind = reference.kind();
    let mut all = Vec::new();
    // What a service takes for its own is declared outside of it.
    if !(reference == Reference::Rotation && offers.site.parent() == Some(Kind::Service)) {
        own(offers, kind, &mut all);
    }
    if block(kind).stands.contains(&Place::TopLevel) {
        all.extend(declared_names(db, kind).map(str::to_owned));
    }
    if reference == Reference::Role {
        all.extend(shared_role_names(db, workspace).map(str::to_owned));
        if all.is_empty() {
            // Where no role is declared, any name is one.
            let roles = mentioned::pieces(db, workspace).flat_map(|piece| &piece.roles);
            let roles = roles.filter(|role| role.as_ref() != ONCALL);
            all.extend(roles.map(ToString::to_string));
            // Who writes the first policy names none that could be offered.
            if matches!(offers.site.place, super::site::Place::Label(Kind::Tier, _)) {
                all.extend(USUAL_ROLES.iter().map(|(name, _)| (*name).to_owned()));
            }
        }
    }
    // What is declared around the place cannot be made of itself.
    let outline = &offers.site.outline;
    let itself = offers.site.top().filter(|_| reference == Reference::Profile);
    let itself = itself.and_then(|top| outline.labels(top).next());
    all.retain(|name| !itself.is_some_and(|itself| itself.eq_ignore_ascii_case(name)));
    let mut seen = FxHashSet::default();
    all.retain(|name| {
        *name != offers.site.written && !name.is_empty() && seen.insert(name.to_lowercase())
    });
    all
}

/// The names of a kind in the service or profile around, and in the profiles that it uses.
pub(crate) fn own(offers: &Offers<'_>, kind: Kind, all: &mut Vec<String>) {
    let Some(top) = offers.site.top() else { return };
    in_outline(offers, top, kind, all);
    let outline = &offers.site.outline;
    let uses = top.body.iter().filter(|node| outline.word(node) == "use");
    let uses = uses.flat_map(|node| outline.values(node)).map(|at| outline.token_text(at));
    let mut waiting: Vec<String> = uses.map(str::to_owned).collect();
    let mut seen = FxHashSet::default();
    let db = &offers.analysis.db;
    while let Some(name) = waiting.pop() {
        let Some(profile) = declared(db, Kind::Profile, &name) else { continue };
        let Some(block) = &typed(db, profile).block else { continue };
        if seen.insert(profile) {
            in_block(block, kind, all);
            let used = block.value("use").map(|at| &at.value);
            if let Some(typed_tree::Value::List(list)) = used {
                waiting.extend(list.iter().filter_map(|at| Some(at.value.as_text()?.to_string())));
            }
        }
    }
}

fn in_outline(offers: &Offers<'_>, node: &Node, kind: Kind, all: &mut Vec<String>) {
    let outline = &offers.site.outline;
    for inner in &node.body {
        if outline.word(inner) == block(kind).name {
            all.extend(outline.labels(inner).next().map(|name| name.trim_matches('"').to_owned()));
        }
        in_outline(offers, inner, kind, all);
    }
}

fn in_block(typed: &typed_tree::Block, kind: Kind, all: &mut Vec<String>) {
    for inner in &typed.blocks {
        if inner.kind == kind {
            all.extend(inner.name().map(|name| name.value.to_string()));
        }
        in_block(inner, kind, all);
    }
}
