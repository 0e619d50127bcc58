//! The main loop's state, event by event: nothing happens between two lines of a test.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

use incident_ide::{Contents, Source};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use tower_lsp::lsp_types::{
    ClientCapabilities, DidChangeTextDocumentParams, FileChangeType, FileEvent,
    TextDocumentContentChangeEvent, TextDocumentItem, VersionedTextDocumentIdentifier,
    WorkspaceFolder,
};

use super::*;
use crate::lines::Encoding;
use crate::program::relative;
use crate::request::{Outcome, Request, Weight};
use crate::session::Session;
use crate::snapshot::Snapshot;
use crate::transport::outbox;
use crate::{Changed, Disk};

const CONFIG: &str = "incident.toml";

/// Files below one folder, by their paths there.
#[derive(Default)]
struct Files {
    texts: Mutex<BTreeMap<&'static str, &'static str>>,
    read: Mutex<usize>,
    is_broken: bool,
}

impl Files {
    fn write(&self, name: &'static str, text: &'static str) {
        self.texts.lock().unwrap().insert(name, text);
    }
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
    fn workspace_of(&self, path: &Path) -> Option<PathBuf> {
        let texts = self.texts.lock().unwrap();
        let has_config =
            |it: &&Path| texts.keys().any(|name| it.join(CONFIG) == folder().join(name));
        path.ancestors().find(has_config).map(Path::to_path_buf)
    }

    fn load(&self, at: &Path) -> Result<Loaded, String> {
        *self.read.lock().unwrap() += 1;
        assert!(!self.is_broken, "a mistake of the server");
        let texts = self.texts.lock().unwrap().clone();
        let source = |(name, text): (&str, &str)| {
            let path = folder().join(name);
            let is_inner = self.workspace_of(&path).is_some_and(|it| it != at);
            let name = relative(&path, at).filter(|it| !is_inner && it != CONFIG)?;
            Some((name, Source::from(contents(text))))
        };
        let config = self.read(&at.join(CONFIG)).map(|it| (CONFIG.to_owned(), Source::from(it)));
        Ok(Loaded {
            files: texts.into_iter().filter_map(source).collect(),
            config,
            troubles: Vec::new(),
        })
    }

    fn read(&self, path: &Path) -> Option<Contents> {
        let name = relative(path, &folder())?;
        self.texts.lock().unwrap().get(name.as_str()).map(|text| contents(text))
    }

    fn is_file_in(&self, _: &Path, _: &Path) -> bool {
        false
    }

