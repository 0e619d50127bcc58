//! INC513: name that Cachet does not take.

use incident_base::{Code, Level, Origin};
use incident_ir::{At, CachetVersion, StatusPageProvider, Text};

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(513),
    level: Level::Error,
    title: "Name that the status page does not take",
    page: include_str!("../../../../docs/diagnostics/INC513.md"),
    find: Find::Service(check),
};

/// Characters of the longest name of a component or group in Cachet 3 (the rules of its requests: `max:255`). Version 2 has
/// no such rule.
const LONGEST: usize = 255;

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    if cx.settings.cachet != CachetVersion::Three {
        return;
    }
    let pages = cx.service.status_pages.iter();
    for page in pages.filter(|page| page.provider.value == StatusPageProvider::Cachet) {
        let mut group_before: Option<&Text> = None;
        for component in &page.components {
            let At { value: name, origin } = &component.name;
            too_long(
                "component",
                name,
                *origin,
                "Write a shorter name, and the rest as its `description`.",
                report,
            );
            // A group is told at its first component.
            if let Some(group) = &component.group
                && group_before.replace(group) != Some(group)
            {
                too_long("group", group, *origin, "Write a shorter name.", report);
            }
        }
    }
}

fn too_long(what: &str, name: &str, place: Origin, help: &str, report: &mut Report<'_>) {
    let length = name.chars().count();
    if length > LONGEST {
        let wording = Wording::new(format!(
            "The name of a {what} has at most {LONGEST} characters in Cachet, and this one's has {length}."
        ))
        .help(help);
        report.add(place, wording, Vec::new());
    }
}
