//! Standard input and output, made safe: the end always comes, and nobody who does not read keeps the server from
//! reading.
//!
//! One thread reads, another writes. A request is taken by the one that reads, and answered by the one that knows the
//! answer; so what needs no work waits for none.

mod answering;
mod framing;
mod guard;
mod outbox;

use std::convert::Infallible;
use std::io::{BufReader, Read, Write};
use std::sync::Arc;
use std::thread;

use futures_util::{FutureExt as _, Sink, SinkExt as _, StreamExt as _};
use tokio::runtime::Builder;
use tokio::sync::mpsc::{Sender, channel};
use tower_lsp::jsonrpc::{Request, Response};
use tower_lsp::{ExitedError, LspService};
use tower_service::Service;

use crate::Disk;
use crate::backend::Backend;
use crate::client::{self, Client};
use crate::lane::STACK;
use crate::main_loop::{self, Batch, Delivering, Event};

use answering::{Answer, answer};
use framing::{Incoming, Messages};

pub(crate) use outbox::{Outbox, outbox};

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The client said that it would, and then it did.
    Orderly,
    /// The client was gone, or left without a word.
    Abruptly,
}

/// Serves one client until it leaves.
///
/// # Errors
/// When the system gives no threads.
pub fn serve(disk: Arc<dyn Disk>) -> std::io::Result<Ended> {
    converse(disk, std::io::stdin(), std::io::stdout())
}

fn converse(
    disk: Arc<dyn Disk>,
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
) -> std::io::Result<Ended> {
    let runtime = Builder::new_current_thread().build()?;
    let (outbox, delivery) = outbox(output)?;
    let (client, messages) = Client::new(outbox.clone());
    let events = main_loop::start(disk, client.clone())?;
    let batch = Batch::new(events.clone());
    let (service, socket) = LspService::build(|own| {
        runtime.spawn(client::ask(own, messages));
        Backend::new(batch.clone(), client.clone())
    })
    .custom_method("incident/responseGuide", Backend::response_guide)
    .custom_method("incident/explain", Backend::explain)
    .finish();
    let (service, exit) = guard::guard(service);
    let (mut asked, answers) = socket.split();
    let (open, mut all_answered) = channel(1);
    let reader = Reader { service, answers, outbox: outbox.clone(), open };
    thread::Builder::new()
        .name("reader".to_owned())
        .stack_size(STACK)
        .spawn(move || reader.read(Delivering { input, batch }))?;
    let ended = runtime.block_on(async {
        let ask = async {
            while let Some(request) = asked.next().await {
                outbox.put(&request);
            }
            std::future::pending::<()>().await;
        };
        tokio::select! {
            ended = exit.wait() => ended,
            // The client closed the server's input, and has its answers.
            _ = all_answered.recv() => exit.by_now(),
            () = ask => exit.by_now(),
        }
    });
    let _ = events.send(Event::Stop);
    delivery.finish(&outbox);
    Ok(ended)
}

/// So many bytes are read at once, if they are there.
const AT_ONCE: usize = 64 << 10;

/// Takes what the client says.
struct Reader<S, A> {
    service: S,
    /// Where the client's answers go.
    answers: A,
    outbox: Outbox,
    open: Sender<Infallible>,
}

impl<S, A> Reader<S, A>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError, Future = Answer>,
    A: Sink<Response> + Unpin,
{
    /// Reads until the client leaves.
    fn read(mut self, input: impl Read) {
        for incoming in Messages::new(BufReader::with_capacity(AT_ONCE, input)).flatten() {
            match incoming {
                Incoming::Request(request) => {
                    let is_last = request.method() == "exit";
                    answer(self.service.call(request), &self.outbox, &self.open);
                    if is_last {
                        return;
                    }
                }
                // It is taken at once, unless the session is over.
                Incoming::Response(response) => {
                    let _ = self.answers.send(response).now_or_never();
                }
                Incoming::Bad(refusal) => self.outbox.put(&refusal),
            }
        }
    }
}
