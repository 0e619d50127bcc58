//! INC502: provider whose configuration is not written yet.

use incident_base::{Code, Level};
use incident_ir::StatusPageProvider;

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(502),
    level: Level::Warning,
    title: "Provider whose configuration is not written yet",
    page: include_str!("../../../../docs/diagnostics/INC502.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    for page in &cx.service.status_pages {
        if page.provider.value != StatusPageProvider::Statuspage {
            let wording = Wording::new(format!(
                "This version of incident writes no configuration for `{}` yet: \
                 status_page.{}.json is left out.",
                page.provider.value.name(),
                page.name.value
            ))
            .help("Until it does, set this up at the provider by hand.");
            report.add(page.provider.written.unwrap_or(cx.service.origin), wording, Vec::new());
        }
    }
}
