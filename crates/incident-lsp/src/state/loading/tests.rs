//! The main loop's state, event by event: nothing happens between two lines of a test.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};

use incident_ide::{Contents, Source};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use tower_lsp::lsp_types::{
    ClientCapabilities, DidChangeTextDocumentParams, TextDocumentContentChangeEvent,
    TextDocumentItem, VersionedTextDocumentIdentifier,
};

use super::*;
use crate::Disk;
use crate::lines::Encoding;
use crate::session::Session;
use crate::transport::outbox;

/// Files of one folder.
#[derive(Default)]
struct Files {
    texts: Mutex<BTreeMap<&'static str, &'static str>>,
    read: Mutex<usize>,
    is_broken: bool,
}

fn folder() -> PathBuf {
    PathBuf::from(if cfg!(windows) { r"C:\workspace" } else { "/workspace" })
}

fn uri(name: &str) -> Url {
    Url::from_file_path(folder().join(name)).unwrap()
}

fn contents(text: &str) -> Contents {
    Contents::Text(Arc::from(text))
}

impl Disk for Files {
    fn workspace_of(&self, _: &Path) -> Option<PathBuf> {
        None
    }

    fn load(&self, _: &Path) -> Result<Loaded, String> {
        *self.read.lock().unwrap() += 1;
        assert!(!self.is_broken, "a mistake of the server");
        let texts = self.texts.lock().unwrap();
        let source =
            |(name, text): (&&str, &&str)| (name.to_string(), Source::from(contents(text)));
        Ok(Loaded { files: texts.iter().map(source).collect(), config: None })
    }

    fn read(&self, path: &Path) -> Option<Contents> {
        let name = path.file_name()?.to_str()?;
        self.texts.lock().unwrap().get(name).map(|text| contents(text))
    }

    fn is_file_in(&self, _: &Path, _: &Path) -> bool {
        false
    }

    fn today(&self) -> Date {
        date(2026, 1, 2)
    }

    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }
}

struct Running {
    disk: Arc<Files>,
    state: State,
    events: Receiver<Event>,
}

impl Running {
    /// With the folder open, which is being read.
    fn new(disk: Files) -> Self {
        let (sender, events) = channel();
        let (outbox, _delivery) = outbox(std::io::sink()).unwrap();
        let disk = Arc::new(disk);
        let client = crate::client::Client::new(outbox).0;
        let state = State::new(Arc::clone(&disk) as Arc<dyn Disk>, client, sender).unwrap();
        let mut running = Self { disk, state, events };
        let client = ClientCapabilities::default();
        let session = Session { encoding: Encoding::Utf8, client, commands: Vec::new() };
        running.take(Event::Initialize(Box::new(session), vec![folder()]));
        running.take(Event::Initialized);
        running
    }

    fn with(texts: &[(&'static str, &'static str)]) -> Self {
        let texts = Mutex::new(texts.iter().copied().collect());
        Self::new(Files { texts, ..Files::default() })
    }

    fn take(&mut self, event: Event) {
        self.state.take(event);
        self.state.settle();
    }

    /// Takes what comes until that, and that.
    fn take_until(&mut self, is_it: impl Fn(&Event) -> bool) {
        loop {
            let event = self.events.recv().unwrap();
            let is_that = is_it(&event);
            self.take(event);
            if is_that {
                return;
            }
        }
    }

    fn take_files(&mut self) {
        self.take_until(|event| matches!(event, Event::Loaded(..)));
    }

    fn take_program(&mut self) {
        self.take_until(|event| matches!(event, Event::Made(..)));
    }

    fn open(&mut self, name: &str, text: &str) {
        let (language_id, text) = ("incident".to_owned(), text.to_owned());
        let item = TextDocumentItem { uri: uri(name), language_id, version: 1, text };
        self.take(Event::Open(item));
    }

    fn type_instead(&mut self, name: &str, text: &str) {
        let text_document = VersionedTextDocumentIdentifier { uri: uri(name), version: 2 };
        let text = text.to_owned();
        let change = TextDocumentContentChangeEvent { range: None, range_length: None, text };
        let content_changes = vec![change];
        self.take(Event::Change(DidChangeTextDocumentParams { text_document, content_changes }));
    }

    fn text(&self, name: &str) -> Option<String> {
        let analysis = self.state.programs.get(&Root::Folder(folder()))?.host.analysis();
        Some(analysis.text(analysis.file(name)?).to_owned())
    }

    fn is_loaded(&self) -> bool {
        let program = self.state.programs.get(&Root::Folder(folder()));
        self.state.loading.is_empty() && program.is_some_and(|program| program.is_loaded)
    }
}

#[test]
fn a_document_that_is_opened_while_its_folder_is_read_has_nothing_read_again() {
    let mut running = Running::with(&[("a.incident", "// a\n")]);
    running.open("a.incident", "// a\n");
    running.take_files();
    running.open("new.incident", "// not saved yet\n");
    running.take_program();
    assert!(running.is_loaded());
    assert_eq!(*running.disk.read.lock().unwrap(), 1);
}

#[test]
fn what_happened_to_documents_meanwhile_is_in_the_program() {
    let mut running = Running::with(&[
        ("closed.incident", "// on the disk\n"),
        ("opened.incident", "// on the disk\n"),
        ("typed.incident", "// on the disk\n"),
    ]);
    running.open("closed.incident", "// in the editor\n");
    running.open("typed.incident", "// in the editor\n");
    running.take_files();
    running.take(Event::Close(uri("closed.incident")));
    running.open("opened.incident", "// in the editor\n");
    running.type_instead("typed.incident", "// typed\n");
    running.take_program();
    assert!(running.is_loaded());
    assert_eq!(running.text("closed.incident").unwrap(), "// on the disk\n");
    assert_eq!(running.text("opened.incident").unwrap(), "// in the editor\n");
    assert_eq!(running.text("typed.incident").unwrap(), "// typed\n");
}

#[test]
fn a_document_whose_file_came_after_its_folder_was_read_is_looked_for() {
    let mut running = Running::with(&[("a.incident", "// a\n")]);
    running.take_files();
    running.disk.texts.lock().unwrap().insert("b.incident", "// b\n");
    running.open("b.incident", "// b\n");
    running.take_program();
    assert!(!running.is_loaded());
    running.take_files();
    assert!(running.is_loaded());
    assert!(running.state.programs[&Root::Folder(folder())].has_on_disk("b.incident"));
}

#[test]
fn a_mistake_while_reading_ends_the_reading_and_not_the_server() {
    let mut running = Running::new(Files { is_broken: true, ..Files::default() });
    running.open("a.incident", "// a\n");
    running.take_files();
    assert!(running.state.loading.is_empty());
    running.type_instead("a.incident", "// typed\n");
    assert!(running.state.unwritten.is_empty());
}
