//! INC201: import that this version does not read.

use incident_analysis::IssueKind;
use incident_base::{Code, Level};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(201),
    level: Level::Error,
    title: "Import that this version does not read",
    page: include_str!("../../../../docs/diagnostics/INC201.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::Import { what } = kind else { return None };
    if what.trim_matches('"').ends_with(".incident") {
        return Some(
            Wording::new("Files of the language are not imported: all of a workspace are one program.")
                .help(format!("Remove the import, and keep {what} below the folder of `incident.toml`, or name both to `incident`.")),
        );
    }
    let what = if what.is_empty() { String::new() } else { format!(" {what}") };
    Some(
        Wording::new(format!("This version of incident cannot read `import{what}` yet."))
            .help("Remove the import, and declare here what the file says."),
    )
}
