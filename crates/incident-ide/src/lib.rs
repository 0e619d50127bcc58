//! What an editor asks of `.incident` files, one file each.
//!
//! Everything that comes in and goes out is plain data: file numbers, byte offsets, strings. No protocol is
//! known here, no file is read and no clock: the same answers serve any editor, and tests need none.
//!
//! ```text
//! Host (owns the database, takes edits) ──▶ Analysis (a moment of it, to be asked) ──▶ answers
//! ```
//!
//! An [`Analysis`] lives shortly: while one is held, [`Host`] cannot take an edit. An edit that waits makes the
//! questions that are being answered end with [`Cancelled`]; see [`cancellable`].

#![cfg_attr(test, allow(clippy::string_slice, reason = "a test stops at the first surprise"))]

mod actions;
mod analysis;
mod calls;
mod cancel;
mod completion;
mod config;
mod cursor;
mod definition;
mod diagnostics;
mod folding;
mod formatting;
mod guide;
mod highlighting;
mod host;
mod hover;
mod inlay;
mod lenses;
mod linked;
mod links;
mod names;
mod references;
mod rename;
mod selection;
mod signature;
mod symbols;
#[cfg(test)]
mod testing;
mod users;

pub use actions::{Action, ActionKind};
pub use analysis::Analysis;
pub use calls::Call;
pub use cancel::{Cancelled, Stopper, cancellable};
pub use completion::{
    BlockSnippet, Completion, CompletionKind, Completions, Snippet, block_snippets, is_name,
    word_doc,
};
pub use definition::Navigation;
pub use diagnostics::{Finding, Tag};
pub use folding::{Fold, FoldKind};
pub use guide::{Guide, page};
pub use highlighting::{Highlight, HighlightKind};
pub use host::Host;
pub use hover::Hover;
pub use inlay::Inlay;
pub use lenses::{Lens, Shows, Step};
pub use linked::Linked;
pub use links::{Link, LinkTo};
pub use names::place::Target;
pub use references::Reference;
pub use rename::{Edits, Refusal};
pub use signature::Signature;
pub use symbols::{Found, Symbol};

#[doc(no_inline)]
pub use incident_analysis::{Contents, Source};
#[doc(no_inline)]
pub use incident_base::{FileId, TextEdit, TextRange, TextSize, slice};
#[doc(no_inline)]
pub use incident_schema::Kind;
