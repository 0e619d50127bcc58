//! INC531: what a Terraform provider does not take, though the provider's API does.

use incident_base::{Code, Level};
use incident_calendar::{instant, zone};
use incident_ir::{PagingProvider, Rotation, Service};

use super::inc515_time_zone;
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(531),
    level: Level::Error,
    title: "What the provider's Terraform provider does not take",
    page: include_str!("../../../../docs/diagnostics/INC531.md"),
    find: Find::Service(check),
};

/// Characters of the longest name of a schedule: its check refuses 100 (`resource_opsgenie_schedule.go`).
const LONGEST: usize = 99;

/// `start_date` is in UTC, and its minutes are 0 or 30 (`util.go`).
const HALF_AN_HOUR: i64 = 1_800;

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    if !cx.settings.targets.includes("terraform") {
        return;
    }
    match cx.service.paging_provider.value {
        PagingProvider::PagerDuty => check_zones(cx.service, report),
        PagingProvider::Opsgenie => opsgenie(cx, report),
    }
}

/// `util.go` of PagerDuty's.
fn check_zones(service: &Service, report: &mut Report<'_>) {
    for rotation in inc515_time_zone::in_unknown_zones(service) {
        let name = &rotation.time_zone.value;
        let wording = Wording::new(format!(
            "PagerDuty's Terraform provider does not know the time zone `{name}`."
        ));
        let written = rotation.time_zone.written;
        let wording = inc515_time_zone::way_out(wording, name, written.is_some());
        report.add(written.unwrap_or(rotation.name.origin), wording, Vec::new());
    }
}

fn opsgenie(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    for rotation in &cx.service.rotations {
        check_name(rotation, report);
        if rotation.schedule_source.is_none() {
            check_start(rotation, report);
        }
    }
}

/// Schedules that are kept are looked up, by a name that is checked as well.
fn check_name(rotation: &Rotation, report: &mut Report<'_>) {
    let name = rotation.schedule_name();
    let place = rotation.schedule_source.as_ref().map_or(rotation.name.origin, |it| it.origin);
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || " _-".contains(letter);
    let wording = match name.chars().find(|letter| !allowed(*letter)) {
        Some(letter) => Wording::new(format!(
            "Opsgenie's Terraform provider finds no schedule with a `{}` in its name.",
            letter.escape_default()
        ))
        .help("Call the schedule by letters, digits, blanks, `-` and `_`."),
        None if name.chars().count() > LONGEST => Wording::new(format!(
            "A schedule's name has at most {LONGEST} characters in Opsgenie's Terraform provider, and this one has \
             {}.",
            name.chars().count()
        ))
        .help("Write a shorter name."),
        None => return,
    };
    report.add(place, wording, Vec::new());
}

fn check_start(rotation: &Rotation, report: &mut Report<'_>) {
    let local = rotation.starts.value;
    let Some(zone) = zone(&rotation.time_zone) else { return };
    // Its minutes on the clocks of the zone are another rule's.
    let is_half = |seconds: i64| seconds % HALF_AN_HOUR == 0;
    let moment = instant(&zone, local);
    if is_half(moment.as_second()) || local.minute() % 30 != 0 {
        return;
    }
    let place = rotation.starts.written.or(rotation.time_zone.written);
    let wording = Wording::new(format!(
        "Opsgenie's Terraform provider takes full and half hours in UTC, and the first turn starts at {} there.",
        moment.strftime("%H:%M")
    ))
    .help(format!(
        "{} is no full or half hour away from UTC: name a zone that is, with `starts` and hours on its clocks.",
        rotation.time_zone.value
    ));
    report.add(place.unwrap_or(rotation.name.origin), wording, Vec::new());
}
