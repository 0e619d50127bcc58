//! The language shown in Markdown: prose that explains a behaviour, code that shows it, and every
//! finding as a comment in that code.
//!
//! # What a document holds
//!
//! A fence ```` ```incident ```` is a file. Headings divide a document into tests; the fences under a
//! heading are one program.
//!
//! - Fences without a name are parts of `main.incident`, one after the other. A line with a path in
//!   backticks and nothing else names the file of the fence below it. A fence ```` ```toml ```` is
//!   `incident.toml`.
//! - ```` ```snapshot ```` (or ```` ```text ````, in pages that people read) holds all findings of the
//!   program above it, with their other places and their helps. `INCIDENT_UPDATE=1` rewrites it. It ends
//!   the program: what follows under the same heading is another.
//! - ```` ```markdown ````, ```` ```json ```` or ```` ```yaml ```` below a path in backticks are lines of a file
//!   that the program compiles to, one after the other, without regard to how far they are indented.
//!   ```` ```absent ```` are lines of which none is in it; empty, the file is not written at all.
//! - `as-of: 2026-06-01` on a line of its own is the day on which people are there or are not; without it
//!   the day is 2026-01-01. `encoding: UTF-16` or `encoding: UTF-8 with BOM` and `line-ends: CRLF` are
//!   what the files are written in; `locked: shared.incident` is a file that nobody may read. Each holds for the rest of its section and the sections in it.
//! - A fence of another language is a mistake; other text is indented.
//!
//! # What an assertion is
//!
//! ```text
//! severity P1 "down" { } // error: INC003
//! // error: 3 INC131 "twice"
//! // warning: INC138
//! timeout = 5m
//! ```
//!
//! One that ends a line is about that line, one on a line of its own about the next line of code; there
//! may be several. A number is the column, text in quotes is a part of the message. `#` starts them in
//! TOML. Every finding is asserted, notes too, and every assertion is met.

mod assertion;
mod document;
mod finding;
mod matching;
mod session;
mod snapshot;
mod written;

pub use document::{Document, Excerpt, File, Program, Snapshot};
pub use finding::{Finding, Place, shown};
pub use matching::verify;
pub use session::{Session, findings, findings_after_an_edit};
pub use snapshot::{is_update, update};
pub use written::verify_written;
