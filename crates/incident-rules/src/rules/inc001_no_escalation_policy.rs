//! INC001: p1 or P2 without an escalation policy of two tiers.

use incident_base::{Code, Level, Origin};
use incident_ir::{EscalationPolicy, SeverityLevel};
use rustc_hash::FxHashMap;

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};
use crate::text::{and, severity_name};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(1),
    level: Level::Error,
    title: "P1 or P2 without an escalation policy of two tiers",
    page: include_str!("../../../../docs/diagnostics/INC001.md"),
    find: Find::Service(check),
};

/// How many policies are shown that are for other severities.
const MOST_OTHERS: usize = 8;

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let mut policies: FxHashMap<&str, &EscalationPolicy> = FxHashMap::default();
    for policy in &cx.service.policies {
        policies.entry(policy.name.as_str()).or_insert(policy);
    }
    let urgent = |level| matches!(level, SeverityLevel::P1 | SeverityLevel::P2);
    for severity in cx.service.severities.iter().filter(|one| urgent(one.level.value)) {
        let found = severity.policy.as_deref().and_then(|name| policies.get(name).copied());
        let (problem, related) = match found {
            None if cx.lowered.is_incomplete(cx.service.origin) => continue,
            // A policy that does not exist has been reported where it is named.
            None if !severity.escalation.is_absent() => continue,
            None => {
                let subject = severity_name(severity);
                (format!("{subject} has no matching escalation policy"), for_others(cx))
            }
            Some(policy) if cx.lowered.is_incomplete(policy.origin) => continue,
            // A policy without any tier has been reported where it stands.
            Some(policy) if policy.tiers.len() != 1 => continue,
            Some(policy) => (
                match policy.name.value.as_str() {
                    // What its name is was reported.
                    "" => format!("{}: its escalation policy has 1 tier", severity_name(severity)),
                    name => format!(
                        "{}: its escalation policy \"{name}\" has 1 tier",
                        severity_name(severity)
                    ),
                },
                vec![(policy.origin, "this policy has 1 tier".to_owned())],
            ),
        };
        let help = match found {
            None if cx.service.policies.is_empty() => {
                "Add an `escalation_policy` with at least 2 tiers to the service.".to_owned()
            }
            None => format!(
                "Add an `escalation_policy` with at least 2 tiers to the service, or add {} to the \
                 `severities` of one it has.",
                severity.level.name()
            ),
            Some(_) => "Add a second `tier`, for when the first does not acknowledge.".to_owned(),
        };
        let wording = Wording::new(format!(
            "{problem}. P1 and P2 severities require an escalation policy with at least 2 tiers."
        ));
        report.add(severity.origin, wording.help(help), related);
    }
}

/// The first few policies of the service, which are for other severities, by what says so.
fn for_others(cx: &ServiceCx<'_>) -> Vec<(Origin, String)> {
    let policies = cx.service.policies.iter().filter_map(|policy| {
        let levels = policy.severities.as_ref()?;
        let names: Vec<&str> = levels.iter().map(|level| level.name()).collect();
        let place = levels.first().map_or(policy.origin, |first| first.origin);
        Some((place, format!("`{}` is for {}", policy.name.value, and(&names))))
    });
    policies.take(MOST_OTHERS).collect()
}
