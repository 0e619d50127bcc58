//! INC502: provider whose configuration is not written yet.

use incident_base::{Code, Level, Origin};
use incident_ir::{PagingProvider, StatusPageProvider};

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(502),
    level: Level::Warning,
    title: "Provider whose configuration is not written yet",
    page: include_str!("../../../../docs/diagnostics/INC502.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let mut add = |written: Option<Origin>, word: &str, file: &str| {
        let wording = Wording::new(format!(
            "This version of incident writes no configuration for `{word}` yet: {file} is left out."
        ))
        .help("Until it does, set this up at the provider by hand.");
        report.add(written.unwrap_or(cx.service.origin), wording, Vec::new());
    };
    let paging = &cx.service.paging_provider;
    if paging.value == PagingProvider::Opsgenie {
        add(paging.written, paging.value.name(), "opsgenie-config.json");
    }
    for page in &cx.service.status_pages {
        if page.provider.value != StatusPageProvider::Statuspage {
            let file = format!("status_page.{}.json", page.name.value);
            add(page.provider.written, page.provider.value.name(), &file);
        }
    }
}
