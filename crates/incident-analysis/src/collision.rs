//! Objects that would get one name at the provider and differ.
//!
//! At a provider the names of policies, schedules, services and teams are global, whatever file they come
//! from. Two that are equal in everything the provider sees are one object, told twice.

use std::fmt::Write as _;
use std::hash::BuildHasher as _;

use incident_base::Origin;
use incident_ir::routing::Ways;
use incident_ir::{
    EscalationPolicy, FALLBACK_ENDING, FIRST_TIER_ENDING, Fallback, PagingProvider, Responder,
    Rotation, Service, Text,
};
use incident_schema::Kind;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::folded::folded;
use crate::index::shadowed_by;
use crate::{Db, Item, Part, Workspace, lowered_in_passing, parts, settings};

/// Two objects with one name that differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collision {
    /// The name they would share.
    pub name: String,
    /// The first.
    pub first: Party,
    /// The second.
    pub second: Party,
}

/// One of two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// What it is at the provider: "escalation policy", "schedule", "service", "team".
    pub what: &'static str,
    /// The service it belongs to.
    pub service: Text,
    /// Where it is declared.
    pub origin: Origin,
}

const SCHEDULE: &str = "schedule";
const POLICY: &str = "escalation policy";
const SERVICE: &str = "service";
const TEAM: &str = "team";

/// An object as its provider sees it.
struct Object {
    provider: PagingProvider,
    what: &'static str,
    name: String,
    /// Empty where nobody asked for it.
    content: String,
    origin: Origin,
}

/// What makes two objects one at the provider: the provider, what they are (a schedule may not have the name of a
/// team either) and the name, case folded.
type Key = (&'static str, &'static str, Text);

impl Object {
    fn key(&self) -> Key {
        let what = match self.what {
            TEAM => SCHEDULE,
            other => other,
        };
        (self.provider.name(), what, folded(&self.name))
    }
}

/// Does what comparing services needs of one of them.
pub fn prepare_objects<'db>(db: &'db dyn Db, item: Item<'db>) {
    claimed(db, item);
}

/// Does what comparing services needs of those of a part.
pub fn prepare_claims<'db>(db: &'db dyn Db, part: Part<'db>) {
    claims(db, part);
}

/// The names that a service claims, as hashes of their keys: hardly any is claimed twice, and whether one is can be
/// asked of the objects then.
#[salsa::tracked(returns(deref))]
fn claimed<'db>(db: &'db dyn Db, item: Item<'db>) -> Vec<u64> {
    let workspace = Workspace::get(db);
    let objects = objects(db, workspace, item, false);
    objects.iter().map(|object| FxBuildHasher.hash_one(object.key())).collect()
}

/// The objects of one service, with what is in them or without.
fn objects<'db>(
    db: &'db dyn Db,
    workspace: Workspace,
    item: Item<'db>,
    with_content: bool,
) -> Vec<Object> {
    let Some(lowered) = lowered_in_passing(db, item) else { return Vec::new() };
    let service = &lowered.service;
    let provider = service.paging_provider.value;
    let mut objects = Vec::new();
    let mut add = |what, name: String, content: &dyn Fn() -> String, origin| {
        if !name.is_empty() {
            let content = if with_content { content() } else { String::new() };
            objects.push(Object { provider, what, name, content, origin });
        }
    };
    // At Opsgenie alerts are addressed to a team, for which there must be a policy.
    let settings = settings(db, workspace);
    let ways = match provider {
        PagingProvider::Opsgenie => Ways::of(service, &settings),
        PagingProvider::PagerDuty => None,
    };
    if ways.is_some() {
        let name = service.name.value.to_string();
        add(TEAM, name.clone(), &|| format!("of {name}"), service.origin);
    }
    for rotation in &service.rotations {
        if rotation.schedule_source.is_none() && !rotation.name.is_empty() {
            add(SCHEDULE, rotation.schedule_name(), &|| schedule(rotation), rotation.origin);
        }
    }
    // A tier that reaches nobody has been reported.
    let whole = |policy: &EscalationPolicy| {
        !policy.name.is_empty() && policy.tiers.iter().all(|tier| !tier.responders.is_empty())
    };
    let waiting = ways.and_then(|ways| ways.waiting());
    for one in &service.policies {
        if whole(one) {
            add(POLICY, one.name.value.to_string(), &|| policy(one, service), one.origin);
            let name = format!("{}{FALLBACK_ENDING}", one.name.value);
            add(POLICY, name, &|| fallback(one, service), one.origin);
            if waiting == Some(one.name.as_str()) {
                let name = format!("{}{FIRST_TIER_ENDING}", one.name.value);
                add(POLICY, name, &|| first_tier(one, service), one.origin);
            }
        }
    }
    // Without a policy no service is made, and at Opsgenie none ever.
    let makes_services = provider == PagingProvider::PagerDuty && !service.policies.is_empty();
    let apps = if makes_services { service.apps.as_slice() } else { &[] };
    for app in apps {
        let content = || format!("{} of {}", app.name.value, service.name.value);
        add(SERVICE, app.name.value.to_string(), &content, app.origin);
    }
    if service.apps.is_empty() && makes_services {
        let name = service.name.value.to_string();
        add(SERVICE, name.clone(), &|| format!("of {name}"), service.origin);
    }
    objects
}