    fn holds_sources(&self, path: &Path, _: &Path) -> bool {
        let texts = self.texts.lock().unwrap();
        texts
            .keys()
            .any(|name| folder().join(name).starts_with(path) && folder().join(name) != path)
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

    fn close(&mut self, name: &str) {
        self.take(Event::Close(uri(name)));
    }

    fn watched(&mut self, name: &str, typ: FileChangeType) {
        self.take(Event::Watched(vec![FileEvent::new(uri(name), typ)]));
    }

    /// Opens and closes folders, by their paths in the folder.
    fn change_folders(&mut self, added: &[&str], removed: &[&str]) {
        let folders = |names: &[&str]| {
            let folder = |name: &&str| WorkspaceFolder { uri: uri(name), name: (*name).to_owned() };
            names.iter().map(folder).collect()
        };
        let (added, removed) = (folders(added), folders(removed));
        self.take(Event::Folders(WorkspaceFoldersChangeEvent { added, removed }));
    }

    /// Takes what comes until nothing is being read.
    fn take_everything(&mut self) {
        while !self.state.loading.is_empty() {
            let event = self.events.recv().unwrap();
            self.take(event);
        }
    }

    fn text(&self, name: &str) -> Option<String> {
        self.text_in("", name)
    }

    /// The text of a file in the program of a folder, by its path in the folder.
    fn text_in(&self, program: &str, name: &str) -> Option<String> {
        let root = Root::Folder(folder().join(program));
        let analysis = self.state.programs.get(&root)?.host.analysis();
        Some(analysis.text(analysis.file(name)?).to_owned())
    }

    /// The programs, by their folders' paths in the folder.
    fn programs(&self) -> Vec<String> {
        let name = |root: &Root| match root {
            Root::Folder(program) => relative(program, &folder()).unwrap(),
            Root::Alone(uri) => uri.to_string(),
        };
        self.state.programs.keys().map(name).collect()
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
    running.close("closed.incident");
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
    running.disk.write("b.incident", "// b\n");
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

#[test]
fn what_was_saved_and_closed_while_its_folder_is_read_is_what_the_disk_has_now() {
    let mut running = Running::with(&[("a.incident", "// before\n")]);
    running.open("a.incident", "// typed\n");
    running.take_files();
    running.disk.write("a.incident", "// typed\n");
    running.close("a.incident");
    running.take_program();
    assert_eq!(running.text("a.incident").unwrap(), "// typed\n");
    // The same when it is read again: what was read comes after what was closed.
    running.open("a.incident", "// typed again\n");
    running.watched("b.incident", FileChangeType::CREATED);
    let read = running.events.recv().unwrap();
    running.disk.write("a.incident", "// typed again\n");
    running.close("a.incident");
    running.take(read);
    running.take_everything();
    assert_eq!(running.text("a.incident").unwrap(), "// typed again\n");
}

#[test]
fn a_document_that_is_closed_with_its_folder_meanwhile_is_not_open_when_that_comes_back() {
    let mut running = Running::with(&[("a.incident", "// on the disk\n")]);
    running.open("a.incident", "// typed\n");
    running.take_files();
    running.change_folders(&[], &[""]);
    running.close("a.incident");
    assert_eq!(running.programs(), [""; 0]);
    running.change_folders(&[""], &[]);
    running.take_everything();
    assert_eq!(running.text("a.incident").unwrap(), "// on the disk\n");
}

#[test]
fn a_new_document_that_was_saved_is_looked_for_when_it_is_closed() {
    let mut running = Running::with(&[("a.incident", "// a\n")]);
    running.take_everything();
    running.open("new.incident", "// new\n");
    running.take_everything();
    running.disk.write("new.incident", "// new\n");
    running.close("new.incident");
    running.take_everything();
    assert_eq!(running.text("new.incident").unwrap(), "// new\n");
}

#[test]
fn a_new_document_that_was_saved_stays_in_its_program() {
    let mut running = Running::with(&[("a.incident", "// a\n")]);
    running.take_everything();
    running.open("new.incident", "// new\n");
    running.take_everything();
    running.disk.write("new.incident", "// new\n");
    running.watched("a.incident", FileChangeType::CREATED);
    running.change_folders(&[], &["elsewhere"]);
    running.take_everything();
    assert_eq!(running.programs(), [""]);
    assert_eq!(running.text("new.incident").unwrap(), "// new\n");
}

#[test]
fn what_is_saved_is_seen_where_nobody_tells_of_files() {
    let mut running = Running::with(&[("a.incident", "// a\n"), ("sub/b.incident", "// b\n")]);
    running.take_everything();
    running.open("sub/incident.toml", "");
    running.open("sub/b.incident", "// b\n");
    running.take_everything();
    running.disk.write("sub/incident.toml", "");
    running.take(Event::Save(uri("sub/incident.toml")));
    running.take_everything();
    assert_eq!(running.programs(), ["", "sub"]);
    assert_eq!(running.text("sub/b.incident"), None);
    assert_eq!(running.text_in("sub", "b.incident").unwrap(), "// b\n");
}

#[test]
fn of_folders_in_each_other_the_outermost_is_the_program() {
    let mut running = Running::with(&[("a.incident", "// a\n"), ("sub/b.incident", "// b\n")]);
    running.change_folders(&["sub"], &[]);
    running.open("sub/b.incident", "// typed\n");
    running.take_everything();
    assert_eq!(running.programs(), [""]);
    assert_eq!(running.text("sub/b.incident").unwrap(), "// typed\n");
    running.change_folders(&[], &[""]);
    running.take_everything();
    assert_eq!(running.programs(), ["sub"]);
    assert_eq!(running.text_in("sub", "b.incident").unwrap(), "// typed\n");
    running.change_folders(&[""], &["sub"]);
    running.take_everything();
    assert_eq!(running.programs(), [""]);
}

#[test]
fn a_workspace_that_comes_or_goes_below_takes_its_files_with_it() {
    let mut running = Running::with(&[("a.incident", "// a\n"), ("sub/b.incident", "// b\n")]);
    running.open("sub/b.incident", "// b\n");
    running.take_everything();
    running.disk.write("sub/incident.toml", "");
    running.watched("sub/incident.toml", FileChangeType::CREATED);
    running.take_everything();
    assert_eq!(running.programs(), ["", "sub"]);
    assert_eq!(running.text("sub/b.incident"), None);
    assert_eq!(running.text_in("sub", "b.incident").unwrap(), "// b\n");
    running.disk.texts.lock().unwrap().remove("sub/incident.toml");
    running.watched("sub/incident.toml", FileChangeType::DELETED);
    running.take_everything();
    assert_eq!(running.programs(), [""]);
    assert_eq!(running.text("sub/b.incident").unwrap(), "// b\n");
}

#[test]
fn a_folder_around_the_one_that_is_read_which_goes_meanwhile_is_looked_for_again() {
    let mut running = Running::with(&[("sub/incident.toml", ""), ("sub/a.incident", "// a\n")]);
    running.take_everything();
    running.change_folders(&["sub"], &[""]);
    let read = running.events.recv().unwrap();
    assert!(matches!(read, Event::Loaded(..)));
    running.disk.texts.lock().unwrap().clear();
    running.take(Event::Watched(vec![FileEvent::new(uri(""), FileChangeType::DELETED)]));
    running.take(read);
    running.take_everything();
    assert_eq!(running.text_in("sub", "a.incident"), None);
}

#[test]
fn a_change_of_the_workspaces_file_has_everything_read_once_more_and_not_twice() {
    let mut running = Running::with(&[("a.incident", "// a\n")]);
    running.take_files();
    running.take_program();
    let change = |name: &str| FileEvent::new(uri(name), FileChangeType::CHANGED);
    running.take(Event::Watched(vec![change("incident.toml"), change("a.incident")]));
    running.take_files();
    assert!(running.is_loaded());
    assert_eq!(*running.disk.read.lock().unwrap(), 2);
}

/// A question that tells how many files there are.
struct HowMany(Sender<usize>);

impl Request for HowMany {
    fn document(&self) -> Option<&Url> {
        None
    }

    fn is_unwanted(&self) -> bool {
        false
    }

    fn answer(self: Box<Self>, snapshot: &Snapshot) -> Outcome {
        let files = snapshot.programs.values().map(|program| program.analysis.files().len());
        let _ = self.0.send(files.sum());
        Outcome::Answered(Box::new(|| {}))
    }

    fn refuse(self: Box<Self>) {}
}

#[test]
fn what_looks_at_every_file_waits_until_they_are_read() {
    let mut running = Running::with(&[("a.incident", "// a\n"), ("b.incident", "// b\n")]);
    running.open("a.incident", "// a\n");
    let (sender, answers) = channel();
    running.take(Event::Ask(Box::new(HowMany(sender.clone())), Weight::Wide));
    running.take(Event::Ask(Box::new(HowMany(sender)), Weight::Heavy));
    assert_eq!(answers.recv().unwrap(), 1);
    running.take_files();
    running.take_program();
    assert_eq!(answers.recv().unwrap(), 2);
}

#[test]
fn a_folder_that_goes_while_its_program_is_read_is_gone() {
    let mut running = Running::with(&[(CONFIG, ""), ("shared/b.incident", "role b\n")]);
    let read = running.events.recv().unwrap();
    running.disk.texts.lock().unwrap().remove("shared/b.incident");
    running.watched("shared", FileChangeType::DELETED);
    running.take(read);
    running.take_everything();
    assert_eq!(running.text("shared/b.incident"), None);
    assert_eq!(*running.disk.read.lock().unwrap(), 2);
    running.watched("shared", FileChangeType::DELETED);
    assert!(running.state.loading.is_empty(), "nothing of it was left");
}

#[test]
fn an_opened_document_has_its_first_report_before_its_program_is_read() {
    let texts = [
        ("torn.incident", "role {\n"),
        ("fine.incident", "service Search { severity P3 \"slow\", rotation = nobody }\n"),
    ];
    let mut running = Running::with(&texts);
    texts.iter().for_each(|(name, text)| running.open(name, text));
    let count = |running: &Running, name: &str| {
        let params = serde_json::json!({ "textDocument": { "uri": uri(name) } });
        let params = serde_json::from_value(params).unwrap();
        let snapshot = running.state.snapshot_of(|_| true);
        let report = crate::requests::diagnostics::document(&snapshot, &params).unwrap();
        serde_json::to_value(report).unwrap()["items"].as_array().unwrap().len()
    };
    assert!(count(&running, "torn.incident") > 0);
    assert_eq!(count(&running, "fine.incident"), 0);
    running.take_files();
    running.take_program();
    assert!(count(&running, "fine.incident") > 0, "what depends on other files is told then");
}
