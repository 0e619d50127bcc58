//! From typed blocks to the checked model: defaults filled in, names resolved.

mod neighbours;
mod own_names;
mod people;
mod policy;
mod post_mortem;
mod read;
mod roles;
mod rotation;
mod service;
mod severity;
mod status_page;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use incident_base::Origin;
use incident_ir::{Rotation, Service, Settings};
use incident_schema::{Key, Kind, Unique, keys_in};

use crate::index::{declared, declared_twice};
use crate::profile::Merged;
use crate::typed_tree::Block;
use crate::typing::Typed;
use crate::{Db, Issues, Item, Workspace, complete, config, items_of_kind, profile, typed};

pub use people::prepare as prepare_people;

/// A service as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lowered {
    /// The checked model.
    pub service: Arc<Service>,
    /// What is wrong with names and with what must be there.
    pub issues: Issues,
    /// Headers, sorted, of the blocks in which something could not be understood: from what they lack nothing
    /// may be concluded, nor from when a rotation's turns are.
    pub incomplete: Vec<Origin>,
    /// Whether the service takes a shared rotation by a value that names none, which has been reported.
    pub misses_its_rotation: bool,
}

impl Lowered {
    /// Whether something in the block with this header could not be understood.
    pub fn is_incomplete(&self, header: Origin) -> bool {
        self.incomplete.binary_search(&header).is_ok()
    }
}

/// What lowering a service carries along.
struct Lowering<'db> {
    db: &'db dyn Db,
    workspace: Workspace,
    /// Whether a profile that the service is to have is missing: what the service lacks may be in it.
    lacks_a_profile: bool,
    issues: Issues,
}

/// The checked model of a service, profiles merged in. `None` when the item is no `service`. In a large workspace,
/// those that were not asked for since long are forgotten, as with [`typed`].
#[salsa::tracked(returns(as_ref), lru = 64)]
pub fn lower<'db>(db: &'db dyn Db, item: Item<'db>) -> Option<Arc<Lowered>> {
    lowered(db, item, typed(db, item))
}

/// However many services there are, none is forgotten.
pub(crate) fn forget_none(db: &mut dyn Db) {
    const UNLIMITED: usize = 0;
    lower::set_lru_capacity(db, UNLIMITED);
}

/// The same of a typed item, not remembered.
pub(crate) fn lowered(db: &dyn Db, item: Item<'_>, own: &Typed) -> Option<Arc<Lowered>> {
    let workspace = Workspace::get(db);
    let own = own.block.as_ref().filter(|block| block.kind == Kind::Service)?;
    let Merged { mut block, lacks_a_profile } = profile::merged(db, own);
    let mut lowering = Lowering { db, workspace, lacks_a_profile, issues: Issues::of(db) };
    lowering.issues.extend(declared_twice(db, workspace, item));
    profile::unknown_profiles(db, workspace, own, &mut lowering.issues);
    if lacks_a_profile {
        block.blocks.iter_mut().for_each(|inner| doubt(Arc::make_mut(inner)));
    }
    complete::check(&block, &mut lowering.issues);
    doubt_what_holds_a_nameless_block(&mut block);
    let service = Arc::new(lowering.service(&block)?);
    let mut incomplete = Vec::new();
    if lacks_a_profile {
        incomplete.push(block.header);
    }
    headers_of_incomplete(&block, &mut incomplete);
    // Shared ones stand in items of their own.
    let is_own = |place: Origin| (place.file, place.item) == (block.header.file, block.header.item);
    for rotation in service.rotations.iter().filter(|it| !is_own(it.origin)) {
        let shared = declared(db, Kind::OnCallRotation, &rotation.name);
        let shared = shared.and_then(|item| typed(db, item).block.as_ref());
        if let Some(block) = shared.filter(|block| block.header == rotation.origin) {
            headers_of_incomplete(block, &mut incomplete);
        }
    }
    incomplete.sort_unstable();
    let misses_its_rotation = service.rotations.is_empty() && block.attribute("rotation").is_some();
    Some(Arc::new(Lowered { service, issues: lowering.issues, incomplete, misses_its_rotation }))
}

/// From what these blocks lack nothing may be concluded.
fn doubt(block: &mut Block) {
    block.incomplete = true;
    block.blocks.iter_mut().for_each(|inner| doubt(Arc::make_mut(inner)));
}

