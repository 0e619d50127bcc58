//! INC507: time of day that the provider does not take.

use incident_base::{Code, Level};
use jiff::civil::Time;

use crate::limits::limits;
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(507),
    level: Level::Error,
    title: "Time of day that the provider does not take",
    page: include_str!("../../../../docs/diagnostics/INC507.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let limits = limits(cx.service.paging_provider.value);
    let misfit = |time: &Time| time.minute() % limits.minutes != 0;
    for rotation in cx.service.rotations.iter().filter(|one| one.schedule_source.is_none()) {
        let hours = rotation.active_hours.as_ref().and_then(|hours| {
            let first = [hours.value.start, hours.value.end].into_iter().find(misfit);
            Some((first?, hours.origin))
        });
        let starts = rotation.starts.written.map(|place| (rotation.starts.value.time(), place));
        for (time, place) in hours.into_iter().chain(starts.filter(|(time, _)| misfit(time))) {
            let wording = Wording::new(format!(
                "{} takes full and half hours only, not {}.",
                limits.name,
                time.strftime("%H:%M")
            ))
            .help("Write a time that ends in `:00` or `:30`.");
            report.add(place, wording, Vec::new());
        }
    }
}
