//! What holds for the whole workspace: its lints, its toolchain, its licence, its one binary, and what `.ci/run` asks.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test reads files and starts programs, and stops at the first surprise"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;
use std::sync::LazyLock;

use cargo_metadata::{Message, Metadata, MetadataCommand, TargetKind};
use incident_tests::files::{project, read};
use toml::{Table, Value};

fn toml_of(path: &str) -> Table {
    read(&project(path)).unwrap().parse().unwrap()
}

/// Our packages, without those that they use.
static METADATA: LazyLock<Metadata> = LazyLock::new(|| {
    MetadataCommand::new().manifest_path(project("Cargo.toml")).no_deps().exec().unwrap()
});

/// Code that a lint is to find, each on a line of its own, and whether tests may do it.
const MISTAKES: [(&str, &str, bool); 15] = [
    ("unsafe_code", "unsafe { std::hint::unreachable_unchecked() }", false),
    ("clippy::unwrap_used", "drop(\"1\".parse::<u8>().ok().unwrap());", true),
    ("clippy::expect_used", "drop(\"1\".parse::<u8>().ok().expect(\"a number\"));", true),
    ("clippy::indexing_slicing", "let at = vec![1]; drop(at[at.len() - 1]);", true),
    ("clippy::panic", "if std::hint::black_box(true) { panic!(\"no\") }", true),
    ("clippy::todo", "if std::hint::black_box(true) { todo!() }", false),
    ("clippy::dbg_macro", "dbg!(1);", false),
    ("clippy::print_stdout", "println!(\"1\");", true),
    (
        "clippy::iter_over_hash_type",
        "for it in &std::collections::HashSet::from([1]) { drop(*it); }",
        false,
    ),
    ("clippy::disallowed_methods", "drop(std::fs::read(\"a\"));", false),
    ("clippy::disallowed_methods", "drop(std::fs::File::create(\"a\"));", false),
    ("clippy::disallowed_methods", "drop(std::env::var(\"A\"));", false),
    ("clippy::disallowed_methods", "drop(std::time::SystemTime::now());", false),
    ("clippy::disallowed_methods", "drop(std::time::Instant::now());", false),
    ("clippy::disallowed_methods", "drop(std::net::TcpStream::connect(\"a:1\"));", false),
];

/// What is found in a package with our lints whose library is this text: names of lints by line.
fn found(library: &str) -> BTreeMap<usize, BTreeSet<String>> {
    let folder = tempfile::tempdir().unwrap();
    let ours = toml_of("Cargo.toml");
    let lints = ours["workspace"]["lints"].clone();
    let package = Table::from_iter([
        ("name".to_owned(), Value::from("mistakes")),
        ("version".to_owned(), Value::from("0.0.0")),
        ("edition".to_owned(), ours["workspace"]["package"]["edition"].clone()),
    ]);
    let manifest = Table::from_iter([
        ("package".to_owned(), Value::Table(package)),
        ("workspace".to_owned(), Value::Table(Table::new())),
        ("lints".to_owned(), lints),
    ]);
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("src/lib.rs"), library).unwrap();
    fs::write(folder.path().join("Cargo.toml"), manifest.to_string()).unwrap();
    for file in ["clippy.toml", "rust-toolchain.toml"] {
        fs::copy(project(file), folder.path().join(file)).unwrap();
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["clippy", "--all-targets", "--offline", "--message-format=json"])
        .args(["--target-dir", "target"])
        .env_remove("RUSTFLAGS")
        .current_dir(folder.path())
        .output()
        .unwrap();
    let mut found: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let mut messages = 0;
    for message in Message::parse_stream(output.stdout.as_slice()) {
        messages += 1;
        let Message::CompilerMessage(message) = message.unwrap() else { continue };
        let Some(code) = message.message.code else { continue };
        for span in message.message.spans.iter().filter(|span| span.is_primary) {
            found.entry(span.line_start).or_default().insert(code.code.clone());
        }
    }
    assert!(messages > 0, "{}", String::from_utf8_lossy(&output.stderr));
    found
}

#[test]
fn the_lints_of_the_workspace_find_what_must_not_be() {
    let mistakes = MISTAKES.iter().enumerate();
    let shipped = mistakes.map(|(at, (_, code, _))| format!("fn f{at}() {{ {code} }}\n"));
    let text =
        format!("//! Mistakes.\npub fn undocumented() {{}}\n{}", shipped.collect::<String>());
    // What is forbidden is an error, with which no more than that may be told.
    let found = [found(&text), found(&text.replace(MISTAKES[0].1, ""))];
    let is_found = |line: usize, lint: &str| {
        found.iter().any(|found| found.get(&line).is_some_and(|lints| lints.contains(lint)))
    };
    assert!(is_found(2, "missing_docs"), "{found:#?}");
    for (at, (lint, code, _)) in MISTAKES.iter().enumerate() {
        assert!(is_found(at + 3, lint), "{lint}: {code}: {found:#?}");
    }
}

#[test]
fn tests_may_stop_at_the_first_surprise() {
    let exempt = MISTAKES.iter().filter(|(_, _, in_tests)| *in_tests);
    let tests =
        exempt.enumerate().map(|(at, (_, code, _))| format!("#[test] fn f{at}() {{ {code} }}\n"));
    let found = found(&format!("//! Tests.\n{}", tests.collect::<String>()));
    let lints: BTreeSet<&String> = found.values().flatten().collect();
    for (lint, code, _) in MISTAKES.iter().filter(|(_, _, in_tests)| *in_tests) {
        assert!(!lints.contains(&(*lint).to_owned()), "{lint}: {code}: {found:#?}");
    }
}

