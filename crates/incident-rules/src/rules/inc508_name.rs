//! INC508: name that the provider does not take.

use incident_base::{Code, Level};
use incident_ir::routing::Ways;
use incident_ir::{FALLBACK_ENDING, FIRST_TIER_ENDING, PagingProvider, SCHEDULE_ENDING};

use crate::limits::limits;
use crate::rule::{Find, Report, Rule, ServiceCx, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(508),
    level: Level::Error,
    title: "Name that the provider does not take",
    page: include_str!("../../../../docs/diagnostics/INC508.md"),
    find: Find::Service(check),
};

/// What PagerDuty refuses in the name of a service (its Terraform provider's check).
const REFUSED: [char; 5] = ['\\', '/', '&', '<', '>'];

/// Characters of the longest name at Opsgenie, for schedules and escalations (its documentation).
const LONGEST: usize = 100;

/// Characters of the longest name of a team there (its documentation: fewer than 100).
const LONGEST_OF_A_TEAM: usize = 99;

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let provider = cx.service.paging_provider.value;
    let name_of_provider = limits(provider).name;
    match provider {
        PagingProvider::PagerDuty => {
            for app in &cx.service.apps {
                let refused = |c: &char| REFUSED.contains(c) || c.is_control();
                let problem = match app.name.chars().find(refused) {
                    Some(character) => format!("no `{}` in", character.escape_default()),
                    None if app.name.ends_with(' ') => "no blank at the end of".to_owned(),
                    None => continue,
                };
                let wording = Wording::new(format!(
                    "{name_of_provider} calls its service after the app, and takes {problem} a name."
                ))
                .help("Call the app by a name without it.");
                report.add(app.name.origin, wording, Vec::new());
            }
        }
        PagingProvider::Opsgenie => opsgenie(cx, report),
    }
}

fn opsgenie(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let name_of_provider = limits(PagingProvider::Opsgenie).name;
    let ways = Ways::of(cx.service, cx.settings);
    let waiting = ways.and_then(|ways| ways.waiting());
    let policies = cx.service.policies.iter().map(|policy| {
        let longest = match waiting == Some(policy.name.as_str()) {
            true => FIRST_TIER_ENDING,
            false => FALLBACK_ENDING,
        };
        (&policy.name, longest)
    });
    let rotations = cx.service.rotations.iter().filter(|one| one.schedule_source.is_none());
    let rotations = rotations.map(|rotation| (&rotation.name, SCHEDULE_ENDING));
    for (name, ending) in policies.chain(rotations) {
        let length = name.chars().count() + ending.len();
        if length <= LONGEST {
            continue;
        }
        let wording = Wording::new(format!(
            "A name at {name_of_provider} has at most {LONGEST} characters, and `…{ending}` has {length}."
        ))
        .help("Write a shorter name.");
        report.add(name.origin, wording, Vec::new());
    }
    // Without a policy there is no team.
    let length = cx.service.name.chars().count();
    if ways.is_some() && length > LONGEST_OF_A_TEAM {
        let wording = Wording::new(format!(
            "{name_of_provider} calls its team after the service. A team's name there has at most {LONGEST_OF_A_TEAM} \
             characters, and this one has {length}."
        ))
        .help("Write a shorter name.");
        report.add(cx.service.name.origin, wording, Vec::new());
    }
}
