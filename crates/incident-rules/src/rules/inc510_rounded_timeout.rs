//! INC510: timeout that is rounded to minutes.

use incident_base::{Change, Code, Level};

use crate::limits::limits;
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(510),
    level: Level::Note,
    title: "Timeout that is rounded to minutes",
    page: include_str!("../../../../docs/diagnostics/INC510.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    const MINUTE: u64 = 60;
    let name = limits(cx.service.paging_provider.value).name;
    let tiers = cx.service.policies.iter().flat_map(|policy| &policy.tiers);
    let of_tiers = tiers.filter_map(|tier| tier.timeout.written());
    let of_rotations =
        cx.service.rotations.iter().filter_map(|rotation| rotation.escalation_timeout.written());
    for timeout in of_tiers.chain(of_rotations) {
        let seconds = timeout.value.as_secs();
        // A shorter one is an error.
        if seconds < MINUTE || seconds.is_multiple_of(MINUTE) {
            continue;
        }
        let becomes = format!("{}m", seconds.div_ceil(MINUTE));
        let wording = Wording::new(format!(
            "{name} counts whole minutes: {} becomes {becomes}.",
            timeout.value
        ))
        .help(format!("Write `{becomes}`, so that the guide says what happens."))
        .likely(Change::Replace(becomes));
        report.add(timeout.origin, wording, Vec::new());
    }
}
