//! INC504: more in a tier than the provider takes.

use incident_base::{Code, Level};

use crate::limits::limits;
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(504),
    level: Level::Error,
    title: "More in a tier than the provider takes",
    page: include_str!("../../../../docs/diagnostics/INC504.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let limits = limits(cx.service.paging_provider.value);
    let Some(most) = limits.targets else { return };
    for tier in cx.service.policies.iter().flat_map(|policy| &policy.tiers) {
        let found = tier.responders.len();
        if found <= most {
            continue;
        }
        let wording = Wording::new(format!(
            "{} tells at most {most} targets in one tier, and this one has {found} rotations.",
            limits.name
        ))
        .help("Split it into two tiers with a short timeout, or make one rotation of several.");
        report.add(tier.origin, wording, Vec::new());
    }
}
