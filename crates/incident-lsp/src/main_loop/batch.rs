//! What arrives together reaches the main loop together.
//!
//! An edit wakes the main loop, and what it wakes takes the processor from the thread that reads: a request behind the
//! edit that needs no work would wait for all of that. And of many edits, the first would be looked at alone.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use super::{Event, Events};

/// Events that wait until everything was taken that is there.
#[derive(Clone)]
pub(crate) struct Batch {
    waiting: Arc<Mutex<Vec<Event>>>,
    events: Events,
}

impl Batch {
    pub(crate) fn new(events: Events) -> Self {
        Self { waiting: Arc::default(), events }
    }

    pub(crate) fn put(&self, event: Event) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(event);
    }

    fn deliver(&self) {
        let waiting =
            std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        if !waiting.is_empty() {
            // The main loop ends only with the session.
            let _ = self.events.send(Event::Several(waiting));
        }
    }
}

/// An input; before more of it is waited for, what was read reaches the main loop.
pub(crate) struct Delivering<R> {
    pub(crate) input: R,
    pub(crate) batch: Batch,
}

impl<R: Read> Read for Delivering<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.batch.deliver();
        self.input.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn what_was_read_is_delivered_together_before_more_is_waited_for() {
        let (events, delivered) = channel();
        let batch = Batch::new(events);
        let mut input = Delivering { input: &b"more"[..], batch: batch.clone() };
        batch.put(Event::Initialized);
        batch.put(Event::Watched(Vec::new()));
        assert!(delivered.try_recv().is_err());
        assert_eq!(input.read(&mut [0; 2]).unwrap(), 2);
        let Ok(Event::Several(together)) = delivered.try_recv() else { panic!("not delivered") };
        assert_eq!(together.len(), 2);
        assert_eq!(input.read(&mut [0; 2]).unwrap(), 2);
        assert!(delivered.try_recv().is_err());
    }
}
