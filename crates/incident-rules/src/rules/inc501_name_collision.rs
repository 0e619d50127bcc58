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
        let Collision { first, second, .. } = collision;
        let help = if first.what != second.what {
            "Rename the rotation or the service."
        } else if first.origin == second.origin {
            "At a provider these names are global. This one stands in a profile that both use: declare \
             it in each service, under a name of its own."
        } else {
            "At a provider these names are global: rename one of the two, or make them equal."
        };
        let other = (first.origin, format!("the other one, of {}", first.service));
        let related = if first.origin == second.origin { Vec::new() } else { vec![other] };
        report.add(second.origin, Wording::new(in_words(collision)).help(help), related);
    }
}

fn in_words(Collision { name, first, second }: &Collision) -> String {
    let with_article = |what| format!("{} {what}", article(what));
    let (one, other) = (&first.service, &second.service);
    if first.what != second.what {
        // A team and a schedule.
        let (what, other_what) = (with_article(first.what), with_article(second.what));
        let maker = if one == other { String::new() } else { format!("{other} ") };
        return format!(
            "{one} would make {what} called \"{name}\" at the provider, and {maker}{other_what} of that name: it \
             takes only one of them."
        );
    }
    let would_make = if one == other {
        format!("{one} would make two {}", plural(first.what))
    } else {
        format!("{one} and {other} would both make {}", with_article(first.what))
    };
    format!("{would_make} called \"{name}\" at the provider, and the two differ.")
}
