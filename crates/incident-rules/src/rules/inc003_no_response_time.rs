//! INC003: p1 without a response time target.

use incident_base::{Code, Level, Structure};
use incident_ir::SeverityLevel;

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};
use crate::text::severity_name;

pub(crate) static RULE: Rule = Rule {
    code: Code::new(3),
    level: Level::Error,
    title: "P1 without a response time target",
    page: include_str!("../../../../docs/diagnostics/INC003.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    for severity in &cx.service.severities {
        if severity.level.value == SeverityLevel::P1 && severity.response_time.is_absent() {
            let wording = Wording::new(format!(
                "{} has no response_time target. P1 incidents require a response \
                 time target for SLA tracking.",
                severity_name(severity)
            ));
            let help = "Add the time within which somebody must respond: `response_time = 5m`.";
            let wording = wording.help(help).structure(Structure::Lacks { key: "response_time" });
            report.add(severity.origin, wording, Vec::new());
        }
    }
}
