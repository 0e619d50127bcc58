//! INC004: tiers and timeouts do not match.

use incident_base::{Code, Level};
use incident_ir::{ONCALL, Responder, Rotation, Tier};
use rustc_hash::FxHashMap;

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};
use crate::text::count;

pub(crate) static RULE: Rule = Rule {
    code: Code::new(4),
    level: Level::Error,
    title: "Tiers and timeouts do not match",
    page: include_str!("../../../../docs/diagnostics/INC004.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let mut rotations: FxHashMap<&str, &Rotation> = FxHashMap::default();
    for rotation in &cx.service.rotations {
        rotations.entry(rotation.name.as_str()).or_insert(rotation);
    }
    for policy in &cx.service.policies {
        let (with, without): (Vec<_>, Vec<_>) =
            policy.tiers.iter().partition(|tier| has_timeout(tier, &rotations));
        let any_written = policy.tiers.iter().any(|tier| !tier.timeout.is_absent());
        let mismatch =
            if any_written { !without.is_empty() } else { policy.tiers.len() > DEFAULTS };
        if !mismatch || policy.tiers.iter().any(|tier| cx.lowered.is_incomplete(tier.origin)) {
            continue;
        }
        if without.iter().all(|tier| may_have_timeout(tier)) && any_written {
            continue;
        }
        let wording = Wording::new(format!(
            "escalation_policy \"{}\" has {} but {}. Each tier must have a corresponding timeout.",
            policy.name.value,
            count(policy.tiers.len(), "tier"),
            count(with.len(), "timeout")
        ))
        .help("Add `timeout = 30m`, or what fits, to each tier that has none.");
        let related =
            without.iter().map(|tier| (tier.origin, "this tier has no timeout".to_owned()));
        report.add(policy.origin, wording, related.collect());
    }
}

/// So many tiers have default timeouts (15, 30 and 60 minutes) when no tier writes one.
const DEFAULTS: usize = 3;

/// Which rotation `oncall` means decides whether that tier has a timeout; that it means none has been reported.
fn may_have_timeout(tier: &Tier) -> bool {
    tier.role.value == ONCALL && tier.responders.is_empty()
}

/// The `oncall` tier has one where its rotation writes `escalation_timeout`.
fn has_timeout(tier: &Tier, rotations: &FxHashMap<&str, &Rotation>) -> bool {
    let by_rotation = |name: &str| {
        rotations.get(name).is_some_and(|rotation| !rotation.escalation_timeout.is_absent())
    };
    !tier.timeout.is_absent()
        || tier.role.value == ONCALL
            && tier.responders.iter().any(|responder| match responder {
                Responder::Rotation(name) => by_rotation(name),
                Responder::Role { .. } => false,
            })
}
