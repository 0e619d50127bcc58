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
    let fits = |time: Time| time.minute() % limits.minutes == 0;
    for rotation in cx.service.rotations.iter().filter(|one| one.schedule_source.is_none()) {
        let hours = rotation.active_hours.iter().flat_map(|hours| {
            [hours.value.start, hours.value.end].map(|time| (time, hours.origin))
        });
        let starts = rotation.starts.written.map(|place| (rotation.starts.value.time(), place));
        let Some((time, place)) = hours.chain(starts).find(|(time, _)| !fits(*time)) else {
            continue;
        };
        let wording = Wording::new(format!(
            "{} takes full and half hours only, not {}.",
            limits.name,
            time.strftime("%H:%M")
        ))
        .help("Write a time that ends in `:00` or `:30`.");
        report.add(place, wording, Vec::new());
    }
}
