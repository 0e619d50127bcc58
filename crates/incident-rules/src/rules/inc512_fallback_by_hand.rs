//! INC512: fallback that the provider does not start.

use incident_base::{Code, Level};

use crate::limits::limits;
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(512),
    level: Level::Note,
    title: "Fallback that the provider does not start",
    page: include_str!("../../../../docs/diagnostics/INC512.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let name = limits(cx.service.paging_provider.value).name;
    for policy in &cx.service.policies {
        let Some(written) = policy.fallback_written.written() else { continue };
        let wording = Wording::new(format!(
            "{name} does nothing by itself when nobody has acknowledged: the fallback is a policy of its own, \
             `{}-fallback`, and the response guide says who escalates to it, and when.",
            policy.name.value
        ));
        report.add(written.origin, wording, Vec::new());
    }
}
