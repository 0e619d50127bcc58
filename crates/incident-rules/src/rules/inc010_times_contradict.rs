//! INC010: times of severities that contradict each other.

use incident_base::{Code, Level};
use incident_ir::{At, Duration, Severity};

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(10),
    level: Level::Note,
    title: "Times of severities that contradict each other",
    page: include_str!("../../../../docs/diagnostics/INC010.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let mut severities: Vec<&Severity> = cx.service.severities.iter().collect();
    severities.sort_by_key(|one| one.level.value);
    for severity in &severities {
        resolved_before_answered(severity, report);
    }
    sooner_than_worse(&severities, "answered", |one| one.response_time.written(), report);
    sooner_than_worse(&severities, "resolved", resolution, report);
}

/// The time to the resolution, unless it is wrong by itself.
fn resolution(severity: &Severity) -> Option<&At<Duration>> {
    severity.resolution_target.written().filter(|_| contradiction(severity).is_none())
}

/// The two times of a severity, where one is to be resolved before somebody must respond.
fn contradiction(severity: &Severity) -> Option<(&At<Duration>, &At<Duration>)> {
    let response = severity.response_time.written()?;
    let resolution = severity.resolution_target.written()?;
    (resolution.value.as_secs() < response.value.as_secs()).then_some((response, resolution))
}

fn resolved_before_answered(severity: &Severity, report: &mut Report<'_>) {
    let Some((response, resolution)) = contradiction(severity) else { return };
    let level = severity.level.name();
    let wording = Wording::new(format!(
        "{level} is to be resolved within {}, but answered within {} only.",
        resolution.value, response.value
    ))
    .help("Whoever resolves it has responded before: which of the two times is meant?");
    report.add(resolution.origin, wording, vec![(response.origin, "answered".to_owned())]);
}

/// Says where a severity has less time than the next worse one that has a time at all.
fn sooner_than_worse(
    severities: &[&Severity],
    what: &str,
    time: impl Fn(&Severity) -> Option<&At<Duration>>,
    report: &mut Report<'_>,
) {
    let with_time: Vec<_> =
        severities.iter().filter_map(|one| Some((one.level.name(), time(one)?))).collect();
    for pair in with_time.windows(2) {
        let [(worse, has), (level, sooner)] = pair else { continue };
        if sooner.value.as_secs() >= has.value.as_secs() || worse == level {
            continue;
        }
        let wording = Wording::new(format!(
            "{level} is to be {what} within {}, sooner than {worse}, which has {}.",
            sooner.value, has.value
        ))
        .help("The worse an incident, the less it can wait: which of the two times is meant?");
        report.add(sooner.origin, wording, vec![(has.origin, format!("{worse} has more time"))]);
    }
}