#[test]
fn unsafe_code_is_forbidden_and_not_only_warned_of() {
    let lints = toml_of("Cargo.toml")["workspace"]["lints"].clone();
    assert_eq!(lints["rust"]["unsafe_code"].as_str(), Some("forbid"));
}

/// The commands of `.ci/run`: whole lines, so that nothing behind one makes its failure a success.
fn commands() -> Vec<String> {
    let script = read(&project(".ci/run")).unwrap();
    let mut lines = script.lines().map(str::to_owned);
    assert_eq!(lines.next().as_deref(), Some("#!/usr/bin/env bash"));
    lines.filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
}

#[test]
fn the_pipeline_asks_for_layout_lints_documentation_dependencies_and_tests() {
    let commands = commands();
    assert_eq!(commands[0], "set -euo pipefail", "the first failure ends it");
    let mut rest = commands.iter();
    for command in [
        "cargo fmt --all --check",
        "cargo clippy --workspace --all-targets --locked -- -D warnings",
        "RUSTDOCFLAGS=\"-D warnings\" cargo doc --workspace --no-deps --locked",
        "cargo deny --locked check bans licenses sources",
        "cargo test --workspace",
    ] {
        // In this order: what is quick and fails often comes first.
        assert!(rest.any(|line| line == command), "{command} is no step, or in another place");
    }
    assert!(!commands.iter().any(|line| line.starts_with("set +")), "{commands:?}");
    let readme = read(&project("README.md")).unwrap();
    assert!(readme.lines().any(|line| line == "    cargo test --workspace"));
}

#[cfg(unix)]
#[test]
fn the_pipeline_can_be_started() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(project(".ci/run")).unwrap().permissions().mode();
    assert_eq!(mode & 0o111, 0o111);
}

#[test]
fn the_toolchain_is_the_oldest_that_is_promised() {
    let toolchain = toml_of("rust-toolchain.toml")["toolchain"].clone();
    let channel = toolchain["channel"].as_str().unwrap();
    let package = toml_of("Cargo.toml")["workspace"]["package"].clone();
    let promised = package["rust-version"].as_str().unwrap();
    assert!(promised.split('.').all(|part| part.parse::<u32>().is_ok()), "{promised}");
    assert!(channel.starts_with(&format!("{promised}.")), "{channel} is not {promised}");
    let components: Vec<&str> =
        toolchain["components"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!(components, ["clippy", "rustfmt"], "`.ci/run` asks them");
    for package in METADATA.workspace_packages() {
        let version = package.rust_version.as_ref().map(|it| (it.major, it.minor));
        let of_ours: Vec<u64> = promised.split('.').map(|part| part.parse().unwrap()).collect();
        assert_eq!(version, Some((of_ours[0], of_ours[1])), "{}", package.name);
    }
}

#[test]
fn the_licence_is_the_same_wherever_it_stands() {
    const LICENCE: &str = "MIT OR Apache-2.0";
    for package in METADATA.workspace_packages() {
        assert_eq!(package.license.as_deref(), Some(LICENCE), "{}", package.name);
    }
    let (mit, apache) = ("LICENSE-MIT", "LICENSE-APACHE");
    let text = read(&project(mit)).unwrap();
    assert!(text.starts_with("MIT License\n") && text.contains("WITHOUT WARRANTY OF ANY KIND"));
    let text = read(&project(apache)).unwrap();
    let head: Vec<&str> = text.lines().take(2).map(str::trim).collect();
    assert_eq!(head, ["Apache License", "Version 2.0, January 2004"]);
    assert!(text.contains("9. Accepting Warranty or Additional Liability."), "it is cut off");
    let readme = read(&project("README.md")).unwrap();
    assert!(readme.contains(&format!("[MIT]({mit}) or [Apache-2.0]({apache})")));
    let extension = read(&project("editors/vscode/package.json")).unwrap();
    assert!(extension.contains(&format!("\"license\": \"{LICENCE}\"")), "editors/vscode");
    // What is used must be as free: no licence that asks more of whoever passes it on.
    let allowed = toml_of("deny.toml")["licenses"]["allow"].clone();
    for word in allowed.as_array().unwrap().iter().filter_map(Value::as_str) {
        assert!(!word.contains("GPL") && !word.starts_with("MPL"), "{word}");
    }
}

/// `cargo run -- compile …` takes the only binary of the default members.
#[test]
fn cargo_run_finds_the_one_binary() {
    let mut binaries = Vec::new();
    for package in METADATA.workspace_default_packages() {
        let targets = package.targets.iter();
        let names = targets.filter(|target| target.kind.contains(&TargetKind::Bin));
        binaries.extend(names.map(|target| (package.name.to_string(), target.name.clone())));
    }
    assert_eq!(binaries, [("incident-cli".to_owned(), "incident".to_owned())]);
    let all = METADATA.workspace_packages();
    let has_more = all.iter().any(|package| package.name.as_str() == "xtask");
    assert!(has_more, "the workspace has another binary, which must not be in the way");
}
