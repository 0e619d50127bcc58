//! What the server says unasked. One task owns the client, so that what is said stays in order, and nothing waits for
//! the client but that task.

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
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
    /// All that was pulled may be different now.
    Refresh,
    /// Something for the log.
    Log(MessageType, String),
    /// Ask to be told of something.
    Register(Vec<Registration>),
    /// Something that takes a while begins, by a name of its own.
    Begin(String, String),
    /// It is over.
    End(String),
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
    while let Some(message) = messages.recv().await {
        match message {
            Message::Diagnostics(uri, diagnostics, version) => {
                client.publish_diagnostics(uri, diagnostics, version).await;
            }
            Message::Refresh => {
                later(&client, |client| async move {
                    let _ = client.workspace_diagnostic_refresh().await;
                    let _ = client.inlay_hint_refresh().await;
                    let _ = client.code_lens_refresh().await;
                });
            }
            Message::Log(kind, text) => client.log_message(kind, text).await,
            Message::Register(registrations) => later(&client, |client| async move {
                let _ = client.register_capability(registrations).await;
            }),
            Message::Begin(name, title) => {
                let token = NumberOrString::String(name);
                let create = WorkDoneProgressCreateParams { token: token.clone() };
                later(&client, |client| async move {
                    let _ = client.send_request::<WorkDoneProgressCreate>(create).await;
                });
                let begin = WorkDoneProgressBegin { title, ..WorkDoneProgressBegin::default() };
                progress(&client, token, WorkDoneProgress::Begin(begin)).await;
            }
            Message::End(name) => {
                let end = WorkDoneProgress::End(WorkDoneProgressEnd::default());
                progress(&client, NumberOrString::String(name), end).await;
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
