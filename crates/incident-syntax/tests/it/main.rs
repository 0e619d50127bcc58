//! Tests of the whole way from text to trees.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::print_stderr,
    missing_docs,
    reason = "these are tests"
)]

mod deletion;
mod dump;
mod examples;
mod hostile;
mod lines;
mod random;
mod recovery;
mod shapes;
mod token_list;
mod whole;
