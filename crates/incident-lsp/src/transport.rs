//! Standard input and output, made safe: the end always comes, and nobody who does not read keeps the server from
//! reading.

mod guard;
mod outbox;

use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::runtime::Builder;
use tower_lsp::{LspService, Server};

use crate::Disk;
use crate::backend::Backend;
use crate::client::{self, Client};
use crate::main_loop::{self, Event};

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The client said that it would, and then it did.
    Orderly,
    /// The client was gone, or left without a word.
    Abruptly,
}

/// Handlers do no work of their own; this many may wait for their answers.
const HANDLERS: usize = 256;

/// Serves one client until it leaves.
///
/// # Errors
/// When the system gives no threads.
pub fn serve(disk: Arc<dyn Disk>) -> std::io::Result<Ended> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let ended = runtime.block_on(converse(disk, tokio::io::stdin(), tokio::io::stdout()));
    // A thread may still be reading standard input.
    runtime.shutdown_background();
    ended
}

async fn converse(
    disk: Arc<dyn Disk>,
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite + Unpin + Send + 'static,
) -> std::io::Result<Ended> {
    let (client, messages) = Client::new();
    let events = main_loop::start(disk, client)?;
    let backend_events = events.clone();
    let (service, socket) = LspService::build(move |own| {
        tokio::spawn(client::speak(own, messages));
        Backend::new(backend_events)
    })
    .custom_method("incident/responseGuide", Backend::response_guide)
    .custom_method("incident/explain", Backend::explain)
    .finish();
    let (outbox, delivery) = outbox::outbox(output);
    let delivering = tokio::spawn(delivery);
    let (service, exit) = guard::guard(service);
    let server = Server::new(input, outbox, socket).concurrency_level(HANDLERS);
    let ended = tokio::select! {
        () = server.serve(service) => exit.by_now(),
        ended = exit.wait() => ended,
    };
    let _ = events.send(Event::Stop);
    // Whoever holds the outbox is gone: what is in it is delivered, or nobody takes it.
    let _ = tokio::time::timeout(outbox::PATIENCE, delivering).await;
    Ok(ended)
}
