//! INC135: unknown time zone.

use incident_analysis::IssueKind;
use incident_base::{Code, Level};

use crate::rule::{Find, Rule, Wording};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(135),
    level: Level::Error,
    title: "Unknown time zone",
    page: include_str!("../../../../docs/diagnostics/INC135.md"),
    find: Find::Issue(word),
};

fn word(kind: &IssueKind) -> Option<Wording> {
    let IssueKind::UnknownTimeZone { zone, nearest } = kind else { return None };
    Some(Wording::new(format!("The IANA database has no time zone `{zone}`.")).nearest_or(
        zone,
        nearest.as_ref(),
        "Zones are named by area and city, such as `America/New_York` or `Europe/Berlin`; \
             `UTC` is one too.",
    ))
}
