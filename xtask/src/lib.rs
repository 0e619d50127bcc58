//! What is made by programs: pages from the compiler's own tables, workspaces for benchmarks, the same for other tools, inputs for the laws.

#![allow(
    clippy::disallowed_methods,
    reason = "a command of the project's own reads and writes files"
)]

pub mod fuzz;
pub mod peers;
pub mod reference;
pub mod snippets;
pub mod workspace;
pub mod zed;
