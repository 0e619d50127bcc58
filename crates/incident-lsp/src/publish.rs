//! Diagnostics for clients that do not ask for them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use incident_ide::cancellable;
use tower_lsp::lsp_types::{Diagnostic, Url};

use crate::client::{Client, Message};
use crate::requests::diagnostics::diagnostics;
use crate::snapshot::Snapshot;

/// What is said of a document, at a version of it.
type Said = (i32, Vec<Diagnostic>);

/// What was sent, and to whom more is sent.
#[derive(Clone)]
pub(crate) struct Publisher {
    client: Client,
    /// By document, its version then and what was said of it.
    sent: Arc<Mutex<BTreeMap<Url, Said>>>,
}

impl Publisher {
    pub(crate) fn new(client: Client) -> Self {
        Self { client, sent: Arc::default() }
    }

    /// Sends the diagnostics of all documents that have others now, those of `first` first. An edit ends it early.
    pub(crate) fn publish(&self, snapshot: &Snapshot, first: Option<&Url>) {
        let rest = snapshot.documents.keys().filter(|uri| Some(*uri) != first);
        for uri in first.into_iter().chain(rest) {
            let Ok(file) = snapshot.file(uri) else { continue };
            let Ok(found) = cancellable(|| diagnostics(snapshot, &file)) else { return };
            self.send(uri, file.document.version, found);
        }
    }

    fn send(&self, uri: &Url, version: i32, found: Vec<Diagnostic>) {
        let mut sent = self.sent.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let now = (version, found);
        if sent.get(uri) == Some(&now) {
            return;
        }
        let found = now.1.clone();
        sent.insert(uri.clone(), now);
        self.client.say(Message::Diagnostics(uri.clone(), found, Some(version)));
    }

    /// Nothing is wrong with a document that is closed.
    pub(crate) fn forget(&self, uri: &Url) {
        let mut sent = self.sent.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if sent.remove(uri).is_some() {
            self.client.say(Message::Diagnostics(uri.clone(), Vec::new(), None));
        }
    }
}
