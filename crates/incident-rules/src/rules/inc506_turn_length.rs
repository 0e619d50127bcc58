//! INC506: turn of a length that the provider does not take.

use incident_base::{Code, Level};

use crate::limits::limits;
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(506),
    level: Level::Error,
    title: "Turn of a length that the provider does not take",
    page: include_str!("../../../../docs/diagnostics/INC506.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let limits = limits(cx.service.paging_provider.value);
    // A schedule that is kept elsewhere is not written.
    for rotation in cx.service.rotations.iter().filter(|one| one.schedule_source.is_none()) {
        let period = &rotation.rotation_period;
        let seconds = period.value.as_secs();
        let (shortest, longest) = limits.turn;
        let why = if seconds < shortest {
            "one hour at least"
        } else if seconds > longest {
            "365 days at most"
        } else if seconds % limits.turn_unit != 0 {
            "whole hours"
        } else {
            continue;
        };
        let wording =
            Wording::new(format!("A turn at {} is {why}, not {}.", limits.name, period.value))
                .help("Write a period such as `12h`, `1d` or `7d`.");
        report.add(period.written.unwrap_or(rotation.origin), wording, Vec::new());
    }
}
