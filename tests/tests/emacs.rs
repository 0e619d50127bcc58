//! The server in Emacs, with the mode of `editors/emacs` and the configuration that `docs/editors.md` gives.
//!
//! It needs Emacs 28 with Eglot, or newer, and says so where that is not.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test starts programs, and stops at the first surprise"
)]

use std::process::Command;

use incident_tests::day::{Day, shown};
use incident_tests::files::project;
use incident_tests::tools::{missing, tool};

/// Where the document says that the repository is.
const CLONE: &str = "~/ops-incident/";

/// Whether there is an Emacs that knows Eglot; said loudly where there is none.
fn is_there() -> bool {
    if tool("emacs").is_none() {
        return false;
    }
    let known = Command::new("emacs").args(["--batch", "--eval", "(require 'eglot)"]).output();
    let is_known = known.is_ok_and(|it| it.status.success());
    if !is_known {
        missing("Eglot (in Debian elpa-eglot, or Emacs 29)");
    }
    is_known
}

#[test]
fn a_day_in_emacs() {
    if !is_there() {
        return;
    }
    let configuration = shown("Emacs", "elisp");
    assert!(configuration.contains(CLONE), "{configuration}");
    let clone = format!("{}/", project("").display());
    let home = tempfile::tempdir().unwrap();
    let day = Day::prepared(home.path(), &configuration.replace(CLONE, &clone));
    let script = project("tests/emacs/day.el");
    let said = day.spent(Command::new("emacs").args(["--batch", "--load"]).arg(script));
    assert_eq!(said.matches("ok: ").count(), 12, "{said}");
}

#[test]
fn the_mode_compiles_without_a_warning() {
    if tool("emacs").is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("incident-mode.el");
    std::fs::copy(project("editors/emacs/incident-mode.el"), &file).unwrap();
    let output = Command::new("emacs")
        .args(["--batch", "--eval", "(setq byte-compile-error-on-warn t)"])
        .args(["--funcall", "batch-byte-compile"])
        .arg(file)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(folder.path().join("incident-mode.elc").exists());
}
