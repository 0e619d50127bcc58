//! INC505: more repetitions than the provider takes.

use incident_base::{Change, Code, Level};

use crate::limits::limits;
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(505),
    level: Level::Error,
    title: "More repetitions than the provider takes",
    page: include_str!("../../../../docs/diagnostics/INC505.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let limits = limits(cx.service.paging_provider.value);
    for policy in &cx.service.policies {
        let cycles = &policy.repeat_cycles;
        if cycles.value <= limits.repeat_cycles {
            continue;
        }
        let wording = Wording::new(format!(
            "{} repeats a policy at most {} times, not {}.",
            limits.name, limits.repeat_cycles, cycles.value
        ))
        .help(format!("Write {} or less.", limits.repeat_cycles))
        .likely(Change::Replace(limits.repeat_cycles.to_string()));
        report.add(cycles.written.unwrap_or(policy.origin), wording, Vec::new());
    }
}
