//! INC152: suppression of nothing.

use incident_base::{Code, Level};

use crate::rule::{Find, Rule};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(152),
    level: Level::Warning,
    title: "Suppression of nothing",
    page: include_str!("../../../../docs/diagnostics/INC152.md"),
    find: Find::File,
};
