//! Files and terminals that are not as one expects: the command says what it met, and never dies.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test reads and writes files, and stops at the first surprise"
)]

use std::fs;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::Stdio;

use incident_tests::binary::{Finished, Invocation};
use incident_tests::files::{project, read};

fn check(folder: &Path, arguments: &[&str]) -> Finished {
    Invocation::new(folder, ["check"].iter().chain(arguments).copied()).run()
}

fn short_of(name: &str, bytes: &[u8]) -> Finished {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    check(folder.path(), &["--format", "short", name])
}

/// It ran to its end, and what it says is meant for people.
#[track_caller]
fn assert_alive(finished: &Finished) {
    assert!(matches!(finished.code, Some(0..=2)), "{:?}: {}", finished.code, finished.stderr);
    for text in [&finished.stdout, &finished.stderr] {
        for trace in ["panicked at", "RUST_BACKTRACE", "stack backtrace", "unreachable", ".rs:"] {
            assert!(!text.contains(trace), "{text}");
        }
    }
}

#[test]
fn files_that_are_no_text_are_one_error_at_their_start() {
    let utf_16: Vec<u8> = "\u{FEFF}service S".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [utf_16.as_slice(), b"service \xff", b"a\0b"] {
        let finished = short_of("s.incident", bytes);
        assert_alive(&finished);
        assert_eq!(finished.code, Some(1));
        assert!(finished.stdout.starts_with("s.incident:1:1: error INC113: "), "{finished:?}");
        assert_eq!(finished.stdout.lines().count(), 1, "{finished:?}");
        assert_eq!(finished.stderr, "1 error in 1 file\n");
    }
}

#[test]
fn carriage_returns_alone_are_one_error_and_hide_nothing() {
    let example = read(&project("examples/payment.incident")).unwrap();
    for text in [example.replace('\n', "\r"), example.replace('\n', "\r\r\n")] {
        let finished = short_of("s.incident", text.as_bytes());
        assert_alive(&finished);
        assert_eq!(finished.code, Some(1));
        let only = "error INC109: A carriage return alone ends no line.";
        assert!(finished.stdout.contains(only), "{finished:?}");
        assert_eq!(finished.stdout.lines().count(), 1, "{finished:?}");
    }
    // What stands behind them is in the line where editors show it.
    let folder = tempfile::tempdir().unwrap();
    let text = "service S {\r  severity P3 \"slow\" {\r    respons_time = 5m\r  }\r}\r";
    fs::write(folder.path().join("s.incident"), text).unwrap();
    let shown = check(folder.path(), &["s.incident"]).stdout;
    assert!(shown.contains("[ s.incident:3:5 ]"), "{shown}");
    assert!(shown.contains(" 3 │     respons_time = 5m\n"), "{shown}");
}

#[test]
fn an_empty_file_is_a_program_without_anything_in_it() {
    for bytes in [&b""[..], b"\n", b"\xef\xbb\xbf", b"\r\n\r\n", b"// nothing yet\n"] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("s.incident"), bytes).unwrap();
        let finished = check(folder.path(), &["s.incident"]);
        assert_eq!((finished.code, finished.stdout.as_str()), (Some(0), "no problems in 1 file\n"));
        let compiled = Invocation::new(folder.path(), ["compile", "s.incident"]).run();
        let said = "nothing to write: no service in 1 file\n";
        assert_eq!((compiled.code, compiled.stdout.as_str()), (Some(0), said));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

#[test]
fn paths_that_cannot_be_read_are_named_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("s.incident"), "service S\n").unwrap();
    fs::create_dir(folder.path().join("folder.incident")).unwrap();
    for (path, why) in [
        ("nowhere/s.incident", "does not exist"),
        ("s.incident/inner.incident", "cannot be read"),
        ("folder.incident", "there is no .incident file in folder.incident"),
    ] {
        let finished = check(folder.path(), &[path]);
        assert_alive(&finished);
        assert_eq!(
            (finished.code, finished.stdout.as_str()),
            (Some(2), ""),
            "{path}: {finished:?}"
        );
        assert!(finished.stderr.contains(path) && finished.stderr.contains(why), "{finished:?}");
        assert_eq!(finished.stderr.lines().count(), 1, "{finished:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_to_read_is_no_empty_file() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("s.incident");
    fs::write(&file, "service S\n").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&file).is_ok() {
        let _ =
            writeln!(io::stderr(), "NOT CHECKED: permissions do not bind the user of this test");
        return;
    }
    fs::create_dir(folder.path().join("locked")).unwrap();
    fs::set_permissions(folder.path().join("locked"), fs::Permissions::from_mode(0o000)).unwrap();
    fs::write(folder.path().join("t.incident"), "service T { use = [shared], colour = red }\n")
        .unwrap();
    let finished = check(folder.path(), &["--format", "short"]);
    assert_eq!(finished.code, Some(1));
    assert_eq!(
        finished.stdout,
        "locked:1:1: error INC114: This folder cannot be read: permission denied.\n\
         s.incident:1:1: error INC114: This file cannot be read: permission denied.\n\
         t.incident:1:29: error INC122: `colour` is not a key of `service`.\n"
    );
    assert_eq!(finished.stderr, "3 errors in 2 files\n");
    fs::set_permissions(folder.path().join("locked"), fs::Permissions::from_mode(0o700)).unwrap();
}

