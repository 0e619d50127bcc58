//! What every crate of Ops.Incident shares: places in source text and the diagnostic model.
//!
//! A *place* comes in two forms. Below the editor's and the terminal's edge everything speaks of an
//! [`Origin`]: a node of a top-level item, which stays the same when blank lines, comments or other
//! items change. At the edge it becomes a [`Span`]: a byte range of a file.

mod code;
mod diagnostic;
mod direction;
mod line_index;
mod lines;
mod mend;
mod place;

pub use code::{Code, PAGES};
pub use diagnostic::{Diagnostic, Level, MOST_LISTED, Related, Structure};
pub use direction::turns_text;
pub use line_index::{LineColumn, LineIndex};
pub use lines::{Lines, line_above, line_around, line_before, whole_line_around};
pub use mend::{Certainty, Change, Mend, TextEdit, apply};
pub use place::{FileId, ItemKey, NodeId, Origin, Span, slice};
pub use text_size::{TextRange, TextSize};
