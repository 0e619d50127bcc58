//! INC008: automatic remediation without a rollback plan.

use incident_analysis::IssueKind;
use incident_base::{Code, Level, Structure};

use crate::rule::{Find, Rule, Wording};
use crate::text::{count, some_of};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(8),
    level: Level::Error,
    title: "Automatic remediation without a rollback plan",
    page: include_str!("../../../../docs/diagnostics/INC008.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::NoSingleRollbackPlan { policy, plans, count: all } = kind else { return None };
    let (problem, help) = match plans.first() {
        None => (
            "the service has no `rollback_plan`".to_owned(),
            "Declare one in `resilience`, `rollback_plan NAME { to = previous_version }`, or choose \
             another fallback."
                .to_owned(),
        ),
        Some(first) => (
            format!("the service has {}, {}", count(*all, "rollback plan"), some_of(plans, *all)),
            format!("Say which: `remediation = {first}`."),
        ),
    };
    let wording = Wording::new(format!(
        "The fallback of the escalation policy `{policy}` cannot remediate: {problem}."
    ))
    .help(help);
    Some(match plans.is_empty() {
        true => wording.structure(Structure::Without),
        false => wording,
    })
}
