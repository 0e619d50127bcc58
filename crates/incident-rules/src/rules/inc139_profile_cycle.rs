//! INC139: profile that uses itself.

use incident_analysis::IssueKind;
use incident_base::{Code, Level};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(139),
    level: Level::Error,
    title: "Profile that uses itself",
    page: include_str!("../../../../docs/diagnostics/INC139.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::ProfileCycle { path } = kind else { return None };
    let (message, help) = match path.as_slice() {
        [first, _] => {
            (format!("The profile `{first}` uses itself."), "Take it out of its own `use`.")
        }
        path => {
            let path: Vec<String> = path.iter().map(|name| format!("`{name}`")).collect();
            let (first, others) = path.split_first()?;
            let others = others.join(", which uses ");
            let circle =
                format!("These profiles use each other in a circle: {first} uses {others}.");
            (circle, "Take one of them out of a `use`.")
        }
    };
    Some(Wording::new(message).help(help))
}
