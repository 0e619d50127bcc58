//! INC151: suppression that says too little.

use incident_base::{Code, Level};

use crate::rule::{Find, Rule};

pub(crate) static RULE: Rule = Rule {
    code: Code::new(151),
    level: Level::Warning,
    title: "Suppression that says too little",
    page: include_str!("../../../../docs/diagnostics/INC151.md"),
    find: Find::File,
};
