//! INC113: file that is not text.

use incident_base::{Code, Level};

use crate::rule::{Find, Rule};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(113),
    level: Level::Error,
    title: "File that is not text",
    page: include_str!("../../../../docs/diagnostics/INC113.md"),
    find: Find::File,
};
