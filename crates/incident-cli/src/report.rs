//! Findings as people and programs read them.

mod human;
mod json;
mod place;
mod plain;
mod short;
mod style;
mod summary;

pub(crate) use human::human;
pub(crate) use json::json;
pub(crate) use short::short;
pub(crate) use style::Style;
pub(crate) use summary::{Counts, counted};

#[cfg(test)]
mod testing;
