//! What is made by programs: pages from the compiler's own tables, workspaces for benchmarks.

pub mod reference;
pub mod workspace;
