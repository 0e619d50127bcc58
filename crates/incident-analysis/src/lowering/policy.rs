//! `escalation_policy` and its tiers.

use std::iter;

use incident_ir::{
    At, Channel, Duration, EscalationPolicy, Fallback, FallbackKind, Given, ONCALL, Responder,
    RollbackPlan, Rotation, Setting, Text, Tier, default_title,
};
use incident_schema::Kind;
use rustc_hash::FxHashSet;

use super::own_names::{HalfNames, OwnNames};
use super::roles::Roles;
use super::rotation::InUse;
use super::service::name_in;
use super::{Lowering, read};
use crate::folded::folded;
use crate::index::{declared, may_be_meant, names_of};
use crate::issue::{Told, counted, first_few, nearest_among, suggested};
use crate::nearest::Names;
use crate::typed_tree::{Block, Value};
use crate::{Db, Issue, IssueKind};

/// What a policy needs of its service.
pub(super) struct Cx<'a> {
    pub(super) service: &'a Block,
    pub(super) roles: &'a mut Roles,
    pub(super) rotations: &'a mut InUse,
    pub(super) oncall: Option<&'a Text>,
    pub(super) own: &'a OwnRotations,
    pub(super) plans: &'a Plans,
}

/// What is asked of a service's own rotations for each tier.
pub(super) struct OwnRotations {
    count: usize,
    first: Vec<String>,
    all_named: bool,
    /// Whether the service is deployed.
    deploys: bool,
}

impl OwnRotations {
    pub(super) fn of(rotations: &[Rotation], service: &Block) -> Self {
        Self {
            count: rotations.len(),
            first: first_few(rotations.iter().map(|one| one.name.value.as_str())),
            all_named: rotations.iter().all(|one| !one.name.is_empty()),
            deploys: service
                .blocks_of(Kind::Deployment)
                .any(|section| section.blocks_of(Kind::App).next().is_some()),
        }
    }
}

/// The rollback plans of a service, which each of its policies may name.
pub(super) struct Plans {
    pub(super) all: Vec<RollbackPlan>,
    names: OwnNames,
    half: HalfNames,
    /// Whether all of them are known.
    whole: bool,
}

impl Plans {
    pub(super) fn of(all: Vec<RollbackPlan>, service: &Block) -> Self {
        let names = OwnNames::of(all.iter().map(|plan| &plan.name.value));
        let whole = service.blocks_of(Kind::Resilience).all(|section| !section.incomplete);
        let half = HalfNames::of(service.blocks_in(Kind::Resilience, Kind::RollbackPlan));
        Self { all, names, half, whole }
    }
}

/// What is told of rotations where a tier names one that there is not. Those that stand beside it are not meant.
struct Others {
    beside: FxHashSet<Text>,
    /// The first few of the others, and how many there are where they are many.
    first: Vec<String>,
    count: usize,
}

impl Others {
    fn than(names: &[At<Text>], own: &OwnNames, shared: &Names, db: &dyn Db) -> Self {
        let beside: FxHashSet<Text> = names.iter().map(|name| folded(&name.value)).collect();
        let are_own = beside.iter().filter(|name| own.has(name)).count();
        let is_shared =
            |name: &&At<Text>| declared(db, Kind::OnCallRotation, &name.value).is_some();
        let are_shared = names.iter().filter(is_shared).count().min(shared.len());
        let others = own.iter().chain(shared.iter());
        let first = first_few(others.filter(|one| !beside.contains(&folded(one))));
        Self { beside, first, count: own.len() - are_own + shared.len() - are_shared }
    }

    /// What is told where one of this name is missing; `before` issues have been found in its place.
    fn told(&self, name: &str, own: &OwnNames, shared: &Names, before: usize) -> Told {
        let is_beside = |one: &str| self.beside.contains(&folded(one));
        if own.indexed().are_many() || shared.are_many() {
            let nearest = nearest_among([shared, own.indexed()], name, iter::empty(), before);
            return Told::Many {
                nearest: nearest.filter(|one| !is_beside(one)),
                count: self.count,
            };
        }
        // Where all stand beside it, they are counted.
        if self.first.is_empty() {
            return Told::Count(own.len() + shared.len());
        }
        let known = own.iter().chain(shared.iter()).filter(|one| !is_beside(one));
        let nearest = suggested(name, known.clone(), before);
        Told::Many { nearest, count: counted(known, before) }
    }
}

