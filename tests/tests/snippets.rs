//! The snippets that the extension for VS Code ships are what the server completes.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use incident_tests::files::{difference, project, read};
use xtask::snippets;

#[test]
fn the_snippets_are_fresh() {
    let written = read(&project(snippets::PATH)).unwrap();
    let stale = difference(&snippets::text().unwrap(), &written);
    assert_eq!(stale, None, "run `cargo xtask snippets`");
}
