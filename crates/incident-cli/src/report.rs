//! Findings as people and programs read them.

mod elsewhere;
mod github;
mod human;
mod json;
mod junit;
mod place;
mod plain;
mod sarif;
mod short;
mod style;
mod summary;

pub(crate) use elsewhere::Elsewhere;
pub(crate) use github::github;
pub(crate) use human::human;
pub(crate) use json::json;
pub(crate) use junit::junit;
pub(crate) use sarif::sarif;
pub(crate) use short::short;
pub(crate) use style::Style;
pub(crate) use summary::{Counts, counted, passed_by};

#[cfg(test)]
mod testing;
