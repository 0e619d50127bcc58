//! INC515: time zone that the provider may not know.

use incident_base::{Change, Code, Level};
use incident_calendar::lacks_summer_time;
use incident_ir::{PagingProvider, Rotation, Service};

use crate::limits::{PAGERDUTY_ZONES, limits, zone_of_the_same_clock};
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};
use crate::rules::inc135_unknown_time_zone::cities;

pub(crate) static RULE: Rule = Rule {
    code: Code::new(515),
    // What PagerDuty itself takes is not published in a form that can be read; its Terraform provider's list is.
    level: Level::Note,
    title: "Time zone that the provider may not know",
    page: include_str!("../../../../docs/diagnostics/INC515.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    // There it is an error, INC531.
    if cx.settings.targets.includes("terraform") {
        return;
    }
    let provider = limits(cx.service.paging_provider.value).name;
    // INC307 says of an abbreviation that a city is meant.
    let unknown = in_unknown_zones(cx.service)
        .filter(|rotation| !lacks_summer_time(&rotation.time_zone.value));
    for rotation in unknown {
        let name = &rotation.time_zone.value;
        let message = format!(
            "{provider} takes a part of the time zones for a schedule, and `{name}` is not among those of which it is \
             known."
        );
        let written = rotation.time_zone.written;
        let wording = way_out(Wording::new(message), name, written.is_some());
        report.add(written.unwrap_or(rotation.name.origin), wording, Vec::new());
    }
}

/// The rotations that become schedules at PagerDuty, in a zone that it may not know.
pub(super) fn in_unknown_zones(service: &Service) -> impl Iterator<Item = &Rotation> {
    let is_at_pagerduty = service.paging_provider.value == PagingProvider::PagerDuty;
    let is_unknown = |name: &str| name != "UTC" && PAGERDUTY_ZONES.binary_search(&name).is_err();
    service.rotations.iter().filter(move |rotation| {
        is_at_pagerduty
            && rotation.schedule_source.is_none()
            && is_unknown(&rotation.time_zone.value)
    })
}

/// The way out, for a zone that is written or not.
pub(super) fn way_out(wording: Wording, name: &str, is_written: bool) -> Wording {
    // `EST` is one clock all year; whoever writes it seldom means that.
    if let Some(cities) = cities(name).filter(|_| !name.contains('/')) {
        return wording.help(format!("Clocks are called so in {cities}: name the city."));
    }
    match zone_of_the_same_clock(name) {
        None => wording.help("Name one that it knows, with hours and `starts` on its clocks."),
        Some(other) => {
            let wording = wording.help(format!("`{other}` has the same clocks."));
            // Who writes an offset names no city by it.
            match is_written && !name.starts_with("Etc/") {
                true => wording.likely(Change::Replace(format!("\"{other}\""))),
                false => wording,
            }
        }
    }
}
