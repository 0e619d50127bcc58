//! INC508: name that the provider does not take.

use incident_base::{Code, Level};
use incident_ir::PagingProvider;

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

/// Characters of the longest name at Opsgenie, for schedules, escalations and teams (its documentation).
const LONGEST: usize = 100;

fn check(cx: &ServiceCx<'_>, report: &mut Report<'_>) {
    let provider = cx.service.paging_provider.value;
    let name_of_provider = limits(provider).name;
    match provider {
        PagingProvider::PagerDuty => {
            for app in &cx.service.apps {
                let refused = |c: &char| REFUSED.contains(c) || c.is_control();
                let problem = match app.name.chars().find(refused) {
                    Some(character) => format!("no `{}`", character.escape_default()),
                    None if app.name.ends_with(' ') => "no blank at the end".to_owned(),
                    None => continue,
                };
                let wording = Wording::new(format!(
                    "{name_of_provider} calls its service after the app, and takes {problem} in a name."
                ))
                .help("Call the app by a name without it.");
                report.add(app.name.origin, wording, Vec::new());
            }
        }
        PagingProvider::Opsgenie => {
            let policies = cx.service.policies.iter().map(|policy| (&policy.name, "-fallback"));
            let rotations = cx.service.rotations.iter();
            let rotations = rotations.filter(|one| one.schedule_source.is_none());
            let rotations = rotations.map(|rotation| (&rotation.name, "-oncall"));
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
        }
    }
}
