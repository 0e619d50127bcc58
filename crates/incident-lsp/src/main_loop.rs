//! The thread that owns everything. It takes events in order: edits first of all, then questions about what they left.

mod batch;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use tower_lsp::lsp_types::{
    DidChangeTextDocumentParams, FileEvent, TextDocumentItem, Url, WorkspaceFoldersChangeEvent,
};

use crate::client::Client;
use crate::lane::{Purpose, STACK};
use crate::program::Program;
use crate::request::{Request, Weight};
use crate::session::Session;
use crate::state::{State, Waiting};
use crate::{Disk, Loaded};

pub(crate) use batch::{Batch, Delivering};

/// Something that happened.
pub(crate) enum Event {
    /// The client said what it can do and which folders it has open.
    Initialize(Box<Session>, Vec<PathBuf>),
    /// The client is ready to be spoken to.
    Initialized,
    /// A text was opened.
    Open(TextDocumentItem),
    /// A text was edited.
    Change(DidChangeTextDocumentParams),
    /// A text was closed.
    Close(Url),
    /// A text was saved.
    Save(Url),
    /// Files changed, came or went on the disk, says the client.
    Watched(Vec<FileEvent>),
    /// The same, seen by whoever watches for the client; nothing when nobody knows what.
    Changed(Option<BTreeSet<PathBuf>>),
    /// Folders were opened or closed.
    Folders(WorkspaceFoldersChangeEvent),
    /// The files of the program around a folder were read.
    Loaded(PathBuf, Result<Loaded, String>),
    /// A program was made of them.
    Made(PathBuf, Program),
    /// Several things, one after the other.
    Several(Vec<Event>),
    /// Somebody asked something.
    Ask(Box<dyn Request>, Weight),
    /// A question of a lane that an edit overtook.
    Overtaken(Purpose, Waiting),
    /// A lane has nothing to do any more.
    Free(Purpose),
    /// The end.
    Stop,
}

/// Where events are put.
pub(crate) type Events = Sender<Event>;

/// Starts the main loop.
///
/// # Errors
/// When the system gives no thread.
pub(crate) fn start(disk: Arc<dyn Disk>, client: Client) -> std::io::Result<Events> {
    let (events, receiver) = channel();
    let state = State::new(disk, client, events.clone())?;
    let thread = thread::Builder::new().name("main loop".to_owned()).stack_size(STACK);
    thread.spawn(move || run(state, &receiver))?;
    Ok(events)
}

fn run(mut state: State, events: &Receiver<Event>) {
    while let Ok(first) = events.recv() {
        // What came meanwhile is taken together: of ten edits only the last text is looked at.
        for event in std::iter::once(first).chain(events.try_iter()) {
            if matches!(event, Event::Stop) {
                return;
            }
            state.take(event);
        }
        state.settle();
    }
}

#[cfg(test)]
mod tests;
