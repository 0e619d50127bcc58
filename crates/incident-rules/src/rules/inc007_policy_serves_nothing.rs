//! INC007: escalation policy that no severity uses.

use incident_base::{Code, Level};
use incident_ir::{EscalationPolicy, Service, Severity, SeverityLevel, Text};
use rustc_hash::FxHashSet;

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};
use crate::text::and;

pub(crate) static RULE: Rule = Rule {
    code: Code::new(7),
    level: Level::Warning,
    title: "Escalation policy that no severity uses",
    page: include_str!("../../../../docs/diagnostics/INC007.md"),
    find: Find::Service(check),
};

/// Whether the service declares the policy itself.
fn is_own(service: &Service, policy: &EscalationPolicy) -> bool {
    (policy.origin.file, policy.origin.item) == (service.origin.file, service.origin.item)
}

/// The first severity of each level.
fn first_of_levels<'s>(severities: impl Iterator<Item = &'s Severity>) -> Vec<&'s Severity> {
    let mut met = FxHashSet::default();
    severities.filter(|one| met.insert(one.level.value)).collect()
}

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    if cx.lowered.is_incomplete(cx.service.origin) {
        return;
    }
    // A P1 or P2 without a policy is an error of its own, and most likely the one meant here.
    let unserved = cx.service.severities.iter().any(|one| {
        let urgent = matches!(one.level.value, SeverityLevel::P1 | SeverityLevel::P2);
        urgent && one.policy.is_none() && one.escalation.is_absent()
    });
    if unserved {
        return;
    }
    // A name that is none has been reported, and may be the one that was meant.
    let mut severities = cx.service.severities.iter();
    if severities.any(|one| !one.escalation.is_absent() && one.policy.is_none()) {
        return;
    }
    let used =
        cx.service.severities.iter().flat_map(|one| [one.escalation.value(), one.policy.as_ref()]);
    let used: FxHashSet<&Text> = used.flatten().collect();
    let served = first_of_levels(cx.service.severities.iter().filter(|one| one.policy.is_some()));
    let declared = first_of_levels(cx.service.severities.iter());
    for policy in &cx.service.policies {
        let first = policy.severities.iter().flatten().next();
        let place = match (&policy.severities, first) {
            (_, Some(first)) => first.origin,
            // What a profile offers to all its services need not be what each of them takes.
            (None, _) if is_own(cx.service, policy) => policy.origin,
            _ => continue,
        };
        if used.contains(&policy.name.value) {
            continue;
        }
        let elsewhere = served.iter().find_map(|one| {
            let is_meant = match &policy.severities {
                Some(levels) => levels.iter().any(|level| level.value == one.level.value),
                None => true,
            };
            Some((one, one.policy.as_ref().filter(|_| is_meant)?))
        });
        if let Some((severity, other)) = elsewhere {
            let level = severity.level.name();
            let wording = Wording::new(format!(
                "The escalation policy `{}` is never used: {level} goes to `{other}`.",
                policy.name.value
            ))
            .help(format!(
                "Write `escalation = {}` in {level}, or remove the policy.",
                policy.name.value
            ));
            let related = vec![(severity.origin, format!("goes to `{other}`"))];
            report.add(place, wording, related);
            continue;
        }
        let Some(first) = first else { continue };
        let names: Vec<&str> =
            policy.severities.iter().flatten().map(|level| level.name()).collect();
        let has: Vec<&str> = declared.iter().map(|one| one.level.name()).collect();
        let wording = Wording::new(format!(
            "The escalation policy `{}` is for {}, which the service does not declare: it is never used.",
            policy.name.value,
            and(&names)
        ));
        let help = match has.as_slice() {
            [] => format!("Declare the severity: `severity {} \"…\" {{ … }}`.", first.name()),
            has => format!("The service declares {}.", and(has)),
        };
        report.add(
            first.origin,
            wording.help(help),
            vec![(policy.origin, "this policy".to_owned())],
        );
    }
}
