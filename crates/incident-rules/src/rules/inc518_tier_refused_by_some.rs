//! INC518: tier that some accounts refuse.

use incident_base::{Code, Level};
use incident_ir::Tier;

use crate::limits::limits;
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(518),
    level: Level::Note,
    title: "Tier that some accounts refuse",
    page: include_str!("../../../../docs/diagnostics/INC518.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let limits = limits(cx.service.paging_provider.value);
    let (Some(most), Some((targets, minutes))) = (limits.targets, limits.safely) else { return };
    for tier in cx.service.policies.iter().flat_map(|policy| &policy.tiers) {
        let found = tier.responders.len();
        // More than the provider takes anywhere is an error.
        if found > targets && found <= most {
            let wording = Wording::new(format!(
                "This tier tells {found}. {} takes {most}, and in some accounts only {targets}.",
                limits.name
            ))
            .help("Where the deployment is refused, split it into two tiers with a short timeout.");
            report.add(tier.origin, wording, Vec::new());
        }
        if found > 1 && is_short(tier, minutes) {
            let wording = Wording::new(format!(
                "{} takes this timeout from us, but its own pages want {minutes} minutes at least where a tier tells \
                 several: whoever edits the policy there has to change it.",
                limits.name
            ));
            let place = tier.timeout.written().map_or(tier.origin, |timeout| timeout.origin);
            report.add(place, wording, Vec::new());
        }
    }
}

/// A timeout that is taken, under so many minutes.
fn is_short(tier: &Tier, minutes: u64) -> bool {
    (60..minutes * 60).contains(&tier.timeout_in_force.as_secs())
}