impl Lowering<'_> {
    pub(super) fn policy(&mut self, block: &Block, cx: &mut Cx<'_>) -> Option<EscalationPolicy> {
        let name = read::name(block);
        let tiers = block.blocks_of(Kind::Tier).enumerate();
        let tiers: Vec<Tier> =
            tiers.filter_map(|(place, tier)| self.tier(tier, place, &name, cx)).collect();
        Some(EscalationPolicy {
            origin: block.header,
            docs: block.docs.clone(),
            fallback: self.fallback(block, &name, &tiers, cx)?,
            fallback_written: read::given(block, "fallback", read::choice(FallbackKind::from_name)),
            name,
            tiers,
            repeat_cycles: read::setting(block, "repeat_cycles", read::number)?,
            severities: block
                .value("severities")
                .filter(|at| at.value.is_whole())
                .map(|_| read::list(block, "severities", read::level)),
        })
    }

    fn tier(
        &mut self,
        block: &Block,
        place: usize,
        policy: &Text,
        cx: &mut Cx<'_>,
    ) -> Option<Tier> {
        let role = read::name(block);
        let channels = channels(block)?;
        self.channel_roles(cx.roles, &channels.value);
        let (responders, title) = if block.value("rotation").is_some() {
            (self.reached(block, cx), self.title(cx.roles, &role))
        } else if role.value == ONCALL {
            let title = self.title(cx.roles, &role);
            (self.oncall(block, policy, cx).into_iter().collect(), title)
        } else {
            let (responder, title) = self.role_responder(cx.roles, &role);
            (vec![responder], title)
        };
        let timeout = read::given(block, "timeout", read::duration);
        Some(Tier {
            origin: block.header,
            docs: block.docs.clone(),
            timeout_in_force: timeout_in_force(&timeout, &role, place, &responders, cx.rotations),
            role,
            title,
            timeout,
            channels,
            responders,
        })
    }

    /// The title of a role that need not be declared.
    fn title(&mut self, roles: &mut Roles, role: &At<Text>) -> Text {
        match self.declared_role(roles, role) {
            Some(_) => self.role_responder(roles, role).1,
            None => default_title(role).into(),
        }
    }

    /// The rotations behind `rotation =`: the service's own, else shared ones.
    fn reached(&mut self, tier: &Block, cx: &mut Cx<'_>) -> Vec<Responder> {
        let mut responders = Vec::new();
        let names = read::list(tier, "rotation", read::text);
        let mut others = None;
        for name in &names {
            let known = cx.rotations.find(&name.value);
            let found = match known {
                Some(rotation) => Some(rotation.name.value.clone()),
                None => self.shared(name).map(|rotation| {
                    let name = rotation.name.value.clone();
                    cx.rotations.add(rotation);
                    name
                }),
            };
            match found {
                Some(name) => responders.push(Responder::Rotation(name)),
                None if may_be_meant(self.db, self.workspace, Kind::OnCallRotation, name) => {}
                None if cx.service.incomplete => {}
                None => {
                    let shared = names_of(self.db, Kind::OnCallRotation);
                    let own = &cx.rotations.names;
                    let others =
                        others.get_or_insert_with(|| Others::than(&names, own, shared, self.db));
                    let told = others.told(name, own, shared, self.issues.len());
                    let known = others.first.iter().map(String::as_str);
                    self.unknown_among(cx.service, ["rotation"; 2], name, known, told);
                }
            }
        }
        responders.shrink_to_fit();
        responders
    }

    /// The service's rotation; reports a service that has none, or several.
    fn oncall(&mut self, tier: &Block, policy: &Text, cx: &Cx<'_>) -> Option<Responder> {
        if let Some(name) = cx.oncall {
            return Some(Responder::Rotation(name.clone()));
        }
        // A rotation that could not be found has been reported, and would be the one meant.
        let taken = cx.service.value("rotation").is_some();
        let own = cx.own;
        // Of a deployed service without a rotation that is said once, for the service.
        let said = own.count == 0 && own.deploys;
        let whole =
            !cx.service.incomplete && !tier.incomplete && !self.lacks_a_profile && own.all_named;
        if whole && !said && (!taken || own.count > 1) {
            let kind = IssueKind::NoSingleRotation {
                policy: policy.to_string(),
                rotations: own.first.clone(),
                count: own.count,
            };
            self.issues.push(Issue { kind, origin: tier.header, related: None });
        }
        None
    }

    fn fallback(
        &mut self,
        block: &Block,
        policy: &Text,
        tiers: &[Tier],
        cx: &mut Cx<'_>,
    ) -> Option<Fallback> {
        let kind = read::setting(block, "fallback", read::choice(FallbackKind::from_name))?;
        // What another fallback would use is checked as well.
        if kind.value != FallbackKind::ExecutiveEscalation
            && let Some(name) = name_in(block, "executive")
        {
            self.known_role(cx.roles, &name, name.origin);
        }
        if kind.value != FallbackKind::AutoRemediate && name_in(block, "remediation").is_some() {
            self.remediation(block, policy, cx);
        }
        Some(match kind.value {
            FallbackKind::NotifyAll => Fallback::NotifyAll,
            FallbackKind::ExecutiveEscalation => match name_in(block, "executive") {
                Some(name) => {
                    let (executive, title) = self.role_responder(cx.roles, &name);
                    Fallback::ExecutiveEscalation { executive: Some(executive), title }
                }
                None => Fallback::ExecutiveEscalation {
                    executive: tiers.last().and_then(|tier| tier.responders.first()).cloned(),
                    title: tiers.last().map(|tier| tier.title.clone()).unwrap_or_default(),
                },
            },
            FallbackKind::AutoRemediate => {
                Fallback::AutoRemediate { remediation: self.remediation(block, policy, cx) }
            }
        })
    }

    fn remediation(&mut self, block: &Block, policy: &Text, cx: &Cx<'_>) -> Option<Text> {
        let Plans { all, names, half, whole } = cx.plans;
        let whole = *whole && !self.lacks_a_profile;
        match (name_in(block, "remediation"), all.as_slice()) {
            (Some(name), _) => {
                let found = names.place(&name.value).and_then(|at| all.get(at));
                if found.is_none() && whole && !half.begin(&name.value) {
                    self.unknown_own(cx.service, ["rollback plan", "remediation"], &name, names);
                }
                found.map(|plan| plan.name.value.clone())
            }
            (None, [only]) => Some(only.name.value.clone()),
            (None, _) => {
                let written = block.value("remediation").is_some();
                if !written && whole && !cx.service.incomplete {
                    let kind = IssueKind::NoSingleRollbackPlan {
                        policy: policy.to_string(),
                        plans: first_few(all.iter().map(|plan| plan.name.value.as_str())),
                        count: all.len(),
                    };
                    let origin = read::place(block, "fallback");
                    self.issues.push(Issue { kind, origin, related: None });
                }
                None
            }
        }
    }
}

