use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};

use incident_ide::Contents;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use tokio::sync::oneshot;
use tower_lsp::lsp_types::Url;

use super::*;
use crate::Changed;
use crate::request::{Asked, Outcome};
use crate::snapshot::Snapshot;
use crate::stop::Stop;
use crate::transport::outbox;

struct NoDisk;

impl Disk for NoDisk {
    fn workspace_of(&self, _: &Path) -> Option<PathBuf> {
        None
    }

    fn load(&self, _: &Path) -> Result<Loaded, String> {
        Ok(Loaded::default())
    }

    fn read(&self, _: &Path) -> Option<Contents> {
        None
    }

    fn is_file_in(&self, _: &Path, _: &Path) -> bool {
        false
    }

    fn holds_sources(&self, _: &Path, _: &Path) -> bool {
        false
    }

    fn watch(&self, _: Changed) -> Result<(), String> {
        Ok(())
    }

    fn forget(&self, _: &Path) {}

    fn today(&self) -> Date {
        date(2026, 1, 2)
    }

    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }
}

/// A request that says when it is begun, and is answered when it may be.
struct Patient {
    begun: Sender<()>,
    may_end: Receiver<()>,
    answered: Sender<()>,
}

impl Request for Patient {
    fn document(&self) -> Option<&Url> {
        None
    }

    fn is_unwanted(&self) -> bool {
        false
    }

    fn answer(self: Box<Self>, _: &Snapshot) -> Outcome {
        let _ = self.begun.send(());
        let _ = self.may_end.recv();
        Outcome::Answered(Box::new(move || {
            let _ = self.answered.send(());
        }))
    }

    fn refuse(self: Box<Self>) {}
}

fn events() -> Events {
    let (outbox, _delivery) = outbox(std::io::sink()).unwrap();
    let (client, _asks) = Client::new(outbox);
    start(Arc::new(NoDisk), client).unwrap()
}

/// A request that says when it is begun, when it may be answered, and when it is.
fn ask(events: &Events, weight: Weight) -> (Receiver<()>, Sender<()>, Receiver<()>) {
    let ((begun, is_begun), (end, may_end), (answered, is_answered)) =
        (channel(), channel(), channel());
    events.send(Event::Ask(Box::new(Patient { begun, may_end, answered }), weight)).unwrap();
    (is_begun, end, is_answered)
}

#[test]
fn what_is_done_for_an_answer_that_nobody_waits_for_any_more_ends() {
    let events = events();
    let uri = Url::parse("untitled:a.incident").unwrap();
    let text = String::new();
    let item = TextDocumentItem { uri: uri.clone(), language_id: text.clone(), version: 1, text };
    events.send(Event::Open(item)).unwrap();
    let stop = Stop::default();
    let awaited = stop.unless_awaited();
    let ((answer, answered), (params, is_begun)) = (oneshot::channel(), channel());
    let handle = |snapshot: &Snapshot, begun: &Sender<()>| {
        let _ = begun.send(());
        loop {
            snapshot.give_way();
        }
        #[expect(unreachable_code, reason = "says what it would answer")]
        Ok(())
    };
    let endless = Asked { params, document: Some(uri), handle, answer, stop };
    events.send(Event::Ask(Box::new(endless), Weight::Heavy)).unwrap();
    is_begun.recv().unwrap();
    drop(answered);
    drop(awaited);
    let (_, may_end, is_answered) = ask(&events, Weight::Heavy);
    may_end.send(()).unwrap();
    is_answered.recv().unwrap();
    events.send(Event::Stop).unwrap();
}

#[test]
fn what_looks_at_one_document_waits_for_nothing_that_looks_at_all() {
    let events = events();
    let (wide_is_begun, wide_may_end, wide_is_answered) = ask(&events, Weight::Wide);
    wide_is_begun.recv().unwrap();
    for weight in [Weight::Heavy, Weight::Light] {
        let (_, may_end, is_answered) = ask(&events, weight);
        may_end.send(()).unwrap();
        is_answered.recv().unwrap();
    }
    assert!(wide_is_answered.try_recv().is_err());
    wide_may_end.send(()).unwrap();
    wide_is_answered.recv().unwrap();
    events.send(Event::Stop).unwrap();
}
