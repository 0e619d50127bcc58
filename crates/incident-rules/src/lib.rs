//! The diagnostics, one file each: what it says and when.
//!
//! What is found lower down (syntax errors, issues of the checker) is put into words here; what can be
//! read off the checked model is found here. Each diagnostic has a page, `docs/diagnostics/INC0NN.md`,
//! whose examples are tests.

mod bare_list;
mod bare_text;
mod check;
mod follow_ups;
mod foreign_letters;
mod inside_word;
mod levels;
mod limits;
mod listing;
mod mending;
mod people;
mod promql;
mod reach;
mod rule;
mod rules;
mod shape;
mod suppress;
mod text;
mod words;

pub use check::{
    check, check_alone, check_config, check_file, prepare_comparison, prepare_services,
    prepare_shared,
};
pub use limits::well_known_cities_called;
pub use listing::not_all_listed;
pub use mending::edits;
pub use rule::Rule;
pub use rules::{depends_on_targets, rules};

use incident_base::Code;

/// The rule with this code.
pub fn rule(code: Code) -> Option<&'static Rule> {
    rules().iter().copied().find(|rule| rule.code == code)
}
