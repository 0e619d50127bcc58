//! Objects that would get one name at the provider and differ.
//!
//! At a provider the names of policies, schedules, services and teams are global, whatever file they come
//! from. Two that are equal in everything the provider sees are one object, told twice.

use std::fmt::Write as _;

use incident_base::Origin;
use incident_ir::routing::Ways;
use incident_ir::{
    EscalationPolicy, FALLBACK_ENDING, FIRST_TIER_ENDING, Fallback, PagingProvider, Responder,
    Rotation, Service, Text,
};
use incident_schema::Kind;
use rustc_hash::FxHashMap;

use crate::index::shadowed_by;
use crate::{Db, Item, Part, Workspace, lower, parts, settings};

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
#[derive(Clone, Debug, PartialEq, Eq)]
struct Object {
    provider: PagingProvider,
    what: &'static str,
    name: String,
    content: String,
    origin: Origin,
}

/// What makes two objects one at the provider: the provider, what they are (a schedule may not have the name of a
/// team either) and the name, case folded.
type Key = (&'static str, &'static str, String);

impl Object {
    fn key(&self) -> Key {
        let what = match self.what {
            TEAM => SCHEDULE,
            other => other,
        };
        (self.provider.name(), what, self.name.to_lowercase())
    }
}

/// Does what comparing services needs of one of them.
pub fn prepare_objects<'db>(db: &'db dyn Db, workspace: Workspace, item: Item<'db>) {
    objects(db, workspace, item);
}

/// The objects of one service, so that an edit elsewhere does not compare them anew.
#[salsa::tracked(returns(ref))]
fn objects<'db>(db: &'db dyn Db, workspace: Workspace, item: Item<'db>) -> (Text, Vec<Object>) {
    let Some(lowered) = lower(db, workspace, item) else { return Default::default() };
    let service = &lowered.service;
    let provider = service.paging_provider.value;
    let mut objects = Vec::new();
    let mut add = |what, name: String, content, origin| {
        if !name.is_empty() {
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
        add(TEAM, name.clone(), format!("of {name}"), service.origin);
    }
    for rotation in &service.rotations {
        if rotation.schedule_source.is_none() && !rotation.name.is_empty() {
            add(SCHEDULE, rotation.schedule_name(), schedule(rotation), rotation.origin);
        }
    }
    // A tier that reaches nobody has been reported.
    let whole = |policy: &EscalationPolicy| {
        !policy.name.is_empty() && policy.tiers.iter().all(|tier| !tier.responders.is_empty())
    };
    let waiting = ways.and_then(|ways| ways.waiting());
    for one in &service.policies {
        if whole(one) {
            add(POLICY, one.name.value.to_string(), policy(one, service), one.origin);
            let name = format!("{}{FALLBACK_ENDING}", one.name.value);
            add(POLICY, name, fallback(one, service), one.origin);
            if waiting == Some(one.name.as_str()) {
                let name = format!("{}{FIRST_TIER_ENDING}", one.name.value);
                add(POLICY, name, first_tier(one, service), one.origin);
            }
        }
    }
    // Without a policy no service is made, and at Opsgenie none ever.
    let makes_services = provider == PagingProvider::PagerDuty && !service.policies.is_empty();
    let apps = if makes_services { service.apps.as_slice() } else { &[] };
    for app in apps {
        let content = format!("{} of {}", app.name.value, service.name.value);
        add(SERVICE, app.name.value.to_string(), content, app.origin);
    }
    if service.apps.is_empty() && makes_services {
        let name = service.name.value.to_string();
        add(SERVICE, name.clone(), format!("of {name}"), service.origin);
    }
    objects.shrink_to_fit();
    (service.name.value.clone(), objects)
}

/// The names that the services of a part claim, so that an edit which names nothing else compares none. A service
/// that is declared a second time has been reported and is passed over.
#[salsa::tracked(returns(deref))]
fn claims<'db>(
    db: &'db dyn Db,
    workspace: Workspace,
    part: Part<'db>,
) -> Vec<(Item<'db>, Vec<Key>)> {
    let keys = |item| objects(db, workspace, item).1.iter().map(Object::key).collect();
    let services = part.items_of_kind(db, workspace, Kind::Service);
    let is_first = |item: &Item<'db>| shadowed_by(db, workspace, *item).is_none();
    services.filter(is_first).map(|item| (item, keys(item))).collect()
}

/// The services that claim a name which another one claims too, in order.
#[salsa::tracked(returns(deref))]
fn claim_the_same<'db>(db: &'db dyn Db, workspace: Workspace) -> Vec<Item<'db>> {
    let claims = || parts(db, workspace).flat_map(|part| claims(db, workspace, part));
    let mut times: FxHashMap<&Key, u32> = FxHashMap::default();
    for key in claims().flat_map(|(_, keys)| keys) {
        *times.entry(key).or_default() += 1;
    }
    let shared = |key: &Key| times.get(key).is_some_and(|times| *times > 1);
    claims().filter(|(_, keys)| keys.iter().any(shared)).map(|(item, _)| *item).collect()
}

/// Every two objects of the workspace that would share a name and differ: the first with that name and
/// each later one.
#[salsa::tracked(returns(deref))]
pub fn collisions(db: &dyn Db, workspace: Workspace) -> Vec<Collision> {
    let mut known: FxHashMap<Key, (&Text, &Object)> = FxHashMap::default();
    let mut collisions = Vec::new();
    for item in claim_the_same(db, workspace) {
        let (service, objects) = objects(db, workspace, *item);
        for object in objects {
            let (first_service, first) = *known.entry(object.key()).or_insert((service, object));
            let differ = first.what != object.what
                || first.content != object.content
                || first.name != object.name;
            // A policy's fallback differs with it: that is one mistake.
            let told = collisions.last().is_some_and(|last: &Collision| {
                last.first.origin == first.origin && last.second.origin == object.origin
            });
            if differ && !told {
                let party = |service: &Text, it: &Object| Party {
                    what: it.what,
                    service: service.clone(),
                    origin: it.origin,
                };
                collisions.push(Collision {
                    name: object.name.clone(),
                    first: party(first_service, first),
                    second: party(service, object),
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
                if let Responder::Rotation(name) = one {
                    for member in service.rotation(name).iter().flat_map(|it| &it.members) {
                        let _ = write!(text, " {}", member.value);
                    }
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
