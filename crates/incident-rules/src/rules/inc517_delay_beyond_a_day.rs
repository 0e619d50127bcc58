//! INC517: tier that is told later than the provider may wait.

use incident_base::{Code, Level};

use crate::limits::limits;
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(517),
    // The limit is that of an API that is gone; nobody says what became of it.
    level: Level::Note,
    title: "Tier that is told later than the provider may wait",
    page: include_str!("../../../../docs/diagnostics/INC517.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let limits = limits(cx.service.paging_provider.value);
    let Some(longest) = limits.delay else { return };
    for policy in &cx.service.policies {
        let mut told_after: u64 = 0;
        for tier in &policy.tiers {
            if told_after > longest {
                let wording = Wording::new(format!(
                    "{} counts a tier's delay from the alert, here {told_after} minutes, and is documented to wait \
                     {longest} at most.",
                    limits.name
                ))
                .help("Give the tiers before it less time: together a day at most.");
                report.add(tier.origin, wording, Vec::new());
                break;
            }
            told_after = told_after.saturating_add(tier.whole_minutes());
        }
    }
}
