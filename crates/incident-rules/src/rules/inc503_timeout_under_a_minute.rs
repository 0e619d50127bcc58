//! INC503: timeout under a minute.

use incident_base::{Change, Code, Level};

use crate::limits::limits;
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(503),
    level: Level::Error,
    title: "Timeout under a minute",
    page: include_str!("../../../../docs/diagnostics/INC503.md"),
    find: Find::Service(check),
};

/// The shortest delay of PagerDuty (its Terraform provider's check) and of Opsgenie (it counts minutes), in
/// seconds.
const SHORTEST: u64 = 60;

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let name = limits(cx.service.paging_provider.value).name;
    let tiers = cx.service.policies.iter().flat_map(|policy| &policy.tiers);
    let of_tiers = tiers.filter_map(|tier| tier.timeout.written());
    let of_rotations =
        cx.service.rotations.iter().filter_map(|rotation| rotation.escalation_timeout.written());
    for timeout in of_tiers.chain(of_rotations).filter(|timeout| timeout.value.as_secs() < SHORTEST)
    {
        let wording = Wording::new(format!(
            "{name} waits at least a minute before it escalates, not {}.",
            timeout.value
        ))
        .help("Write `1m` or longer.")
        .likely(Change::Replace("1m".to_owned()));
        report.add(timeout.origin, wording, Vec::new());
    }
}
