//! Everything that the main loop owns.

mod files;
mod homes;
mod loading;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use incident_ide::Contents;
use tower_lsp::lsp_types::{ClientCapabilities, FileEvent, TextDocumentItem, Url};

use crate::Disk;
use crate::client::{Client, Message};
use crate::document::Document;
use crate::lane::{Lane, Purpose};
use crate::lines::Encoding;
use crate::main_loop::{Event, Events};
use crate::program::{Program, Root};
use crate::publish::Publisher;
use crate::reading::Reading;
use crate::request::{Outcome, Request, Weight};
use crate::requests::semantic_tokens::Sent;
use crate::session::Session;
use crate::snapshot::{Documents, ProgramSnapshot, Snapshot};

/// A question that waits for its lane, with the text that it is about and how often edits overtook it.
pub(crate) struct Waiting {
    request: Box<dyn Request>,
    moment: Option<u64>,
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
    reading: Reading,
    /// Folders that are being read, and whether they must be read once more.
    loading: BTreeMap<PathBuf, bool>,
    /// Folders that are no program: nested ones, or none that can be read.
    unreadable: BTreeSet<PathBuf>,
    /// The files of documents that were closed while their programs were read.
    closed: BTreeSet<PathBuf>,
    /// What went while programs were read, which may have been in them.
    gone: Vec<FileEvent>,
    /// Documents whose programs do not have their texts yet.
    unwritten: BTreeSet<Url>,
    /// Requests about documents.
    requests: Lane<Waiting>,
    /// Requests about everything.
    wide_requests: Lane<Waiting>,
    diagnostics: Lane<()>,
    publisher: Publisher,
    tokens_sent: Arc<Sent>,
    /// Programs in which diagnostics may have changed since they were sent.
    unpublished: BTreeSet<Root>,
    /// Whether the client has to be told to ask again.
    is_refresh_due: bool,
    /// The document that was edited last, whose diagnostics come first.
    edited: Option<Url>,
    /// How many texts of documents there were.
    moments: u64,
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
            requests: Lane::start(Purpose::Documents, events.clone())?,
            wide_requests: Lane::start(Purpose::Workspace, events.clone())?,
            diagnostics: Lane::start(Purpose::Diagnostics, events.clone())?,
            reading: Reading::start(events.clone())?,
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
            closed: BTreeSet::new(),
            gone: Vec::new(),
            unwritten: BTreeSet::new(),
            unpublished: BTreeSet::new(),
            is_refresh_due: false,
            edited: None,
            moments: 0,
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
                self.moments += 1;
                let document = Arc::make_mut(document);
                document.moment = self.moments;
                document.change(version, params.content_changes, encoding);
                self.unwritten.insert(params.text_document.uri);
            }
            Event::Close(uri) => self.close(&uri),
            Event::Save(uri) => self.saved(uri),
            Event::Watched(changes) => self.watched(changes),
            Event::Changed(paths) => self.changed(paths),
            Event::Folders(change) => self.change_folders(change),
            Event::Loaded(folder, loaded) => self.loaded(folder, loaded),
            Event::Made(folder, program) => self.made(&folder, program),
            Event::Several(events) => events.into_iter().for_each(|event| self.take(event)),
            Event::Ask(request, weight) => self.ask(request, weight),
            Event::Overtaken(purpose, waiting) => self.lane(purpose).waiting.push_front(waiting),
            Event::Free(purpose @ (Purpose::Documents | Purpose::Workspace)) => {
                self.lane(purpose).is_free_again();
            }
            Event::Free(Purpose::Diagnostics) => self.diagnostics.is_free_again(),
            Event::Stop => {}
        }
    }

    /// Does what there is to do when no event waits.
    pub(crate) fn settle(&mut self) {
        self.write();
        self.refresh();
        let today = self.disk.today();
        self.programs.values_mut().for_each(|program| program.host.set_as_of(today));
        for purpose in [Purpose::Documents, Purpose::Workspace] {
            while let Some(waiting) = self.next_of(purpose) {
                self.give(purpose, waiting);
            }
        }
        if self.session.pulls_diagnostics() {
            self.unpublished.clear();
            return;
        }
        if !self.unpublished.is_empty() && self.diagnostics.waiting.is_empty() {
            self.diagnostics.waiting.push_back(());
        }
        if self.diagnostics.next().is_some() {
            let first = self.edited.take();
            let own =
                first.as_ref().and_then(|uri| self.homes.get(uri)).map(|(root, _)| root.clone());
            let own = own.and_then(|root| self.unpublished.take(&root));
            // One program at a time: a snapshot of another would keep its edits waiting.
            let Some(root) = own.or_else(|| self.unpublished.pop_first()) else { return };
            let publisher = self.publisher.clone();
            let work = move |snapshot: Snapshot| publisher.publish(&snapshot, first.as_ref());
            self.diagnostics.give(Box::new(work), self.snapshot_of(|one| *one == root));
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
                self.unpublished.insert(root.clone());
                self.edited = Some(uri);
            }
        }
    }

    /// What a request about a document is answered from: its program; of all, where it is about none.
    fn snapshot(&self, document: Option<&Url>) -> Snapshot {
        let home = document.and_then(|uri| self.homes.get(uri)).map(|(root, _)| root);
        self.snapshot_of(|root| home.is_none_or(|home| home == root))
    }

    fn snapshot_of(&self, is_in_it: impl Fn(&Root) -> bool) -> Snapshot {
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
            programs: self
                .programs
                .iter()
                .filter(|(root, _)| is_in_it(root))
                .map(program)
                .collect(),
            homes: Arc::clone(&self.homes),
        }
    }

    fn ask(&mut self, request: Box<dyn Request>, weight: Weight) {
        if request.is_unwanted() {
            return;
        }
        self.write();
        let purpose = match weight {
            Weight::Light => return self.answer_at_once(request),
            Weight::Heavy => Purpose::Documents,
            Weight::Wide => Purpose::Workspace,
        };
        let moment = self.moment_of(request.document());
        self.lane(purpose).waiting.push_back(Waiting { request, moment, overtaken: 0 });
    }

    fn answer_at_once(&self, request: Box<dyn Request>) {
        let snapshot = self.snapshot(request.document());
        // Whoever asked notices when it panics; it was reported where it happened.
        let outcome = catch_unwind(AssertUnwindSafe(|| request.answer(&snapshot)));
        drop(snapshot);
        if let Ok(Outcome::Answered(say)) = outcome {
            say();
        }
    }

    /// The lane of requests for one purpose.
    fn lane(&mut self, purpose: Purpose) -> &mut Lane<Waiting> {
        match purpose {
            Purpose::Workspace => &mut self.wide_requests,
            _ => &mut self.requests,
        }
    }

    /// The next question for a lane that is free. What may look at every file waits until they are there.
    fn next_of(&mut self, purpose: Purpose) -> Option<Waiting> {
        let is_missing = |folder: &PathBuf| {
            let program = self.programs.get(&Root::Folder(folder.clone()));
            program.is_none_or(|program| !program.is_loaded)
        };
        let awaits_files = purpose == Purpose::Workspace && self.loading.keys().any(is_missing);
        if awaits_files { None } else { self.lane(purpose).next() }
    }

    /// Gives a question to its lane, unless it is about a text that is not there any more.
    fn give(&mut self, purpose: Purpose, waiting: Waiting) {
        let Waiting { request, moment, overtaken } = waiting;
        if request.is_unwanted() {
            return;
        }
        if self.moment_of(request.document()) != moment || overtaken > PATIENCE {
            return request.refuse();
        }
        let snapshot = self.snapshot(request.document());
        let events = self.events.clone();
        let work = move |snapshot: Snapshot| {
            let outcome = request.answer(&snapshot);
            drop(snapshot);
            match outcome {
                Outcome::Answered(say) => say(),
                Outcome::Overtaken(request) => {
                    let waiting = Waiting { request, moment, overtaken: overtaken + 1 };
                    let _ = events.send(Event::Overtaken(purpose, waiting));
                }
            }
        };
        self.lane(purpose).give(Box::new(work), snapshot);
    }

    fn moment_of(&self, document: Option<&Url>) -> Option<u64> {
        self.documents.get(document?).map(|document| document.moment)
    }

    fn open(&mut self, item: TextDocumentItem) {
        self.moments += 1;
        let document = Document::new(item.uri.clone(), item.version, self.moments, &item.text);
        Arc::make_mut(&mut self.documents).insert(item.uri.clone(), Arc::new(document));
        self.publisher.expect(&item.uri);
        self.settle_in(&item.uri);
        self.look_for(&item.uri);
        self.unpublish(Some(&item.uri));
    }

    fn close(&mut self, uri: &Url) {
        self.unwritten.remove(uri);
        if Arc::make_mut(&mut self.documents).remove(uri).is_none() {
            return;
        }
        let home = self.move_out(uri);
        if let (Some(Root::Folder(_)), Ok(path)) = (home, uri.to_file_path()) {
            self.reread_closed(path);
        }
        self.forget_unused();
        self.tokens_sent.forget(uri);
        if !self.session.pulls_diagnostics() {
            self.publisher.forget(uri);
        }
        self.unpublish(None);
    }

    /// Diagnostics may have changed: those of a document's program, or all.
    fn unpublish(&mut self, document: Option<&Url>) {
        match document.and_then(|uri| self.homes.get(uri)) {
            Some((root, _)) => {
                self.unpublished.insert(root.clone());
                self.edited = document.cloned();
            }
            None => self.unpublished.extend(self.homes.values().map(|(root, _)| root.clone())),
        }
    }

    /// What was said may not hold any more, for another reason than an edit.
    fn everything_may_have_changed(&mut self) {
        self.unpublish(None);
        self.is_refresh_due = true;
    }

    /// Tells the client to ask again, once for all that happened: not before what is being read is there.
    fn refresh(&mut self) {
        if self.is_refresh_due && self.loading.is_empty() {
            self.is_refresh_due = false;
            self.client.ask(Message::Refresh(self.session.refreshes()));
        }
    }
}
