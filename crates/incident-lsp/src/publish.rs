//! Diagnostics for clients that do not ask for them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use incident_ide::cancellable;
use tower_lsp::lsp_types::notification::PublishDiagnostics;
use tower_lsp::lsp_types::{Diagnostic, PublishDiagnosticsParams, Url};

use crate::client::Client;
use crate::requests::diagnostics::diagnostics;
use crate::snapshot::Snapshot;

/// What is said of a document, at a version of it.
type Said = (i32, Vec<Diagnostic>);

/// What was sent, and to whom more is sent.
#[derive(Clone)]
pub(crate) struct Publisher {
    client: Client,
    /// By open document, its version when something was said of it, and what.
    sent: Arc<Mutex<BTreeMap<Url, Option<Said>>>>,
}

impl Publisher {
    pub(crate) fn new(client: Client) -> Self {
        Self { client, sent: Arc::default() }
    }

    /// Sends the diagnostics of the documents whose programs the snapshot has, where they are others now; those of
    /// `first` first. An edit ends it early.
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
        let now = Some((version, found.clone()));
        // One that was closed meanwhile has no diagnostics any more.
        let Some(before) = sent.get_mut(uri).filter(|before| **before != now) else { return };
        *before = now;
        self.say(uri, found, Some(version));
    }

    fn say(&self, uri: &Url, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        let params = PublishDiagnosticsParams { uri: uri.clone(), diagnostics, version };
        self.client.tell::<PublishDiagnostics>(params);
    }

    /// A document is open: from now on it has diagnostics.
    pub(crate) fn expect(&self, uri: &Url) {
        let mut sent = self.sent.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        sent.insert(uri.clone(), None);
    }

    /// Nothing is wrong with a document that is closed.
    pub(crate) fn forget(&self, uri: &Url) {
        let mut sent = self.sent.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if sent.remove(uri).flatten().is_some() {
            self.say(uri, Vec::new(), None);
        }
    }
}
