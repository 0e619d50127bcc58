//! The language server of `.incident` files, over standard input and output.
//!
//! ```text
//!  editor ──▶ transport ──▶ backend (one line a message) ──▶ main loop (sole owner of the programs)
//!         ◀── outbox ◀───── client task ◀──────────────────── answers, diagnostics ◀── lanes
//! ```
//!
//! Messages are taken in the order in which they come. The main loop applies edits, answers what is quickly
//! answered, and hands the rest to *lanes*, threads that work on a moment of the programs while it goes on. An edit
//! that arrives meanwhile ends their work: whatever is answered is true of the text it was asked about.
//!
//! It knows the disk only as a [`Disk`] that it is given, and the clock not at all.

#![cfg_attr(test, allow(clippy::string_slice, reason = "a test stops at the first surprise"))]

mod backend;
mod capabilities;
mod client;
mod convert;
mod disk;
mod document;
mod lane;
mod lines;
mod main_loop;
mod program;
mod publish;
mod reading;
mod request;
mod requests;
mod session;
mod snapshot;
mod state;
mod stop;
mod transport;

pub use disk::{Changed, Disk, Loaded, decides};
pub use transport::{Ended, serve};
