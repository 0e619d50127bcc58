//! What the server says unasked. What it only tells is said at once; one task asks, and nothing waits for the client
//! but that task.

use std::collections::BTreeMap;

use serde::Serialize;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{oneshot, watch};
use tower_lsp::lsp_types::notification::{Notification, Progress};
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{
    NumberOrString, ProgressParams, ProgressParamsValue, Registration, ShowDocumentParams, Url,
    WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressCreateParams, WorkDoneProgressEnd,
};

use crate::transport::Outbox;

/// Something to ask, or that waits for an answer.
#[derive(Debug)]
pub(crate) enum Message {
    /// All that was asked for may be different now.
    Refresh(Refreshes),
    /// Open an address outside of the editor.
    Show(Url),
    /// Ask to be told of something.
    Register(Vec<Registration>),
    /// Something that takes a while begins, by a name of its own.
    Begin(String, String),
    /// It is over.
    End(String),
}

/// What the client asks for again when it is told to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Refreshes {
    pub(crate) diagnostics: bool,
    pub(crate) inlay_hints: bool,
    pub(crate) code_lenses: bool,
}

/// Where everybody puts what is to be said.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    asks: UnboundedSender<Message>,
    outbox: Outbox,
}

/// Something that is told, as it is written.
#[derive(Serialize)]
struct Notice<P> {
    jsonrpc: &'static str,
    method: &'static str,
    params: P,
}

impl Client {
    pub(crate) fn new(outbox: Outbox) -> (Self, UnboundedReceiver<Message>) {
        let (asks, receiver) = unbounded_channel();
        (Self { asks, outbox }, receiver)
    }

    pub(crate) fn ask(&self, message: Message) {
        // At the end nobody listens any more.
        let _ = self.asks.send(message);
    }

    /// Tells the client something.
    pub(crate) fn tell<N: Notification>(&self, params: N::Params) {
        self.outbox.put(&Notice { jsonrpc: "2.0", method: N::METHOD, params });
    }
}

/// Asks everything in order, until nobody has anything to ask any more.
pub(crate) async fn ask(client: tower_lsp::Client, mut messages: UnboundedReceiver<Message>) {
    let mut running = BTreeMap::<String, oneshot::Sender<()>>::new();
    let mut begun: u64 = 0;
    let (refresh, refreshes) = watch::channel(Refreshes::default());
    later(&client, |client| refresh_when_told(client, refreshes));
    while let Some(message) = messages.recv().await {
        match message {
            Message::Refresh(what) => {
                refresh.send_replace(what);
            }
            Message::Show(uri) => later(&client, |client| async move {
                let external = Some(true);
                let params =
                    ShowDocumentParams { uri, external, take_focus: None, selection: None };
                let _ = client.show_document(params).await;
            }),
            Message::Register(registrations) => later(&client, |client| async move {
                let _ = client.register_capability(registrations).await;
            }),
            Message::Begin(name, title) => {
                begun += 1;
                // A token is for one beginning and one end.
                let token = NumberOrString::String(format!("{name}/{begun}"));
                let (ends, ended) = oneshot::channel();
                running.insert(name, ends);
                later(&client, |client| async move {
                    let create = WorkDoneProgressCreateParams { token: token.clone() };
                    // Before it has answered, it does not know the token; and never, where it refuses it.
                    if client.send_request::<WorkDoneProgressCreate>(create).await.is_err() {
                        return;
                    }
                    let begin = WorkDoneProgressBegin { title, ..WorkDoneProgressBegin::default() };
                    progress(&client, token.clone(), WorkDoneProgress::Begin(begin)).await;
                    let _ = ended.await;
                    let end = WorkDoneProgress::End(WorkDoneProgressEnd::default());
                    progress(&client, token, end).await;
                });
            }
            Message::End(name) => {
                if let Some(ends) = running.remove(&name) {
                    let _ = ends.send(());
                }
            }
        }
    }
}

/// Tells the client to ask again, and waits for its answer first when it is to be told again: however often that is
/// meanwhile, once is enough.
async fn refresh_when_told(client: tower_lsp::Client, mut told: watch::Receiver<Refreshes>) {
    while told.changed().await.is_ok() {
        let what = *told.borrow_and_update();
        if what.diagnostics {
            let _ = client.workspace_diagnostic_refresh().await;
        }
        if what.inlay_hints {
            let _ = client.inlay_hint_refresh().await;
        }
        if what.code_lenses {
            let _ = client.code_lens_refresh().await;
        }
    }
}

async fn progress(client: &tower_lsp::Client, token: NumberOrString, value: WorkDoneProgress) {
    let params = ProgressParams { token, value: ProgressParamsValue::WorkDone(value) };
    client.send_notification::<Progress>(params).await;
}

/// Asks the client something without waiting for its answer here: until it answers, the rest is said.
fn later<F: Future<Output = ()> + Send + 'static>(
    client: &tower_lsp::Client,
    ask: impl FnOnce(tower_lsp::Client) -> F,
) {
    tokio::spawn(ask(client.clone()));
}
