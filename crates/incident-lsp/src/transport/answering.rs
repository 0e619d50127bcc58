//! A request until it is answered.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

use tokio::sync::mpsc::Sender;
use tower_lsp::ExitedError;
use tower_lsp::jsonrpc::Response;

use super::outbox::Outbox;

/// An answer that comes.
pub(crate) type Answer =
    Pin<Box<dyn Future<Output = Result<Option<Response>, ExitedError>> + Send>>;

/// Lets a request do what it does at once, and puts its answer into the outbox when it comes.
///
/// It is done and written by the thread that has it: a long answer keeps no other from being written.
pub(crate) fn answer(answer: Answer, outbox: &Outbox, open: &Sender<Infallible>) {
    let answering = Answering {
        answer: Mutex::new(Some(answer)),
        wakes: AtomicUsize::new(0),
        outbox: outbox.clone(),
        _open: open.clone(),
    };
    Arc::new(answering).wake();
}

struct Answering {
    /// `None` when it was answered.
    answer: Mutex<Option<Answer>>,
    /// How often there was news since somebody began to look; 0 when nobody looks.
    wakes: AtomicUsize,
    outbox: Outbox,
    /// While somebody holds one, not everything is answered.
    _open: Sender<Infallible>,
}

impl Answering {
    fn look(self: &Arc<Self>) {
        let mut answer = self.answer.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let Some(coming) = answer.as_mut() else { return };
        let waker = Waker::from(Arc::clone(self));
        if let Poll::Ready(done) = coming.as_mut().poll(&mut Context::from_waker(&waker)) {
            *answer = None;
            if let Ok(Some(response)) = done {
                self.outbox.put(&response);
            }
        }
    }
}

impl Wake for Answering {
    fn wake(self: Arc<Self>) {
        // Who looks already looks again.
        if self.wakes.fetch_add(1, Ordering::AcqRel) > 0 {
            return;
        }
        let mut seen = 1;
        loop {
            self.look();
            match self.wakes.compare_exchange(seen, 0, Ordering::AcqRel, Ordering::Acquire) {
                Ok(_) => return,
                Err(more) => seen = more,
            }
        }
    }
}
