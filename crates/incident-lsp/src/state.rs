//! Everything that the main loop owns.

mod files;
mod homes;
mod loading;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use incident_ide::Contents;
use tower_lsp::lsp_types::{ClientCapabilities, TextDocumentItem, Url};

use crate::Disk;
use crate::client::{Client, Message};
use crate::document::Document;
use crate::lane::{Lane, Purpose};
use crate::lines::Encoding;
use crate::main_loop::{Event, Events};
use crate::program::{Program, Root};
use crate::publish::Publisher;
use crate::request::{Request, Weight};
use crate::requests::semantic_tokens::Sent;
use crate::session::Session;
use crate::snapshot::{Documents, ProgramSnapshot, Snapshot};

/// A question that waits for its lane, with the version of the document that it is about and how often edits overtook
/// it.
struct Waiting {
    request: Box<dyn Request>,
    version: Option<i32>,
    overtaken: u8,
}

/// So often a question is asked again before it is answered that the text is another one.
const PATIENCE: u8 = 3;

/// What the server knows.
pub(crate) struct State {
    disk: Arc<dyn Disk>,
    client: Client,
    events: Events,
    session: Arc<Session>,
    /// The folders that the client has open.
    folders: Vec<PathBuf>,
    documents: Arc<Documents>,
    homes: Arc<BTreeMap<Url, (Root, String)>>,
    programs: BTreeMap<Root, Program>,
    /// Folders that are being read, and whether they must be read once more.
    loading: BTreeMap<PathBuf, bool>,
    /// Folders that are no program: nested ones, or none that can be read.
    unreadable: BTreeSet<PathBuf>,
    /// Documents whose programs do not have their texts yet.
    unwritten: BTreeSet<Url>,
    requests: Lane<Waiting>,
    diagnostics: Lane<()>,
    publisher: Publisher,
    tokens_sent: Arc<Sent>,
    /// Whether diagnostics may have changed since they were sent, and of which document for certain.
    unpublished: Option<Option<Url>>,
}

impl State {
    pub(crate) fn new(
        disk: Arc<dyn Disk>,
        client: Client,
        events: Events,
    ) -> std::io::Result<Self> {
        let session = Session {
            encoding: Encoding::Utf16,
            client: ClientCapabilities::default(),
            commands: Vec::new(),
        };
        Ok(Self {
            requests: Lane::start(Purpose::Requests, events.clone())?,
            diagnostics: Lane::start(Purpose::Diagnostics, events.clone())?,
            publisher: Publisher::new(client.clone()),
            tokens_sent: Arc::default(),
            disk,
            client,
            events,
            session: Arc::new(session),
            folders: Vec::new(),
            documents: Arc::default(),
            homes: Arc::default(),
            programs: BTreeMap::new(),
            loading: BTreeMap::new(),
            unreadable: BTreeSet::new(),
            unwritten: BTreeSet::new(),
            unpublished: None,
        })
    }

    /// Takes an event in.
    pub(crate) fn take(&mut self, event: Event) {
        match event {
            Event::Initialize(session, folders) => {
                self.session = Arc::new(*session);
                self.folders = folders;
            }
            Event::Initialized => self.initialized(),
            Event::Open(item) => self.open(item),
            Event::Change(params) => {
                let Some(document) =
                    Arc::make_mut(&mut self.documents).get_mut(&params.text_document.uri)
                else {
                    return;
                };
                let (version, encoding) = (params.text_document.version, self.session.encoding);
                Arc::make_mut(document).change(version, params.content_changes, encoding);
                self.unwritten.insert(params.text_document.uri);
            }
            Event::Close(uri) => self.close(&uri),
            Event::Watched(changes) => self.watched(&changes),
            Event::Folders(change) => self.change_folders(change),
            Event::Loaded(folder, loaded) => self.loaded(&folder, loaded),
            Event::Ask(request, weight) => self.ask(request, weight),
            Event::Overtaken(request, version, overtaken) => {
                self.requests.waiting.push_front(Waiting { request, version, overtaken });
            }
            Event::Free(Purpose::Requests) => self.requests.is_free_again(),
            Event::Free(Purpose::Diagnostics) => self.diagnostics.is_free_again(),
            Event::Stop => {}
        }
    }