/// The names that the services of a part claim, so that an edit which names nothing else compares none. A service
/// that is declared a second time has been reported and is passed over.
#[salsa::tracked(returns(deref))]
fn claims<'db>(db: &'db dyn Db, part: Part<'db>) -> Vec<(Item<'db>, u64)> {
    let workspace = Workspace::get(db);
    let names = |item| claimed(db, item).iter().map(move |name| (item, *name));
    let services = part.items_of_kind(db, workspace, Kind::Service);
    let is_first = |item: &Item<'db>| shadowed_by(db, workspace, *item).is_none();
    services.filter(is_first).flat_map(names).collect()
}

/// The services that seem to claim a name which is claimed twice, in order.
#[salsa::tracked(returns(deref))]
fn claim_the_same<'db>(db: &'db dyn Db, workspace: Workspace) -> Vec<Item<'db>> {
    let claims = || parts(db, workspace).flat_map(|part| claims(db, part));
    let mut times: FxHashMap<u64, u32> = FxHashMap::default();
    for (_, name) in claims() {
        *times.entry(*name).or_default() += 1;
    }
    let shared = |name: &u64| times.get(name).is_some_and(|times| *times > 1);
    let mut items: Vec<Item<'db>> =
        claims().filter(|(_, name)| shared(name)).map(|(item, _)| *item).collect();
    items.dedup();
    items
}

/// Every two objects of the workspace that would share a name and differ: the first with that name and
/// each later one.
#[salsa::tracked(returns(deref))]
pub fn collisions(db: &dyn Db, workspace: Workspace) -> Vec<Collision> {
    let mut known: FxHashMap<Key, (Item<'_>, usize)> = FxHashMap::default();
    let mut collisions = Vec::new();
    let claiming = claim_the_same(db, workspace);
    let all: FxHashMap<Item<'_>, Vec<Object>> =
        claiming.iter().map(|item| (*item, objects(db, workspace, *item, true))).collect();
    for service in claiming {
        for (place, object) in all.get(service).into_iter().flatten().enumerate() {
            let (first_service, first) = *known.entry(object.key()).or_insert((*service, place));
            let Some(first) = all.get(&first_service).and_then(|all| all.get(first)) else {
                continue;
            };
            let differ = first.what != object.what
                || first.content != object.content
                || first.name != object.name;
            // A policy's fallback differs with it: that is one mistake.
            let told = collisions.last().is_some_and(|last: &Collision| {
                last.first.origin == first.origin && last.second.origin == object.origin
            });
            if differ && !told {
                let party = |service: Item<'_>, it: &Object| Party {
                    what: it.what,
                    service: Text::new(service.name(db)),
                    origin: it.origin,
                };
                collisions.push(Collision {
                    name: object.name.clone(),
                    first: party(first_service, first),
                    second: party(*service, object),
                });
            }
        }
    }
    collisions
}

fn schedule(rotation: &Rotation) -> String {
    let members: Vec<&str> = rotation.members.iter().map(|at| at.value.as_str()).collect();
    let mut text = format!(
        "{members:?} {} {} {} {:?} {:?}",
        rotation.rotation_period.as_secs(),
        rotation.time_zone.value,
        rotation.starts.value,
        rotation.active_hours.as_ref().map(|at| at.value),
        rotation.active_days,
    );
    for one in &rotation.overrides {
        let span = one.span.as_ref().map(|at| at.value);
        let _ = write!(text, " {span:?} {:?} {:?}", one.replace.value(), one.with.value());
    }
    text
}

fn policy(policy: &EscalationPolicy, service: &Service) -> String {
    let mut text = format!("{} cycles", policy.repeat_cycles.value);
    for tier in &policy.tiers {
        let _ = write!(text, "; {} s", tier.timeout_in_force.as_secs());
        for one in &tier.responders {
            responder(one, service, &mut text);
        }
    }
    text
}

fn first_tier(policy: &EscalationPolicy, service: &Service) -> String {
    let mut text = String::from("first tier");
    for one in policy.tiers.iter().take(1).flat_map(|tier| &tier.responders) {
        responder(one, service, &mut text);
    }
    text
}

fn fallback(policy: &EscalationPolicy, service: &Service) -> String {
    let mut text = String::new();
    match &policy.fallback {
        Fallback::NotifyAll => {
            text.push_str("all");
            for one in policy.tiers.iter().flat_map(|tier| &tier.responders) {
                responder(one, service, &mut text);
                // Of a schedule that is written here, the members differ where the schedule does: that is one
                // mistake, and the schedule's.
                let rotation = match one {
                    Responder::Rotation(name) => service.rotation(name),
                    Responder::Role { .. } => None,
                };
                let kept_elsewhere = rotation.filter(|it| it.schedule_source.is_some());
                for member in kept_elsewhere.iter().flat_map(|it| &it.members) {
                    let _ = write!(text, " {}", member.value);
                }
            }
        }
        Fallback::ExecutiveEscalation { executive, .. } => {
            text.push_str("executive");
            if let Some(one) = executive {
                responder(one, service, &mut text);
            }
        }
        Fallback::AutoRemediate { remediation } => {
            let _ = write!(text, "remediate {remediation:?}");
            for one in policy.tiers.iter().take(1).flat_map(|tier| &tier.responders) {
                responder(one, service, &mut text);
            }
        }
    }
    text
}

fn responder(one: &Responder, service: &Service, text: &mut String) {
    let _ = match one {
        Responder::Rotation(name) => match service.rotation(name) {
            Some(rotation) => write!(text, " schedule {}", rotation.schedule_name()),
            None => write!(text, " schedule {name}"),
        },
        Responder::Role { name, assignee } => {
            write!(text, " user {}", assignee.as_ref().unwrap_or(name))
        }
    };
}
