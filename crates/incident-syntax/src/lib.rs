//! From text to trees: lexer, bracket repair, grammar, literals.
//!
//! Nothing here knows what a `service` or a `timeout` is; that is `incident-schema`'s. Parsing never
//! fails: it returns what it understood and the errors.

pub mod error;
pub mod tree;

pub use error::{SyntaxError, SyntaxErrorKind};
