//! INC150: something wrong in incident.toml.

use incident_base::{Code, Level};

use crate::rule::{Find, Rule};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(150),
    level: Level::Error,
    title: "Something wrong in incident.toml",
    page: include_str!("../../../../docs/diagnostics/INC150.md"),
    find: Find::File,
};
