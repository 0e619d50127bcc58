//! An editor that speaks with the real server over its standard input and output.

#![expect(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise, and reads of a JSON value what is not there as null"
)]

use std::collections::BTreeMap;
use std::io::{BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::binary::Invocation;

/// How long the server may be silent before a test gives up: no test waits for it to pass.
const HANG: Duration = Duration::from_secs(300);

/// The day on which people are there or away.
const AS_OF: &str = "2026-01-02";

/// An editor with a folder open.
#[derive(Debug)]
pub struct Editor {
    child: Child,
    /// `None` after it was closed.
    stdin: Option<ChildStdin>,
    messages: Receiver<Value>,
    folder: PathBuf,
    next: u64,
    versions: BTreeMap<String, i64>,
    /// By address, the last diagnostics that were published, with their version.
    published: BTreeMap<String, (Option<i64>, Value)>,
    /// What the server asked or said besides.
    pub said: Vec<Value>,
    /// Whether the user has not decided yet what the server asks: it is not answered meanwhile.
    pub is_undecided: bool,
    unanswered: Vec<Value>,
    /// The commands that it has itself, which it says at the beginning.
    pub commands: Vec<&'static str>,
    /// What the server said that it can do.
    pub capabilities: Value,
}

/// What an editor can do that can do much.
pub fn capabilities() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } },
        "textDocument": {
            "publishDiagnostics": { "versionSupport": true, "relatedInformation": true },
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } },
            "hover": { "contentFormat": ["markdown"] },
            "completion": { "completionItem": { "snippetSupport": true } },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "rename": { "prepareSupport": true },
            "semanticTokens": {
                "requests": { "full": { "delta": true }, "range": true },
                "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"],
            },
            "inlayHint": {},
            "codeLens": {},
        },
    })
}

impl Editor {
    /// Starts the server and says what the editor can do.
    ///
    /// # Panics
    ///
    /// When the server does not answer.
    pub fn start(folder: &Path, capabilities: &Value) -> Self {
        let mut editor = Self::spawn(folder, AS_OF);
        editor.initialize(capabilities);
        editor
    }

