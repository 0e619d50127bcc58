//! A request on its way from the handler to its answer.

use incident_ide::{Cancelled, cancellable};
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::Url;

use crate::snapshot::Snapshot;
use crate::stop::Stop;

/// How long a request takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Less than an edit: it is answered in the main loop.
    Light,
    /// It works beside the main loop, and is given up when an edit comes.
    Heavy,
    /// The same, and it may look at every file of a program: nothing that looks at one waits for it.
    Wide,
}

/// What is answered to a request about a text that is not there any more.
fn content_modified() -> Error {
    Error {
        code: ErrorCode::ContentModified,
        message: "the text changed meanwhile".into(),
        data: None,
    }
}

/// What became of a request.
pub(crate) enum Outcome {
    /// It has its answer, which is still to be said. That takes a while, and needs no moment of the programs any more.
    Answered(Box<dyn FnOnce() + Send>),
    /// An edit came first, or nobody waits for it any more.
    Overtaken(Box<dyn Request>),
}

/// A request that can be answered.
pub(crate) trait Request: Send {
    /// The document that positions in it are about.
    fn document(&self) -> Option<&Url>;

    /// Whether nobody waits for the answer any more.
    fn is_unwanted(&self) -> bool;

    /// Finds the answer.
    fn answer(self: Box<Self>, snapshot: &Snapshot) -> Outcome;

    /// Answers that the text is another one.
    fn refuse(self: Box<Self>);
}

/// A request with its handler.
pub(crate) struct Asked<P, R> {
    pub(crate) params: P,
    pub(crate) document: Option<Url>,
    pub(crate) handle: fn(&Snapshot, &P) -> Result<R>,
    pub(crate) answer: oneshot::Sender<Result<R>>,
    pub(crate) stop: Stop,
}

impl<P: Send + 'static, R: Send + 'static> Request for Asked<P, R> {
    fn document(&self) -> Option<&Url> {
        self.document.as_ref()
    }

    fn is_unwanted(&self) -> bool {
        self.answer.is_closed()
    }

    fn answer(self: Box<Self>, snapshot: &Snapshot) -> Outcome {
        self.stop.reaches(snapshot);
        if self.is_unwanted() {
            return Outcome::Overtaken(self);
        }
        match cancellable(|| (self.handle)(snapshot, &self.params)) {
            Ok(answer) => Outcome::Answered(Box::new(move || {
                // Whoever asked may have gone.
                let _ = self.answer.send(answer);
            })),
            Err(Cancelled) => Outcome::Overtaken(self),
        }
    }

    fn refuse(self: Box<Self>) {
        let _ = self.answer.send(Err(content_modified()));
    }
}