/// A block whose name is missing or malformed, which has been reported, may be the one that is looked for.
fn doubt_what_holds_a_nameless_block(block: &mut Block) {
    if !holds_a_nameless_block(block) {
        return;
    }
    block.blocks.iter_mut().filter(|inner| holds_a_nameless_block(inner)).for_each(|inner| {
        doubt_what_holds_a_nameless_block(Arc::make_mut(inner));
    });
    block.incomplete |= block.blocks.iter().any(|inner| is_nameless(inner));
}

/// Whether there is such a block in this one, at any depth.
fn holds_a_nameless_block(block: &Block) -> bool {
    block.blocks.iter().any(|inner| is_nameless(inner) || holds_a_nameless_block(inner))
}

fn is_nameless(block: &Block) -> bool {
    let unique = incident_schema::block(block.kind).unique;
    matches!(unique, Unique::ByName | Unique::ByText) && block.name_as_written().is_none()
}

fn headers_of_incomplete(block: &Block, headers: &mut Vec<Origin>) {
    let doubtful = match block.kind {
        Kind::OnCallRotation => {
            !is_understood(block) || !block.blocks.iter().all(|inner| is_understood(inner))
        }
        // Which severities it serves decides what others lack.
        Kind::EscalationPolicy => block.value("severities").is_some_and(|at| !at.value.is_whole()),
        _ => false,
    };
    if block.incomplete || doubtful {
        headers.push(block.header);
    }
    for inner in &block.blocks {
        headers_of_incomplete(inner, headers);
    }
}

/// Whether all labels and values of a block could be understood, and none that it needs is missing.
fn is_understood(block: &Block) -> bool {
    let has = |key: &Key| !key.required || block.value(key.name).is_some();
    let values = block.attributes.iter().map(|attribute| &attribute.value);
    !block.incomplete
        && block.labels.iter().chain(values).all(|at| at.value.is_whole())
        && keys_in(block.kind).all(has)
}

/// What is wrong with names in an item that is no service, seen by itself.
pub fn lower_standalone<'db>(db: &'db dyn Db, item: Item<'db>) -> Issues {
    let workspace = Workspace::get(db);
    let mut issues = Issues::of(db);
    let Some(block) = &typed(db, item).block else { return issues };
    if block.kind == Kind::Service {
        return issues;
    }
    issues.extend(declared_twice(db, workspace, item));
    match block.kind {
        Kind::Profile => issues.append(profile::profile_issues(db, item).clone()),
        Kind::OnCallRotation => {
            issues.append(shared_rotation(db, item).1.clone());
            complete::check(block, &mut issues);
        }
        _ => complete::check(block, &mut issues),
    }
    issues
}

/// The rotation that an item of the top level declares.
pub fn rotation_of<'db>(db: &'db dyn Db, item: Item<'db>) -> Option<&'db Rotation> {
    shared_rotation(db, item).0.as_ref()
}

/// A rotation of the top level, and what is wrong with it.
#[salsa::tracked(returns(ref))]
fn shared_rotation<'db>(db: &'db dyn Db, item: Item<'db>) -> (Option<Rotation>, Issues) {
    let workspace = Workspace::get(db);
    let mut lowering = Lowering { db, workspace, lacks_a_profile: false, issues: Issues::of(db) };
    let block = typed(db, item).block.as_ref().filter(|it| it.kind == Kind::OnCallRotation);
    let rotation = block.and_then(|block| lowering.rotation(block));
    (rotation, lowering.issues)
}

/// Every service of the workspace, by file and place.
pub fn services(db: &dyn Db) -> Vec<Arc<Service>> {
    items_of_kind(db, Kind::Service)
        .iter()
        .filter_map(|item| Some(Arc::clone(&lower(db, *item)?.service)))
        .collect()
}

/// How much findings weigh in this workspace, as `incident.toml` says it.
#[salsa::tracked(returns(deref))]
pub fn level_settings(db: &dyn Db, workspace: Workspace) -> Vec<config::LevelSetting> {
    workspace
        .config(db)
        .map(|file| config::Config::parse(file.text(db)).0.levels)
        .unwrap_or_default()
}

/// What `incident.toml` says about every service.
#[salsa::tracked(returns(clone))]
pub fn settings(db: &dyn Db, workspace: Workspace) -> Settings {
    let mut settings = workspace
        .config(db)
        .map(|file| config::Config::parse(file.text(db)).0.settings)
        .unwrap_or_default();
    if let Some(targets) = workspace.targets(db) {
        settings.targets.clone_from(targets);
    }
    settings
}