#[cfg(unix)]
#[test]
fn nobody_is_waited_for_who_might_write_into_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("p.incident")).status();
    assert!(made.unwrap().success());
    let finished = check(folder.path(), &["--format", "short", "p.incident"]);
    assert_eq!(finished.stdout, "p.incident:1:1: error INC114: This is not a regular file.\n");
    assert_eq!(finished.code, Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_piped_has_no_path() {
    let folder = tempfile::tempdir().unwrap();
    let finished =
        Invocation::new(folder.path(), ["check", "/dev/stdin"]).stdin("service A {}\n").run();
    assert_eq!(finished.code, Some(2));
    assert_eq!(
        finished.stderr,
        "incident: /dev/stdin is a pipe. Name a file, or `-` for what is piped to incident.\n"
    );
}

/// A file that nobody can read, whoever runs this test: its name is no text.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_read_hides_nothing_of_the_others() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;

    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("incident.toml"), "").unwrap();
    // What the first two name may stand in what cannot be read; the third has a mistake of its own.
    fs::write(path("a.incident"), "service A { use = [shared] }\n").unwrap();
    fs::write(path("b.incident"), "service B { rotation = shop }\n").unwrap();
    fs::write(path("z.incident"), "service Z { colour = red }\n").unwrap();
    fs::write(folder.path().join(OsStr::from_bytes(b"caf\xE9.incident")), "").unwrap();
    symlink("nowhere", path("dead.incident")).unwrap();

    let short = check(folder.path(), &["--format", "short"]);
    assert_alive(&short);
    assert_eq!(
        short.stdout,
        "caf\u{FFFD}.incident:1:1: error INC114: The name of this file is not UTF-8.\n\
         z.incident:1:13: error INC122: `colour` is not a key of `service`.\n"
    );
    assert_eq!((short.code, short.stderr.as_str()), (Some(1), "2 errors in 4 files\n"));
    for format in ["human", "json", "sarif", "github", "junit"] {
        let finished = check(folder.path(), &["--format", format]);
        assert_eq!(finished.code, Some(1), "{format}");
        for told in ["INC114", "not UTF-8", "INC122"] {
            assert!(finished.stdout.contains(told), "{format}: {told}: {}", finished.stdout);
        }
    }
    // A link that is named is a file that cannot be read; one that a search meets is none.
    let named = check(folder.path(), &["--format", "short", "dead.incident", "a.incident"]);
    let only =
        "dead.incident:1:1: error INC114: This is a link to something that does not exist.\n";
    assert_eq!((named.code, named.stdout.as_str()), (Some(1), only));
    assert_eq!(
        named.stderr,
        "1 error in 2 files\nnot told: 1 error in caf\u{FFFD}.incident, which keeps this from being \
         compiled. Run `incident check caf\u{FFFD}.incident`.\n"
    );

    let compiled = Invocation::new(folder.path(), ["compile"]).run();
    assert_eq!((compiled.code, compiled.stdout.as_str()), (Some(1), ""));
    assert!(
        compiled.stderr.ends_with("2 errors in 4 files; nothing was written\n"),
        "{compiled:?}"
    );
    // The service has no errors, but whether what it uses is in the other file nobody knows.
    let compiled = Invocation::new(folder.path(), ["compile", "a.incident"]).run();
    assert_eq!(compiled.code, Some(1), "{compiled:?}");
    assert!(!path("out").exists());
}

#[cfg(unix)]
#[test]
fn links_that_lead_round_in_a_circle_do_not_stop_the_search() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("s.incident"), "service S\n").unwrap();
    fs::create_dir(folder.path().join("inner")).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("inner/up")).unwrap();
    let finished = check(folder.path(), &["."]);
    assert_eq!((finished.code, finished.stdout.as_str()), (Some(0), "no problems in 1 file\n"));
}

