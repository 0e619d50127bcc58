//! INC308: schedule that is kept at a provider other than the one that pages.

use incident_base::{Change, Code, Level};

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(308),
    level: Level::Note,
    title: "Schedule kept at a provider other than the one that pages",
    page: include_str!("../../../../docs/diagnostics/INC308.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let pages = cx.service.paging_provider.value;
    for source in cx.service.rotations.iter().filter_map(|one| one.schedule_source.as_ref()) {
        let (kept, schedule) = (&source.provider, &source.schedule);
        if kept == pages.name() {
            continue;
        }
        let wording = Wording::new(format!(
            "{} pages with {}, which reads no schedule of {kept}: its policies reach the schedule `{schedule}` in {0}.",
            cx.service.name.value,
            pages.name(),
        ))
        .help(format!("Write `\"{}://{schedule}\"`, or `paging_provider = {kept}` in the service.", pages.name()))
        .likely(Change::ReplacePart {
            part: format!("{kept}://"),
            with: format!("{}://", pages.name()),
        });
        report.add(source.origin, wording, Vec::new());
    }
}
