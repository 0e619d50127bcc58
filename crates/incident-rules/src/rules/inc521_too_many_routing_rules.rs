//! INC521: more routing rules than Opsgenie takes.

use incident_base::{Code, Level};
use incident_ir::routing::{Cause, Ways};

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
    let Some(ways) = Ways::of(cx.service, cx.settings) else { return };
    let ways = ways.in_order();
    // One more is the default rule.
    let others = 1 + ways.iter().filter(|(cause, _)| !matches!(cause, Cause::Alert(_))).count();
    let left = most.saturating_sub(others);
    let mut named = ways.iter().filter_map(|(cause, _)| match cause {
        Cause::Alert(alert) => Some(alert),
        Cause::Severity(_) | Cause::Level(_) => None,
    });
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