#[test]
fn no_text_makes_it_die() {
    let example = read(&project("examples/payment.incident")).unwrap();
    let half = example.floor_char_boundary(example.len() / 2);
    let unclosed = "a {".repeat(5_000);
    for text in [
        &example[half..],
        &example[..half],
        &unclosed,
        &"[".repeat(5_000),
        &"}".repeat(200),
        &"\"".repeat(201),
        &"/*".repeat(500),
        "service \u{202e}S { \u{1b}[31m = \u{7}1 }",
        "severity P1 \"\u{1F525}\" { = }",
        "service S { severity P1 \"x\" { response_time = 99999999999999999999w } }",
        "service S { on_call_rotation r { members = [a@b.c], rotation_period = 4294967295w } }",
        "service S { on_call_rotation r { members = [a@b.c], starts = 9999-12-31T23:59 } }",
        "service S { on_call_rotation r { members = [a@b.c], override 0001-01-01..2400-12-31 { replace = a@b.c, with = b@b.c } } }",
        "service S { escalation_policy p { repeat_cycles = 18446744073709551616, tier oncall } }",
    ] {
        for format in ["human", "short", "json"] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join("s.incident"), text).unwrap();
            let finished = check(folder.path(), &["--notes", "--format", format, "s.incident"]);
            assert_alive(&finished);
            if format == "json" {
                let document: serde_json::Value = serde_json::from_str(&finished.stdout).unwrap();
                assert!(document["diagnostics"].is_array());
            }
            // What a file holds reaches no terminal as a command to it.
            assert!(!finished.stdout.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{format}: {text}");
        }
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("s.incident"), text).unwrap();
        assert_alive(&Invocation::new(folder.path(), ["compile", "s.incident"]).run());
    }
}

#[test]
fn places_count_lines_and_characters_from_1_whatever_the_line_ends_and_marks() {
    let plain = "service S {\n  \"é\" x\n  y = 1\n}\n";
    let places = |text: &str| {
        let finished = short_of("s.incident", text.as_bytes());
        let places: Vec<String> = finished
            .stdout
            .lines()
            .map(|line| line.splitn(4, ':').take(3).collect::<Vec<_>>().join(":"))
            .collect();
        assert!(!places.is_empty(), "{finished:?}");
        places
    };
    let expected = places(plain);
    assert_eq!(expected.last().unwrap(), "s.incident:3:3");
    assert_eq!(places(&plain.replace('\n', "\r\n")), expected);
    assert_eq!(places(&format!("\u{FEFF}{plain}")), expected);
}

#[test]
fn who_reads_only_the_first_line_hears_no_complaint() {
    let folder = tempfile::tempdir().unwrap();
    // More than a pipe holds.
    let many: String = (0..5_000).map(|at| format!("service S{at} {{ x = 1 }}\n")).collect();
    fs::write(folder.path().join("s.incident"), many).unwrap();
    let arguments = ["check", "--format", "short", "s.incident"];
    let mut child = Invocation::new(folder.path(), arguments)
        .command()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.starts_with("s.incident:1:"), "{first}");
    // The reader is gone by now.
    let mut complaint = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
    assert!(complaint.is_empty() || complaint == "5000 errors in 1 file\n", "{complaint}");
    let code = child.wait().unwrap().code();
    assert!(matches!(code, Some(0 | 1)), "{code:?}");
}

#[test]
fn colours_are_decided_by_the_option_then_by_the_environment() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("s.incident"), "service S { x = 1 }\n").unwrap();
    let is_colored = |option: &[&str], environment: &[(&'static str, &'static str)]| {
        let arguments = ["check", "s.incident"].iter().chain(option).copied();
        let mut invocation = Invocation::new(folder.path(), arguments);
        for (name, value) in environment {
            invocation = invocation.environment(name, value);
        }
        invocation.run().stdout.contains('\u{1b}')
    };
    assert!(!is_colored(&[], &[]), "this is no terminal");
    assert!(is_colored(&["--color", "always"], &[]));
    assert!(is_colored(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(is_colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_colored(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!is_colored(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[cfg(target_os = "linux")]
#[test]
fn a_finding_that_cannot_be_written_is_not_lost_silently() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("s.incident"), "service S { x = 1 }\n").unwrap();
    for format in ["human", "short", "json"] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = Invocation::new(folder.path(), ["check", "--format", format, "s.incident"])
            .command()
            .stdin(Stdio::null())
            .stdout(full)
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert_eq!(said, "incident: standard output cannot be written: no space left on device.\n");
    }
}
