//! What a name means.

use incident_analysis::{Item, declared, lower, typed};
use incident_base::Origin;
use incident_ir::{Responder, Service};
use incident_schema::Kind;

use super::Named;
use super::occurrence::{Occurrence, occurrences};
use super::scope::{Reach, is_content, layers, may_hold, reach, roots, shared, shared_rotation};
use crate::Analysis;

/// The headers of the declarations that a name means, each once. In a profile it may mean another for each service that
/// uses it; the profile's own goes before those.
pub(crate) fn declarations(analysis: &Analysis, named: &Named<'_>) -> Vec<Origin> {
    let name = &named.occurrence;
    if let Some(own) = name.declares {
        return vec![own];
    }
    if reach(name.kind) == Reach::Workspace {
        return resolve(analysis, named.item, name).into_iter().collect();
    }
    let mut all: Vec<Origin> = own(analysis, named.item, name).into_iter().collect();
    for root in roots(analysis, named.item) {
        let found = match resolve(analysis, root, name) {
            Some(header) => vec![header],
            None => on_call(analysis, root, name),
        };
        for header in found {
            if !all.contains(&header) {
                all.push(header);
            }
        }
    }
    all
}

/// The header of the declaration that a name means for a service or profile: that which the compiler takes.
pub(crate) fn resolve(analysis: &Analysis, root: Item<'_>, name: &Occurrence) -> Option<Origin> {
    let db = &analysis.db;
    if reach(name.kind) == Reach::Workspace {
        let item = declared(db, name.kind, &name.name)?;
        return typed(db, item).block.as_ref().map(|block| block.header);
    }
    if name.takes_shared() {
        return shared_rotation(analysis, &name.name);
    }
    if !is_content(analysis, root) {
        return None;
    }
    own(analysis, root, name).or_else(|| shared(analysis, root, name))
}

/// The header of the declaration in a service or profile or in the profiles it uses.
fn own(analysis: &Analysis, root: Item<'_>, name: &Occurrence) -> Option<Origin> {
    if name.takes_shared() || !is_content(analysis, root) {
        return None;
    }
    let db = &analysis.db;
    let layers = layers(analysis, root).into_iter();
    // To type all services that use a profile takes long.
    let mut holding = layers.filter(|layer| may_hold(layer.file(db).text(db), &name.name));
    holding.find_map(|layer| {
        let all = occurrences(db, layer).into_iter();
        all.filter(|one| one.is_like(name)).find_map(|one| one.declares)
    })
}

/// The headers of the rotations behind a tier for a role that is not declared, `oncall` first of all.
fn on_call(analysis: &Analysis, root: Item<'_>, name: &Occurrence) -> Vec<Origin> {
    if name.kind != Kind::Role {
        return Vec::new();
    }
    let Some(lowered) = lower(&analysis.db, root) else { return Vec::new() };
    let service = &*lowered.service;
    let rotations = reached_by_tier(service, name.origin);
    if !rotations.is_empty() || !name.is_oncall() {
        return rotations;
    }
    let own = service.oncall.as_ref().and_then(|name| service.rotation(name));
    own.map(|rotation| rotation.origin).into_iter().collect()
}

/// The headers of the rotations that the tier with this label reaches.
pub(crate) fn reached_by_tier(service: &Service, label: Origin) -> Vec<Origin> {
    let mut tiers = service.policies.iter().flat_map(|policy| &policy.tiers);
    let tier = tiers.find(|tier| tier.role.origin == label);
    let responders = tier.into_iter().flat_map(|tier| &tier.responders);
    let rotations = responders.filter_map(|responder| match responder {
        Responder::Rotation(name) => service.rotation(name).map(|rotation| rotation.origin),
        Responder::Role { .. } => None,
    });
    rotations.collect()
}

/// The header of the `person` with an address.
pub(crate) fn person(analysis: &Analysis, address: &str) -> Option<Origin> {
    let item = declared(&analysis.db, Kind::Person, address)?;
    typed(&analysis.db, item).block.as_ref().map(|block| block.header)
}