    /// Does what there is to do when no event waits.
    pub(crate) fn settle(&mut self) {
        self.write();
        while let Some(waiting) = self.requests.next() {
            self.give(waiting);
        }
        if self.session.pulls_diagnostics() {
            self.unpublished = None;
            return;
        }
        if self.unpublished.is_some() && self.diagnostics.waiting.is_empty() {
            self.diagnostics.waiting.push_back(());
        }
        if self.diagnostics.next().is_some() {
            let first = self.unpublished.take().flatten();
            let publisher = self.publisher.clone();
            let work = move |snapshot: Snapshot| publisher.publish(&snapshot, first.as_ref());
            self.diagnostics.give(Box::new(work), self.snapshot());
        }
    }

    /// Gives the programs the texts of the documents that were edited.
    fn write(&mut self) {
        for uri in std::mem::take(&mut self.unwritten) {
            let (Some(document), Some((root, path))) =
                (self.documents.get(&uri), self.homes.get(&uri))
            else {
                continue;
            };
            if let Some(program) = self.programs.get_mut(root) {
                program.open(path, Contents::Text(Arc::clone(&document.text)));
                self.unpublished = Some(Some(uri));
            }
        }
    }

    fn snapshot(&self) -> Snapshot {
        let program = |(root, program): (&Root, &Program)| {
            let (analysis, is_loaded) = (program.host.analysis(), program.is_loaded);
            (root.clone(), ProgramSnapshot { analysis, is_loaded })
        };
        Snapshot {
            session: Arc::clone(&self.session),
            now: self.disk.now(),
            disk: Arc::clone(&self.disk),
            tokens_sent: Arc::clone(&self.tokens_sent),
            documents: Arc::clone(&self.documents),
            programs: self.programs.iter().map(program).collect(),
            homes: Arc::clone(&self.homes),
        }
    }

    fn ask(&mut self, request: Box<dyn Request>, weight: Weight) {
        if request.is_unwanted() {
            return;
        }
        self.write();
        let version =
            request.document().and_then(|uri| self.documents.get(uri)).map(|it| it.version);
        if weight == Weight::Heavy {
            self.requests.waiting.push_back(Waiting { request, version, overtaken: 0 });
            return;
        }
        let snapshot = self.snapshot();
        // Whoever asked notices when it panics; it was reported where it happened.
        let _ = catch_unwind(AssertUnwindSafe(|| request.answer(&snapshot)));
    }

    /// Gives a question to the lane, unless it is about a text that is not there any more.
    fn give(&mut self, waiting: Waiting) {
        let Waiting { request, version, overtaken } = waiting;
        if request.is_unwanted() {
            return;
        }
        let now = request.document().and_then(|uri| self.documents.get(uri)).map(|it| it.version);
        if now != version || overtaken > PATIENCE {
            return request.refuse();
        }
        let events = self.events.clone();
        let work = move |snapshot: Snapshot| {
            let again = request.answer(&snapshot);
            drop(snapshot);
            if let Some(request) = again {
                let _ = events.send(Event::Overtaken(request, version, overtaken + 1));
            }
        };
        self.requests.give(Box::new(work), self.snapshot());
    }

    fn open(&mut self, item: TextDocumentItem) {
        let document = Document::new(item.uri.clone(), item.version, &item.text);
        Arc::make_mut(&mut self.documents).insert(item.uri.clone(), Arc::new(document));
        self.settle_in(&item.uri);
        self.unpublished = Some(Some(item.uri));
    }

    fn close(&mut self, uri: &Url) {
        self.unwritten.remove(uri);
        if Arc::make_mut(&mut self.documents).remove(uri).is_none() {
            return;
        }
        self.move_out(uri);
        self.tokens_sent.forget(uri);
        if !self.session.pulls_diagnostics() {
            self.publisher.forget(uri);
        }
        self.unpublished = Some(None);
    }

    /// What was said may not hold any more, for another reason than an edit.
    fn everything_may_have_changed(&mut self) {
        if self.session.pulls_diagnostics() {
            self.client.say(Message::Refresh);
        } else if self.unpublished.is_none() {
            self.unpublished = Some(None);
        }
    }
}
