//! What the server says unasked. One task owns the client, so that what is said stays in order, and nothing waits for
//! the client but that task.

use std::collections::BTreeMap;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tower_lsp::lsp_types::notification::Progress;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{
    Diagnostic, MessageType, NumberOrString, ProgressParams, ProgressParamsValue, Registration,
    Url, WorkDoneProgress, WorkDoneProgressBegin, WorkDoneProgressCreateParams,
    WorkDoneProgressEnd,
};

/// Something to say.
#[derive(Debug)]
pub(crate) enum Message {
    /// What is wrong with a document, at a version of it.
    Diagnostics(Url, Vec<Diagnostic>, Option<i32>),
    /// All that was asked for may be different now.
    Refresh(Refreshes),
    /// Something for the log.
    Log(MessageType, String),
    /// Ask to be told of something.
    Register(Vec<Registration>),
    /// Something that takes a while begins, by a name of its own.
    Begin(String, String),
    /// It is over.
    End(String),
}

/// What the client asks for again when it is told to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refreshes {
    pub(crate) diagnostics: bool,
    pub(crate) inlay_hints: bool,
    pub(crate) code_lenses: bool,
}

/// Where everybody puts what is to be said.
#[derive(Clone, Debug)]
pub(crate) struct Client(UnboundedSender<Message>);

impl Client {
    pub(crate) fn new() -> (Self, UnboundedReceiver<Message>) {
        let (sender, receiver) = unbounded_channel();
        (Self(sender), receiver)
    }

    pub(crate) fn say(&self, message: Message) {
        // At the end nobody listens any more.
        let _ = self.0.send(message);
    }
}

/// Says everything in order, until nobody has anything to say any more.
pub(crate) async fn speak(client: tower_lsp::Client, mut messages: UnboundedReceiver<Message>) {
    let mut running = BTreeMap::<String, oneshot::Sender<()>>::new();
    while let Some(message) = messages.recv().await {
        match message {
            Message::Diagnostics(uri, diagnostics, version) => {
                client.publish_diagnostics(uri, diagnostics, version).await;
            }
            Message::Refresh(what) => later(&client, move |client| async move {
                if what.diagnostics {
                    let _ = client.workspace_diagnostic_refresh().await;
                }
                if what.inlay_hints {
                    let _ = client.inlay_hint_refresh().await;
                }
                if what.code_lenses {
                    let _ = client.code_lens_refresh().await;
                }
            }),
            Message::Log(kind, text) => client.log_message(kind, text).await,
            Message::Register(registrations) => later(&client, |client| async move {
                let _ = client.register_capability(registrations).await;
            }),
            Message::Begin(name, title) => {
                let token = NumberOrString::String(name.clone());
                let (ends, ended) = oneshot::channel();
                running.insert(name, ends);
                later(&client, |client| async move {
                    let create = WorkDoneProgressCreateParams { token: token.clone() };
                    // Before it has answered, it does not know the token.
                    let _ = client.send_request::<WorkDoneProgressCreate>(create).await;
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
