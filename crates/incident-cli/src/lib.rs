//! The `incident` command.
//!
//! The one crate that touches files, the environment and the clock. It finds and reads the program,
//! has it checked and compiled by the crates below, shows what was found, and writes the output
//! folder: all of it or nothing.
//!
//! ```text
//! arguments ──▶ program (find, read) ──▶ checked ──▶ report (human, short, JSON)
//!                                            └─────▶ output (plan, stage, exchange)
//! ```

#![allow(
    clippy::disallowed_methods,
    reason = "this is the crate that may touch files, the environment and the clock"
)]

mod arguments;
mod checked;
mod commands;
mod crash;
mod diff;
mod exit;
mod output;
mod parallel;
mod printable;
mod program;
mod relative;
mod replace;
mod report;
mod run;
mod terminal;
mod watch;

pub use run::main;
