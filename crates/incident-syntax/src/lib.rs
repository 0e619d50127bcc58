//! From text to trees: lexer, bracket repair, grammar, literals.
//!
//! Nothing here knows what a `service` or a `timeout` is; that is `incident-schema`'s. Parsing never
//! fails: it returns what it understood and the errors.
//!
//! ```text
//! text ──lexer──▶ tokens ──lines, repair, view──▶ balanced view ──grammar──▶ ast ──lower──▶ trees
//! ```

pub mod ast;
pub mod comment;
mod decode;
mod docs;
pub mod error;
mod escape;
mod grammar;
mod indents;
mod lexeme;
mod lexer;
mod lines;
mod list_lines;
pub mod literal;
mod lower;
mod parse;
mod repair;
mod report;
mod slips;
pub mod token;
pub mod tree;
mod view;

pub use decode::{NotText, NotTextReason, decode};
pub use error::{Entries, LineMark, SyntaxError, SyntaxErrorKind};
pub use indents::{Holds, Opening};
pub use parse::{Parse, balanced, parse, parse_ast, parse_by, tokens};
pub use token::{Token, TokenKind};
pub use view::DEPTH_LIMIT;
