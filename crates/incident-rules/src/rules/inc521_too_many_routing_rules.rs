//! INC521: more routing rules than Opsgenie takes.

use incident_base::{Code, Level};
use incident_ir::AlertSeverity;

use crate::limits::limits;
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(521),
    level: Level::Error,
    title: "More routing rules than the provider takes",
    page: include_str!("../../../../docs/diagnostics/INC521.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let limits = limits(cx.service.paging_provider.value);
    let Some(most) = limits.routing_rules else { return };
    // Without a policy there is nothing to route to.
    if cx.service.policies.is_empty() {
        return;
    }
    // Behind those of alerts stand one for each severity of alerts and one for each severity with a policy. (One for what
    // waits at the first tier is known only to whoever writes it: it may be one rule more than is counted here.)
    let with_policy = cx.service.severities.iter().filter(|severity| severity.policy.is_some());
    let others = AlertSeverity::ALL.len() + with_policy.count() + DEFAULT_RULE;
    let left = most.saturating_sub(others);
    let mut named = cx.service.alert_rules.iter().filter(|alert| alert.escalates.is_some());
    let Some(first_too_many) = named.nth(left) else { return };
    let count = left + 1 + named.count();
    let wording = Wording::new(format!(
        "{} takes {most} routing rules of a team. An alert with `escalates` needs one of its own: there is room for \
         {left}, and this service has {count}.",
        limits.name
    ))
    .help("Let the alerts' `severity` say how bad they are, or divide the service.");
    report.add(first_too_many.origin, wording, Vec::new());
}

/// What comes last.
const DEFAULT_RULE: usize = 1;
