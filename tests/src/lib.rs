//! What the tests of the whole share.

#![allow(
    clippy::disallowed_methods,
    reason = "tests read files and the environment and start the real command"
)]

pub mod alerting;
pub mod binary;
pub mod compiled;
pub mod day;
pub mod ebnf;
pub mod editor;
pub mod files;
pub mod highlight;
pub mod laws;
pub mod literate;
pub mod openapi;
pub mod paging;
pub mod phases;
pub mod random;
pub mod slips;
pub mod terraform;
pub mod texts;
pub mod tools;
pub mod words;
