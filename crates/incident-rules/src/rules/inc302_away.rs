//! INC302: somebody is on call while away.

use incident_base::{Code, Level};
use incident_calendar::{Roster, UncoveredAbsence, zone};
use incident_ir::{Rotation, Span, Text};
use jiff::civil::{DateTime, Time};
use rustc_hash::FxHashMap;

use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(302),
    level: Level::Warning,
    title: "Somebody is on call while away",
    page: include_str!("../../../../docs/diagnostics/INC302.md"),
    find: Find::Service(check),
};

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let Some(as_of) = cx.as_of else { return };
    let mut away = cx.service.people.iter().filter(|person| !person.away.is_empty()).peekable();
    if away.peek().is_none() {
        return;
    }
    // Turns that could not be understood are nobody's.
    let whole = |one: &&Rotation| !cx.lowered.is_incomplete(one.origin);
    let rotations = cx.service.rotations.iter().filter(whole);
    let rosters: Vec<(&Rotation, Roster<'_>)> =
        rotations.filter_map(|rotation| Some((rotation, Roster::new(rotation)?))).collect();
    let mut of_person: FxHashMap<Text, Vec<&(&Rotation, Roster<'_>)>> = FxHashMap::default();
    for roster @ (rotation, _) in &rosters {
        let members = rotation.members.iter().map(|member| &member.value);
        let covers = rotation.overrides.iter().filter_map(|one| one.with.value());
        for person in members.chain(covers) {
            let rosters = of_person.entry(person.to_ascii_lowercase()).or_default();
            if rosters.last().is_none_or(|(last, _)| !std::ptr::eq(*last, *rotation)) {
                rosters.push(roster);
            }
        }
    }
    for person in away {
        let rosters = of_person.get(&person.email.to_ascii_lowercase());
        for (rotation, roster) in rosters.into_iter().flatten() {
            for absence in roster.uncovered_absences(person, as_of) {
                let Some(shown) = local_start(rotation, &absence) else { continue };
                let wording = Wording::new(format!(
                    "{} is away while on call in the rotation `{}`, first on {shown}.",
                    person.email.value, rotation.name.value
                ))
                .help(format!(
                    "Let somebody cover: `override {} {{ replace = {}, with = … }}`.",
                    span(&absence.absence.span),
                    person.email.value
                ));
                let related = vec![(rotation.origin, "in this rotation".to_owned())];
                report.add(absence.absence.origin, wording, related);
            }
        }
    }
}

/// When the first shift in question begins, as the clocks of the rotation show it.
fn local_start(rotation: &Rotation, absence: &UncoveredAbsence) -> Option<String> {
    let zone = zone(&rotation.time_zone.value)?;
    let start = absence.shift.start.to_zoned(zone);
    Some(format!("{} at {}", start.date(), start.strftime("%H:%M")))
}

/// The span as it would be written: dates where it is of whole days, which include the last.
fn span(span: &Span) -> String {
    let midnight = |at: DateTime| at.time() == Time::midnight();
    match span.end.date().yesterday() {
        Ok(last) if midnight(span.start) && midnight(span.end) => {
            format!("{}..{last}", span.start.date())
        }
        _ => {
            let written = |at: DateTime| at.strftime("%Y-%m-%dT%H:%M").to_string();
            format!("{}..{}", written(span.start), written(span.end))
        }
    }
}
