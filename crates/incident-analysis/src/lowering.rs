//! From typed blocks to the checked model: defaults filled in, names resolved.

mod neighbours;
mod people;
mod policy;
mod post_mortem;
mod read;
mod roles;
mod rotation;
mod service;
mod severity;
mod status_page;

use std::sync::Arc;

use incident_base::Origin;
use incident_ir::{Rotation, Service, Settings};
use incident_schema::Kind;

use crate::index::declared_twice;
use crate::typed_tree::Block;
use crate::{Db, Issue, Item, Workspace, complete, config, items_of_kind, profile, typed};

/// A service as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lowered {
    /// The checked model.
    pub service: Arc<Service>,
    /// What is wrong with names and with what must be there.
    pub issues: Vec<Issue>,
    /// Headers of the blocks in which something could not be understood: from what they lack nothing
    /// may be concluded.
    pub incomplete: Vec<Origin>,
}

impl Lowered {
    /// Whether something in the block with this header could not be understood.
    pub fn is_incomplete(&self, header: Origin) -> bool {
        self.incomplete.contains(&header)
    }
}

/// What lowering a service carries along.
struct Lowering<'db> {
    db: &'db dyn Db,
    workspace: Workspace,
    issues: Vec<Issue>,
}

/// The checked model of a service, profiles merged in. `None` when the item is no `service`.
#[salsa::tracked(returns(as_ref))]
pub fn lower<'db>(db: &'db dyn Db, workspace: Workspace, item: Item<'db>) -> Option<Lowered> {
    let block = profile::merged(db, workspace, item).filter(|block| block.kind == Kind::Service)?;
    let mut lowering = Lowering { db, workspace, issues: Vec::new() };
    lowering.issues.extend(declared_twice(db, workspace, item));
    let own = typed(db, item).block.as_ref();
    lowering
        .issues
        .extend(own.map(|own| profile::unknown_profiles(db, workspace, own)).unwrap_or_default());
    complete::check(&block, &mut lowering.issues);
    let service = Arc::new(lowering.service(&block));
    let mut incomplete = Vec::new();
    headers_of_incomplete(&block, &mut incomplete);
    Some(Lowered { service, issues: lowering.issues, incomplete })
}

fn headers_of_incomplete(block: &Block, headers: &mut Vec<Origin>) {
    if block.incomplete {
        headers.push(block.header);
    }
    for inner in &block.blocks {
        headers_of_incomplete(inner, headers);
    }
}

/// What is wrong with names in an item that is no service, seen by itself.
#[salsa::tracked(returns(deref))]
pub fn lower_standalone<'db>(db: &'db dyn Db, workspace: Workspace, item: Item<'db>) -> Vec<Issue> {
    let Some(block) = &typed(db, item).block else { return Vec::new() };
    let mut issues: Vec<Issue> = declared_twice(db, workspace, item).into_iter().collect();
    match block.kind {
        Kind::Service => return Vec::new(),
        Kind::Profile => issues.extend_from_slice(profile::profile_issues(db, workspace, item)),
        Kind::OnCallRotation => {
            issues.extend_from_slice(&shared_rotation(db, workspace, item).1);
            complete::check(block, &mut issues);
        }
        _ => complete::check(block, &mut issues),
    }
    issues
}

/// A rotation of the top level, and what is wrong with it.
#[salsa::tracked(returns(ref))]
fn shared_rotation<'db>(
    db: &'db dyn Db,
    workspace: Workspace,
    item: Item<'db>,
) -> (Option<Rotation>, Vec<Issue>) {
    let mut lowering = Lowering { db, workspace, issues: Vec::new() };
    let block = typed(db, item).block.as_ref().filter(|it| it.kind == Kind::OnCallRotation);
    let rotation = block.map(|block| lowering.rotation(block));
    (rotation, lowering.issues)
}

/// Every service of the workspace, by file and place.
pub fn services(db: &dyn Db, workspace: Workspace) -> Vec<Arc<Service>> {
    items_of_kind(db, workspace, Kind::Service)
        .iter()
        .filter_map(|item| Some(Arc::clone(&lower(db, workspace, *item)?.service)))
        .collect()
}

/// What `incident.toml` says about every service.
#[salsa::tracked(returns(clone))]
pub fn settings(db: &dyn Db, workspace: Workspace) -> Settings {
    workspace
        .config(db)
        .map(|file| config::Config::parse(file.text(db)).0.settings)
        .unwrap_or_default()
}
