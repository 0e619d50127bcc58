//! The thread that reads programs and makes them, one after the other.
//!
//! It stays: of a thread that ends, the allocator gives the memory to the next that needs some, which is the main loop
//! with an edit, and of a large program that took 80 ms.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use crate::lane::STACK;
use crate::main_loop::{Event, Events};

/// What is done around a folder; what comes of it.
type Work = Box<dyn FnOnce() -> Event + Send>;

pub(crate) struct Reading {
    thread: Sender<(PathBuf, Work)>,
}

impl Reading {
    /// Starts the thread, which tells the main loop what comes of its work.
    pub(crate) fn start(events: Events) -> std::io::Result<Self> {
        let (thread, work) = channel::<(PathBuf, Work)>();
        thread::Builder::new().name("reading".to_owned()).stack_size(STACK).spawn(move || {
            for (folder, work) in work {
                let done = catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
                    let reason =
                        format!("{} is not read: the server made a mistake.", folder.display());
                    Event::Loaded(folder, Err(reason))
                });
                if events.send(done).is_err() {
                    break;
                }
            }
        })?;
        Ok(Self { thread })
    }

    /// Does this when what was given before is done.
    pub(crate) fn give(&self, folder: PathBuf, work: impl FnOnce() -> Event + Send + 'static) {
        // The thread ends only with the main loop.
        let _ = self.thread.send((folder, Box::new(work)));
    }
}