fn channels(block: &Block) -> Option<Setting<Vec<At<Channel>>>> {
    let read = |value: &Value| match value {
        Value::List(list) => Some(read::values(list, read::channel)),
        _ => None,
    };
    let written = block.value("channels");
    let value = match written.and_then(|at| read(&at.value)) {
        Some(value) => value,
        None => {
            let default = read::default(block, "channels", read)?.into_iter();
            default.map(|at| At::new(at.value, block.header)).collect()
        }
    };
    Some(Setting { value, written: written.map(|at| at.origin) })
}

/// The tier's own timeout; for `oncall`, else what its rotation writes; else 15, 30 and 60 minutes by place, which is more
/// than one literal and so no default of the schema: what its rows say of it is held against this by `tests/defaults.rs`.
/// (More tiers without timeouts are reported.)
fn timeout_in_force(
    own: &Given<Duration>,
    role: &Text,
    place: usize,
    responders: &[Responder],
    rotations: &InUse,
) -> Duration {
    let of_rotation = || {
        let rotation = responders.iter().find_map(|responder| match responder {
            Responder::Rotation(name) if *role == ONCALL => rotations.find(name),
            _ => None,
        });
        rotation.and_then(|rotation| rotation.escalation_timeout.value())
    };
    own.value().or_else(of_rotation).copied().unwrap_or(match place {
        0 => Duration::minutes(15),
        1 => Duration::minutes(30),
        _ => Duration::minutes(60),
    })
}
