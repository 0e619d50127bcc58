//! `--watch` in the real command: what it says after each change of the files, until it is ended.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test writes files, starts programs, and stops at the first surprise"
)]

use std::fs;
use std::io::{BufRead as _, BufReader, PipeReader, pipe};
use std::path::Path;
use std::process::{Child, Stdio};

use incident_tests::binary::Invocation;

const SHOP: &str = r#"service Shop {
  on_call_rotation shop { members = [ann@shop.example, bob@shop.example] }
  escalation_policy shop { tier oncall { timeout = 5m }, tier team-lead { timeout = 15m } }
  severity P1 "down" { response_time = 5m }
}
"#;

/// A command that is watching; ended with the test.
struct Watching {
    process: Child,
    output: BufReader<PipeReader>,
}

impl Watching {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = Invocation::new(folder, arguments).command();
        let (reader, writer) = pipe().unwrap();
        command.stdin(Stdio::null()).stdout(writer.try_clone().unwrap()).stderr(writer);
        let process = command.spawn().unwrap();
        // The command holds the other end of the pipe, which must close when the process ends.
        drop(command);
        Self { process, output: BufReader::new(reader) }
    }

    /// What it says until it waits for the next change, without the time of day.
    fn says(&mut self) -> String {
        let mut said = String::new();
        loop {
            let mut line = String::new();
            let read = self.output.read_line(&mut line).unwrap();
            assert_ne!(read, 0, "it ended, after {said}");
            let is_changed = line.ends_with(" changed\n");
            said.push_str(if is_changed { line.split_once(' ').unwrap().1 } else { &line });
            if line.starts_with("watching ") {
                return said;
            }
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Writes a file so that nobody sees half of it.
fn write(path: &Path, text: &str) {
    let draft = path.with_file_name(".draft");
    fs::write(&draft, text).unwrap();
    fs::rename(&draft, path).unwrap();
}

fn workspace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("incident.toml"), "").unwrap();
    fs::write(folder.path().join("shop.incident"), SHOP).unwrap();
    folder
}

#[test]
fn check_says_what_is_wrong_after_each_change() {
    let folder = workspace();
    let shop = folder.path().join("shop.incident");
    let mut check = Watching::start(folder.path(), &["check", "--watch", "--format=short"]);
    let watching = "watching 1 file for changes; Ctrl+C ends it\n";
    assert_eq!(check.says(), format!("no problems in 1 file\n{watching}"));

    write(&shop, &SHOP.replace("response_time = 5m", ""));
    let said = check.says();
    let finding = "shop.incident changed\nshop.incident:4:3: error INC003: ";
    assert!(said.starts_with(finding), "{said}");
    assert!(said.ends_with(&format!("1 error in 1 file\n{watching}")), "{said}");

    // What does not make it another program is passed over in silence: the next word is of the next change.
    write(&folder.path().join("notes.txt"), "nothing");
    fs::create_dir(folder.path().join("empty")).unwrap();
    write(&shop, SHOP);
    assert_eq!(check.says(), format!("shop.incident changed\nno problems in 1 file\n{watching}"));
}

#[test]
fn files_come_and_go_in_folders_that_were_not_there_before() {
    let folder = workspace();
    let mut check = Watching::start(folder.path(), &["check", "--watch", "--format=short"]);
    check.says();

    fs::create_dir_all(folder.path().join("new/inner")).unwrap();
    let inner = folder.path().join("new/inner/twice.incident");
    write(&inner, SHOP);
    let mut said = check.says();
    assert!(said.contains(": error INC132: `service` `Shop` is declared twice"), "{said}");
    assert!(said.ends_with("watching 2 files for changes; Ctrl+C ends it\n"), "{said}");

    write(&inner, &SHOP.replace("Shop", "Other").replace(" shop {", " other {"));
    said = check.says();
    assert!(said.starts_with("new/inner/twice.incident changed\n"), "{said}");
    assert!(!said.contains("INC132"), "{said}");

    fs::remove_file(&inner).unwrap();
    said = check.says();
    assert!(
        said.ends_with("no problems in 1 file\nwatching 1 file for changes; Ctrl+C ends it\n"),
        "{said}"
    );
}

#[test]
fn a_file_that_is_replaced_as_editors_do_is_seen_once() {
    let folder = workspace();
    let mut check = Watching::start(folder.path(), &["check", "--watch", "--format=short"]);
    check.says();
    write(&folder.path().join("shop.incident"), &SHOP.replace("5m", "6m"));
    assert!(check.says().starts_with("shop.incident changed\nno problems in 1 file\n"));
}

#[test]
fn compile_writes_again_what_a_change_makes_different_and_nothing_where_there_is_an_error() {
    let folder = workspace();
    let policy = folder.path().join("out/Shop/pagerduty/escalation_policy.shop.json");
    let source = folder.path().join("shop.incident");
    let mut compile = Watching::start(folder.path(), &["compile", "--watch"]);
    assert!(compile.says().starts_with("wrote "));
    let first = fs::read_to_string(&policy).unwrap();
    assert!(first.contains("\"escalation_delay_in_minutes\": 5"), "{first}");

    write(&source, &SHOP.replace("timeout = 5m", "timeout = 9M"));
    let said = compile.says();
    assert!(said.contains("1 error in 1 file; nothing was written\n"), "{said}");
    assert_eq!(fs::read_to_string(&policy).unwrap(), first);

    write(&source, &SHOP.replace("timeout = 5m", "timeout = 9m"));
    assert!(compile.says().contains("\nwrote "));
    let second = fs::read_to_string(&policy).unwrap();
    assert!(second.contains("\"escalation_delay_in_minutes\": 9"), "{second}");
}

#[test]
fn what_somebody_changed_by_hand_stops_the_writing_and_not_the_watching() {
    let folder = workspace();
    let source = folder.path().join("shop.incident");
    let guide = folder.path().join("out/Shop/IncidentResponseGuide.g.md");
    let mut compile = Watching::start(folder.path(), &["compile", "--watch"]);
    compile.says();
    write(&guide, "Mine.\n");
    write(&source, &SHOP.replace("5m", "6m"));
    let said = compile.says();
    assert!(said.contains("incident: ") && said.contains("IncidentResponseGuide.g.md"), "{said}");
    assert_eq!(fs::read_to_string(&guide).unwrap(), "Mine.\n");

    fs::remove_file(&guide).unwrap();
    write(&source, &SHOP.replace("5m", "7m"));
    assert!(compile.says().contains("\nwrote "));
}

#[test]
fn it_does_not_go_with_what_needs_an_end() {
    let folder = workspace();
    for (arguments, reason) in [
        (&["check", "--watch", "--fix"][..], "cannot be used with"),
        (&["check", "--watch", "--format=sarif"], "--watch is for people"),
        (&["check", "--watch", "-"], "cannot be checked together with"),
        (&["compile", "--watch", "--check"], "cannot be used with"),
        (&["check", "--watch", "gone"], "gone does not exist"),
    ] {
        let finished = Invocation::new(folder.path(), arguments).run();
        assert_eq!(finished.code, Some(2), "{arguments:?}: {finished:?}");
        assert!(finished.stderr.contains(reason), "{arguments:?}: {finished:?}");
    }
}
