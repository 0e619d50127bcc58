//! Notices the end, and that a handler panicked.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use futures_util::FutureExt as _;
use tokio::sync::Notify;
use tower_lsp::ExitedError;
use tower_lsp::jsonrpc::{Error, Request, Response};
use tower_service::Service;

use super::Ended;
use super::answering::Answer;

/// Whether the client left.
#[derive(Clone, Default)]
pub(crate) struct Exit(Arc<Left>);

#[derive(Default)]
struct Left {
    /// It said that it would.
    announced: AtomicBool,
    left: Notify,
}

impl Exit {
    /// Waits until it leaves.
    pub(crate) async fn wait(&self) -> Ended {
        self.0.left.notified().await;
        self.by_now()
    }

    /// How it ended, when it ended now.
    pub(crate) fn by_now(&self) -> Ended {
        if self.0.announced.load(Ordering::Relaxed) { Ended::Orderly } else { Ended::Abruptly }
    }
}

/// The service, which now ends with the client and survives its handlers.
pub(crate) fn guard<S>(service: S) -> (Guard<S>, Exit) {
    let exit = Exit::default();
    (Guard { service, exit: exit.clone() }, exit)
}

/// Clients write `"params": null` for none, which the library takes for some.
fn without_null(request: Request) -> Request {
    if request.params() != Some(&serde_json::Value::Null) {
        return request;
    }
    let (method, id, _) = request.into_parts();
    let bare = Request::build(method);
    match id {
        Some(id) => bare.id(id).finish(),
        None => bare.finish(),
    }
}

/// A guarded service.
pub(crate) struct Guard<S> {
    service: S,
    exit: Exit,
}

impl<S> Service<Request> for Guard<S>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = Answer;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
        self.service.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let request = without_null(request);
        match request.method() {
            "shutdown" => self.exit.0.announced.store(true, Ordering::Relaxed),
            // The library would end every request while it holds a lock that each needs for its end.
            "exit" => {
                self.exit.0.left.notify_one();
                return Box::pin(std::future::ready(Ok(None)));
            }
            _ => {}
        }
        let id = request.id().cloned();
        // The library takes all of them for notifications, and whoever asks waits for ever.
        if let Some(id) = id.clone().filter(|_| request.method().starts_with("$/")) {
            let refused = Response::from_error(id, Error::method_not_found());
            return Box::pin(std::future::ready(Ok(Some(refused))));
        }
        let answer = AssertUnwindSafe(self.service.call(request)).catch_unwind();
        Box::pin(answer.map(move |answer| {
            answer.unwrap_or_else(|_| {
                Ok(id.map(|id| Response::from_error(id, Error::internal_error())))
            })
        }))
    }
}
