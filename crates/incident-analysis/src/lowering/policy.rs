//! `escalation_policy` and its tiers.

use incident_ir::{
    At, Channel, Duration, EscalationPolicy, Fallback, FallbackKind, Given, ONCALL, Responder,
    RollbackPlan, Rotation, Setting, Text, Tier, default_title,
};
use incident_schema::Kind;

use super::roles::Roles;
use super::service::name_in;
use super::{Lowering, read};
use crate::folded::same_name;
use crate::index::{declared, may_be_meant, names_of};
use crate::issue::Told;
use crate::typed_tree::{Block, Value};
use crate::{Issue, IssueKind};

/// What a policy needs of its service.
pub(super) struct Cx<'a> {
    pub(super) service: &'a Block,
    pub(super) roles: &'a mut Roles,
    pub(super) rotations: &'a mut Vec<Rotation>,
    pub(super) oncall: Option<&'a Text>,
    pub(super) plans: &'a [RollbackPlan],
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
        for name in &names {
            let known = cx.rotations.iter().find(|one| same_name(&one.name.value, &name.value));
            let found = match known {
                Some(rotation) => Some(rotation.name.value.clone()),
                None => self.shared(name).map(|rotation| {
                    let name = rotation.name.value.clone();
                    cx.rotations.push(rotation);
                    name
                }),
            };
            match found {
                Some(name) => responders.push(Responder::Rotation(name)),
                None if may_be_meant(self.db, self.workspace, Kind::OnCallRotation, name) => {}
                None => {
                    let shared = names_of(self.db, Kind::OnCallRotation);
                    let own: Vec<String> =
                        cx.rotations.iter().map(|one| one.name.value.to_string()).collect();
                    // One that stands beside it is not meant.
                    let beside = |one: &str| names.iter().any(|name| same_name(&name.value, one));
                    let own = own.iter().map(String::as_str).filter(|one| !beside(one));
                    let known = own.clone().chain(shared.iter().filter(|one| !beside(one)));
                    let told = match shared.are_many() {
                        true => {
                            let is_shared = |name: &&At<Text>| {
                                declared(self.db, Kind::OnCallRotation, &name.value).is_some()
                            };
                            let nearest = shared.nearest(name, own.clone());
                            Told::Many {
                                nearest: nearest.filter(|one| !beside(one)),
                                count: own.count() + shared.len()
                                    - names.iter().filter(is_shared).count().min(shared.len()),
                            }
                        }
                        // Where all stand beside it, they are counted.
                        false if known.clone().next().is_none() => {
                            Told::Count(cx.rotations.len() + shared.len())
                        }
                        false => Told::All,
                    };
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
        // Rotations that other tiers reach stand behind the service's own.
        let own = cx.service.blocks_of(Kind::OnCallRotation).count() + usize::from(taken);
        let own = cx.rotations.iter().take(own);
        let all_named = own.clone().all(|one| !one.name.is_empty());
        // Of a deployed service without a rotation that is said once, for the service.
        let said = own.len() == 0 && deploys(cx.service);
        let whole =
            !cx.service.incomplete && !tier.incomplete && !self.lacks_a_profile && all_named;
        if whole && !said && (!taken || own.len() > 1) {
            let kind = IssueKind::NoSingleRotation {
                policy: policy.to_string(),
                rotations: own.map(|one| one.name.value.to_string()).collect(),
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
        let names = || cx.plans.iter().map(|plan| plan.name.value.as_str());
        let whole = !self.lacks_a_profile
            && cx.service.blocks_of(Kind::Resilience).all(|section| !section.incomplete);
        match (name_in(block, "remediation"), cx.plans) {
            (Some(name), plans) => {
                let found = plans.iter().find(|plan| same_name(&plan.name.value, &name.value));
                if found.is_none() && whole {
                    self.unknown_name(
                        cx.service,
                        "rollback plan",
                        "remediation",
                        &name,
                        names(),
                        None,
                    );
                }
                found.map(|plan| plan.name.value.clone())
            }
            (None, [only]) => Some(only.name.value.clone()),
            (None, _) => {
                let written = block.value("remediation").is_some();
                if !written && whole && !cx.service.incomplete {
                    let kind = IssueKind::NoSingleRollbackPlan {
                        policy: policy.to_string(),
                        plans: names().map(str::to_owned).collect(),
                    };
                    let origin = read::place(block, "fallback");
                    self.issues.push(Issue { kind, origin, related: None });
                }
                None
            }
        }
    }
}

fn deploys(service: &Block) -> bool {
    let mut sections = service.blocks_of(Kind::Deployment);
    sections.any(|section| section.blocks_of(Kind::App).next().is_some())
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
    rotations: &[Rotation],
) -> Duration {
    let of_rotation = || {
        let rotation = responders.iter().find_map(|responder| match responder {
            Responder::Rotation(name) if *role == ONCALL => {
                rotations.iter().find(|rotation| rotation.name.value == *name)
            }
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
