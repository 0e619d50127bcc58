//! What is made from the compiler's own tables.

pub mod reference;
