//! INC501: two objects with one name at the provider.

use incident_analysis::{Collision, Db, Workspace, collisions};
use incident_base::{Code, Level};

use crate::rule::{Find, Report, Rule, Wording};
use crate::text::{article, plural};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(501),
    level: Level::Error,
    title: "Two objects with one name at the provider",
    page: include_str!("../../../../docs/diagnostics/INC501.md"),
    find: Find::Workspace(check),
};

fn check(db: &dyn Db, workspace: Workspace, report: &mut Report<'_>) {
    for collision in collisions(db, workspace) {
        let Collision { what, name, first, second } = collision;
        let would_make = if first.service == second.service {
            format!("{} would make two {}", first.service, plural(what))
        } else {
            let (one, other) = (&first.service, &second.service);
            format!("{one} and {other} would both make {} {what}", article(what))
        };
        let wording = Wording::new(format!(
            "{would_make} called \"{name}\" at the provider, and the two differ."
        ))
        .help(if first.origin == second.origin {
            "At a provider these names are global. This one stands in a profile that both use: declare \
             it in each service, under a name of its own."
        } else {
            "At a provider these names are global: rename one of the two, or make them equal."
        });
        let other = (first.origin, format!("the other one, of {}", first.service));
        let related = if first.origin == second.origin { Vec::new() } else { vec![other] };
        report.add(second.origin, wording, related);
    }
}
