//! A thread that works beside the main loop, on one thing after the other.

use std::collections::VecDeque;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use crate::main_loop::{Event, Events};
use crate::snapshot::Snapshot;

/// The parser's calls go as deep as blocks may nest, and need more than a thread's usual 2 MiB in a build without
/// optimisation.
pub(crate) const STACK: usize = 16 << 20;

/// Something that is done on a moment of everything. It must give that back soon after an edit waits.
pub(crate) type Work = Box<dyn FnOnce(Snapshot) + Send>;

/// A lane, by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Requests about a document.
    Documents,
    /// Requests for which every file may be looked at.
    Workspace,
    /// Diagnostics that are sent unasked.
    Diagnostics,
}

/// Takes one piece of work at a time: a moment that waits in a queue would keep edits waiting too.
pub(crate) struct Lane<T> {
    /// What waits, in order.
    pub(crate) waiting: VecDeque<T>,
    is_busy: bool,
    thread: Sender<(Work, Snapshot)>,
}

impl<T> Lane<T> {
    /// Starts the thread, which tells the main loop when it is free again.
    pub(crate) fn start(purpose: Purpose, events: Events) -> std::io::Result<Self> {
        let (thread, work) = channel::<(Work, Snapshot)>();
        thread::Builder::new().name(format!("{purpose:?}")).stack_size(STACK).spawn(move || {
            for (work, snapshot) in work {
                // What panics leaves its request unanswered, which whoever waits notices.
                let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| work(snapshot)));
                if events.send(Event::Free(purpose)).is_err() {
                    break;
                }
            }
        })?;
        Ok(Self { waiting: VecDeque::new(), is_busy: false, thread })
    }

    /// The next that waits, when the thread is free.
    pub(crate) fn next(&mut self) -> Option<T> {
        if self.is_busy { None } else { self.waiting.pop_front() }
    }

    /// Gives the thread its work.
    pub(crate) fn give(&mut self, work: Work, snapshot: Snapshot) {
        self.is_busy = self.thread.send((work, snapshot)).is_ok();
    }

    pub(crate) fn is_free_again(&mut self) {
        self.is_busy = false;
    }
}
