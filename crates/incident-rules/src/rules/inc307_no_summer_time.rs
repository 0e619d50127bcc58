//! INC307: time zone without the summer time of those who are on call.

use incident_base::{Code, Level};
use incident_calendar::lacks_summer_time;

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};
use crate::rules::inc515_time_zone::{in_unknown_zones, way_out};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(307),
    level: Level::Note,
    title: "Time zone without summer time",
    page: include_str!("../../../../docs/diagnostics/INC307.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    for rotation in &cx.service.rotations {
        let zone = &rotation.time_zone.value;
        // There it is the error INC531 that the provider does not know it.
        let is_told = cx.settings.targets.includes("terraform")
            && in_unknown_zones(cx.service).any(|unknown| std::ptr::eq(unknown, rotation));
        let written = rotation.time_zone.written.filter(|_| !is_told && lacks_summer_time(zone));
        let Some(written) = written else { continue };
        let wording = Wording::new(format!(
            "`{zone}` has no summer time: its clocks stay as they are in winter."
        ));
        report.add(written, way_out(wording, zone, true), Vec::new());
    }
}