    /// Starts the server, on a day.
    ///
    /// # Panics
    ///
    /// When it does not start.
    pub fn spawn(folder: &Path, as_of: &str) -> Self {
        let mut child = Invocation::new(folder, ["lsp", "--as-of", as_of])
            .command()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap_or_else(|error| panic!("the server does not start: {error}"));
        let stdin = child.stdin.take();
        let stdout = child.stdout.take().unwrap_or_else(|| panic!("it was asked for"));
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut reader = BufReader::new(stdout);
            while let Some(message) = read(&mut reader) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            stdin,
            messages,
            folder: folder.to_owned(),
            next: 1,
            versions: BTreeMap::new(),
            published: BTreeMap::new(),
            said: Vec::new(),
            is_undecided: false,
            unanswered: Vec::new(),
            commands: vec!["incident.explain"],
            capabilities: Value::Null,
        }
    }

    /// Says what the editor can do.
    ///
    /// # Panics
    ///
    /// When the server does not answer.
    pub fn initialize(&mut self, capabilities: &Value) {
        let folder = format!("file://{}", self.folder.display());
        let answer = self.request(
            "initialize",
            &json!({
                "processId": null,
                "rootUri": folder,
                "workspaceFolders": [{ "uri": folder, "name": "folder" }],
                "capabilities": capabilities,
                "initializationOptions": { "commands": self.commands },
            }),
        );
        self.capabilities = answer.unwrap_or_else(|error| panic!("{error}"))["capabilities"].take();
        self.notify("initialized", &json!({}));
    }

    /// The address of a file in the folder.
    pub fn uri(&self, path: &str) -> String {
        format!("file://{}", self.folder.join(path).display())
    }

    /// Opens a text in place of a file.
    pub fn open(&mut self, path: &str, text: &str) {
        let uri = self.uri(path);
        self.versions.insert(uri.clone(), 1);
        let item = json!({ "uri": uri, "languageId": "incident", "version": 1, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": item }));
    }

    /// Makes changes of an open text; it has the next version then.
    pub fn change(&mut self, path: &str, changes: &Value) {
        let uri = self.uri(path);
        let version = self.versions.entry(uri.clone()).or_default();
        *version += 1;
        let document = json!({ "uri": uri, "version": *version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", &params);
    }

    /// Closes a text.
    pub fn close(&mut self, path: &str) {
        let uri = self.uri(path);
        self.versions.remove(&uri);
        self.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    }

    /// Asks about an open text, with more parameters.
    ///
    /// # Errors
    ///
    /// What the server answers instead.
    pub fn ask(&mut self, method: &str, path: &str, more: &Value) -> Result<Value, Value> {
        let mut params = more.clone();
        params["textDocument"] = json!({ "uri": self.uri(path) });
        self.request(method, &params)
    }

    /// Asks, and takes in what the server says meanwhile.
    ///
    /// # Errors
    ///
    /// What the server answers instead.
    pub fn request(&mut self, method: &str, params: &Value) -> Result<Value, Value> {
        let id = self.send_request(method, params);
        self.answer(id)
    }

    /// Asks without waiting for the answer.
    pub fn send_request(&mut self, method: &str, params: &Value) -> u64 {
        let id = self.next;
        self.next += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// Waits for an answer.
    ///
    /// # Errors
    ///
    /// What the server answers instead.
    pub fn answer(&mut self, id: u64) -> Result<Value, Value> {
        loop {
            let mut message = self.next_message();
            if message["id"] == json!(id) && message.get("method").is_none() {
                return match message.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(message["result"].take()),
                };
            }
            self.take(message);
        }
    }

    /// Tells the server something.
    pub fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// The diagnostics of the last text that was sent of a file, once they were published.
    pub fn diagnostics(&mut self, path: &str) -> Value {
        let uri = self.uri(path);
        let wanted = self.versions.get(&uri).copied();
        loop {
            if let Some((version, found)) = self.published.get(&uri)
                && *version == wanted
            {
                return found.clone();
            }
            let message = self.next_message();
            self.take(message);
        }
    }

    /// Waits until something that was said is so.
    pub fn wait_until(&mut self, mut is_so: impl FnMut(&Value) -> bool) {
        loop {
            let message = self.next_message();
            let is_it = is_so(&message);
            self.take(message);
            if is_it {
                return;
            }
        }
    }

    /// What the server asked or said by this method, once it did.
    pub fn said_once(&mut self, method: &str) -> Value {
        loop {
            if let Some(said) = self.said.iter().find(|it| it["method"] == method) {
                return said["params"].clone();
            }
            let message = self.next_message();
            self.take(message);
        }
    }

    /// The next diagnostics of a file.
    pub fn next_diagnostics(&mut self, path: &str) -> Value {
        let uri = self.uri(path);
        let method = "textDocument/publishDiagnostics";
        self.wait_until(|it| it["method"] == method && it["params"]["uri"] == json!(uri));
        self.published.get(&uri).map_or(Value::Null, |(_, found)| found.clone())
    }

    /// The most memory that the server has held, in bytes, where the system says it.
    pub fn peak_memory(&self) -> Option<u64> {
        let status = format!("/proc/{}/status", self.child.id());
        let status = crate::files::read(Path::new(&status)).ok()?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        Some(peak.trim().trim_end_matches("kB").trim().parse::<u64>().ok()? * 1024)
    }

    /// Leaves as it should be done.
    ///
    /// # Panics
    ///
    /// When the server does not answer or does not end.
    pub fn leave(mut self) -> ExitStatus {
        assert_eq!(self.request("shutdown", &Value::Null), Ok(Value::Null));
        self.notify("exit", &Value::Null);
        self.ended()
    }

    /// Closes the server's input, and waits for its end.
    pub fn hang_up(mut self) -> ExitStatus {
        self.close_input();
        self.ended()
    }

    /// Closes the server's input.
    pub fn close_input(&mut self) {
        self.stdin = None;
    }

    /// Waits for the server's end; its input stays open.
    ///
    /// # Panics
    ///
    /// When it cannot be awaited.
    pub fn ended(mut self) -> ExitStatus {
        // What it still says must not keep it.
        while self.messages.recv_timeout(HANG).is_ok() {}
        self.child.wait().unwrap_or_else(|error| panic!("the server cannot be awaited: {error}"))
    }

    fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Writes to the server what may be no message.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let Some(stdin) = &mut self.stdin else { return };
        stdin
            .write_all(bytes)
            .and_then(|()| stdin.flush())
            .unwrap_or_else(|error| panic!("the server does not read: {error}"));
    }

    fn next_message(&mut self) -> Value {
        self.messages
            .recv_timeout(HANG)
            .unwrap_or_else(|error| panic!("the server says nothing more: {error}"))
    }

    /// Takes in what the server says by itself; what it asks is answered with nothing.
    fn take(&mut self, message: Value) {
        if message["method"] == "textDocument/publishDiagnostics" {
            let params = &message["params"];
            let uri = params["uri"].as_str().unwrap_or_default().to_owned();
            let version = params["version"].as_i64();
            self.published.insert(uri, (version, params["diagnostics"].clone()));
            return;
        }
        if let (Some(id), true) = (message.get("id"), message.get("method").is_some()) {
            self.unanswered.push(id.clone());
        }
        self.said.push(message);
        if !self.is_undecided {
            self.decide();
        }
    }

    /// Answers what the server asked, with nothing.
    pub fn decide(&mut self) {
        self.is_undecided = false;
        for id in std::mem::take(&mut self.unanswered) {
            self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));
        }
    }
}

fn read(reader: &mut impl std::io::BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(value) = line.strip_prefix("Content-Length:") {
            length = value.trim().parse().ok()?;
        } else if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
