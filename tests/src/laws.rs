//! What holds of every input, whatever it is. Random changes of the examples and the fuzz targets ask the same.
//!
//! Each of them panics where its law does not hold.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a law that does not hold stops the test"
)]

mod checker;
mod compile;
mod formatter;
mod syntax;

pub use checker::Checker;
pub use compile::compile;
pub use formatter::formatter;
pub use syntax::{Declared, lexer, parser};
