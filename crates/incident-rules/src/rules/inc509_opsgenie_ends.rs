//! INC509: opsgenie ends on 5 April 2027.

use incident_base::{Code, Level};
use incident_ir::PagingProvider;

use crate::limits::limits;
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(509),
    level: Level::Warning,
    title: "Opsgenie ends on 5 April 2027",
    page: include_str!("../../../../docs/diagnostics/INC509.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let provider = &cx.service.paging_provider;
    if provider.value != PagingProvider::Opsgenie {
        return;
    }
    let wording = Wording::new(format!(
        "{} is switched off on 5 April 2027, and then nobody is paged.",
        limits(provider.value).name
    ))
    .help("Plan the move: `paging_provider = pagerduty` writes the same posture for PagerDuty.");
    report.add(provider.written.unwrap_or(cx.service.origin), wording, Vec::new());
}
