//! Who calls whom.

use incident_analysis::{Db, typed};
use incident_base::Origin;
use incident_ir::routing::level_of;
use incident_ir::{
    At, Channel, EscalationPolicy, Fallback, ONCALL, Responder, Service, Settings, Severity,
    SeverityLevel,
};
use incident_schema::Kind;

pub(super) use incident_analysis::typed_tree::Block;
use incident_analysis::typed_tree::Value;

use crate::Analysis;
use crate::names::occurrence::folded;
use crate::names::place::item_of;

/// Somebody or something on a page's way.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Node {
    /// A block, by its header.
    Block(Origin),
    /// A person, declared or not, by the address in small letters.
    Person(String),
}

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) from: Node,
    pub(super) to: Node,
    /// Where it says so.
    pub(super) place: Origin,
}

/// The first block of which something holds, the outer ones first.
pub(crate) fn find<'b>(block: &'b Block, has: &impl Fn(&Block) -> bool) -> Option<&'b Block> {
    if has(block) {
        return Some(block);
    }
    block.blocks.iter().find_map(|inner| find(inner, has))
}

/// The people that rotations and roles in a block are.
pub(super) fn of_people(block: &Block, edges: &mut Vec<Edge>) {
    let mut add = |from: &Block, at: &At<Value>| {
        if let Value::Email(address) = &at.value {
            let to = Node::Person(folded(Kind::Person, address));
            edges.push(Edge { from: Node::Block(from.header), to, place: at.origin });
        }
    };
    match block.kind {
        Kind::OnCallRotation => {
            if let Some(Value::List(members)) = block.value("members").map(|at| &at.value) {
                members.iter().for_each(|member| add(block, member));
            }
            let overrides = block.blocks_of(Kind::Override);
            overrides.filter_map(|one| one.value("with")).for_each(|at| add(block, at));
        }
        Kind::Role => block.value("assignee").into_iter().for_each(|at| add(block, at)),
        _ => {}
    }
    for inner in &block.blocks {
        of_people(inner, edges);
    }
}

/// What happens in a service, down to rotations and roles.
pub(super) fn of_service(analysis: &Analysis, service: &Service, settings: &Settings) -> Vec<Edge> {
    let mut calls = Calls { analysis, service, edges: Vec::new() };
    for alert in &service.alert_rules {
        let place = calls.key(alert.origin, &["escalates", "severity"]);
        calls.raises(alert.origin, level_of(settings, alert), place.unwrap_or(alert.name.origin));
    }
    if let Some(canary) = &service.canary {
        let place = calls.key(canary.origin, &["severity"]).unwrap_or(canary.origin);
        calls.raises(canary.origin, canary.severity, place);
    }
    for severity in &service.severities {
        calls.severity(severity);
    }
    for policy in &service.policies {
        calls.policy(policy);
    }
    calls.edges
}

struct Calls<'a> {
    analysis: &'a Analysis,
    service: &'a Service,
    edges: Vec<Edge>,
}

impl Calls<'_> {
    fn add(&mut self, from: Origin, to: Origin, place: Origin) {
        let (from, to) = (Node::Block(from), Node::Block(to));
        self.edges.push(Edge { from, to, place });
    }

    /// The first of some keys that a block writes, by the block's header.
    fn key(&self, header: Origin, keys: &[&str]) -> Option<Origin> {
        let db: &dyn Db = &self.analysis.db;
        let block = typed(db, item_of(self.analysis, header)?).block.as_ref()?;
        let block = find(block, &|block| block.header == header)?;
        keys.iter().find_map(|key| block.value(key)).map(|at| at.origin)
    }

    fn raises(&mut self, from: Origin, level: SeverityLevel, place: Origin) {
        if let Some(severity) = self.service.severity(level) {
            self.add(from, severity.origin, place);
        }
    }

    fn severity(&mut self, severity: &Severity) {
        let policy = severity.policy.as_ref().and_then(|name| self.service.policy(name));
        if let Some(policy) = policy {
            let written = severity.escalation.written().map(|at| at.origin);
            self.add(severity.origin, policy.origin, written.unwrap_or(severity.level.origin));
        }
        self.channels(severity.origin, &severity.notify_channels);
    }

    fn policy(&mut self, policy: &EscalationPolicy) {
        for tier in &policy.tiers {
            self.add(policy.origin, tier.origin, tier.role.origin);
            let named = self.key(tier.origin, &["rotation"]);
            for responder in &tier.responders {
                let written = matches!(responder, Responder::Rotation(_)).then_some(named);
                let place = written.flatten().unwrap_or(tier.role.origin);
                self.responder(tier.origin, responder, place);
            }
            if tier.channels.written.is_some() {
                self.channels(tier.origin, &tier.channels.value);
            }
        }
        if let Fallback::ExecutiveEscalation { executive: Some(executive), .. } = &policy.fallback
            && let Some(place) = self.key(policy.origin, &["executive"])
        {
            self.responder(policy.origin, executive, place);
        }
    }

    fn responder(&mut self, from: Origin, responder: &Responder, place: Origin) {
        match responder {
            Responder::Rotation(name) => {
                let rotation = self.service.rotation(name).map(|rotation| rotation.origin);
                rotation.into_iter().for_each(|to| self.add(from, to, place));
            }
            Responder::Role { name, .. } => self.role(from, name, place),
        }
    }

    fn role(&mut self, from: Origin, name: &str, place: Origin) {
        let role = self.service.roles.iter().find(|role| role.name.eq_ignore_ascii_case(name));
        if let Some(role) = role {
            self.add(from, role.origin, place);
        } else if name == ONCALL
            && let Some(rotation) = &self.service.oncall
        {
            self.responder(from, &Responder::Rotation(rotation.clone()), place);
        }
    }

    /// `phone:eng-manager` calls the role itself.
    fn channels(&mut self, from: Origin, channels: &[At<Channel>]) {
        for channel in channels {
            if let Some(role) = channel.role() {
                self.role(from, role, channel.origin);
            }
        }
    }
}
