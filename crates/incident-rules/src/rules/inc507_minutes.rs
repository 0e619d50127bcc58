//! INC507: time of day that the provider does not take.

use incident_base::{Change, Code, Level};
use incident_ir::Hours;
use jiff::ToSpan as _;
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
    let near = |time: Time| nearest(time, limits.minutes).map(written);
    for rotation in cx.service.rotations.iter().filter(|one| one.schedule_source.is_none()) {
        let hours = rotation.active_hours.as_ref().and_then(|hours| {
            let Hours { start, end } = hours.value;
            let first = [start, end].into_iter().find(misfit)?;
            let both = near(start).zip(near(end)).filter(|(start, end)| start != end);
            let change = both.map(|(start, end)| Change::Replace(format!("{start}-{end}")));
            Some((first, hours.origin, change))
        });
        let starts = rotation.starts.written.map(|place| {
            let time = rotation.starts.value.time();
            let with = |with| Change::ReplacePart { part: written(time), with };
            (time, place, near(time).map(with))
        });
        let starts = starts.filter(|(time, ..)| misfit(time));
        for (time, place, change) in hours.into_iter().chain(starts) {
            let mut wording = Wording::new(format!(
                "{} takes full and half hours only, not {}.",
                limits.name,
                written(time)
            ))
            .help("Write a time that ends in `:00` or `:30`.");
            if let Some(change) = change {
                wording = wording.likely(change);
            }
            report.add(place, wording, Vec::new());
        }
    }
}

fn written(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// The nearest time of the same day at a multiple of so many minutes; the later of two.
fn nearest(time: Time, minutes: i8) -> Option<Time> {
    let behind = time.minute() % minutes;
    let change = if behind * 2 < minutes { -behind } else { minutes - behind };
    time.checked_add(i64::from(change).minutes()).ok()
}
