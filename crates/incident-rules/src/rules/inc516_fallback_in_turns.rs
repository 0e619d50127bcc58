//! INC516: fallback that tells people one after the other.

use incident_base::{Code, Level};
use incident_ir::reach::reached_by_fallback;

use crate::limits::limits;
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(516),
    level: Level::Note,
    title: "Fallback that tells people one after the other",
    page: include_str!("../../../../docs/diagnostics/INC516.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let limits = limits(cx.service.paging_provider.value);
    let Some(at_once) = limits.targets else { return };
    for policy in &cx.service.policies {
        let told = reached_by_fallback(cx.service, policy).len();
        if told <= at_once {
            continue;
        }
        // A rule a minute, each full but for the last.
        let minutes = match (told - 1) / at_once {
            1 => "a minute".to_owned(),
            many => format!("{many} minutes"),
        };
        let wording = Wording::new(format!(
            "{} tells {at_once} at once, and the fallback of `{}` has {told}: the last of them hear of it {minutes} \
             later.",
            limits.name, policy.name.value
        ));
        let written = policy.fallback_written.written().map(|at| at.origin);
        report.add(written.unwrap_or(policy.name.origin), wording, Vec::new());
    }
}
