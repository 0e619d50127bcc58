//! Markdown as the documents need it: CommonMark with GitHub's tables and strikethrough.
//!
//! What comes from a `.incident` file is data. It gets into a document through this module only, which
//! takes plain text and escapes it, so that rendering gives that text back and nothing else: no
//! heading, cell, link or HTML that nobody wrote. `properties.rs` holds it to that.

mod blocks;
mod code;
mod link;
mod phrase;
#[cfg(test)]
pub(crate) mod properties;
mod text;

pub(crate) use blocks::{document, heading, prose, row};
pub(crate) use code::{code, code_block};
pub(crate) use link::link;
pub(crate) use phrase::phrase;
pub(crate) use text::{is_line, is_shown, one_line, text};
