//! The formatter from outside: what it does, by example, and what holds for every text.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::disallowed_methods,
    missing_docs,
    reason = "tests read files, and stop at the first surprise"
)]

mod examples;
mod hostile;
mod laws;
mod layout;
mod linear;
mod programs;
mod random;
